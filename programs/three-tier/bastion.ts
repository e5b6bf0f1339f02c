/** A way to the database for people: by Session Manager, which the bastion calls itself. */
import * as ssm from "@pulumi/aws/ssm";
import * as net from "pulumi-aws-network";
import type { TiersConfig } from "./config";
import type { Labels } from "./labels";

/** AWS's public parameter that names its newest image of Amazon Linux 2023. */
const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

export function createBastion(
  config: TiersConfig,
  { vpc, groups }: { readonly vpc: net.Vpc; readonly groups: net.SecurityGroups },
  { name, naming, tags }: Labels,
): net.Bastion | undefined {
  if (!config.bastion) return undefined;
  return new net.Bastion(`${name}-bastion`, {
    vpc,
    imageId: ssm.getParameterOutput({ name: IMAGE }).value,
    instanceType: config.bastionInstanceType,
    securityGroupIds: [groups.groupId("bastion")],
    naming,
    tags,
  });
}

/** What a NAT instance may do: tell its Auto Scaling group that it forwards, and nothing else unless asked for. */
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { childName, tagsOf } from "../network";
import type { NatInstancesArgs } from "./natInstancesArgs";

interface InstanceRole {
  readonly name: pulumi.Output<string>;
  readonly profileArn: pulumi.Output<string>;
  /** An instance needs them as soon as it boots. */
  readonly policies: readonly pulumi.Resource[];
}

const TRUST = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
};

export function createRole(
  parent: pulumi.ComponentResource,
  name: string,
  args: NatInstancesArgs,
): InstanceRole {
  const child = childName(name, "nat-instances");
  const tags = tagsOf(args, { child, resourceType: "role", detail: "nat" });
  const role = new iam.Role(
    child,
    {
      description: "What NAT instances run as",
      assumeRolePolicy: pulumi.jsonStringify(TRUST),
      tags,
    },
    { parent },
  );
  const policies: pulumi.Resource[] = [
    new iam.RolePolicy(
      child,
      { role: role.name, policy: pulumi.jsonStringify(launchPolicy(name)) },
      { parent },
    ),
  ];
  if (args.sessionManager === true) policies.push(attachSessionManager(parent, child, role));
  const profile = new iam.InstanceProfile(child, { role: role.name, tags }, { parent });
  return { name: role.name, profileArn: profile.arn, policies };
}

/** The groups are made after their instances' role, so they are told by a tag. */
const launchPolicy = (name: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "autoscaling:CompleteLifecycleAction",
      Resource: "*",
      Condition: { StringEquals: { "autoscaling:ResourceTag/NatInstances": name } },
    },
  ],
});

/** AWS's own policy, in whichever partition the role is. */
function attachSessionManager(
  parent: pulumi.ComponentResource,
  child: string,
  role: iam.Role,
): iam.RolePolicyAttachment {
  const policyArn = role.arn.apply((arn) => {
    const [, partition = "aws"] = arn.split(":");
    return `arn:${partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`;
  });
  return new iam.RolePolicyAttachment(child, { role: role.name, policyArn }, { parent });
}

/** A role for one of AWS's services, with AWS's own policies for it. */
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../network";

interface Building {
  readonly parent: pulumi.Resource;
  readonly child: string;
  readonly tags: Record<string, pulumi.Input<string>>;
}

interface Service {
  readonly service: string;
  /** By what they are for, under AWS's `service-role/`. */
  readonly policies: Readonly<Record<string, string>>;
}

export function createServiceRole(
  { parent, child, tags }: Building,
  { service, policies }: Service,
): { readonly role: iam.Role; readonly attached: pulumi.Resource[] } {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
  const role = new iam.Role(
    child,
    {
      description: `What ${service} runs as`,
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags,
    },
    { parent },
  );
  const partition = role.arn.apply((arn) => arn.split(":")[1] ?? "aws");
  const attached = Object.entries(policies).map(
    ([key, policy]) =>
      new iam.RolePolicyAttachment(
        childName(child, key),
        {
          role: role.name,
          policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/${policy}`,
        },
        { parent },
      ),
  );
  return { role, attached };
}

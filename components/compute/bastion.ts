/**
 * A bastion: an instance that people reach by Session Manager, and by it the rest of the network.
 * Makes the instance (metadata by token only, an encrypted volume, no key pair) and an `InstanceRole`
 * with the least for Systems Manager. No port is open to anybody: the SSM agent calls out.
 * The instance by the hour, its 8 GiB at $0.08 a GiB and month, and in a public tier $0.005 an hour for the address.
 *
 *     aws ssm start-session --target <instanceId> --document-name AWS-StartPortForwardingSessionToRemoteHost
 *       --parameters host=<database>,portNumber=5432,localPortNumber=5432
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, tagsOf } from "../network";
import type { BastionArgs } from "./bastionArgs";
import { planBastion, type BastionPlan } from "./bastionPlan";
import { InstanceRole } from "./instanceRole";

const INSTANCE_TYPE = "t3.micro";

/** An instance that people reach by Session Manager. */
export class Bastion extends pulumi.ComponentResource {
  /** The instance's id: what `aws ssm start-session --target` takes. */
  readonly instanceId: pulumi.Output<string>;
  /** Its private address. */
  readonly privateIp: pulumi.Output<string>;
  /** The role that it runs as. */
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: BastionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:Bastion", name, {}, opts);
    const inputs = { imageId: 0, instanceType: 0 };
    const checked = { component: this, kind: "Bastion", name, inputs };
    const plan = checkedPlan(checked, args, () => planBastion(args));
    const role = new InstanceRole(name, { naming: args.naming, tags: args.tags }, { parent: this });
    const instance = createInstance({ parent: this, name, plan, args }, role);
    this.instanceId = instance.id;
    this.privateIp = instance.privateIp;
    this.roleName = role.roleName;
    this.registerOutputs({
      instanceId: this.instanceId,
      privateIp: this.privateIp,
      roleName: this.roleName,
    });
  }
}

interface Building {
  readonly parent: Bastion;
  readonly name: string;
  readonly plan: BastionPlan;
  readonly args: BastionArgs;
}

function createInstance(
  { parent, name, plan, args }: Building,
  { instanceProfileArn }: InstanceRole,
): ec2.Instance {
  const { vpc, imageId, instanceType, securityGroupIds, kmsKeyArn } = args;
  const purpose = `${args.naming?.purpose ?? ""}-`;
  const detail = name.startsWith(purpose) ? name.slice(purpose.length) : name;
  const tags = tagsOf(args, { child: name, resourceType: "instance", detail });
  return new ec2.Instance(
    name,
    {
      ami: imageId,
      instanceType: instanceType ?? INSTANCE_TYPE,
      subnetId: vpc.subnetIds[plan.tier]?.[plan.availabilityZone],
      vpcSecurityGroupIds: securityGroupIds,
      associatePublicIpAddress: plan.isPublic,
      // An instance is given its profile by name.
      iamInstanceProfile: instanceProfileArn.apply((arn) => arn.split("/").at(-1) ?? ""),
      // A process that is made to fetch an address cannot fetch the role's credentials.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      },
      rootBlockDevice: { volumeType: "gp3", encrypted: true, kmsKeyId: kmsKeyArn, tags },
      region: vpc.region,
      tags,
    },
    { parent },
  );
}

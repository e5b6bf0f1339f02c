/**
 * What instances run as, with the least that they need: to be reached by Systems Manager, to write
 * their logs and metrics, to use some objects. Makes a role, a policy of it for each of these, and the
 * instance profile. Free of charge.
 * AWS's own policies allow more: `AmazonSSMManagedInstanceCore` every parameter of the account,
 * `CloudWatchAgentServerPolicy` every log group.
 *
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/create-iam-roles-for-cloudwatch-agent.html
 */
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, detailOf, tagsOf } from "../network";
import type { AgentPermissions, BucketPermissions, InstanceRoleArgs } from "./instanceRoleArgs";
import { planInstanceRole } from "./instanceRolePlan";

/** What instances run as. */
export class InstanceRole extends pulumi.ComponentResource {
  /** The role's ARN. */
  readonly roleArn: pulumi.Output<string>;
  /** The role, for what else the instances may do: attach a policy to it. */
  readonly roleName: pulumi.Output<string>;
  /** Known once the role has its policies. */
  readonly instanceProfileArn: pulumi.Output<string>;

  constructor(name: string, args: InstanceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:InstanceRole", name, {}, opts);
    const inputs = { logGroupArns: 1 };
    const checked = { component: this, kind: "InstanceRole", name, inputs };
    const plan = checkedPlan(checked, args, () => planInstanceRole(args));
    const tagged = (resourceType: string) =>
      tagsOf(args, { child: name, resourceType, detail: detailOf(args, name) });
    const role = new iam.Role(
      name,
      {
        description: "What instances run as",
        assumeRolePolicy: pulumi.jsonStringify(document([TRUST])),
        tags: tagged("role"),
      },
      { parent: this },
    );
    const allow = (what: string, statements: object[]) =>
      new iam.RolePolicy(
        childName(name, what),
        { role: role.name, policy: pulumi.jsonStringify(document(statements)) },
        { parent: this },
      );
    const policies = [
      ...(plan.systemsManager ? [allow("ssm", [SYSTEMS_MANAGER])] : []),
      ...(args.agent ? [allow("agent", agentStatements(args.agent, plan.metricsNamespace))] : []),
      ...plan.buckets.map(([key, bucket]) => allow(`s3-${key}`, bucketStatements(bucket))),
    ];
    const profile = new iam.InstanceProfile(
      name,
      { role: role.name, tags: tagged("profile") },
      { parent: this, dependsOn: policies },
    );
    this.roleArn = role.arn;
    this.roleName = role.name;
    this.instanceProfileArn = profile.arn;
    this.registerOutputs({
      roleArn: this.roleArn,
      roleName: this.roleName,
      instanceProfileArn: this.instanceProfileArn,
    });
  }
}

const document = (Statement: object[]) => ({ Version: "2012-10-17", Statement });

const TRUST = {
  Effect: "Allow",
  Principal: { Service: "ec2.amazonaws.com" },
  Action: "sts:AssumeRole",
};

/** These name no resource: an instance says by its own identity which it is. */
const SYSTEMS_MANAGER = {
  Sid: "SystemsManager",
  Effect: "Allow",
  Action: [
    "ec2messages:AcknowledgeMessage",
    "ec2messages:DeleteMessage",
    "ec2messages:FailMessage",
    "ec2messages:GetEndpoint",
    "ec2messages:GetMessages",
    "ec2messages:SendReply",
    "ssm:ListInstanceAssociations",
    "ssm:UpdateInstanceAssociationStatus",
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  Resource: "*",
};

function agentStatements({ logGroupArns }: AgentPermissions, metricsNamespace: string): object[] {
  return [
    {
      Sid: "Logs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      // A log group's ARN stands for the group, and with `:*` for its streams.
      Resource: logGroupArns.flatMap((arn) => [arn, pulumi.interpolate`${arn}:*`]),
    },
    {
      Sid: "Metrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": metricsNamespace } },
    },
    {
      // The agent finds its group's name by them. They cannot be confined to an instance.
      Sid: "OwnTags",
      Effect: "Allow",
      Action: "ec2:DescribeTags",
      Resource: "*",
    },
  ];
}

function bucketStatements({ bucketArn, prefix, write, kmsKeyArn }: BucketPermissions): object[] {
  return [
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: write === true ? ["s3:GetObject", "s3:PutObject"] : ["s3:GetObject"],
      Resource: pulumi.interpolate`${bucketArn}/${prefix}*`,
    },
    {
      Sid: "List",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucketArn,
      Condition: { StringLike: { "s3:prefix": `${prefix}*` } },
    },
    ...(kmsKeyArn === undefined
      ? []
      : [
          {
            Sid: "Key",
            Effect: "Allow",
            Action: write === true ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
            Resource: kmsKeyArn,
            Condition: { StringLike: { "kms:ViaService": "s3.*.amazonaws.com*" } },
          },
        ]),
  ];
}

/**
 * VPC flow logs: a record of all traffic that the network accepts and rejects.
 * Makes a CloudWatch Logs group, the role that writes to it and to nothing else, and the flow log.
 * CloudWatch Logs takes about $0.50 a GB in and $0.03 a GB and month kept (us-east-1).
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf } from "../network";
import type { FlowLogsArgs } from "./flowLogsArgs";
import { planFlowLogs, type FlowLogsPlan } from "./flowLogsPlan";

/** Flow logs of a VPC, to CloudWatch Logs. */
export class FlowLogs extends pulumi.ComponentResource {
  readonly flowLogId: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly logGroupArn: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:FlowLogs", name, {}, opts);
    const checked = { component: this, kind: "FlowLogs", name };
    const plan = checkedPlan(checked, args, () => planFlowLogs(args));
    const building: Building = { parent: this, child: childName(name, "flow-logs"), plan, args };
    const logGroup = createLogGroup(building);
    const role = createRole(building);
    const policy = createPolicy(building, role, logGroup);
    const flowLog = createFlowLog(building, { role, logGroup, policy });
    this.flowLogId = flowLog.id;
    this.logGroupName = logGroup.name;
    this.logGroupArn = logGroup.arn;
    this.roleArn = role.arn;
    this.registerOutputs({
      flowLogId: this.flowLogId,
      logGroupName: this.logGroupName,
      logGroupArn: this.logGroupArn,
      roleArn: this.roleArn,
    });
  }
}

interface Building {
  readonly parent: FlowLogs;
  /** All four children share one name: there is one of each type. */
  readonly child: string;
  readonly plan: FlowLogsPlan;
  readonly args: FlowLogsArgs;
}

function createLogGroup({ parent, child, plan, args }: Building): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    child,
    {
      name: args.logGroupName,
      retentionInDays: plan.retentionInDays,
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "flow-logs" }),
    },
    { parent },
  );
}

function createRole({ parent, child, args }: Building): iam.Role {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        ...(args.accountId === undefined
          ? {}
          : { Condition: { StringEquals: { "aws:SourceAccount": args.accountId } } }),
      },
    ],
  };
  return new iam.Role(
    child,
    {
      description: "Writes VPC flow logs to their log group",
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags: tagsOf(args, { child, resourceType: "role-flow-logs" }),
    },
    { parent },
  );
}

/** `DescribeLogGroups` cannot be scoped to one group; everything that writes can, and is. */
function createPolicy(
  { parent, child }: Building,
  role: iam.Role,
  logGroup: cloudwatch.LogGroup,
): iam.RolePolicy {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: pulumi.interpolate`${logGroup.arn}:*`,
      },
      { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    ],
  };
  return new iam.RolePolicy(
    child,
    { role: role.name, policy: pulumi.jsonStringify(policy) },
    { parent },
  );
}

interface Destination {
  readonly role: iam.Role;
  readonly logGroup: cloudwatch.LogGroup;
  readonly policy: iam.RolePolicy;
}

function createFlowLog(
  { parent, child, plan, args }: Building,
  { role, logGroup, policy }: Destination,
): ec2.FlowLog {
  return new ec2.FlowLog(
    child,
    {
      vpcId: args.vpc.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: plan.maxAggregationInterval,
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "fl" }),
    },
    // The flow log names the role only, and would be made before the role may write.
    { parent, dependsOn: [policy] },
  );
}

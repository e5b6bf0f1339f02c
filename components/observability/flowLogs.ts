/**
 * VPC flow logs: a record of the traffic that the network accepts and rejects.
 * Makes a CloudWatch Logs group, the role that writes to it and to nothing else, and the flow log;
 * or a bucket and the flow log; or, to a Firehose delivery stream, the flow log alone.
 * CloudWatch Logs takes about $0.50 a GB in and $0.03 a GB and month kept, S3 about $0.25 and
 * $0.023 (us-east-1).
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf } from "../network";
import type { FlowLogsArgs, FlowLogsBucketSpec } from "./flowLogsArgs";
import { createBucket, type FlowLogsBucket } from "./flowLogsBucket";
import type { BucketPlan } from "./flowLogsBucketPlan";
import { flowLogDetail, flowLogName, planFlowLogs, type FlowLogPlan } from "./flowLogsPlan";
import { FlowLogsTable } from "./flowLogsTable";

type Ids = Record<string, pulumi.Output<string>>;

/** Flow logs of a VPC. What is kept by name has the first flow log under `main`. */
export class FlowLogs extends pulumi.ComponentResource {
  /** The first flow log: the VPC's, or its first subnet's. */
  readonly flowLogId: pulumi.Output<string>;
  /** All flow logs: `main`, or `main-private-1a` for a subnet's; the others under their names. */
  readonly flowLogIds: Record<string, pulumi.Output<string>>;
  /** The first flow log's log group. */
  readonly logGroupName?: pulumi.Output<string>;
  /** The ARN of that log group. */
  readonly logGroupArn?: pulumi.Output<string>;
  /** The role that writes to it. */
  readonly roleArn?: pulumi.Output<string>;
  /** All log groups, by name. */
  readonly logGroupNames: Record<string, pulumi.Output<string>>;
  /** The buckets that were made here, by name. */
  readonly bucketNames: Record<string, pulumi.Output<string>>;
  /** Their ARNs, by name. */
  readonly bucketArns: Record<string, pulumi.Output<string>>;
  /** The Athena tables, as `database.table`, by name. */
  readonly tableNames: Record<string, pulumi.Output<string>>;
  /** The Athena workgroups to query them in, by name. */
  readonly workgroupNames: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:FlowLogs", name, {}, opts);
    const checked = { component: this, kind: "FlowLogs", name };
    const plan = checkedPlan(checked, args, () => planFlowLogs(args, args.vpc));
    const made: Made = {
      flowLogIds: {},
      logGroupNames: {},
      logGroupArns: {},
      roleArns: {},
      bucketNames: {},
      bucketArns: {},
      tableNames: {},
      workgroupNames: {},
    };
    for (const log of plan.logs) {
      const child = childName(name, "flow-logs", flowLogDetail(log));
      const building: Building = { parent: this, name, child, log, args, made };
      createFlowLogs(building, createDestination(building));
    }
    const { logGroupArns, roleArns, ...outputs } = made;
    this.flowLogId = Object.values(made.flowLogIds)[0] ?? pulumi.output("");
    if (outputs.logGroupNames.main) this.logGroupName = outputs.logGroupNames.main;
    if (logGroupArns.main) this.logGroupArn = logGroupArns.main;
    if (roleArns.main) this.roleArn = roleArns.main;
    this.flowLogIds = outputs.flowLogIds;
    this.logGroupNames = outputs.logGroupNames;
    this.bucketNames = outputs.bucketNames;
    this.bucketArns = outputs.bucketArns;
    this.tableNames = outputs.tableNames;
    this.workgroupNames = outputs.workgroupNames;
    this.registerOutputs({
      flowLogId: this.flowLogId,
      logGroupName: this.logGroupName,
      logGroupArn: this.logGroupArn,
      roleArn: this.roleArn,
      ...outputs,
    });
  }
}

interface Made {
  readonly flowLogIds: Ids;
  readonly logGroupNames: Ids;
  readonly logGroupArns: Ids;
  readonly roleArns: Ids;
  readonly bucketNames: Ids;
  readonly bucketArns: Ids;
  readonly tableNames: Ids;
  readonly workgroupNames: Ids;
}

interface Building {
  readonly parent: FlowLogs;
  readonly name: string;
  /** All children of one flow log share one name: there is one of each type, but for subnets'. */
  readonly child: string;
  readonly log: FlowLogPlan;
  readonly args: FlowLogsArgs;
  readonly made: Made;
}

/** What a flow log is told of its destination, and what has to be there before it. */
interface Destination {
  readonly settings: Partial<ec2.FlowLogArgs>;
  readonly dependsOn: pulumi.Resource[];
  /** Once there are flow logs. */
  readonly afterwards?: (flowLog: ec2.FlowLog) => void;
}

function createDestination(building: Building): Destination {
  const { log } = building;
  if (log.spec.bucket && log.bucket) return toBucket(building, log.spec.bucket, log.bucket);
  if (log.spec.deliveryStreamArn === undefined) return toLogGroup(building);
  return {
    settings: {
      logDestinationType: log.destination,
      logDestination: log.spec.deliveryStreamArn,
    },
    dependsOn: [],
  };
}

function toLogGroup(building: Building): Destination {
  const { log, made } = building;
  const logGroup = createLogGroup(building);
  const role = createRole(building);
  const policy = createPolicy(building, role, logGroup);
  made.logGroupNames[log.key] = logGroup.name;
  made.logGroupArns[log.key] = logGroup.arn;
  made.roleArns[log.key] = role.arn;
  return {
    settings: {
      logDestinationType: log.destination,
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
    },
    // The flow log names the role only, and would be made before the role may write.
    dependsOn: [policy],
  };
}

function toBucket(building: Building, spec: FlowLogsBucketSpec, plan: BucketPlan): Destination {
  const { log, made } = building;
  const bucket = createBucket(building, spec, plan);
  if (bucket.made) {
    made.bucketNames[log.key] = bucket.made.bucket;
    made.bucketArns[log.key] = bucket.made.arn;
  }
  return {
    settings: {
      logDestinationType: log.destination,
      logDestination: destinationOf(bucket, plan),
      destinationOptions: {
        fileFormat: plan.fileFormat,
        hiveCompatiblePartitions: plan.hiveCompatiblePartitions,
        perHourPartition: plan.perHourPartition,
      },
    },
    dependsOn: bucket.dependsOn,
    afterwards: (flowLog) => createTable(building, spec, { bucket, flowLog }),
  };
}

const destinationOf = ({ arn }: FlowLogsBucket, { folder }: BucketPlan): pulumi.Input<string> =>
  folder === "" ? arn : pulumi.interpolate`${arn}/${folder}`;

function createTable(
  { parent, child, log, args, made }: Building,
  spec: FlowLogsBucketSpec,
  { bucket, flowLog }: { bucket: FlowLogsBucket; flowLog: ec2.FlowLog },
): void {
  if (!spec.table) return;
  const { prefix, fileFormat, hiveCompatiblePartitions, perHourPartition } = spec;
  const table = new FlowLogsTable(
    child,
    {
      ...spec.table,
      bucketName: pulumi.output(bucket.arn).apply((arn) => arn.split(":").at(-1) ?? ""),
      accountIds: [log.spec.accountId ?? ""],
      regions: [flowLog.region],
      layout: {
        prefix,
        fields: log.spec.fields,
        fileFormat,
        hiveCompatiblePartitions,
        perHourPartition,
      },
      region: args.vpc.region,
      naming: args.naming,
      tags: args.tags,
    },
    { parent },
  );
  made.tableNames[log.key] = pulumi.interpolate`${table.databaseName}.${table.tableName}`;
  made.workgroupNames[log.key] = table.workgroupName;
}

function createLogGroup({ parent, child, log, args }: Building): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    child,
    {
      name: log.spec.logGroupName,
      retentionInDays: log.retentionInDays,
      kmsKeyId: log.spec.kmsKeyArn,
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "flow-logs", detail: flowLogDetail(log) }),
    },
    { parent },
  );
}

function createRole({ parent, child, log, args }: Building): iam.Role {
  const { accountId } = log.spec;
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        ...(accountId === undefined
          ? {}
          : { Condition: { StringEquals: { "aws:SourceAccount": accountId } } }),
      },
    ],
  };
  return new iam.Role(
    child,
    {
      description: "Writes VPC flow logs to their log group",
      assumeRolePolicy: pulumi.jsonStringify(trust),
      tags: tagsOf(args, { child, resourceType: "role-flow-logs", detail: flowLogDetail(log) }),
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

function createFlowLogs(
  building: Building,
  { settings, dependsOn, afterwards }: Destination,
): void {
  const { parent, name, log, args, made } = building;
  const flowLogs = log.places.map((place) => {
    const suffix = flowLogName(log, place);
    const child = childName(name, "flow-logs", suffix);
    const { subnet } = place;
    const flowLog = new ec2.FlowLog(
      child,
      {
        ...(subnet
          ? { subnetId: args.vpc.subnetIds[subnet.tier]?.[subnet.availabilityZone] }
          : { vpcId: args.vpc.vpcId }),
        trafficType: log.trafficType,
        logFormat: log.logFormat,
        maxAggregationInterval: log.maxAggregationInterval,
        ...settings,
        region: args.vpc.region,
        tags: tagsOf(args, { child, resourceType: "fl", detail: suffix }),
      },
      { parent, dependsOn },
    );
    made.flowLogIds[childName(log.key, place.suffix)] = flowLog.id;
    return flowLog;
  });
  const [first] = flowLogs;
  if (first) afterwards?.(first);
}

/**
 * Alarms on the parts of a network that can fill up or fail: NAT gateways and interface endpoints.
 * Makes for each NAT gateway an alarm on ports that it could not allocate and one on the share of
 * packets that it drops, for each interface endpoint one on dropped packets, and, unless one is
 * given, the SNS topic that is told and its policy.
 * A NAT gateway's two alarms cost about $0.40 a month, an endpoint's $0.10; no data is no alarm.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf, zoneSuffix } from "../network";
import type { NetworkAlarmsArgs } from "./networkAlarmsArgs";
import { planNetworkAlarms, type NetworkAlarmsPlan } from "./networkAlarmsPlan";
import {
  ENDPOINT_NAMESPACE,
  endpointDimensions,
  NAT_GATEWAY_NAMESPACE,
  natGatewayDimensions,
} from "./networkMetrics";

/** Alarms on NAT gateways and interface endpoints, and the topic that is told. */
export class NetworkAlarms extends pulumi.ComponentResource {
  /** The topic that the alarms tell. */
  readonly topicArn: pulumi.Output<string>;
  /** Alarms on ports that a NAT gateway could not allocate, by zone. */
  readonly portErrorAlarmArns: Record<string, pulumi.Output<string>>;
  /** Alarms on packets that a NAT gateway drops, by zone. */
  readonly natDropAlarmArns: Record<string, pulumi.Output<string>>;
  /** Alarms on packets that an endpoint drops, by service. */
  readonly endpointDropAlarmArns: Record<string, pulumi.Output<string>>;
  /** All of them. */
  readonly alarmArns: pulumi.Output<string>[];

  constructor(name: string, args: NetworkAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:NetworkAlarms", name, {}, opts);
    const inputs = { natGatewayIds: 1, interfaceEndpointIds: 1, topicArn: 0 };
    const checked = { component: this, kind: "NetworkAlarms", name, inputs };
    const plan = checkedPlan(checked, args, () => planNetworkAlarms(args, args.vpc));
    const topicArn = pulumi.output(args.topicArn ?? createTopic(this, name, args));
    const building: Building = { parent: this, name, args, plan, topicArn };
    const zones = Object.entries(args.natGatewayIds ?? {});
    const services = Object.entries(args.interfaceEndpointIds ?? {});
    this.topicArn = topicArn;
    this.portErrorAlarmArns = keyed(zones, (zone, id) => createPortErrors(building, zone, id));
    this.natDropAlarmArns = keyed(zones, (zone, id) => createNatDrops(building, zone, id));
    this.endpointDropAlarmArns = keyed(services, (service, id) =>
      createEndpointDrops(building, service, id),
    );
    this.alarmArns = [
      this.portErrorAlarmArns,
      this.natDropAlarmArns,
      this.endpointDropAlarmArns,
    ].flatMap((arns) => Object.values(arns));
    this.registerOutputs({
      topicArn: this.topicArn,
      portErrorAlarmArns: this.portErrorAlarmArns,
      natDropAlarmArns: this.natDropAlarmArns,
      endpointDropAlarmArns: this.endpointDropAlarmArns,
      alarmArns: this.alarmArns,
    });
  }
}

interface Building {
  readonly parent: NetworkAlarms;
  readonly name: string;
  readonly args: NetworkAlarmsArgs;
  readonly plan: NetworkAlarmsPlan;
  readonly topicArn: pulumi.Output<string>;
}

/** Metrics are published each minute; five of them make one that is worth looking at. */
const PERIOD = 300;

function keyed(
  ids: [string, pulumi.Input<string>][],
  create: (key: string, id: pulumi.Input<string>) => cloudwatch.MetricAlarm,
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(ids.map(([key, id]) => [key, create(key, id).arn]));
}

function createTopic(
  parent: NetworkAlarms,
  name: string,
  args: NetworkAlarmsArgs,
): pulumi.Output<string> {
  const child = childName(name, "alarms");
  const topic = new sns.Topic(
    child,
    {
      kmsMasterKeyId: args.kmsKeyArn,
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "sns-alarms" }),
    },
    { parent },
  );
  createTopicPolicy(parent, child, { topic, region: args.vpc.region });
  return topic.arn;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
function createTopicPolicy(
  parent: NetworkAlarms,
  child: string,
  { topic, region }: { topic: sns.Topic; region: string | undefined },
): void {
  // arn:aws:sns:us-east-1:123456789012:name
  const place = topic.arn.apply((arn) => arn.split(":"));
  const part = (index: number) => place.apply((parts) => parts[index] ?? "");
  const [partition, topicRegion, account] = [part(1), part(3), part(4)];
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: {
            "aws:SourceArn": pulumi.interpolate`arn:${partition}:cloudwatch:${topicRegion}:${account}:alarm:*`,
          },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  new sns.TopicPolicy(
    child,
    { arn: topic.arn, policy: pulumi.jsonStringify(policy), region },
    { parent },
  );
}

/** Every one of them is a connection that failed: 55,000 to one destination are in use. */
function createPortErrors(building: Building, zone: string, id: pulumi.Input<string>) {
  return createAlarm(building, childName("nat", zoneSuffix(zone), "port-errors"), {
    alarmDescription: `The NAT gateway of ${zone} had no port left for a connection: too many to one destination.`,
    namespace: NAT_GATEWAY_NAMESPACE,
    metricName: "ErrorPortAllocation",
    dimensions: natGatewayDimensions(id),
    statistic: "Sum",
    period: PERIOD,
    threshold: building.plan.portErrors,
    evaluationPeriods: building.plan.portErrorPeriods,
  });
}

function createNatDrops(building: Building, zone: string, id: pulumi.Input<string>) {
  const { droppedPacketsPercent, evaluationPeriods } = building.plan;
  const metric = (query: string, metricName: string) => ({
    id: query,
    metric: {
      namespace: NAT_GATEWAY_NAMESPACE,
      metricName,
      dimensions: natGatewayDimensions(id),
      stat: "Sum",
      period: PERIOD,
    },
    returnData: false,
  });
  return createAlarm(building, childName("nat", zoneSuffix(zone), "dropped-packets"), {
    alarmDescription: `The NAT gateway of ${zone} drops more than ${droppedPacketsPercent} % of its packets.`,
    metricQueries: [
      {
        id: "percent",
        expression: "IF(source + destination > 0, 100 * dropped / (source + destination), 0)",
        label: "Dropped packets (%)",
        returnData: true,
      },
      metric("dropped", "PacketsDropCount"),
      metric("source", "PacketsInFromSource"),
      metric("destination", "PacketsInFromDestination"),
    ],
    threshold: droppedPacketsPercent,
    evaluationPeriods,
  });
}

function createEndpointDrops(building: Building, service: string, id: pulumi.Input<string>) {
  const { endpointDroppedPackets, evaluationPeriods } = building.plan;
  return createAlarm(building, childName("endpoint", service, "dropped-packets"), {
    alarmDescription: `The endpoint of ${service} drops packets: it, or the service behind it, may be unhealthy.`,
    namespace: ENDPOINT_NAMESPACE,
    metricName: "PacketsDropped",
    dimensions: endpointDimensions(building.args.vpc, service, id),
    statistic: "Sum",
    period: PERIOD,
    threshold: endpointDroppedPackets,
    evaluationPeriods,
  });
}

function createAlarm(
  { parent, name, args, topicArn }: Building,
  what: string,
  alarm: cloudwatch.MetricAlarmArgs,
): cloudwatch.MetricAlarm {
  const child = childName(name, what);
  return new cloudwatch.MetricAlarm(
    child,
    {
      ...alarm,
      comparisonOperator: "GreaterThanThreshold",
      // Metrics are published only while there is traffic.
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "alarm", detail: what }),
    },
    { parent },
  );
}

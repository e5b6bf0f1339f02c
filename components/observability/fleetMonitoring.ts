/**
 * Watches fleets and the load balancer in front. Makes for each fleet alarms on processors, memory and
 * disk; for the load balancer on 5xx and latency; a dashboard of them; and a rule that hands on what
 * Auto Scaling launches, terminates, and fails to.
 * $0.10 a month for each alarm, $3 for the dashboard beyond an account's first three, and $0.30 for
 * each of the agent's metrics.
 *
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/automating-ec2-auto-scaling-with-eventbridge.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, detailOf, tagsOf } from "../network";
import { fleetMetrics, loadBalancerMetrics, type Dimensions } from "./fleetMetrics";
import type { FleetMonitoringArgs } from "./fleetMonitoringArgs";
import { planFleetMonitoring, type FleetMonitoringPlan } from "./fleetMonitoringPlan";

const PERIOD = 300;

/** Alarms, a dashboard and events of fleets and their load balancer. */
export class FleetMonitoring extends pulumi.ComponentResource {
  /** By what they watch, such as `blue-cpu` or `latency`. */
  readonly alarmArns: Record<string, pulumi.Output<string>>;
  /** The dashboard's name. */
  readonly dashboardName: pulumi.Output<string>;
  /** The ARN of the rule that hears the fleet's events. */
  readonly eventRuleArn: pulumi.Output<string>;

  constructor(name: string, args: FleetMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:FleetMonitoring", name, {}, opts);
    const inputs = {
      autoScalingGroupNames: 1,
      loadBalancerArnSuffix: 0,
      topicArn: 0,
    };
    const checked = { component: this, kind: "FleetMonitoring", name, inputs };
    const plan = checkedPlan(checked, args, () => planFleetMonitoring(name, args));
    const building: Building = { parent: this, name, plan, args };
    const watched = watchedOf(building);
    this.alarmArns = Object.fromEntries(
      watched.map((one) => [one.what, createAlarm(building, one).arn]),
    );
    this.dashboardName = createDashboard(building, watched).dashboardName;
    this.eventRuleArn = createRule(building).arn;
    this.registerOutputs({
      alarmArns: this.alarmArns,
      dashboardName: this.dashboardName,
      eventRuleArn: this.eventRuleArn,
    });
  }
}

interface Building {
  readonly parent: FleetMonitoring;
  readonly name: string;
  readonly plan: FleetMonitoringPlan;
  readonly args: FleetMonitoringArgs;
}

interface Watched {
  readonly what: string;
  readonly title: string;
  readonly metric: ReturnType<typeof fleetMetrics>[number];
  readonly dimensions: Dimensions;
}

function watchedOf({ plan, args }: Building): Watched[] {
  const fleets = Object.entries(args.autoScalingGroupNames).flatMap(([key, group]) =>
    fleetMetrics(plan).map((metric) => ({
      what: childName(key, metric.key),
      title: `${key}: ${metric.title}`,
      metric,
      dimensions: { AutoScalingGroupName: group },
    })),
  );
  if (args.loadBalancer === undefined) return fleets;
  const dimensions = { LoadBalancer: args.loadBalancer.loadBalancerArnSuffix };
  const balancer = loadBalancerMetrics(plan).map((metric) => ({
    what: metric.key,
    title: metric.title,
    metric,
    dimensions,
  }));
  return [...fleets, ...balancer];
}

function createAlarm({ parent, name, args }: Building, one: Watched): cloudwatch.MetricAlarm {
  const { metric } = one;
  const child = childName(name, one.what);
  const isExtended = metric.statistic.startsWith("p");
  return new cloudwatch.MetricAlarm(
    child,
    {
      alarmDescription: `${one.title} above ${metric.threshold}`,
      namespace: metric.namespace,
      metricName: metric.metricName,
      dimensions: one.dimensions,
      ...(isExtended ? { extendedStatistic: metric.statistic } : { statistic: metric.statistic }),
      period: PERIOD,
      evaluationPeriods: metric.evaluationPeriods,
      threshold: metric.threshold,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: metric.missing,
      alarmActions: [args.topicArn],
      okActions: [args.topicArn],
      region: args.region,
      tags: tagsOf(args, { child, resourceType: "alarm", detail: detailOf(args, child) }),
    },
    { parent },
  );
}

/** Three widgets a row, in the order of the alarms. */
function createDashboard(
  { parent, name, plan, args }: Building,
  watched: readonly Watched[],
): cloudwatch.Dashboard {
  const widgets = watched.map(({ title, metric, dimensions }, index) => ({
    type: "metric",
    x: (index % 3) * 8,
    y: Math.floor(index / 3) * 6,
    width: 8,
    height: 6,
    properties: {
      title,
      region: args.region,
      view: "timeSeries",
      period: PERIOD,
      stat: metric.statistic,
      metrics: [[metric.namespace, metric.metricName, ...Object.entries(dimensions).flat()]],
      annotations: { horizontal: [{ label: "alarm", value: metric.threshold }] },
    },
  }));
  return new cloudwatch.Dashboard(
    childName(name, "dashboard"),
    {
      dashboardName: plan.dashboardName,
      dashboardBody: pulumi.jsonStringify({ widgets }),
      region: args.region,
    },
    { parent },
  );
}

const EVENTS = [
  "EC2 Instance Launch Successful",
  "EC2 Instance Launch Unsuccessful",
  "EC2 Instance Terminate Successful",
  "EC2 Instance Terminate Unsuccessful",
  "EC2 Auto Scaling Instance Refresh Started",
  "EC2 Auto Scaling Instance Refresh Succeeded",
  "EC2 Auto Scaling Instance Refresh Failed",
  "EC2 Auto Scaling Instance Refresh Rollback Started",
  "EC2 Auto Scaling Instance Refresh Rollback Succeeded",
  "EC2 Auto Scaling Instance Refresh Rollback Failed",
];

function createRule({ parent, name, args }: Building): cloudwatch.EventRule {
  const child = childName(name, "scaling-events");
  const rule = new cloudwatch.EventRule(
    child,
    {
      description: "What Auto Scaling does with the fleets",
      eventPattern: pulumi.jsonStringify({
        source: ["aws.autoscaling"],
        "detail-type": EVENTS,
        detail: { AutoScalingGroupName: Object.values(args.autoScalingGroupNames) },
      }),
      region: args.region,
      tags: tagsOf(args, { child, resourceType: "rule", detail: detailOf(args, child) }),
    },
    { parent },
  );
  new cloudwatch.EventTarget(
    child,
    { rule: rule.name, arn: args.topicArn, region: args.region },
    { parent },
  );
  return rule;
}

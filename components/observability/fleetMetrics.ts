/**
 * The metrics that fleets and load balancers are watched by. CloudWatch knows a metric by its exact set
 * of dimensions; those of memory and disk are as `instanceUserData` has the agent aggregate them.
 *
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-cloudwatch-monitoring.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
import type * as pulumi from "@pulumi/pulumi";
import type { FleetMonitoringPlan } from "./fleetMonitoringPlan";

interface WatchedMetric {
  /** Part of the alarm's name. */
  readonly key: string;
  readonly title: string;
  readonly namespace: string;
  readonly metricName: string;
  /** `p99` and the like are of CloudWatch's extended ones. */
  readonly statistic: string;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  /** What no data mean: an agent that is silent is an alarm, a load balancer without requests none. */
  readonly missing: "breaching" | "notBreaching" | "missing";
}

export type Dimensions = Record<string, pulumi.Input<string>>;

export function fleetMetrics({ thresholds, metricsNamespace }: FleetMonitoringPlan) {
  const { cpuPercent, memoryPercent, diskPercent } = thresholds;
  const three = { statistic: "Average", evaluationPeriods: 3, missing: "missing" } as const;
  const metrics: WatchedMetric[] = [
    {
      ...three,
      key: "cpu",
      title: "Processors (%)",
      namespace: "AWS/EC2",
      metricName: "CPUUtilization",
      threshold: cpuPercent,
    },
    {
      ...three,
      key: "memory",
      title: "Memory (%)",
      namespace: metricsNamespace,
      metricName: "mem_used_percent",
      threshold: memoryPercent,
    },
    {
      ...three,
      key: "disk",
      title: "Root volume (%)",
      namespace: metricsNamespace,
      metricName: "disk_used_percent",
      // The fullest one counts, not their mean.
      statistic: "Maximum",
      threshold: diskPercent,
    },
  ];
  return metrics;
}

export function loadBalancerMetrics({ thresholds }: FleetMonitoringPlan): WatchedMetric[] {
  const { serverErrors, latencyInSeconds } = thresholds;
  const own = { namespace: "AWS/ApplicationELB", missing: "notBreaching" } as const;
  return [
    {
      ...own,
      key: "load-balancer-5xx",
      title: "5xx of the load balancer",
      metricName: "HTTPCode_ELB_5XX_Count",
      statistic: "Sum",
      threshold: serverErrors,
      evaluationPeriods: 1,
    },
    {
      ...own,
      key: "target-5xx",
      title: "5xx of the targets",
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      threshold: serverErrors,
      evaluationPeriods: 1,
    },
    {
      ...own,
      key: "latency",
      title: "Latency, p99 (s)",
      metricName: "TargetResponseTime",
      statistic: "p99",
      threshold: latencyInSeconds,
      evaluationPeriods: 3,
    },
  ];
}

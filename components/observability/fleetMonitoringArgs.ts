import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** What a load balancer and its target groups are called by in CloudWatch. */
export interface MonitoredLoadBalancer {
  /** Such as a `LoadBalancer`'s `loadBalancerArnSuffix`. */
  loadBalancerArnSuffix: pulumi.Input<string>;
}

/** From where on somebody is told. */
export interface FleetThresholds {
  /**
   * Processors in use, in percent of the fleet's. Plain.
   *
   * @default 85
   */
  cpuPercent?: number;
  /**
   * Memory in use, in percent. Plain.
   *
   * @default 85
   */
  memoryPercent?: number;
  /**
   * The root volume in use, in percent. Plain.
   *
   * @default 80
   */
  diskPercent?: number;
  /**
   * Answers 5xx in five minutes, of the load balancer itself or of the targets. Plain.
   *
   * @default 10
   */
  serverErrors?: number;
  /**
   * How long the slowest hundredth of the answers takes, in seconds. Plain.
   *
   * @default 1
   */
  latencyInSeconds?: number;
}

/** Alarms, a dashboard and events of fleets and their load balancer. */
export interface FleetMonitoringArgs {
  /** The Auto Scaling groups, by name. Keys are plain. */
  autoScalingGroupNames: Record<string, pulumi.Input<string>>;
  /**
   * The load balancer in front. Whether it is given is plain.
   *
   * @default - none is watched
   */
  loadBalancer?: MonitoredLoadBalancer;
  /**
   * The SNS topic that is told: its ARN. Its policy has to let CloudWatch and EventBridge publish
   * (`NotificationTopic` with `eventBridge`).
   */
  topicArn: pulumi.Input<string>;
  /**
   * From where on it is told.
   *
   * @default - those of each
   */
  thresholds?: FleetThresholds;
  /**
   * The namespace that the CloudWatch agents write to. Plain.
   *
   * @default "CWAgent"
   */
  metricsNamespace?: string;
  /** The region of what is watched: the dashboard says where its metrics are. Plain. */
  region: string;
  /**
   * The dashboard's name, one of the account's in all regions. Plain.
   *
   * @default - the project, the stack and the component's name
   */
  dashboardName?: string;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}

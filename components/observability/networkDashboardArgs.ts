import type * as pulumi from "@pulumi/pulumi";
import type { VpcAttributes } from "../network";

/** A dashboard of a network. Dashboards have no tags. */
export interface NetworkDashboardArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The NAT gateways, by zone, such as a `Vpc`'s `natGatewayIds`. Keys are plain.
   *
   * @default - none
   */
  natGatewayIds?: Record<string, pulumi.Input<string>>;
  /**
   * Interface endpoints, by service as `VpcEndpoints` has it, or by its full name. Keys are plain.
   *
   * @default - none
   */
  interfaceEndpointIds?: Record<string, pulumi.Input<string>>;
  /**
   * Alarms whose states are shown at the top: their ARNs, such as `NetworkAlarms`' `alarmArns`.
   *
   * @default - none
   */
  alarmArns?: pulumi.Input<string>[];
  /**
   * The log group of flow logs of AWS's default format, for a table of what is rejected most.
   * Whether it is given is plain. Each time it is looked at, Logs Insights takes $0.005 a GB.
   *
   * @default - none
   */
  flowLogGroupName?: pulumi.Input<string>;
  /**
   * The dashboard's name: letters, digits, hyphens and underscores. Plain. An account has one of a
   * name in all regions, and CloudWatch overwrites it without a word.
   *
   * @default - project, stack and component, joined by hyphens
   */
  dashboardName?: string;
}

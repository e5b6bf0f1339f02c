import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** The flow logs of a network, as nested in `Vpc`. */
export interface FlowLogsSpec {
  /**
   * How long CloudWatch Logs keeps the records, in days: one of AWS's values (1, 3, 5, 7, 14, 30,
   * 60, 90 …). Plain: it is checked before anything is made.
   *
   * @default 30
   */
  retentionInDays?: number;
  /**
   * The log group's physical name.
   *
   * @default - named by Pulumi, so that a replacement can be made first
   */
  logGroupName?: pulumi.Input<string>;
  /**
   * The account of the flow logs: only they may then use the role (`aws:SourceAccount`).
   *
   * @default - the service may use the role on behalf of any account
   */
  accountId?: pulumi.Input<string>;
  /**
   * The longest time, in seconds, over which packets become one record: 60 or 600. Plain.
   *
   * @default 600
   */
  maxAggregationInterval?: number;
}

/** The flow logs of a network. */
export interface FlowLogsArgs extends FlowLogsSpec {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
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

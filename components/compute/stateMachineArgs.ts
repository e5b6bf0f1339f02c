import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";
import type { RolePermission } from "./rolePermissions";

/** How a state machine runs, for good. */
export enum StateMachineType {
  /** Each step once, for a year at most: $0.025 for 1,000 steps. */
  Standard = "standard",
  /** Each step once or more often, for five minutes at most: $1 for a million runs, and their seconds. */
  Express = "express",
}

/** A state machine of Step Functions. */
export interface StateMachineArgs {
  /** What it does: a document in the Amazon States Language. */
  definition: pulumi.Input<string>;
  /**
   * What it may do, such as `lambda:InvokeFunction` on the functions that it calls.
   *
   * @default - nothing but write its logs
   */
  permissions?: RolePermission[];
  /**
   * How it runs. Plain. Another one replaces the state machine.
   *
   * @default StateMachineType.Standard
   */
  type?: StateMachineType;
  /**
   * How long CloudWatch Logs keeps what went wrong, in days: one of AWS's values. Plain.
   *
   * @default 30
   */
  logRetentionInDays?: number;
  /**
   * The region. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
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

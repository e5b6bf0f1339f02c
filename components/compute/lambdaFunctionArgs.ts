import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { RolePermission } from "./rolePermissions";

/** A Lambda function in a network. */
export interface LambdaFunctionArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tier whose subnets the function stands in, one in each zone. Plain. A function never gets a
   * public address, so a public tier gives it no way out.
   *
   * @default - the first private tier, or else the first isolated one
   */
  tier?: string;
  /** The function's security groups: what it may reach. */
  securityGroupIds: pulumi.Input<string>[];
  /** The code: a folder or an archive of it. */
  code: pulumi.Input<pulumi.asset.Archive>;
  /**
   * The function in the code that is called.
   *
   * @default "index.handler"
   */
  handler?: pulumi.Input<string>;
  /**
   * What the code runs on, of Lambda's runtimes.
   *
   * @default "nodejs22.x"
   */
  runtime?: pulumi.Input<string>;
  /**
   * The processor: `arm64` or `x86_64`.
   *
   * @default "arm64"
   */
  architecture?: pulumi.Input<string>;
  /**
   * Memory in MB, 128 to 10240; the processor's share follows from it, and so does the price.
   *
   * @default 128
   */
  memorySize?: pulumi.Input<number>;
  /**
   * The longest that a call may take, in seconds, 1 to 900.
   *
   * @default 3
   */
  timeout?: pulumi.Input<number>;
  /**
   * Environment variables.
   *
   * @default - none
   */
  environment?: Record<string, pulumi.Input<string>>;
  /**
   * What the function may do, beside standing in the network and writing its logs.
   *
   * @default - nothing
   */
  permissions?: RolePermission[];
  /**
   * How long CloudWatch Logs keeps what the function writes, in days: one of AWS's values. Plain.
   *
   * @default 30
   */
  logRetentionInDays?: number;
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

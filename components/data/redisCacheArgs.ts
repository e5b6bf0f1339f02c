import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** What a cache runs on. Both speak Redis' protocol. */
export enum CacheEngine {
  /** Redis' open successor; a fifth cheaper than Redis. */
  Valkey = "valkey",
  /** Redis as it was until its licence changed: version 7.1 is ElastiCache's last. */
  Redis = "redis",
}

/** A cache that speaks Redis' protocol. */
export interface RedisCacheArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tier that it stands in: isolated or private. Plain.
   *
   * @default - the first isolated tier, or else the first private one
   */
  tier?: string;
  /**
   * What it runs on. Plain. From Redis to Valkey it changes in place; back, it is replaced.
   *
   * @default CacheEngine.Valkey
   */
  engine?: CacheEngine;
  /**
   * The engine's version, such as `8.2`. Plain: the parameter group follows from it. A lower one
   * replaces the cache.
   *
   * @default - 8.2 of Valkey, 7.1 of Redis
   */
  engineVersion?: string;
  /**
   * The type of each node.
   *
   * @default cache.t4g.micro, about $0.0128 an hour and node with Valkey
   */
  nodeType?: pulumi.Input<string>;
  /**
   * How many copies there are beside the primary, 0 to 5, in other zones. Plain. Each costs as much
   * as the primary. With one or more, a copy takes over where the primary fails.
   *
   * @default 1
   */
  replicas?: number;
  /**
   * The engine's parameters, such as `maxmemory-policy`. Plain.
   *
   * @default - ElastiCache's
   */
  parameters?: Record<string, string>;
  /**
   * Security groups that may connect, by a name of the caller's. Keys are plain: each is a rule.
   *
   * @default - none: nobody
   */
  allowedSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  /**
   * Security groups of the cache, instead of one of its own.
   *
   * @default - a group of its own, with the rules above and no way out
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * A KMS key of one's own for what is stored: its ARN. Another replaces the cache.
   *
   * @default - AWS's own key
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * How many days a daily snapshot is kept, 0 to 35; 0 makes none. Plain. One is free, others cost
   * $0.085 a GB and month.
   *
   * @default 1
   */
  snapshotRetentionInDays?: number;
  /**
   * The password that clients give: a secret of 16 to 128 characters.
   *
   * @default - none: whoever the security groups let in
   */
  authToken?: pulumi.Input<string>;
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

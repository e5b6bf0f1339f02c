import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { SecurityGroupFlow } from "./securityGroupsArgs";

/** Flows between security groups that were made elsewhere. */
export interface SecurityGroupFlowsArgs {
  /**
   * The groups that rules are added to, by names of one's own. Keys are plain, and part of the
   * rules' names. Groups of two networks are fine where a peering in one region joins them. A group
   * whose rules are written inline in its own resource has to be left to that.
   */
  securityGroupIds: Record<string, pulumi.Input<string>>;
  /**
   * What may connect to what. A flow between two of `securityGroupIds` makes a rule on each of them.
   * Plain.
   */
  flows: SecurityGroupFlow[];
  /**
   * Groups that flows name and no rule is added to: those of another owner, such as
   * `123456789012/sg-0123456789abcdef0` in a peered VPC. Keys are plain.
   *
   * @default - none
   */
  peerSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  /**
   * Prefix lists that flows name. Keys are plain.
   *
   * @default - none
   */
  peerPrefixListIds?: Record<string, pulumi.Input<string>>;
  /**
   * What a prefix list counts against the quota: the most entries it may have, or AWS's weight for
   * one of its own (CloudFront's is 55). Plain.
   *
   * @default - 1 each
   */
  peerPrefixListWeights?: Record<string, number>;
  /**
   * The network that `vpc` in a flow means, and whether `internet` is IPv6 too.
   *
   * @default - none: no flow can name `vpc`, and `internet` is IPv4
   */
  vpc?: VpcAttributes;
  /**
   * The region of the groups. Plain. Every rule is placed there.
   *
   * @default - the network's, or else the provider's region
   */
  region?: string;
  /**
   * AWS's quota of rules for a group, each way and for each address family. Plain. Only the rules
   * made here are counted.
   *
   * @default 60
   */
  rulesPerSecurityGroup?: number;
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

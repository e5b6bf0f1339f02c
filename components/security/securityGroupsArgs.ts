import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** Connections that are allowed; their replies always are, as security groups are stateful. */
export interface SecurityGroupFlow {
  /**
   * Who connects: a group of this component, a name of `peerSecurityGroupIds` or `peerPrefixListIds`,
   * a CIDR block, `self` for the group at the other end, `vpc` for the network's own blocks, or
   * `internet` for every address. `vpc` and `internet` are IPv6 too where the network is. Plain.
   */
  source: string;
  /** Who is connected to; the same words. Plain. At least one end is a group of this component. */
  destination: string;
  /** Traffic, such as `tcp/443`, `udp/1024-65535`, `icmp`, `all`, or a `PortPreset`. Plain. */
  ports: string[];
  /**
   * What the rules are for, as AWS shows it: letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`. No
   * part of a rule's identity: an edit updates the rule in place.
   *
   * @default - the traffic and the other end, e.g. "tcp/443 to 0.0.0.0/0"
   */
  description?: string;
}

/** Security groups and the flows between them. */
export interface SecurityGroupsArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /** The groups, by name. Plain. Without a flow a group lets nothing in and nothing out. */
  groups: string[];
  /**
   * What may connect to what. A flow from a group to another makes a rule on each of the two.
   *
   * @default - none: nothing gets in or out
   */
  flows?: SecurityGroupFlow[];
  /**
   * Security groups from elsewhere that flows name: of this VPC, or of one peered with it in the same
   * region (`123456789012/sg-0123456789abcdef0` in another account). Keys are plain, and part of the
   * rules' names. No rule is added to them. A peering made in the same program goes into `dependsOn`.
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
   * AWS's quota of rules for a group, each way and for each address family. Plain. Raise it where
   * AWS has raised the account's.
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

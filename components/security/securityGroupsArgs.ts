import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** Connections that are allowed; their replies always are, as security groups are stateful. */
export interface SecurityGroupFlow {
  /**
   * Who connects: a group of this component, a name of `peerSecurityGroupIds` or `peerPrefixListIds`,
   * a CIDR block, or `vpc` for the network's own blocks. Plain.
   */
  source: string;
  /** Who is connected to; the same words. Plain. At least one end is a group of this component. */
  destination: string;
  /** Traffic, such as `tcp/443`, `udp/1024-65535`, `icmp` or `all`. Plain. */
  ports: string[];
  /**
   * What the rules are for, as AWS shows it: letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`.
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
   * Security groups from elsewhere that flows name. Keys are plain. No rule is added to them.
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

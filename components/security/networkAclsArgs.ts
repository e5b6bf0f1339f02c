import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { SecurityGroupFlow } from "./securityGroupsArgs";

/**
 * What opens the connections of a flow. It decides the ports that replies come back to, which a
 * stateless ACL has to let through.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
 */
export enum NetworkAclClients {
  /** Anything: replies to 1024-65535. */
  Any = "any",
  /** Linux with its usual settings, Amazon Linux too: replies to 32768-60999. */
  Linux = "linux",
  /** Windows Server 2008 and later: replies to 49152-65535. */
  Windows = "windows",
  /** EC2 instances of either system: replies to 32768-65535. */
  Instance = "instance",
  /** Lambda functions: replies to 1024-65535. */
  Lambda = "lambda",
  /** Elastic load balancers: replies to 1024-65535. */
  LoadBalancer = "loadBalancer",
  /** NAT gateways: replies to 1024-65535. */
  NatGateway = "natGateway",
}

/** Connections that are allowed. The rules that let their replies back are derived. */
export interface NetworkAclFlow {
  /**
   * Who connects: a tier, `vpc` (all of the network's own blocks), `internet` (every address) or a
   * CIDR block. All but the last are IPv6 too where the network is. Plain. A source that has flows of its own gets these alone: a wider source's flows that
   * would admit it too are denied to it.
   */
  source: string;
  /** Who is connected to; the same words. Plain. At least one end is in the network. */
  destination: string;
  /** Traffic, such as `tcp/443`, `udp/1024-65535`, `icmp`, `all`, or a `PortPreset`. Plain. */
  ports: string[];
  /**
   * What opens the connections.
   *
   * @default - `Any`: replies to 1024-65535
   */
  clients?: NetworkAclClients;
}

/** What security groups let through, for ACLs that are not to drop it. */
export interface NetworkAclSecurityGroups {
  /** The flows of `SecurityGroups` or `SecurityGroupFlows`, as given there. Plain. */
  flows: SecurityGroupFlow[];
  /** The tiers that the interfaces of each group stand in, by the name it has in the flows. Plain. */
  tiers: Record<string, string[]>;
  /**
   * The addresses of what flows name and an ACL cannot: prefix lists, and groups of other networks.
   * Plain.
   *
   * @default - none
   */
  cidrBlocks?: Record<string, string[]>;
  /**
   * What opens a group's connections, by the group's name. Plain.
   *
   * @default - `Any`: replies to 1024-65535
   */
  clients?: Record<string, NetworkAclClients>;
}

/** Network ACLs: one for each tier, from the flows to allow. */
export interface NetworkAclsArgs {
  /** The network: a `Vpc`, or its attributes given by hand, `reservedCidrBlocks` among them. */
  vpc: VpcAttributes;
  /**
   * The flows to allow between subnets and with the outside. All else is dropped. Plain.
   *
   * @default - those of `securityGroups`; one of the two has to be given
   */
  flows?: NetworkAclFlow[];
  /**
   * What security groups let through is let through here too: their flows, from tier to tier. Unlike
   * `flows` these take nothing from each other: as in security groups, what any of them allows is
   * allowed. Plain.
   *
   * @default - none
   */
  securityGroups?: NetworkAclSecurityGroups;
  /**
   * The tiers that get an ACL. Plain.
   *
   * @default - all tiers
   */
  tiers?: string[];
  /**
   * The public tier of the NAT gateways: what private tiers send to public addresses passes it, and
   * its ACL lets it through both ways. Plain.
   *
   * @default - the first public tier
   */
  natGatewayTier?: string;
  /**
   * AWS's quota of rules for an ACL, each way and for each address family, its closing deny among
   * them. Plain. Raise it where AWS has raised the account's; it goes to 40, and more rules make the
   * network slower.
   *
   * @default 20
   */
  rulesPerNetworkAcl?: number;
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

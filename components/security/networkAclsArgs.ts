import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

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
   * Who connects: a tier, `vpc` (all of the network's own blocks), `internet` (0.0.0.0/0) or a CIDR
   * block. Plain. A source that has flows of its own gets these alone: a wider source's flows that
   * would admit it too are denied to it.
   */
  source: string;
  /** Who is connected to; the same words. Plain. At least one end is in the network. */
  destination: string;
  /** Traffic, such as `tcp/443`, `udp/1024-65535`, `icmp` or `all`. Plain. */
  ports: string[];
  /**
   * What opens the connections.
   *
   * @default - `Any`: replies to 1024-65535
   */
  clients?: NetworkAclClients;
}

/** Network ACLs: one for each tier, from the flows to allow. */
export interface NetworkAclsArgs {
  /** The network: a `Vpc`, or its attributes given by hand, `reservedCidrBlocks` among them. */
  vpc: VpcAttributes;
  /** The flows to allow between subnets and with the outside. All else is dropped. Plain. */
  flows: NetworkAclFlow[];
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

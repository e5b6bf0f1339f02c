import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** What NAT instances are, as nested in `NatGateways`. */
export interface NatInstancesSpec {
  /**
   * The instances' type. Plain: its family decides between arm64 and x86_64. What it carries for long
   * is its network baseline, which for t4g.nano is 32 Mbit/s.
   *
   * @default t4g.nano, about $0.0042 an hour
   */
  instanceType?: string;
  /**
   * The image: `ami-…`, or `resolve:ssm:` and a parameter's name. It needs dnf, systemd and the AWS
   * CLI, as Amazon Linux 2023 has them.
   *
   * @default - the newest Amazon Linux 2023 at each launch
   */
  imageId?: pulumi.Input<string>;
  /**
   * Whether Session Manager may open a shell on the instances. Plain. It attaches AWS's policy
   * `AmazonSSMManagedInstanceCore` to their role.
   *
   * @default false - nobody can log in
   */
  sessionManager?: boolean;
}

/** NAT instances, without the routes to them. */
export interface NatInstancesArgs extends NatInstancesSpec {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The zones that get an instance. Plain.
   *
   * @default - all of the network's
   */
  availabilityZones?: string[];
  /**
   * Elastic IPs of one's own, by zone: their allocation ids. Keys are plain.
   *
   * @default - a new Elastic IP for each instance
   */
  elasticIpAllocationIds?: Record<string, pulumi.Input<string>>;
  /**
   * The public tier that the instances stand in. Plain.
   *
   * @default - the first public tier
   */
  tier?: string;
  /**
   * The tiers whose addresses the instances forward. Plain. The network has to say which addresses
   * those are (`reservedCidrBlocks`).
   *
   * @default - all private tiers
   */
  sourceTiers?: string[];
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

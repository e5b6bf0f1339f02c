import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { DataPerimeterSpec } from "./dataPerimeterArgs";
import type { EndpointBundle } from "./endpointBundles";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
export enum EndpointIpAddressType {
  /** IPv4 addresses alone. */
  Ipv4 = "ipv4",
  /** An address of each family. The subnets need both. */
  Dualstack = "dualstack",
  /** IPv6 addresses alone. */
  Ipv6 = "ipv6",
}

/** Which records lead to the interface endpoints. */
export enum EndpointDnsRecordIpType {
  /** A records. */
  Ipv4 = "ipv4",
  /** A and AAAA records. */
  Dualstack = "dualstack",
  /** AAAA records. */
  Ipv6 = "ipv6",
  /** A records for the private name, and both kinds for the endpoint's own names. */
  ServiceDefined = "service-defined",
}

/** How names lead to the interface endpoints. */
export interface EndpointDnsSpec {
  /**
   * Which records there are. Plain.
   *
   * @default - those of `ipAddressType`, or AWS's choice where that is left to it
   */
  recordIpType?: EndpointDnsRecordIpType;
  /**
   * Whether the private name of S3's interface endpoint is for queries from outside alone, through a
   * Route 53 Resolver: hosts in the network then go by S3's gateway endpoint, free of charge, which has
   * to be there before (`dependsOn`, where another `VpcEndpoints` makes it). Plain.
   *
   * @default - AWS's: true, so that a network without a gateway endpoint of S3 needs false here
   */
  privateDnsOnlyForInboundResolver?: boolean;
}

/** The VPC endpoints of a network, as nested in `Vpc`. */
export interface VpcEndpointsSpec {
  /**
   * Endpoints that are needed together, by what they are for. What is listed by hand is not made
   * again, and what bundles share is made once. Plain. Each says what it holds and costs.
   *
   * @default - none
   */
  bundles?: EndpointBundle[];
  /**
   * Services met by a gateway endpoint: `s3`, `dynamodb`, `s3express`. Free of charge. Plain. For an
   * interface endpoint of the same service as well, make another `VpcEndpoints`.
   *
   * @default - none
   */
  gateway?: string[];
  /**
   * Services met by an interface endpoint, such as `sqs` or `ecr.api`, or a full service name.
   * Each costs about $0.01 an hour and zone. Plain.
   *
   * @default - none
   */
  interface?: string[];
  /**
   * The tier whose subnets the interface endpoints stand in, one in each zone. Plain.
   *
   * @default - the first private tier, or else the first isolated one
   */
  tier?: string;
  /**
   * The zones in which a service is offered, by service, where that is not all of the network's: the
   * endpoint has no address in others. By name or id as the network's own. Keys are plain; zones may
   * be an output, such as `aws.ec2.getVpcEndpointServiceOutput({ service }).availabilityZones`.
   *
   * @default - all zones, without those that AWS's documentation excludes by id, where the network's are
   *   given by id
   */
  serviceZones?: Record<string, pulumi.Input<pulumi.Input<string>[]>>;
  /**
   * The tiers whose route tables lead to the gateway endpoints. Plain.
   *
   * @default - all private tiers, or else all isolated ones
   */
  routeTableTiers?: string[];
  /**
   * Whether the services' public names resolve to the interface endpoints inside the VPC.
   *
   * @default true, but for services that have no such name (DynamoDB)
   */
  privateDnsEnabled?: pulumi.Input<boolean>;
  /**
   * How names lead to the interface endpoints.
   *
   * @default - AWS's choice
   */
  dns?: EndpointDnsSpec;
  /**
   * The addresses of the interface endpoints. Plain. With IPv6, the VPC's IPv6 block is let in too.
   *
   * @default - IPv4
   */
  ipAddressType?: EndpointIpAddressType;
  /**
   * Blocks that reach the interface endpoints on TCP 443. Plain: each is a rule of its own.
   *
   * @default - the VPC's blocks, so the whole network, of the families that endpoints have; none where `allowedSecurityGroupIds` is given
   */
  allowedCidrBlocks?: string[];
  /**
   * Security groups that reach the interface endpoints on TCP 443, by a name of the caller's. Keys
   * are plain: each is a rule of its own, named after its key.
   *
   * @default - none
   */
  allowedSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  /**
   * Security groups for the interface endpoints, instead of one of their own.
   *
   * @default - a group of their own, with the rules above
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * Whose identities reach whose resources, as the policy of every endpoint that `policies` has none for.
   *
   * @default - none: AWS's policy, which lets everything through to what IAM allows
   */
  dataPerimeter?: DataPerimeterSpec;
  /**
   * Policies of your own, as JSON, by service. They take the place of `dataPerimeter`. Keys are plain.
   *
   * @default - none
   */
  policies?: Record<string, pulumi.Input<string>>;
}

/**
 * The VPC endpoints of a network. More than fourteen arguments: those that `Vpc` nests, and the four
 * that every component has.
 */
export interface VpcEndpointsArgs extends VpcEndpointsSpec {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The region in the services' names. Plain; components look nothing up.
   *
   * @default - the network's `region`, or else the region that its zones' names spell
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

/**
 * The network as every reader of `analysis/` sees it: plain data, whatever it was read from (a state,
 * a rehearsal, a preview, `describe-*` output), and as JSON if need be.
 *
 * A part is known by its key: its URN where it has one, so that a preview whose ids are still unknown
 * is a network all the same; else its AWS id. What the resources do not say is never made up: a fact
 * that is missing is `undefined` where the type allows it, and a part that is referred to and not
 * given stands in `missing`.
 */
export type Key = string;

/** What every part has. */
export interface Part {
  readonly key: Key;
  /** As a person calls it: the `Name` tag, else Pulumi's name, else the id. */
  readonly name: string;
  /** The type token, e.g. `aws:ec2/subnet:Subnet`; of several, where one component stands for more. */
  readonly type: string;
  /** AWS's id (`subnet-0…`); undefined while it is not yet known. */
  readonly id?: string;
  /** AWS's ARN, where the resource says it. */
  readonly arn?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly networkInterfaces: readonly NetworkInterface[];
  readonly internetGateways: readonly InternetGateway[];
  readonly egressOnlyInternetGateways: readonly InternetGateway[];
  readonly natGateways: readonly NatGateway[];
  readonly vpcEndpoints: readonly VpcEndpoint[];
  readonly peeringConnections: readonly PeeringConnection[];
  readonly transitGateways: readonly TransitGateway[];
  readonly prefixLists: readonly PrefixList[];
  readonly hostedZones: readonly HostedZone[];
  /** Resources that could bear on reachability and that this model does not read. */
  readonly unmodelled: readonly Unmodelled[];
  /** Parts that others refer to and that were not among the resources given. */
  readonly missing: readonly Missing[];
  /** What was taken to be so, in sentences: "the default network ACL of vpc-1 is as AWS makes it". */
  readonly assumptions: readonly string[];
}

export interface Unmodelled {
  readonly key: Key;
  readonly name: string;
  readonly type: string;
  /** What of it is not read, in a few words: "a GWLB endpoint: what stands behind it is not modelled". */
  readonly why: string;
}

export interface Missing {
  /** The id or URN that is referred to. */
  readonly key: Key;
  /** What it would be: "VPC", "security group". */
  readonly kind: string;
  readonly referredToBy: Key;
}

export interface Vpc extends Part {
  readonly account?: string;
  readonly region: string;
  /** IPv4 blocks, the primary first; each an exact CIDR block. */
  readonly ipv4Blocks: readonly string[];
  readonly ipv6Blocks: readonly string[];
  /** `enableDnsSupport`: whether names resolve at all at Amazon's resolver. */
  readonly dnsSupport: boolean;
  readonly dnsHostnames: boolean;
  /** VPC Block Public Access of the VPC's region and account; exclusions are applied per subnet. */
  readonly blockPublicAccess: BlockPublicAccess;
}

/** `bidirectional` blocks both ways, `ingress` only what begins outside. */
export type BlockPublicAccess = "off" | "bidirectional" | "ingress";

export interface Subnet extends Part {
  readonly vpc: Key;
  /** Zone's name or id, as given (`us-east-1a` or `use1-az1`); one of them for all subnets of a region. */
  readonly availabilityZone: string;
  readonly ipv4Block?: string;
  readonly ipv6Block?: string;
  /** The route table in force: the one associated, else the VPC's main one. */
  readonly routeTable: Key;
  readonly networkAcl: Key;
  /** The tier as its tags say: `Type`, else what the subnet's routes make it. */
  readonly tier?: string;
  /** An exclusion of Block Public Access that covers the subnet or its VPC. */
  readonly publicAccessExclusion?: "allow-bidirectional" | "allow-egress";
}

export interface RouteTable extends Part {
  readonly vpc: Key;
  readonly main: boolean;
  /** Without the local routes, which every table has for each block of its VPC. */
  readonly routes: readonly Route[];
}

export interface Route {
  /** The route's own resource where it has one, else its table. */
  readonly key: Key;
  /** A CIDR block of either family, or the key of a prefix list. */
  readonly destination: Destination;
  readonly target: RouteTarget;
}

export type Destination = { readonly cidr: string } | { readonly prefixList: Key };

export type RouteTargetKind =
  | "local"
  | "internetGateway"
  | "egressOnlyInternetGateway"
  | "natGateway"
  | "vpcPeeringConnection"
  | "transitGateway"
  | "vpcEndpoint"
  | "networkInterface"
  | "vpnGateway"
  | "other";

export interface RouteTarget {
  readonly kind: RouteTargetKind;
  /**
   * The part that the traffic is handed to. Where no part has this key the route is a black hole if
   * the target is known to be gone (`gone`), else what is missing.
   */
  readonly key: Key;
  /** Deleted in AWS, or in `blackhole` state there. */
  readonly gone?: boolean;
}

export interface NetworkAcl extends Part {
  readonly vpc: Key;
  readonly default: boolean;
  /** In order of number; the last `*` rule, which denies, is left out. */
  readonly ingress: readonly AclRule[];
  readonly egress: readonly AclRule[];
}

export interface AclRule {
  readonly key: Key;
  readonly number: number;
  readonly allow: boolean;
  readonly traffic: RuleTraffic;
  /** The remote side: source of ingress, destination of egress; either family. */
  readonly cidr: string;
}

/** Protocol by IANA number; undefined is all. */
export interface RuleTraffic {
  readonly protocol?: number;
  /** Destination ports, both ends included; of TCP and UDP, undefined is all. */
  readonly ports?: { readonly from: number; readonly to: number };
  /** ICMP and ICMPv6: -1 or undefined is any. */
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

export interface SecurityGroup extends Part {
  readonly vpc: Key;
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
}

export interface SecurityGroupRule {
  /** The rule's own resource where it has one, else its group. */
  readonly key: Key;
  readonly traffic: RuleTraffic;
  /** The remote side. A group stands for the interfaces that carry it, at their private addresses. */
  readonly remote:
    { readonly cidr: string } | { readonly prefixList: Key } | { readonly securityGroup: Key };
  readonly description?: string;
}

export type InterfaceKind =
  | "instance"
  | "autoScalingGroup"
  | "lambda"
  | "task"
  | "loadBalancer"
  | "database"
  | "cache"
  | "endpoint"
  | "vpcLink"
  | "interface";

/**
 * One address in one subnet. A service with several subnets has one interface in each. NAT gateways
 * have none here: they are gateways.
 */
export interface NetworkInterface extends Part {
  readonly kind: InterfaceKind;
  /** The resource that it is of: the function, the database; the interface itself where it stands alone. */
  readonly owner: Key;
  readonly subnet: Key;
  readonly securityGroups: readonly Key[];
  /** False where no security group filters (a Network Load Balancer made without any). */
  readonly filtered: boolean;
  /** Private IPv4 addresses; empty while AWS is still to choose one of the subnet's block. */
  readonly ipv4: readonly string[];
  /** Whether it has an IPv4 address at all (an interface in an IPv6-only subnet has none). */
  readonly hasIpv4: boolean;
  readonly ipv6: readonly string[];
  /** Whether it has an IPv6 address, known or yet to be chosen. */
  readonly hasIpv6: boolean;
  /** Whether a public IPv4 address stands for it at the internet gateway; undefined: not known. */
  readonly publicIpv4: boolean | undefined;
  /** The public address, where it is known. */
  readonly publicAddress?: string;
  readonly sourceDestCheck: boolean;
  /** For `endpoint`: the key of the endpoint. */
  readonly endpoint?: Key;
}

export interface InternetGateway extends Part {
  /** Undefined while it is attached to none. */
  readonly vpc: Key | undefined;
}

export interface NatGateway extends Part {
  readonly vpc: Key;
  /** Where it stands; undefined for a regional one, which stands in no subnet. */
  readonly subnet: Key | undefined;
  /** A regional gateway's own route table. */
  readonly routeTable: Key | undefined;
  readonly connectivity: "public" | "private";
  /** A public gateway needs an Elastic IP; false: it has none, undefined: not known. */
  readonly hasPublicAddress: boolean | undefined;
  readonly publicAddresses: readonly string[];
  /** Private IPv4 addresses, empty while AWS is still to choose. */
  readonly ipv4: readonly string[];
}

export interface VpcEndpoint extends Part {
  readonly vpc: Key;
  readonly endpointType:
    "Gateway" | "Interface" | "GatewayLoadBalancer" | "Resource" | "ServiceNetwork";
  /** AWS's service by its last part: `s3`, `sqs`, `ecr.api`; a whole service name for an endpoint service. */
  readonly service: string;
  /** A gateway endpoint's tables: the route to the service's prefix list is among the routes of each. */
  readonly routeTables: readonly Key[];
  readonly subnets: readonly Key[];
  readonly securityGroups: readonly Key[];
  readonly privateDns: boolean;
  /** The policy document, parsed; undefined is AWS's default, which lets everything through. */
  readonly policy?: unknown;
}

export interface PeeringConnection extends Part {
  readonly requester: Key;
  readonly accepter: Key;
  /** `active`, or why not: `pending-acceptance`, `deleted`, `rejected` … */
  readonly status: string;
  readonly sameRegion: boolean;
  /**
   * `allowRemoteVpcDnsResolution` of each side: whether the public names of that side's hosts resolve to their private
   * addresses when they are asked for from the other side.
   */
  readonly requesterDns: boolean;
  readonly accepterDns: boolean;
}

export interface TransitGateway extends Part {
  readonly attachments: readonly TransitGatewayAttachment[];
  readonly routeTables: readonly TransitGatewayRouteTable[];
  readonly dnsSupport: boolean;
  readonly securityGroupReferencing: boolean;
}

export interface TransitGatewayAttachment extends Part {
  readonly kind: "vpc" | "peering" | "vpn" | "directConnect" | "connect" | "other";
  /** Of a VPC: the VPC and one subnet in each zone that may be reached. */
  readonly vpc?: Key;
  readonly subnets: readonly Key[];
  /** Of a peering: the attachment's other end, where that gateway is given. */
  readonly peer?: Key;
  readonly available: boolean;
  readonly applianceMode: boolean;
  /**
   * Of a VPC's: whether groups may be named over it, which takes the gateway's own support, too.
   * Undefined: AWS's default, which is that they may.
   */
  readonly securityGroupReferencing?: boolean;
  /** The table that traffic from this attachment is looked up in. */
  readonly associatedTable?: Key;
}

export interface TransitGatewayRouteTable extends Part {
  /** Static and propagated routes; the longest prefix decides, a static one before a propagated one. */
  readonly routes: readonly TransitGatewayRoute[];
}

export interface TransitGatewayRoute {
  readonly key: Key;
  readonly cidr: string;
  /** Undefined: a black hole. */
  readonly attachment: Key | undefined;
  readonly propagated: boolean;
}

export interface PrefixList extends Part {
  /** For AWS's own: the service (`s3`, `dynamodb`); undefined for a customer's. */
  readonly service?: string;
  /** Undefined where the entries are not given: AWS's own, in most states. */
  readonly cidrs: readonly string[] | undefined;
}

export interface HostedZone extends Part {
  readonly domain: string;
  readonly vpcs: readonly Key[];
}

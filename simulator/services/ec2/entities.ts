/** What EC2 keeps of a network: one record a noun, and what each is found by. Data only, the rules are with the nouns. */
import type { ValueMap } from "../../protocol";
import type { Tags } from "../../values";
import { arrive, defineKind, type Entity } from "../../world/entity";
import { ownBlocks, standsIn } from "./subnetBlocks";

/** A block of addresses as a VPC has it. */
export interface VpcBlock {
  readonly associationId: string;
  readonly cidrBlock: string;
}

export interface VpcIpv6Block extends VpcBlock {
  readonly networkBorderGroup: string;
}

export interface Vpc extends Entity {
  readonly cidrBlock: string;
  readonly instanceTenancy: string;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  readonly enableNetworkAddressUsageMetrics: boolean;
  readonly isDefault: boolean;
  readonly dhcpOptionsId: string;
  readonly defaultNetworkAclId: string;
  readonly defaultSecurityGroupId: string;
  /** The table that is main now, and the one that was made with the VPC. */
  readonly mainRouteTableId: string;
  readonly defaultRouteTableId: string;
  /** Beside the first IPv4 block. */
  readonly secondaryBlocks: readonly VpcBlock[];
  /** Amazon's own: nothing else is modelled. */
  readonly ipv6Blocks: readonly VpcIpv6Block[];
  readonly tags: Tags;
}
export const vpcKind = defineKind<Vpc>("vpc", {
  association: (vpc) => [...vpc.secondaryBlocks, ...vpc.ipv6Blocks].map((one) => one.associationId),
  dhcpOptions: (vpc) => vpc.dhcpOptionsId,
  default: (vpc) => (vpc.isDefault ? "default" : undefined),
});

export interface Subnet extends Entity {
  readonly vpcId: string;
  /** The default one of its zone. */
  readonly isDefault?: true;
  /** "" for one that has IPv6 addresses only. */
  readonly cidrBlock: string;
  readonly ipv6CidrBlock?: string;
  readonly ipv6AssociationId?: string;
  readonly availabilityZone: string;
  readonly availabilityZoneId: string;
  /** Attributes that are switched by ModifySubnetAttribute, under the provider's names. */
  readonly attributes: ValueMap;
  readonly networkAclId: string;
  readonly networkAclAssociationId: string;
  readonly tags: Tags;
}
export const subnetKind = defineKind<Subnet>("subnet", {
  vpc: (subnet) => subnet.vpcId,
  networkAcl: (subnet) => subnet.networkAclId,
  networkAclAssociation: (subnet) => subnet.networkAclAssociationId,
  block: ownBlocks,
  within: standsIn,
});

export interface InternetGateway extends Entity {
  readonly vpcId?: string;
  readonly tags: Tags;
}
export const internetGatewayKind = defineKind<InternetGateway>("internet-gateway", {
  vpc: (gateway) => gateway.vpcId,
});

/** For IPv6 only, and only outward. */
export interface EgressOnlyGateway extends Entity {
  readonly vpcId: string;
  readonly tags: Tags;
}
export const egressOnlyGatewayKind = defineKind<EgressOnlyGateway>("egress-only-internet-gateway", {
  vpc: (gateway) => gateway.vpcId,
});

/** AWS's end of VPN connections. */
export interface VpnGateway extends Entity {
  readonly vpcId?: string;
  readonly amazonSideAsn: string;
  readonly tags: Tags;
}
export const vpnGatewayKind = defineKind<VpnGateway>("vpn-gateway", {
  vpc: (gateway) => gateway.vpcId,
});

export interface RouteTable extends Entity {
  readonly vpcId: string;
  readonly propagatingVgws: readonly string[];
  readonly tags: Tags;
}
export const routeTableKind = defineKind<RouteTable>("route-table", {
  vpc: (table) => table.vpcId,
  propagates: (table) => table.propagatingVgws,
});

/** Which argument of a route names its target. */
export const routeTargets = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "gatewayId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
] as const;
export type RouteTarget = (typeof routeTargets)[number];

/** A route that is not local. Its id is the table's and the destination. */
export interface Route extends Entity {
  readonly routeTableId: string;
  /** A CIDR block in canonical form, or a prefix list's id. */
  readonly destination: string;
  readonly target: RouteTarget;
  readonly targetId: string;
  readonly origin: "CreateRoute" | "EnableVgwRoutePropagation";
}
export const routeKind = defineKind<Route>("route", {
  routeTable: (route) => route.routeTableId,
  target: (route) => route.targetId,
  prefixList: (route) => (route.destination.startsWith("pl-") ? route.destination : undefined),
});
export const routeId = (routeTableId: string, destination: string): string =>
  `${routeTableId}_${destination}`;

export interface RouteTableAssociation extends Entity {
  readonly routeTableId: string;
  readonly subnetId?: string;
  readonly gatewayId?: string;
  /** The VPC whose main association this is, and the table that it took the place of. */
  readonly mainOf?: string;
  readonly replaced?: string;
}
export const routeTableAssociationKind = defineKind<RouteTableAssociation>(
  "route-table-association",
  {
    routeTable: (association) => association.routeTableId,
    subnet: (association) => association.subnetId,
    gateway: (association) => association.gatewayId,
    main: (association) => association.mainOf,
  },
);

export interface ElasticIp extends Entity {
  readonly publicIp: string;
  readonly domain: string;
  readonly publicIpv4Pool: string;
  readonly networkBorderGroup: string;
  readonly associationId?: string;
  readonly networkInterfaceId?: string;
  readonly privateIp?: string;
  readonly tags: Tags;
}
export const elasticIpKind = defineKind<ElasticIp>("elastic-ip", {
  networkInterface: (address) => address.networkInterfaceId,
  association: (address) => address.associationId,
});

export { networkInterfaceKind, type NetworkInterface } from "./interfaces/entities";

/** Who has which public address, in the whole world: kept under no account. */
export interface PublicAddress extends Entity {
  readonly owner: string;
}
export const publicAddressKind = defineKind<PublicAddress>("public-address");

export interface NatGateway extends Entity {
  readonly vpcId: string;
  readonly subnetId?: string;
  readonly availabilityZone?: string;
  readonly availabilityMode: "zonal" | "regional";
  readonly connectivityType: string;
  readonly allocationId?: string;
  readonly networkInterfaceId?: string;
  readonly privateIp?: string;
  readonly publicIp?: string;
  readonly associationId?: string;
  /** Those of a zonal one, beside the first. */
  readonly secondary: readonly NatAddress[];
  /** As they were asked for; none where AWS brings the addresses. */
  readonly availabilityZoneAddresses: readonly ValueMap[];
  /** Those of a regional one. */
  readonly regionalAddresses: readonly RegionalAddress[];
  readonly routeTableId?: string;
  readonly state: "pending" | "available" | "failed";
  readonly tags: Tags;
}

export interface NatAddress {
  readonly privateIp: string;
  readonly allocationId?: string;
}

export interface RegionalAddress {
  /** None where AWS brought the address. */
  readonly allocationId?: string;
  readonly associationId: string;
  readonly availabilityZone: string;
  readonly availabilityZoneId: string;
  readonly publicIp: string;
}

const counts = ({ state }: NatGateway): boolean => state !== "failed";

export const natGatewayKind = defineKind<NatGateway>(
  "nat-gateway",
  {
    vpc: (gateway) => (counts(gateway) ? gateway.vpcId : undefined),
    availabilityZone: (gateway) => (counts(gateway) ? gateway.availabilityZone : undefined),
  },
  // One that has failed is shown for a while; one that is pending becomes available.
  (gateway) =>
    gateway.state === "failed" ? undefined : arrive<NatGateway>({ ...gateway, state: "available" }),
);

export interface SecurityGroup extends Entity {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly tags: Tags;
}
export const securityGroupKind = defineKind<SecurityGroup>("security-group", {
  vpc: (group) => group.vpcId,
  name: (group) => `${group.vpcId}/${group.name.toLowerCase()}`,
});

export type Peer = "cidrIpv4" | "cidrIpv6" | "prefixListId" | "referencedSecurityGroupId";
export const peers: readonly Peer[] = [
  "cidrIpv4",
  "cidrIpv6",
  "prefixListId",
  "referencedSecurityGroupId",
];

export interface SecurityGroupRule extends Entity {
  readonly securityGroupId: string;
  readonly egress: boolean;
  readonly ipProtocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer: Peer;
  readonly peerValue: string;
  readonly description: string;
  readonly tags: Tags;
}
export const securityGroupRuleKind = defineKind<SecurityGroupRule>("security-group-rule", {
  securityGroup: (rule) => rule.securityGroupId,
  referenced: (rule) => (rule.peer === "referencedSecurityGroupId" ? rule.peerValue : undefined),
  prefixList: (rule) => (rule.peer === "prefixListId" ? rule.peerValue : undefined),
  content: (rule) => ruleContent(rule),
});
/** What makes two rules the same: all but the description. */
export function ruleContent(
  rule: Pick<
    SecurityGroupRule,
    "securityGroupId" | "egress" | "ipProtocol" | "fromPort" | "toPort" | "peer" | "peerValue"
  >,
): string {
  const { securityGroupId, egress, ipProtocol, fromPort, toPort, peer, peerValue } = rule;
  return [securityGroupId, egress, ipProtocol, fromPort, toPort, peer, peerValue].join("|");
}

export interface NetworkAcl extends Entity {
  readonly vpcId: string;
  readonly isDefault: boolean;
  readonly tags: Tags;
}
export const networkAclKind = defineKind<NetworkAcl>("network-acl", { vpc: (acl) => acl.vpcId });

/** A rule of an ACL. Its id is the ACL's, the direction and the number. */
export interface NetworkAclEntry extends Entity {
  readonly networkAclId: string;
  readonly egress: boolean;
  readonly ruleNumber: number;
  readonly protocol: string;
  readonly ruleAction: "allow" | "deny";
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly icmpType: number;
  readonly icmpCode: number;
}
export const networkAclEntryKind = defineKind<NetworkAclEntry>("network-acl-entry", {
  networkAcl: (entry) => entry.networkAclId,
});
export const networkAclEntryId = (aclId: string, egress: boolean, ruleNumber: number): string =>
  `${aclId}/${egress ? "egress" : "ingress"}/${ruleNumber}`;

export interface VpcEndpoint extends Entity {
  readonly vpcId: string;
  readonly serviceName: string;
  readonly serviceRegion: string;
  readonly vpcEndpointType: string;
  readonly policy: string;
  readonly privateDnsEnabled: boolean;
  readonly privateDnsName?: string;
  readonly ipAddressType: string;
  readonly dnsOptions: ValueMap;
  readonly prefixListId: string;
  readonly routeTableIds: readonly string[];
  readonly subnetIds: readonly string[];
  /** By subnet: the private addresses that were asked for. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly securityGroupIds: readonly string[];
  readonly tags: Tags;
}
export const vpcEndpointKind = defineKind<VpcEndpoint>("vpc-endpoint", {
  vpc: (endpoint) => endpoint.vpcId,
  gateway: (endpoint) => (endpoint.vpcEndpointType === "Gateway" ? "gateway" : undefined),
  vpcOwnInterfaces: (endpoint) =>
    endpoint.vpcEndpointType === "Gateway" ? undefined : endpoint.vpcId,
  routeTable: (endpoint) => endpoint.routeTableIds,
  /** One gateway endpoint of a service a route table. */
  prefixListOnTable: (endpoint) =>
    endpoint.routeTableIds.map((table) => `${table}/${endpoint.prefixListId}`),
  privateDnsInVpc: (endpoint) =>
    endpoint.privateDnsEnabled && endpoint.privateDnsName !== undefined
      ? `${endpoint.vpcId}/${endpoint.privateDnsName}`
      : undefined,
});

export interface FlowLog extends Entity {
  readonly resourceId: string;
  readonly logDestination: string;
  readonly settings: ValueMap;
  readonly tags: Tags;
}
export const flowLogKind = defineKind<FlowLog>("flow-log", {
  resource: (log) => log.resourceId,
});

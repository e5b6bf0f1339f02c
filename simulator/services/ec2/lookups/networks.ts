/** VPCs, subnets and DHCP options. */
import type { ValueMap } from "../../../protocol";
import { text } from "../../../values";
import type { Scope } from "../../../world/scope";
import { dhcpOptionsKind } from "../dhcpOptions";
import { subnetKind, vpcKind, type Subnet, type Vpc } from "../entities";
import { freeAddresses } from "../interfaces/addresses";
import { regionalOptionsId } from "../newVpc";
import { readSubnet } from "../subnet";
import { readVpc } from "../vpc";
import { firstAssociationId } from "../vpcBlockRules";
import { ipv4Blocks } from "../vpcBlocks";
import type { Thing } from "../../../resource/spec";
import { many, one, without, type Question } from "./find";

const vpcs: Question<Vpc> = {
  noun: "EC2 VPC",
  all: (scope) => scope.all(vpcKind),
  facts: {
    cidr: (vpc) => [vpc.cidrBlock],
    "cidr-block-association.association-id": (vpc, scope) => [
      firstAssociationId(scope, vpc),
      ...vpc.secondaryBlocks.map((each) => each.associationId),
    ],
    "cidr-block-association.cidr-block": ipv4Blocks,
    "cidr-block-association.state": () => ["associated"],
    "dhcp-options-id": (vpc) => [vpc.dhcpOptionsId],
    "ipv6-cidr-block-association.association-id": (vpc) =>
      vpc.ipv6Blocks.map((each) => each.associationId),
    "ipv6-cidr-block-association.ipv6-cidr-block": (vpc) =>
      vpc.ipv6Blocks.map((each) => each.cidrBlock),
    "is-default": (vpc) => [String(vpc.isDefault)],
    isDefault: (vpc) => [String(vpc.isDefault)],
    "owner-id": (vpc) => [vpc.account],
    state: () => ["available"],
    "vpc-id": (vpc) => [vpc.id],
  },
  args: {
    id: "vpc-id",
    cidrBlock: "cidr",
    default: "isDefault",
    dhcpOptionsId: "dhcp-options-id",
    state: "state",
  },
};

function showVpc(scope: Scope, vpc: Vpc): ValueMap {
  const first = { associationId: firstAssociationId(scope, vpc), cidrBlock: vpc.cidrBlock };
  return {
    ...without(
      readVpc(scope, vpc.id, {}),
      "assignGeneratedIpv6CidrBlock",
      "defaultNetworkAclId",
      "defaultRouteTableId",
      "defaultSecurityGroupId",
      "ipv6CidrBlockNetworkBorderGroup",
      "ipv6IpamPoolId",
      "ipv6NetmaskLength",
    ),
    cidrBlockAssociations: [first, ...vpc.secondaryBlocks].map(({ associationId, cidrBlock }) => ({
      associationId,
      cidrBlock,
      state: "associated",
    })),
    ipv6CidrBlockAssociations: vpc.ipv6Blocks.map((each) => ({
      associationId: each.associationId,
      ipSource: "amazon",
      ipv6AddressAttribute: "public",
      ipv6CidrBlock: each.cidrBlock,
      ipv6Pool: "Amazon",
      networkBorderGroup: each.networkBorderGroup,
      state: "associated",
    })),
    default: vpc.isDefault,
    state: "available",
  };
}

export const getVpc = one(vpcs, showVpc);
export const getVpcs = many(vpcs);

const ipv6Of = ({ ipv6CidrBlock }: Subnet): readonly string[] =>
  ipv6CidrBlock === undefined ? [] : [ipv6CidrBlock];

const subnets: Question<Subnet> = {
  noun: "EC2 Subnet",
  all: (scope) => scope.all(subnetKind),
  facts: {
    "availability-zone": (subnet) => [subnet.availabilityZone],
    availabilityZone: (subnet) => [subnet.availabilityZone],
    "availability-zone-id": (subnet) => [subnet.availabilityZoneId],
    "available-ip-address-count": (subnet, scope) => [freeAddresses(scope, subnet).toString()],
    cidr: (subnet) => [subnet.cidrBlock],
    "cidr-block": (subnet) => [subnet.cidrBlock],
    "default-for-az": (subnet) => [String(subnet.isDefault === true)],
    defaultForAz: (subnet) => [String(subnet.isDefault === true)],
    "ipv6-cidr-block-association.ipv6-cidr-block": ipv6Of,
    "ipv6-native": (subnet) => [String(subnet.attributes.ipv6Native === true)],
    "map-public-ip-on-launch": (subnet) => [String(subnet.attributes.mapPublicIpOnLaunch === true)],
    "owner-id": (subnet) => [subnet.account],
    state: () => ["available"],
    "subnet-arn": (subnet, scope) => [scope.arn("ec2", `subnet/${subnet.id}`)],
    "subnet-id": (subnet) => [subnet.id],
    "vpc-id": (subnet) => [subnet.vpcId],
  },
  args: {
    id: "subnet-id",
    availabilityZone: "availability-zone",
    availabilityZoneId: "availability-zone-id",
    cidrBlock: "cidr-block",
    defaultForAz: "default-for-az",
    ipv6CidrBlock: "ipv6-cidr-block-association.ipv6-cidr-block",
    state: "state",
    vpcId: "vpc-id",
  },
};

const showSubnet = (scope: Scope, subnet: Subnet): ValueMap => ({
  ...readSubnet(scope, subnet.id),
  availableIpAddressCount: Number(freeAddresses(scope, subnet)),
  defaultForAz: subnet.isDefault === true,
  state: "available",
});

export const getSubnet = one(subnets, showSubnet);
export const getSubnets = many(subnets);

/** The set that every region has is nowhere kept: it is what AWS gives a VPC that asks for nothing else. */
const regional = (scope: Scope): Thing => ({
  kind: dhcpOptionsKind.name,
  id: regionalOptionsId(scope),
  account: scope.account,
  region: scope.region,
  names: [],
  properties: {
    arn: scope.arn("ec2", `dhcp-options/${regionalOptionsId(scope)}`),
    domainName: scope.region === "us-east-1" ? "ec2.internal" : `${scope.region}.compute.internal`,
    domainNameServers: ["AmazonProvidedDNS"],
    ownerId: scope.account,
  },
});

const options: Question<Thing> = {
  noun: "EC2 DHCP Options Set",
  all: (scope) => [regional(scope), ...scope.all(dhcpOptionsKind)],
  facts: {
    "dhcp-options-id": (set) => [set.id],
    key: (set) => Object.keys(set.properties).map(dashed),
    "owner-id": (set) => [set.account],
    value: (set) =>
      Object.values(set.properties).flatMap((value) =>
        (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string"),
      ),
  },
  args: { dhcpOptionsId: "dhcp-options-id" },
};

const dashed = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const getVpcDhcpOptions = one(options, (_scope, set) => ({
  domainName: "",
  domainNameServers: [],
  netbiosNameServers: [],
  netbiosNodeType: "",
  ntpServers: [],
  ipv6AddressPreferredLeaseTime: "",
  ...set.properties,
  arn: text(set.properties, "arn") ?? "",
  dhcpOptionsId: set.id,
}));

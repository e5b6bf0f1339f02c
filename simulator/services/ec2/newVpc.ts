/** What comes into being with a VPC: its main route table, its default network ACL, its default security group. */
import { formatBlock } from "../../addresses";
import { text, type Tags } from "../../values";
import { simulatedId } from "../../world/identity";
import type { Scope } from "../../world/scope";
import {
  networkAclKind,
  routeTableAssociationKind,
  routeTableKind,
  securityGroupKind,
  securityGroupRuleKind,
  vpcKind,
  type Vpc,
  type VpcIpv6Block,
} from "./entities";
import { allowAll } from "./networkAclEntries";

/** The DHCP options set that every region has. */
export const regionalOptionsId = (scope: Scope): string => simulatedId("dopt", scope.hash("dopt"));

export interface NewVpc {
  readonly id: string;
  readonly cidrBlock: string;
  readonly instanceTenancy: string;
  readonly isDefault: boolean;
  /** Where addresses of Amazon's are wanted: of which network border group. */
  readonly ipv6BorderGroup?: string | undefined;
  readonly tags: Tags;
}

interface Ambient {
  readonly ambient?: true;
}

export function makeVpc(scope: Scope, wanted: NewVpc): Vpc {
  const { id, isDefault } = wanted;
  const ambient: Ambient = isDefault ? { ambient: true } : {};
  const mainRouteTableId = scope.childId("rtb", id, "main");
  const vpc = scope.put(vpcKind, {
    ...ambient,
    id,
    cidrBlock: wanted.cidrBlock,
    secondaryBlocks: [],
    instanceTenancy: wanted.instanceTenancy,
    isDefault,
    enableDnsSupport: true,
    enableDnsHostnames: isDefault,
    enableNetworkAddressUsageMetrics: false,
    dhcpOptionsId: text(scope.pinned?.outputs ?? {}, "dhcpOptionsId") ?? regionalOptionsId(scope),
    defaultNetworkAclId: scope.childId("acl", id, "default"),
    defaultSecurityGroupId: scope.childId("sg", id, "default"),
    mainRouteTableId,
    defaultRouteTableId: mainRouteTableId,
    ipv6Blocks: firstIpv6(scope, wanted),
    tags: wanted.tags,
  });
  makeMainRouteTable(scope, vpc, ambient);
  scope.put(networkAclKind, {
    ...ambient,
    id: vpc.defaultNetworkAclId,
    vpcId: id,
    isDefault: true,
    tags: {},
  });
  allowAll(scope, vpc, ambient);
  makeDefaultGroup(scope, vpc, ambient);
  return vpc;
}

function makeMainRouteTable(scope: Scope, vpc: Vpc, ambient: Ambient): void {
  const routeTableId = vpc.mainRouteTableId;
  scope.put(routeTableKind, {
    ...ambient,
    id: routeTableId,
    vpcId: vpc.id,
    propagatingVgws: [],
    tags: {},
  });
  scope.put(routeTableAssociationKind, {
    ...ambient,
    id: scope.childId("rtbassoc", vpc.id, "main"),
    routeTableId,
    mainOf: vpc.id,
  });
}

function makeDefaultGroup(scope: Scope, vpc: Vpc, ambient: Ambient): void {
  const id = vpc.defaultSecurityGroupId;
  scope.put(securityGroupKind, {
    ...ambient,
    id,
    vpcId: vpc.id,
    name: "default",
    description: "default VPC security group",
    tags: {},
  });
  scope.put(securityGroupRuleKind, {
    ...ambient,
    id: scope.childId("sgr", id, "from itself"),
    securityGroupId: id,
    egress: false,
    ...anything,
    peer: "referencedSecurityGroupId",
    peerValue: id,
  });
  allowAllEgress(scope, vpc, id, ambient);
}

const anything = { ipProtocol: "-1", fromPort: -1, toPort: -1, description: "", tags: {} } as const;

/** What every new group may do: reach everything. */
export function allowAllEgress(
  scope: Scope,
  vpc: Vpc,
  securityGroupId: string,
  ambient: Ambient = {},
): void {
  const base = { ...ambient, securityGroupId, egress: true, ...anything };
  scope.put(securityGroupRuleKind, {
    ...base,
    id: scope.childId("sgr", securityGroupId, "to all"),
    peer: "cidrIpv4",
    peerValue: "0.0.0.0/0",
  });
  if (vpc.ipv6Blocks.length === 0) return;
  scope.put(securityGroupRuleKind, {
    ...base,
    id: scope.childId("sgr", securityGroupId, "to all IPv6"),
    peer: "cidrIpv6",
    peerValue: "::/0",
  });
}

function firstIpv6(scope: Scope, { id, ipv6BorderGroup }: NewVpc): readonly VpcIpv6Block[] {
  if (ipv6BorderGroup === undefined) return [];
  const block = { ...generatedIpv6(scope, id), networkBorderGroup: ipv6BorderGroup };
  const cidrBlock = text(scope.pinned?.outputs ?? {}, "ipv6CidrBlock") ?? block.cidrBlock;
  return [{ ...block, cidrBlock }];
}

/** Amazon's own blocks are /56. These are of 2001:db8::/32, kept for documentation: recognisably nobody's. */
export function generatedIpv6(
  scope: Scope,
  vpcId: string,
  associationId = scope.childId("vpc-cidr-assoc", vpcId, "ipv6"),
): VpcIpv6Block {
  const bits = BigInt(`0x${scope.hash("ipv6", vpcId, associationId).slice(0, 6)}`);
  const base = (0x20010db8n << 96n) | (bits << 72n);
  return {
    cidrBlock: formatBlock({ family: 6, base, mask: 56, canonical: true }),
    associationId,
    networkBorderGroup: scope.region,
  };
}

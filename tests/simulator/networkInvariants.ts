/** What holds of a network whatever was asked of it. Written apart from the rules that see to it. */
import { Address4, Address6 } from "ip-address";
import type { Entity } from "../../simulator";

type Fields = Readonly<Record<string, unknown>> & { readonly kind: string; readonly id: string };

const fields = (one: Entity): Fields => one as unknown as Fields;
const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string" && one !== "");

/** Everything that does not hold. */
export function faults(entities: readonly Entity[]): string[] {
  const all = entities.map(fields);
  return [
    ...dangling(all),
    ...overlaps(all),
    ...ownedTwice(all),
    ...interfaces(all),
    ...associations(all),
    ...bindings(all),
    ...joints(all),
  ];
}

const ofKind = (all: readonly Fields[], kind: string): Fields[] =>
  all.filter((one) => one.kind === kind);

/** What these name must be there. */
const references = [
  "vpcId",
  "subnetId",
  "subnetIds",
  "routeTableId",
  "routeTableIds",
  "securityGroupId",
  "securityGroupIds",
  "networkAclId",
  "networkInterfaceId",
  "transitGatewayId",
  "allocationId",
];

const isGone = (one: Fields): boolean => one.kind === "nat-gateway" && one.state === "failed";

function dangling(all: readonly Fields[]): string[] {
  const ids = new Set(all.map((one) => one.id));
  return all
    .filter((one) => !isGone(one) && one.kind !== "managed")
    .flatMap((one) =>
      references.flatMap((key) =>
        texts(one[key])
          .filter((id) => !ids.has(id))
          .map((id) => `${one.kind} ${one.id}: ${key} ${id} is not there`),
      ),
    );
}

type Range = readonly [low: bigint, high: bigint];

function rangeOf(cidr: unknown): Range {
  const text = String(cidr);
  const block = text.includes(":") ? new Address6(text) : new Address4(text);
  return [block.startAddress().bigInt(), block.endAddress().bigInt()];
}

const meet = ([low, high]: Range, [otherLow, otherHigh]: Range): boolean =>
  low <= otherHigh && otherLow <= high;

const cidrs = (list: unknown): unknown[] =>
  (list as readonly { readonly cidrBlock: string }[]).map((one) => one.cidrBlock);

/** No two of them meet. */
function apart(what: string, blocks: readonly unknown[]): string[] {
  const ranges = blocks.filter((one) => one !== undefined && one !== "").map(rangeOf);
  return ranges.flatMap((one, index) =>
    ranges.slice(index + 1).some((other) => meet(one, other)) ? [`${what}: blocks overlap`] : [],
  );
}

function overlaps(all: readonly Fields[]): string[] {
  return ofKind(all, "vpc").flatMap((vpc) => {
    const subnets = ofKind(all, "subnet").filter((one) => one.vpcId === vpc.id);
    const v4 = [vpc.cidrBlock, ...cidrs(vpc.secondaryBlocks)];
    const v6 = cidrs(vpc.ipv6Blocks);
    const outside = subnets.filter(
      (one) => one.cidrBlock !== "" && !v4.some((block) => isWithin(one.cidrBlock, block)),
    );
    return [
      ...apart(`VPC ${vpc.id}`, v4),
      ...apart(`VPC ${vpc.id}`, v6),
      ...apart(
        `subnets of ${vpc.id}`,
        subnets.map((one) => one.cidrBlock),
      ),
      ...apart(
        `subnets of ${vpc.id}`,
        subnets.map((one) => one.ipv6CidrBlock),
      ),
      ...outside.map((one) => `subnet ${one.id} is outside its VPC`),
    ];
  });
}

function isWithin(inner: unknown, outer: unknown): boolean {
  const [low, high] = rangeOf(inner);
  const [start, end] = rangeOf(outer);
  return start <= low && high <= end;
}

function twice(what: string, keys: readonly string[]): string[] {
  const found = keys.filter((key, index) => keys.indexOf(key) !== index);
  return found.map((key) => `${what} twice: ${key}`);
}

function ownedTwice(all: readonly Fields[]): string[] {
  const cards = ofKind(all, "network-interface");
  const privates = cards.flatMap((one) =>
    [one.privateIp, ...texts(one.secondaryIps), ...texts(one.ipv6Addresses)].map(
      (ip) => `${String(one.subnetId)} ${String(ip)}`,
    ),
  );
  const publics = [
    ...ofKind(all, "elastic-ip").map((one) => String(one.publicIp)),
    ...ofKind(all, "nat-gateway").flatMap((one) =>
      (one.regionalAddresses as readonly Fields[])
        .filter((each) => each.allocationId === undefined)
        .map((each) => String(each.publicIp)),
    ),
  ];
  return [...twice("private address", privates), ...twice("public address", publics)];
}

/** In a subnet of their VPC, with groups of it, at addresses of the subnet. */
function interfaces(all: readonly Fields[]): string[] {
  const at = new Map(all.map((one) => [one.id, one]));
  const lent = new Set(ofKind(all, "security-group-vpc-association").map((one) => one.id));
  return ofKind(all, "network-interface").flatMap((card) => {
    const subnet = at.get(String(card.subnetId));
    const strangers = texts(card.securityGroupIds).filter(
      (id) => at.get(id)?.vpcId !== card.vpcId && !lent.has(`${id},${String(card.vpcId)}`),
    );
    const ips = [card.privateIp, ...texts(card.secondaryIps)];
    const outside = ips.filter((ip) => !isWithin(`${String(ip)}/32`, subnet?.cidrBlock));
    return [
      ...(subnet?.vpcId === card.vpcId ? [] : [`${card.id} is in another VPC than its subnet`]),
      ...strangers.map((id) => `${card.id} has ${id}, a group of another VPC`),
      ...outside.map((ip) => `${card.id} has ${String(ip)}, outside its subnet`),
    ];
  });
}

/** One table to a subnet or gateway, one main table and one gateway of a kind to a VPC, one ACL to a subnet. */
function associations(all: readonly Fields[]): string[] {
  const at = new Map(all.map((one) => [one.id, one]));
  const tables = ofKind(all, "route-table-association");
  const keys = tables.flatMap((one) => texts([one.subnetId, one.gatewayId, one.mainOf]));
  const strangers = tables.filter((one) => {
    const of = at.get(String(one.subnetId ?? one.gatewayId));
    return of !== undefined && of.vpcId !== at.get(String(one.routeTableId))?.vpcId;
  });
  const mainless = ofKind(all, "vpc").filter(
    (vpc) =>
      !tables.some((one) => one.mainOf === vpc.id && one.routeTableId === vpc.mainRouteTableId),
  );
  const gateways = ["internet-gateway", "egress-only-internet-gateway", "vpn-gateway"].flatMap(
    (kind) =>
      twice(
        `${kind} of a VPC`,
        ofKind(all, kind).flatMap((one) => texts(one.vpcId)),
      ),
  );
  const acls = ofKind(all, "subnet").filter(
    (subnet) => at.get(String(subnet.networkAclId))?.vpcId !== subnet.vpcId,
  );
  return [
    ...twice("table of", keys),
    ...twice(
      "ACL association",
      ofKind(all, "subnet").map((one) => String(one.networkAclAssociationId)),
    ),
    ...gateways,
    ...strangers.map((one) => `${one.id} joins two VPCs`),
    ...mainless.map((one) => `${one.id} has no main table`),
    ...acls.map((one) => `${one.id} has an ACL of another VPC`),
  ];
}

/** An address and the interface that it is bound to know of each other. */
function bindings(all: readonly Fields[]): string[] {
  const at = new Map(all.map((one) => [one.id, one]));
  return ofKind(all, "elastic-ip")
    .filter((one) => one.networkInterfaceId !== undefined)
    .flatMap((one) => {
      const card = at.get(String(one.networkInterfaceId));
      const shown = texts([card?.publicIp, ...texts(card?.secondaryPublicIps)]);
      const own = texts([card?.privateIp, ...texts(card?.secondaryIps)]);
      const isBound = shown.includes(String(one.publicIp)) && own.includes(String(one.privateIp));
      return isBound ? [] : [`${one.id} is bound to ${String(one.networkInterfaceId)} one-sidedly`];
    });
}

interface PeerSide {
  readonly vpcId: string;
}

/** Peers have no address in common and are joined once; so are a VPC and a transit gateway. */
function joints(all: readonly Fields[]): string[] {
  const at = new Map(all.map((one) => [one.id, one]));
  const active = ofKind(all, "peering-connection").filter((one) => one.status === "active");
  const sides = active.map((one) => {
    const ids = [one.requester as PeerSide, one.accepter as PeerSide].map((side) => side.vpcId);
    return { id: one.id, ids };
  });
  const met = sides.flatMap(({ id, ids }) => {
    const [own, peer] = ids.map((vpcId) => at.get(vpcId));
    if (own === undefined || peer === undefined) return [`${id} joins a VPC that is not there`];
    const blocks = [own, peer].map((vpc) => [vpc.cidrBlock, ...cidrs(vpc.secondaryBlocks)]);
    const isMet = blocks[0]!.some((one) =>
      blocks[1]!.some((other) => meet(rangeOf(one), rangeOf(other))),
    );
    return isMet ? [`${id} joins overlapping VPCs`] : [];
  });
  return [
    ...met,
    ...twice(
      "peers",
      sides.map(({ ids }) => [...ids].sort().join()),
    ),
    ...twice(
      "attachment",
      ofKind(all, "transit-gateway-attachment").map(
        (one) => `${String(one.transitGatewayId)} ${String(one.vpcId)}`,
      ),
    ),
  ];
}

/** What was found of a VPC, as tiers and zones: decided from plain values, with all that is wrong. */
import type { Issue } from "../../net";
import { SubnetType, tiersOfType } from "../network";
import type { ExistingVpc } from "./existingVpc";
import type { ExistingVpcArgs } from "./existingVpcArgs";

export interface FoundSubnet {
  readonly id: string;
  readonly availabilityZone: string;
  readonly availabilityZoneId: string;
  readonly cidrBlock: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface FoundRoute {
  readonly cidrBlock: string;
  readonly ipv6CidrBlock: string;
  readonly gatewayId: string;
}

export interface FoundRouteTable {
  readonly id: string;
  /** Subnets without an association of their own have the main one. */
  readonly isMain: boolean;
  readonly subnetIds: readonly string[];
  /** By the subnet that is associated. */
  readonly associationIds: Readonly<Record<string, string>>;
  readonly routes: readonly FoundRoute[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface FoundVpc {
  readonly id: string;
  readonly arn: string;
  readonly cidrBlocks: readonly string[];
  readonly ipv6CidrBlock: string | undefined;
  readonly subnets: readonly FoundSubnet[];
  readonly routeTables: readonly FoundRouteTable[];
}

interface Place {
  readonly tier: string;
  readonly zone: string;
  readonly type: SubnetType;
  readonly subnet: FoundSubnet;
  readonly table: FoundRouteTable;
}

const defaultRoutes: readonly string[] = ["0.0.0.0/0", "::/0"];

export function layOut(
  all: FoundVpc,
  args: ExistingVpcArgs,
): { readonly vpc: ExistingVpc; readonly issues: readonly Issue[] } {
  const found = withoutOwn(all, args);
  const issues: Issue[] = missingSubnets(found, args);
  const places = placesOf(found, args);
  issues.push(...sharedPlaces(places, args), ...mixedTiers(places, args));
  if (places.length === 0 && issues.length === 0) issues.push(nothingFound(found, args));
  return { vpc: attributesOf(found, places, args), issues };
}

/** What others have made, and nothing of what the program adds. */
function withoutOwn(found: FoundVpc, { exceptTags }: ExistingVpcArgs): FoundVpc {
  if (exceptTags === undefined) return found;
  const own = Object.entries(exceptTags);
  const isOthers = ({ tags }: FoundSubnet | FoundRouteTable): boolean =>
    own.some(([key, value]) => tags[key] !== value);
  return {
    ...found,
    subnets: found.subnets.filter(isOthers),
    routeTables: found.routeTables.filter(isOthers),
  };
}

function placesOf(found: FoundVpc, args: ExistingVpcArgs): Place[] {
  const main = found.routeTables.find(({ isMain }) => isMain);
  return found.subnets.flatMap((subnet) => {
    const own = found.routeTables.find(({ subnetIds }) => subnetIds.includes(subnet.id));
    const table = own ?? main;
    if (table === undefined) return [];
    const type = typeOf(table);
    const tier = tierOf(subnet, type, args);
    if (tier === undefined) return [];
    const zone = args.useAvailabilityZoneIds ? subnet.availabilityZoneId : subnet.availabilityZone;
    return [{ tier, zone, type, subnet, table }];
  });
}

/** By where the default route leads, as AWS's console tells public subnets from others. */
function typeOf({ routes }: FoundRouteTable): SubnetType {
  const out = routes.filter(
    ({ cidrBlock, ipv6CidrBlock }) =>
      defaultRoutes.includes(cidrBlock) || defaultRoutes.includes(ipv6CidrBlock),
  );
  if (out.some(({ gatewayId }) => gatewayId.startsWith("igw-"))) return SubnetType.Public;
  return out.length === 0 ? SubnetType.Isolated : SubnetType.Private;
}

function tierOf(
  { id, tags }: FoundSubnet,
  type: SubnetType,
  { tierSubnetIds, tierTag }: ExistingVpcArgs,
): string | undefined {
  if (tierSubnetIds !== undefined)
    return Object.keys(tierSubnetIds).find((tier) => tierSubnetIds[tier]?.includes(id));
  return tierTag === undefined ? type : tags[tierTag];
}

function missingSubnets(found: FoundVpc, { tierSubnetIds = {} }: ExistingVpcArgs): Issue[] {
  return Object.entries(tierSubnetIds).flatMap(([tier, ids]) =>
    ids.flatMap((id, index) =>
      found.subnets.some((subnet) => subnet.id === id)
        ? []
        : [
            {
              propertyPath: `tierSubnetIds["${tier}"][${index}]`,
              reason: `must be a subnet of ${found.id}, got "${id}"; it has ${listed(found.subnets.map((one) => one.id))}`,
            },
          ],
    ),
  );
}

/** The argument that decides tiers, for messages. */
const decider = ({ tierSubnetIds, tierTag }: ExistingVpcArgs): string =>
  tierSubnetIds === undefined && tierTag !== undefined ? "tierTag" : "tierSubnetIds";

/** Components make one of a thing in each tier and zone. */
function sharedPlaces(places: readonly Place[], args: ExistingVpcArgs): Issue[] {
  return places.flatMap(({ tier, zone, subnet }, index) => {
    const first = places.findIndex((one) => one.tier === tier && one.zone === zone);
    if (first === index) return [];
    const other = places[first]?.subnet.id ?? "";
    const reason = `must tell apart ${other} and ${subnet.id}, which are both of tier "${tier}" in ${zone}; give one subnet for each tier and zone by tierSubnetIds, or name the tag that does by tierTag`;
    return [{ propertyPath: decider(args), reason }];
  });
}

function mixedTiers(places: readonly Place[], args: ExistingVpcArgs): Issue[] {
  return tiersOf(places).flatMap((tier) => {
    const own = places.filter((place) => place.tier === tier);
    const [first] = own;
    const other = own.find(({ type }) => type !== first?.type);
    if (first === undefined || other === undefined) return [];
    const reason = `must put subnets of one type into tier "${tier}", got ${first.subnet.id} (${first.type}) and ${other.subnet.id} (${other.type}), by the default routes of their tables`;
    return [{ propertyPath: decider(args), reason }];
  });
}

function nothingFound({ id, subnets }: FoundVpc, { tierTag }: ExistingVpcArgs): Issue {
  const reason =
    subnets.length === 0 || tierTag === undefined
      ? `must name a VPC with subnets, got ${id}, which has none`
      : `must be a tag of the subnets of ${id}, got "${tierTag}"; they have ${listed(tagsOf(subnets))}`;
  return { propertyPath: tierTag === undefined ? "vpcId" : "tierTag", reason };
}

const tagsOf = (subnets: readonly FoundSubnet[]): string[] => [
  ...new Set(subnets.flatMap(({ tags }) => Object.keys(tags))),
];

const listed = (names: readonly string[]): string =>
  names.length === 0 ? "none" : [...names].sort().join(", ");

const tiersOf = (places: readonly Place[]): string[] => [
  ...new Set(places.map(({ tier }) => tier)),
];

function attributesOf(
  found: FoundVpc,
  places: readonly Place[],
  { region }: ExistingVpcArgs,
): ExistingVpc {
  const tiers = tiersOf(places).sort();
  const byTier = (value: (place: Place) => string): Record<string, Record<string, string>> =>
    Object.fromEntries(
      tiers.map((tier) => [
        tier,
        Object.fromEntries(
          places
            .filter((place) => place.tier === tier)
            .sort((a, b) => (a.zone < b.zone ? -1 : 1))
            .map((place) => [place.zone, value(place)]),
        ),
      ]),
    );
  const subnetIds = byTier(({ subnet }) => subnet.id);
  const subnetTypes = Object.fromEntries(
    tiers.map((tier) => [
      tier,
      places.find((place) => place.tier === tier)?.type ?? SubnetType.Isolated,
    ]),
  );
  const routeTableIds = byTier(({ table }) => table.id);
  const routeTableAssociationIds = byTier(
    ({ table, subnet }) => table.associationIds[subnet.id] ?? "",
  );
  const subnetLayout = byTier(({ subnet }) => subnet.cidrBlock);
  const idsOf = (type: SubnetType): string[] =>
    tiersOfType(subnetTypes, type).flatMap((tier) => Object.values(subnetIds[tier] ?? {}));
  const gateway = internetGatewayOf(found);
  return {
    vpcId: found.id,
    vpcArn: found.arn,
    cidrBlocks: [...found.cidrBlocks],
    ...(found.ipv6CidrBlock === undefined ? {} : { ipv6CidrBlock: found.ipv6CidrBlock }),
    availabilityZones: [...new Set(places.map(({ zone }) => zone))].sort(),
    subnetTypes,
    subnetIds,
    subnetLayout,
    routeTableIds,
    routeTableAssociationIds,
    sharedRouteTableTiers: tiers.filter((tier) => isShared(routeTableIds[tier] ?? {})),
    reservedCidrBlocks: Object.fromEntries(
      tiers.map((tier) => [tier, blocks(Object.values(subnetLayout[tier] ?? {}))]),
    ),
    occupiedCidrBlocks: blocks(found.subnets.map(({ cidrBlock }) => cidrBlock)),
    publicSubnetIds: idsOf(SubnetType.Public),
    privateSubnetIds: idsOf(SubnetType.Private),
    isolatedSubnetIds: idsOf(SubnetType.Isolated),
    ...(gateway === undefined ? {} : { internetGatewayId: gateway }),
    ...(region === undefined ? {} : { region }),
  };
}

const blocks = (given: readonly string[]): string[] => given.filter((block) => block !== "").sort();

/** One table for all zones; where there is one zone it is that zone's own. */
function isShared(tables: Readonly<Record<string, string>>): boolean {
  const ids = Object.values(tables);
  return ids.length > 1 && new Set(ids).size === 1;
}

const internetGatewayOf = ({ routeTables }: FoundVpc): string | undefined =>
  routeTables
    .flatMap(({ routes }) => routes.map(({ gatewayId }) => gatewayId))
    .find((id) => id.startsWith("igw-"));

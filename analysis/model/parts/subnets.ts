/** Subnets, each with the table and the ACL in force; and what an interface in one gets. */
import type { Key, RouteTable, Subnet } from "../network";
import { flag, isSet } from "../records/properties";
import { given } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import type { Associations } from "./associations";
import { partOf } from "./part";
import { blockOf, zoneOf } from "./vpcs";

/** What an interface in the subnet gets of it. */
export interface SubnetFacts {
  readonly vpc: Key;
  readonly hasIpv4: boolean;
  readonly hasIpv6: boolean;
  /** Whether an interface made with an instance gets a public IPv4 address, an IPv6 address. */
  readonly givesPublicIpv4: boolean;
  readonly givesIpv6: boolean;
}

export interface SubnetContext {
  readonly associations: Associations;
  readonly exclusions: ReadonlyMap<Key, "allow-bidirectional" | "allow-egress">;
}

export function readSubnets(reading: Reading, context: SubnetContext): Subnet[] {
  return reading.of("subnet").map((record) => {
    const part = partOf(reading, record);
    const vpc = vpcOfSubnet(reading, record);
    const { routeTables, networkAcls, mainRouteTables } = context.associations;
    const { exclusions } = context;
    const [ipv4Block] = blockOf(reading, record, "cidrBlock");
    const [ipv6Block] = blockOf(reading, record, "ipv6CidrBlock");
    return given({
      ...part,
      vpc,
      availabilityZone: zoneOf(record),
      ipv4Block,
      ipv6Block,
      routeTable:
        routeTables.get(part.key) ??
        mainRouteTables.get(vpc) ??
        ownDefault(reading, record, { noun: "routeTable", vpc }),
      networkAcl:
        networkAcls.get(part.key) ?? ownDefault(reading, record, { noun: "networkAcl", vpc }),
      tier: part.tags.Type,
      publicAccessExclusion: exclusions.get(part.key) ?? exclusions.get(vpc),
    });
  });
}

/** A default subnet names no VPC before it is made: it is one of the default VPC. */
function vpcOfSubnet(reading: Reading, record: ResourceRecord): Key {
  const named = reading.one("vpc", record, "vpcId");
  if (named !== undefined) return named;
  const [only] = reading.ofTypes(["aws:ec2/defaultVpc:DefaultVpc"]);
  if (only !== undefined) return reading.key(only);
  return reading.absent({ noun: "vpc", record, property: "vpcId" }, `${record.urn}#vpcId`);
}

function ownDefault(
  reading: Reading,
  record: ResourceRecord,
  { noun, vpc }: { readonly noun: "routeTable" | "networkAcl"; readonly vpc: Key },
): Key {
  const name = noun === "routeTable" ? "mainRouteTable" : "defaultNetworkAcl";
  return (
    reading.impliedBy(noun, vpc) ??
    reading.absent({ noun, record, property: "vpcId" }, `${vpc}#${name}`)
  );
}

export function subnetFacts(reading: Reading, subnets: readonly Subnet[]): Map<Key, SubnetFacts> {
  const records = new Map(reading.of("subnet").map((one) => [reading.key(one), one] as const));
  return new Map(
    subnets.flatMap(({ key, vpc }) => {
      const record = records.get(key);
      return record === undefined ? [] : [[key, factsOf(record, vpc)] as const];
    }),
  );
}

function factsOf(record: ResourceRecord, vpc: Key): SubnetFacts {
  const isNative = flag(record, "ipv6Native") === true;
  const isDefault = record.type.endsWith(":DefaultSubnet");
  return {
    vpc,
    hasIpv4: !isNative,
    hasIpv6: isNative || isSet(record, "ipv6CidrBlock"),
    givesPublicIpv4: flag(record, "mapPublicIpOnLaunch") ?? isDefault,
    givesIpv6: isNative || flag(record, "assignIpv6AddressOnCreation") === true,
  };
}

/** A subnet without a `Type` tag is what its routes make it. */
export function withTiers(
  subnets: readonly Subnet[],
  routeTables: readonly RouteTable[],
): Subnet[] {
  const tables = new Map(routeTables.map((table) => [table.key, table]));
  return subnets.map((subnet) => {
    const table = tables.get(subnet.routeTable);
    return subnet.tier !== undefined || table === undefined
      ? subnet
      : { ...subnet, tier: tierOf(table) };
  });
}

/** In the components' words: out by an internet gateway, out by something else, not out. */
function tierOf({ routes }: RouteTable): string {
  const ways = routes.filter(
    ({ destination }) => "cidr" in destination && /^(0\.0\.0\.0|::)\/0$/.test(destination.cidr),
  );
  if (ways.some(({ target }) => target.kind === "internetGateway")) return "public";
  return ways.length > 0 ? "private" : "isolated";
}

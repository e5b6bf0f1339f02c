/** Route tables with their routes: inline, by resources of their own, and those of gateway endpoints. */
import type { Destination, Key, Route, RouteTable } from "../network";
import { isGiven, maps, property, text } from "../records/properties";
import { asText, isUnknown, valueAt, type ValueMap } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { canonicalCidr } from "./cidr";
import { vpcOf } from "./defaults";
import { partOf } from "./part";
import { keepShown } from "./shown";
import { targetOf, valuesOf } from "./routeTargets";

const routeType = "aws:ec2/route:Route";

export interface RouteContext {
  /** The tables that AWS makes and no resource stands for. */
  readonly defaults: readonly RouteTable[];
  readonly mainRouteTables: ReadonlyMap<Key, Key>;
  /** Routes of gateway endpoints, by table. */
  readonly endpointRoutes: ReadonlyMap<Key, readonly Route[]>;
  /** Blocks of a VPC: routes to them that lead to `local` every table has. */
  readonly blocks: (vpc: Key) => readonly string[];
}

export function readRouteTables(reading: Reading, context: RouteContext): RouteTable[] {
  const separate = separateRoutes(reading);
  const made = (table: Key, vpc: Key): Route[] =>
    (separate.get(table) ?? []).flatMap((record) => routeOf(reading, record, vpc));
  const tables = reading.of("routeTable").map((record): RouteTable => {
    const part = partOf(reading, record);
    const vpc = vpcOf(reading, record) ?? missingVpc(reading, record);
    const others = made(part.key, vpc);
    const own = keepShown(reading, record, {
      shown: inlineRoutes(reading, record, vpc),
      separate: others,
      isGiven: others.length === 0 || isGiven(record, "routes"),
      what: "routes",
    });
    return { ...part, vpc, main: false, routes: [...own, ...others] };
  });
  const defaults = context.defaults.map((table) => ({
    ...table,
    routes: made(table.key, table.vpc),
  }));
  return [...defaults, ...tables].map((table) => complete(reading, table, context));
}

/** With the endpoints' routes, and without the local ones that every table has. */
function complete(reading: Reading, table: RouteTable, context: RouteContext): RouteTable {
  const main = context.mainRouteTables.get(table.vpc) ?? reading.impliedBy("routeTable", table.vpc);
  const blocks = context.blocks(table.vpc);
  const routes = [...table.routes, ...(context.endpointRoutes.get(table.key) ?? [])];
  return {
    ...table,
    main: main === table.key,
    routes: routes.filter((route) => !isLocal(route, blocks)),
  };
}

export const missingVpc = (reading: Reading, record: ResourceRecord): Key =>
  reading.absent({ noun: "vpc", record, property: "vpcId" }, `${record.urn}#vpcId`);

function separateRoutes(reading: Reading): ReadonlyMap<Key, readonly ResourceRecord[]> {
  const found = new Map<Key, ResourceRecord[]>();
  for (const record of reading.ofTypes([routeType])) {
    const table = reading.one("routeTable", record, "routeTableId");
    if (table === undefined) continue;
    const same = found.get(table);
    if (same === undefined) found.set(table, [record]);
    else same.push(record);
  }
  return found;
}

function routeOf(reading: Reading, record: ResourceRecord, vpc: Key): Route[] {
  const destination = destinationOf(reading, (name) => property(record, name), {
    record,
    names: destinations,
  });
  const isGone = text(record, "state") === "blackhole";
  const target = targetOf(reading, (name) => property(record, name), { record, isGone, vpc });
  if (destination === undefined || target === undefined) return incomplete(reading, record);
  return [{ key: reading.key(record), destination, target }];
}

/** A route whose destination or target nobody can know yet. */
function incomplete(reading: Reading, record: ResourceRecord): [] {
  const key = reading.key(record);
  reading.miss({
    key: `${key}#destination`,
    kind: "destination or target of a route",
    referredToBy: key,
  });
  return [];
}

function inlineRoutes(reading: Reading, record: ResourceRecord, vpc: Key): Route[] {
  return maps(record, "routes").flatMap((route): Route[] => {
    const destination = destinationOf(reading, valuesOf(route), {
      record,
      names: inlineDestinations,
    });
    const source = { record, property: "routes", isGone: isGone(route), vpc };
    const target = targetOf(reading, valuesOf(route), source);
    if (destination === undefined || target === undefined) return incomplete(reading, record);
    return [{ key: reading.key(record), destination, target }];
  });
}

/** Only `describe-route-tables` says it of a table's routes. */
const isGone = (route: ValueMap): boolean => valueAt(route, "state") === "blackhole";

interface DestinationNames {
  readonly cidrs: readonly string[];
  readonly prefixList: string;
}

const destinations: DestinationNames = {
  cidrs: ["destinationCidrBlock", "destinationIpv6CidrBlock"],
  prefixList: "destinationPrefixListId",
};

const inlineDestinations: DestinationNames = {
  cidrs: ["cidrBlock", "ipv6CidrBlock"],
  prefixList: "destinationPrefixListId",
};

function destinationOf(
  reading: Reading,
  value: (name: string) => unknown,
  { record, names }: { readonly record: ResourceRecord; readonly names: DestinationNames },
): Destination | undefined {
  const cidr = names.cidrs.flatMap((name) => canonicalCidr(asText(value(name)) ?? "") ?? [])[0];
  if (cidr !== undefined) return { cidr };
  const list = value(names.prefixList);
  if (asText(list) === undefined && !isUnknown(list)) return undefined;
  const property = names === destinations ? names.prefixList : "routes";
  const [key] = reading.resolve({ noun: "prefixList", record, property }, list);
  return key === undefined ? undefined : { prefixList: key };
}

const isLocal = ({ destination, target }: Route, blocks: readonly string[]): boolean =>
  target.kind === "local" && "cidr" in destination && blocks.includes(destination.cidr);

/** Transit gateways with their attachments and tables: who is looked up where, and what is found there. */
import type {
  Key,
  Part,
  PrefixList,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRoute,
  Vpc,
} from "../network";
import { flag, text } from "../records/properties";
import { given } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { canonicalCidr } from "./cidr";
import { partOf } from "./part";
import { readAttachments, transitType, type Attached } from "./transitAttachments";

export interface TransitContext {
  readonly vpcs: readonly Vpc[];
  readonly prefixLists: readonly PrefixList[];
}

/** What is read once for all gateways. */
interface Transit {
  readonly reading: Reading;
  readonly attached: readonly Attached[];
  readonly vpcs: ReadonlyMap<Key, Vpc>;
  readonly routes: ReadonlyMap<Key, readonly TransitGatewayRoute[]>;
  /** Associations by gateway and attachment, for both ends of a peering have one id; propagations by table. */
  readonly associated: ReadonlyMap<string, Key>;
  readonly propagated: ReadonlyMap<Key, ReadonlySet<Key>>;
}

/** The tables that a gateway takes its attachments up in of itself. */
interface DefaultTables {
  readonly association?: Key;
  readonly propagation?: Key;
}

/** A gateway's own default table is no resource: routes and associations find it by id all the same. */
export function nameDefaultTables(reading: Reading): void {
  for (const record of reading.of("transitGateway")) {
    const key = reading.key(record);
    const ids = [
      text(record, "associationDefaultRouteTableId"),
      text(record, "propagationDefaultRouteTableId"),
    ];
    for (const id of ids) {
      if (id === undefined) continue;
      if (reading.find("transitGatewayRouteTable", id, record) === undefined)
        reading.alias("transitGatewayRouteTable", id, `${key}#defaultRouteTable`, record);
    }
    reading.imply("transitGatewayRouteTable", key, `${key}#defaultRouteTable`);
  }
}

export function readTransitGateways(reading: Reading, context: TransitContext): TransitGateway[] {
  const attached = readAttachments(reading);
  const ends = endsOf(attached);
  const associated = pairs(reading, "RouteTableAssociation", ends).map(
    ({ attachment, table }) =>
      [at(gatewayOfTable(reading, table) ?? "", attachment), table] as const,
  );
  const propagated = grouped(
    pairs(reading, "RouteTablePropagation", ends),
    ({ table }) => table,
    ({ attachment }) => attachment,
  );
  const transit: Transit = {
    reading,
    attached,
    vpcs: new Map(context.vpcs.map((vpc) => [vpc.key, vpc])),
    routes: staticRoutes(reading, context.prefixLists, ends),
    associated: new Map(associated),
    propagated: new Map([...propagated].map(([table, list]) => [table, new Set(list)])),
  };
  return reading.of("transitGateway").map((record) => gatewayOf(transit, record));
}

function gatewayOf(transit: Transit, record: ResourceRecord): TransitGateway {
  const { reading, associated } = transit;
  const part = partOf(reading, record);
  const own = transit.attached.filter(({ gateway }) => gateway === part.key);
  const tables = defaultTables(reading, record);
  return {
    ...part,
    attachments: own.map((one) => withTable(one, tables, associated)),
    routeTables: tablesOf(transit, record, tables).map((table) => ({
      ...table,
      routes: [
        ...(transit.routes.get(table.key) ?? []),
        ...propagatedRoutes(transit, table.key, { own, tables }),
      ],
    })),
    dnsSupport: text(record, "dnsSupport") !== "disable",
    securityGroupReferencing: text(record, "securityGroupReferencingSupport") === "enable",
  };
}

function grouped<T, V>(
  items: readonly T[],
  by: (item: T) => Key,
  value: (item: T) => V,
): Map<Key, V[]> {
  const found = new Map<Key, V[]>();
  for (const item of items) {
    const same = found.get(by(item));
    if (same === undefined) found.set(by(item), [value(item)]);
    else same.push(value(item));
  }
  return found;
}

/** An association of its own outweighs the gateway's default. */
function withTable(
  { attachment, gateway, joins }: Attached,
  tables: DefaultTables,
  associated: ReadonlyMap<string, Key>,
): TransitGatewayAttachment {
  const table =
    associated.get(at(gateway, attachment.key)) ??
    (joins.association ? tables.association : undefined);
  return table === undefined ? attachment : { ...attachment, associatedTable: table };
}

const at = (gateway: Key, attachment: Key): string => `${gateway} ${attachment}`;

function defaultTables(reading: Reading, record: ResourceRecord): DefaultTables {
  const key = reading.key(record);
  const standing = (path: string): Key => {
    const id = text(record, path);
    const named =
      id === undefined ? undefined : reading.find("transitGatewayRouteTable", id, record);
    return named ?? `${key}#defaultRouteTable`;
  };
  const isOn = (path: string): boolean => text(record, path) !== "disable";
  const chosen = (name: string): Key | undefined => {
    const choice = reading
      .ofTypes([transitType(name)])
      .find((one) => reading.one("transitGateway", one, "transitGatewayId") === key);
    return choice && reading.one("transitGatewayRouteTable", choice, "transitGatewayRouteTableId");
  };
  const association =
    chosen("DefaultRouteTableAssociation") ?? standing("associationDefaultRouteTableId");
  const propagation =
    chosen("DefaultRouteTablePropagation") ?? standing("propagationDefaultRouteTableId");
  return {
    ...(isOn("defaultRouteTableAssociation") ? { association } : {}),
    ...(isOn("defaultRouteTablePropagation") ? { propagation } : {}),
  };
}

interface Pair {
  readonly attachment: Key;
  readonly table: Key;
}

/** The ends of each attachment, by the key of either: both ends of a peering have one id. */
type Ends = ReadonlyMap<Key, readonly { readonly gateway: Key; readonly key: Key }[]>;

function endsOf(attached: readonly Attached[]): Ends {
  const all = attached.flatMap(({ gateway, attachment: { key, peer } }) =>
    [key, ...(peer === undefined ? [] : [peer])].map((name) => ({ name, end: { gateway, key } })),
  );
  return grouped(
    all,
    ({ name }) => name,
    ({ end }) => end,
  );
}

function pairs(reading: Reading, name: string, ends: Ends): Pair[] {
  return reading.ofTypes([transitType(name)]).flatMap((record) => {
    const table = reading.one("transitGatewayRouteTable", record, "transitGatewayRouteTableId");
    const attachment =
      table === undefined ? undefined : attachmentOf(reading, record, { table, ends });
    return table === undefined || attachment === undefined ? [] : [{ attachment, table }];
  });
}

function gatewayOfTable(reading: Reading, table: Key): Key | undefined {
  const record = reading.record(table);
  return record === undefined
    ? table.replace(/#defaultRouteTable$/, "")
    : reading.one("transitGateway", record, "transitGatewayId");
}

/** The end of the attachment that is at the table's own gateway. */
function attachmentOf(
  reading: Reading,
  record: ResourceRecord,
  { table, ends }: { readonly table: Key; readonly ends: Ends },
): Key | undefined {
  const key = reading.one("transitGatewayAttachment", record, "transitGatewayAttachmentId");
  if (key === undefined) return undefined;
  const gateway = gatewayOfTable(reading, table);
  return ends.get(key)?.find((one) => one.gateway === gateway)?.key ?? key;
}

/** Those that resources stand for, and the gateway's own default one. */
function tablesOf(
  { reading }: Transit,
  gateway: ResourceRecord,
  { association, propagation }: DefaultTables,
): Part[] {
  const owner = partOf(reading, gateway);
  const made = reading
    .of("transitGatewayRouteTable")
    .filter((record) => reading.one("transitGateway", record, "transitGatewayId") === owner.key)
    .map((record) => partOf(reading, record));
  const key = `${owner.key}#defaultRouteTable`;
  if (association !== key && propagation !== key) return made;
  const path = association === key ? "association" : "propagation";
  const standing: Part = given({
    key,
    name: `${owner.name} default route table`,
    type: transitType("RouteTable"),
    id: text(gateway, `${path}DefaultRouteTableId`),
    tags: {},
  });
  return [standing, ...made];
}

function staticRoutes(
  reading: Reading,
  prefixLists: readonly PrefixList[],
  ends: Ends,
): ReadonlyMap<Key, readonly TransitGatewayRoute[]> {
  const lists = new Map(prefixLists.map(({ key, cidrs }) => [key, cidrs] as const));
  const listed = (record: ResourceRecord): readonly string[] => {
    const list = reading.one("prefixList", record, "prefixListId");
    return (list === undefined ? undefined : lists.get(list)) ?? [];
  };
  const routes = (name: string, cidrs: (record: ResourceRecord) => readonly string[]) =>
    reading.ofTypes([transitType(name)]).flatMap((record) => {
      const table = reading.one("transitGatewayRouteTable", record, "transitGatewayRouteTableId");
      if (table === undefined) return [];
      const isHole = flag(record, "blackhole") === true;
      const attachment = isHole ? undefined : attachmentOf(reading, record, { table, ends });
      const key = reading.key(record);
      return cidrs(record).map((cidr) => ({
        table,
        route: { key, cidr, attachment, propagated: false },
      }));
    });
  const own = (record: ResourceRecord): readonly string[] => {
    const cidr = canonicalCidr(text(record, "destinationCidrBlock") ?? "");
    return cidr === undefined ? [] : [cidr];
  };
  return grouped(
    [...routes("Route", own), ...routes("PrefixListReference", listed)],
    ({ table }) => table,
    ({ route }) => route,
  );
}

/** A VPC's blocks, in each table that its attachment propagates to. */
function propagatedRoutes(
  { vpcs, propagated }: Transit,
  table: Key,
  { own, tables }: { readonly own: readonly Attached[]; readonly tables: DefaultTables },
): TransitGatewayRoute[] {
  const isDefault = tables.propagation === table;
  return own
    .filter(
      ({ attachment, joins }) =>
        propagated.get(table)?.has(attachment.key) === true || (joins.propagation && isDefault),
    )
    .flatMap(({ attachment: { key, vpc: name }, propagatesIpv6 }) => {
      const vpc = name === undefined ? undefined : vpcs.get(name);
      const blocks = [
        ...(vpc?.ipv4Blocks ?? []),
        ...(propagatesIpv6 ? (vpc?.ipv6Blocks ?? []) : []),
      ];
      return blocks.map((cidr) => ({ key, cidr, attachment: key, propagated: true }));
    });
}

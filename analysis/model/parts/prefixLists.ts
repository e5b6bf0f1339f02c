/** Prefix lists: a customer's, and AWS's own as far as a gateway endpoint shows them. */
import type { Key, PrefixList } from "../network";
import { maps, text, texts } from "../records/properties";
import { textIn } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { canonicalCidr } from "./cidr";
import { isGatewayEndpoint, serviceNamed, serviceOf } from "./endpointService";
import { partOf } from "./part";

const entryType = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

export function readPrefixLists(reading: Reading): PrefixList[] {
  const entries = separateEntries(reading);
  const shown = shownLists(reading);
  const given = reading.of("prefixList").map((record): PrefixList => {
    const part = partOf(reading, record);
    const written = maps(record, "entries").flatMap((entry) => textIn(entry, "cidr") ?? []);
    const all = [...written, ...(entries.get(part.key) ?? [])];
    const cidrs = [...new Set(all.flatMap((cidr) => canonicalCidr(cidr) ?? []))];
    const service = ownService(record);
    return service === undefined
      ? { ...part, cidrs }
      : { ...part, service, cidrs: cidrs.length > 0 ? cidrs : shown.get(part.key)?.cidrs };
  });
  const keys = new Set(given.map(({ key }) => key));
  return [...given, ...[...shown.values()].filter(({ key }) => !keys.has(key))];
}

/** AWS's own lists, which are read and never made, have the name of their service. */
function ownService(record: ResourceRecord): string | undefined {
  const name = text(record, "name") ?? "";
  return /^(cn\.)?com\.amazonaws\./.test(name) ? serviceNamed(name) : undefined;
}

function separateEntries(reading: Reading): ReadonlyMap<Key, readonly string[]> {
  const found = new Map<Key, string[]>();
  for (const record of reading.ofTypes([entryType])) {
    const list = reading.one("prefixList", record, "prefixListId");
    const cidr = text(record, "cidr");
    if (list === undefined || cidr === undefined) continue;
    found.set(list, [...(found.get(list) ?? []), cidr]);
  }
  return found;
}

/** Makes AWS's lists known to whoever refers to them by id, or by way of an endpoint. */
export function nameOwnLists(reading: Reading): void {
  const given = new Map<Key, Key>();
  for (const record of reading.of("prefixList")) {
    const service = ownService(record);
    if (service !== undefined) given.set(listKey(reading, record, service), reading.key(record));
  }
  for (const record of reading.of("vpcEndpoint")) {
    if (!isGatewayEndpoint(record)) continue;
    const own = listKey(reading, record, serviceOf(record));
    const key = given.get(own) ?? own;
    reading.imply("prefixList", reading.key(record), key);
    const id = text(record, "prefixListId");
    if (id !== undefined && reading.find("prefixList", id, record) === undefined)
      reading.alias("prefixList", id, key, record);
  }
}

const listKey = (reading: Reading, record: ResourceRecord, service: string): Key =>
  `prefix-list:${reading.placeOf(record).region ?? ""}:${service}`;

/** As gateway endpoints show them. */
function shownLists(reading: Reading): ReadonlyMap<Key, PrefixList> {
  const lists = new Map<Key, PrefixList>();
  for (const record of reading.of("vpcEndpoint")) {
    const key = reading.impliedBy("prefixList", reading.key(record));
    if (key === undefined) continue;
    const cidrs = texts(record, "cidrBlocks").flatMap((cidr) => canonicalCidr(cidr) ?? []);
    const earlier = lists.get(key);
    const id = earlier?.id ?? text(record, "prefixListId");
    const service = serviceOf(record);
    lists.set(key, {
      key,
      name: `AWS's list of ${service}`,
      type: "aws:ec2/managedPrefixList:ManagedPrefixList",
      ...(id === undefined ? {} : { id }),
      tags: {},
      service,
      cidrs: earlier?.cidrs ?? (cidrs.length === 0 ? undefined : cidrs),
    });
  }
  return lists;
}

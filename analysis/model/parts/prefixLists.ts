/** Prefix lists: a customer's, and AWS's own as far as a gateway endpoint shows them. */
import type { Key, PrefixList } from "../network";
import { maps, text, texts } from "../records/properties";
import { textIn } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import { canonicalCidr } from "./cidr";
import { isGatewayEndpoint, serviceOf } from "./endpointService";
import { partOf } from "./part";

const entryType = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

export function readPrefixLists(reading: Reading): PrefixList[] {
  const entries = separateEntries(reading);
  const customers = reading.of("prefixList").map((record): PrefixList => {
    const part = partOf(reading, record);
    const written = maps(record, "entries").flatMap((entry) => textIn(entry, "cidr") ?? []);
    const all = [...written, ...(entries.get(part.key) ?? [])];
    const cidrs = all.flatMap((cidr) => canonicalCidr(cidr) ?? []);
    return { ...part, cidrs: [...new Set(cidrs)] };
  });
  return [...customers, ...ownLists(reading)];
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

/** The key of AWS's own list of a service. */
export const ownListKey = (region: string, service: string): Key =>
  `prefix-list:${region}:${service}`;

/** Makes AWS's lists known to whoever refers to them by id, or by way of an endpoint. */
export function nameOwnLists(reading: Reading): void {
  for (const record of reading.of("vpcEndpoint")) {
    if (!isGatewayEndpoint(record)) continue;
    const key = ownListKey(reading.placeOf(record).region ?? "", serviceOf(record));
    reading.imply("prefixList", reading.key(record), key);
    const id = text(record, "prefixListId");
    if (id !== undefined && reading.find("prefixList", id, record) === undefined)
      reading.alias("prefixList", id, key, record);
  }
}

function ownLists(reading: Reading): PrefixList[] {
  const lists = new Map<Key, PrefixList>();
  for (const record of reading.of("vpcEndpoint")) {
    const key = reading.impliedBy("prefixList", reading.key(record));
    if (key === undefined) continue;
    const cidrs = texts(record, "cidrBlocks").flatMap((cidr) => canonicalCidr(cidr) ?? []);
    const known = lists.get(key)?.cidrs ?? (cidrs.length === 0 ? undefined : cidrs);
    const id = text(record, "prefixListId") ?? lists.get(key)?.id;
    const service = serviceOf(record);
    lists.set(key, {
      key,
      name: `AWS's list of ${service}`,
      type: "aws:ec2/managedPrefixList:ManagedPrefixList",
      ...(id === undefined ? {} : { id }),
      tags: {},
      service,
      cidrs: known,
    });
  }
  return [...lists.values()];
}

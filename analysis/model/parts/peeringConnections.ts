/** VPC peering connections: the requester's resource, the accepter's, or both. */
import type { Key, PeeringConnection } from "../network";
import { flag, idOf, isSet, text } from "../records/properties";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { partOf } from "./part";
import { missingVpc } from "./routeTables";

const requesterType = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const accepterType = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
const optionsType = "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions";

/** A connection is known by the requester's resource, where that is given. */
export function nameAccepters(reading: Reading): void {
  for (const [key, accepter] of accepters(reading)) reading.standIn(accepter, key);
}

/** @param regions of the VPCs that are given */
export function readPeeringConnections(
  reading: Reading,
  regions: ReadonlyMap<Key, string>,
): PeeringConnection[] {
  const sides = accepters(reading);
  const options = optionsBy(reading, optionsType);
  const requested = reading.ofTypes([requesterType]).map((record) => {
    const key = reading.key(record);
    return connection(reading, {
      record,
      accepter: sides.get(key),
      options: options.get(key) ?? [],
      requesterVpc: reading.one("vpc", record, "vpcId"),
      accepterVpc: reading.one("vpc", record, "peerVpcId"),
      regions,
    });
  });
  const known = new Set(sides.values());
  const accepted = reading
    .ofTypes([accepterType])
    .filter((record) => !known.has(record))
    .map((record) =>
      connection(reading, {
        record,
        accepter: record,
        options: options.get(reading.key(record)) ?? [],
        // Seen from the accepter, its own VPC comes first.
        requesterVpc: reading.one("vpc", record, "peerVpcId"),
        accepterVpc: reading.one("vpc", record, "vpcId"),
        regions,
      }),
    );
  return [...requested, ...accepted];
}

interface Sides {
  readonly record: ResourceRecord;
  readonly accepter: ResourceRecord | undefined;
  readonly options: readonly ResourceRecord[];
  readonly requesterVpc: Key | undefined;
  readonly accepterVpc: Key | undefined;
  readonly regions: ReadonlyMap<Key, string>;
}

function connection(reading: Reading, sides: Sides): PeeringConnection {
  const { record, accepter, options, regions } = sides;
  const requesterVpc = sides.requesterVpc ?? missingVpc(reading, record);
  const accepterVpc = sides.accepterVpc ?? missingVpc(reading, record);
  const all = [record, ...(accepter === undefined ? [] : [accepter]), ...options];
  const isOn = (side: string): boolean =>
    all.some((one) => flag(one, `${side}.allowRemoteVpcDnsResolution`) === true);
  return {
    ...partOf(reading, record),
    requester: requesterVpc,
    accepter: accepterVpc,
    status: statusOf(record, accepter),
    sameRegion: isSameRegion(reading, record, [
      regions.get(requesterVpc),
      regions.get(accepterVpc),
    ]),
    requesterDns: isOn("requester"),
    accepterDns: isOn("accepter"),
  };
}

/** The requester's resource may have been read before the other side accepted. */
function statusOf(record: ResourceRecord, accepter: ResourceRecord | undefined): string {
  const all = accepter === undefined ? [record] : [record, accepter];
  const known = all.flatMap((one) => text(one, "acceptStatus") ?? []);
  if (known.includes("active")) return "active";
  if (all.some((one) => flag(one, "autoAccept") === true)) return "active";
  return known[known.length - 1] ?? "pending-acceptance";
}

function isSameRegion(
  reading: Reading,
  record: ResourceRecord,
  [one, other]: readonly (string | undefined)[],
): boolean {
  if (one !== undefined && other !== undefined) return one === other;
  if (!isSet(record, "peerRegion")) return true;
  return text(record, "peerRegion") === reading.placeOf(record).region;
}

/** Accepters by the requester's connection. */
function accepters(reading: Reading): ReadonlyMap<Key, ResourceRecord> {
  const requests = new Map(
    reading.ofTypes([requesterType]).map((record) => [idOf(record) ?? record.urn, record] as const),
  );
  const found = new Map<Key, ResourceRecord>();
  for (const record of reading.ofTypes([accepterType])) {
    const id = text(record, "vpcPeeringConnectionId") ?? idOf(record);
    const request =
      (id === undefined ? undefined : requests.get(id)) ?? requestBehind(reading, record);
    if (request !== undefined) found.set(reading.key(request), record);
  }
  return found;
}

function requestBehind(reading: Reading, record: ResourceRecord): ResourceRecord | undefined {
  const key = reading.source("vpcPeeringConnection", record, "vpcPeeringConnectionId");
  return key === undefined ? undefined : reading.record(key);
}

function optionsBy(reading: Reading, type: string): ReadonlyMap<Key, readonly ResourceRecord[]> {
  const found = new Map<Key, ResourceRecord[]>();
  for (const record of reading.ofTypes([type])) {
    const key = reading.one("vpcPeeringConnection", record, "vpcPeeringConnectionId");
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), record]);
  }
  return found;
}

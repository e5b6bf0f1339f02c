/** NAT gateways: public and private ones in a subnet, regional ones in none. */
import type { Key, NatGateway } from "../network";
import { isSet, maps, property, text, texts } from "../records/properties";
import { isUnknown, textIn } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { partOf } from "./part";
import { missingVpc } from "./routeTables";
import type { SubnetFacts } from "./subnets";

const routeType = "aws:ec2/route:Route";
const addressAssociation = "aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation";

export function readNatGateways(
  reading: Reading,
  facts: ReadonlyMap<Key, SubnetFacts>,
): NatGateway[] {
  const added = addedAddresses(reading);
  return reading.of("natGateway").map((record): NatGateway => {
    const part = partOf(reading, record);
    const isRegional = text(record, "availabilityMode") === "regional";
    const subnet = isRegional ? undefined : reading.one("subnet", record, "subnetId");
    const named = text(record, "vpcId") ?? property(record, "vpcId");
    const vpc = subnet === undefined ? undefined : facts.get(subnet)?.vpc;
    const connectivity = text(record, "connectivityType") === "private" ? "private" : "public";
    const more = added.get(part.key) ?? [];
    return {
      ...part,
      vpc:
        vpc ??
        (named === undefined ? undefined : reading.one("vpc", record, "vpcId")) ??
        missingVpc(reading, record),
      subnet,
      routeTable: isRegional ? regionalTable(reading, record) : undefined,
      connectivity,
      hasPublicAddress:
        connectivity === "public" && hasAddress(record, isRegional, more.length > 0),
      publicAddresses: connectivity === "private" ? [] : publicAddresses(reading, record, more),
      ipv4: [
        ...new Set([
          ...texts(record, "privateIp"),
          ...texts(record, "secondaryPrivateIpAddresses"),
        ]),
      ],
    };
  });
}

/**
 * The table that AWS makes with a regional gateway leads to the internet gateway; no resource stands
 * for it, and it is as AWS made it unless a route names it.
 */
function regionalTable(reading: Reading, record: ResourceRecord): Key | undefined {
  const id = text(record, "routeTableId");
  const isChanged = reading.ofTypes([routeType]).some((one) => text(one, "routeTableId") === id);
  if (id === undefined || isChanged || reading.find("routeTable", id, record) !== undefined)
    return reading.one("routeTable", record, "routeTableId");
  const { name } = partOf(reading, record);
  reading.assume(`${name}: its own route table leads to the internet gateway, as AWS makes it`);
  return undefined;
}

/** A regional gateway gets its addresses from AWS where it is given none. */
function hasAddress(
  record: ResourceRecord,
  isRegional: boolean,
  isAdded: boolean,
): boolean | undefined {
  if (isAdded || isSet(record, "allocationId") || isSet(record, "publicIp")) return true;
  if (!isRegional) return texts(record, "secondaryAllocationIds").length > 0;
  const zones = property(record, "availabilityZoneAddresses");
  if (isUnknown(zones)) return undefined;
  const given = maps(record, "availabilityZoneAddresses");
  return (
    given.length === 0 ||
    given.some(
      (zone) => texts({ ...record, outputs: zone, inputs: {} }, "allocationIds").length > 0,
    )
  );
}

function addedAddresses(reading: Reading): ReadonlyMap<Key, readonly Key[]> {
  const found = new Map<Key, Key[]>();
  for (const record of reading.ofTypes([addressAssociation])) {
    const gateway = reading.one("natGateway", record, "natGatewayId");
    if (gateway === undefined) continue;
    found.set(gateway, [
      ...(found.get(gateway) ?? []),
      ...addressesOf(reading, record, "allocationId"),
    ]);
  }
  return found;
}

/** The Elastic IPs that a property names, as far as they are among the resources. */
function addressesOf(reading: Reading, record: ResourceRecord, path: string): Key[] {
  const known = texts(record, path).flatMap((id) => reading.find("elasticIp", id, record) ?? []);
  if (known.length > 0) return known;
  const only = isUnknown(property(record, path)) && reading.source("elasticIp", record, path);
  return typeof only === "string" ? [only] : [];
}

function publicAddresses(reading: Reading, record: ResourceRecord, more: readonly Key[]): string[] {
  const addresses = [
    ...addressesOf(reading, record, "allocationId"),
    ...addressesOf(reading, record, "secondaryAllocationIds"),
    ...more,
  ].flatMap((key) => {
    const address = reading.record(key);
    return address === undefined ? [] : texts(address, "publicIp");
  });
  const regional = maps(record, "regionalNatGatewayAddresses").flatMap(
    (one) => textIn(one, "publicIp") ?? [],
  );
  return [...new Set([...texts(record, "publicIp"), ...addresses, ...regional])];
}

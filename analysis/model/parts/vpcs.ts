/** VPCs with their blocks. */
import type { BlockPublicAccess, Key, Vpc } from "../network";
import { flag, isGiven, property, text, texts } from "../records/properties";
import { asText, given, isUnknown } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { canonicalCidr } from "./cidr";
import { partOf } from "./part";

/** @param blocked Block Public Access of the place that a resource stands in */
export function readVpcs(
  reading: Reading,
  blocked: (record: ResourceRecord) => BlockPublicAccess,
): Vpc[] {
  const added = {
    4: associated(reading, ipv4Association),
    6: associated(reading, ipv6Association),
  };
  return reading.of("vpc").map((record) => {
    const key = reading.key(record);
    const { account, region = "" } = reading.placeOf(record);
    const more = (family: 4 | 6): readonly string[] => added[family].get(key) ?? [];
    return given({
      ...partOf(reading, record),
      account,
      region,
      ipv4Blocks: unique([...blockOf(reading, record, "cidrBlock"), ...more(4)]),
      ipv6Blocks: unique([...generated(reading, record), ...more(6)]),
      dnsSupport: flag(record, "enableDnsSupport") ?? true,
      dnsHostnames: flag(record, "enableDnsHostnames") ?? isDefault(record),
      blockPublicAccess: blocked(record),
    });
  });
}

const ipv4Association = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const ipv6Association = "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation";

/** AWS's own VPC has names for its hosts. */
const isDefault = ({ type }: ResourceRecord): boolean => type.endsWith(":DefaultVpc");

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

function associated(reading: Reading, type: string): ReadonlyMap<Key, readonly string[]> {
  const blocks = new Map<Key, string[]>();
  const path = type === ipv4Association ? "cidrBlock" : "ipv6CidrBlock";
  for (const record of reading.ofTypes([type])) {
    const vpc = reading.one("vpc", record, "vpcId");
    if (vpc === undefined) continue;
    blocks.set(vpc, [...(blocks.get(vpc) ?? []), ...blockOf(reading, record, path)]);
  }
  return blocks;
}

/** A VPC's own IPv6 block, which AWS chooses where it is asked for one. */
function generated(reading: Reading, record: ResourceRecord): string[] {
  const isAsked =
    flag(record, "assignGeneratedIpv6CidrBlock") === true || isGiven(record, "ipv6IpamPoolId");
  if (isAsked && text(record, "ipv6CidrBlock") === undefined)
    return unknownBlock(reading, record, "ipv6CidrBlock");
  return texts(record, "ipv6CidrBlock").flatMap((block) => canonicalCidr(block) ?? []);
}

/** The block that a property gives; one that is still unknown is missing. */
export function blockOf(reading: Reading, record: ResourceRecord, path: string): string[] {
  const given = text(record, path);
  if (given === undefined)
    return isUnknown(property(record, path)) ? unknownBlock(reading, record, path) : [];
  const block = canonicalCidr(given);
  return block === undefined ? unknownBlock(reading, record, path) : [block];
}

function unknownBlock(reading: Reading, record: ResourceRecord, path: string): [] {
  const key = reading.key(record);
  const kind = path.startsWith("ipv6") ? "IPv6 CIDR block" : "CIDR block";
  reading.miss({ key: `${key}#${path}`, kind, referredToBy: key });
  return [];
}

/** Zone ids and names as they are given. */
export const zoneOf = (record: ResourceRecord): string =>
  text(record, "availabilityZone") ?? asText(property(record, "availabilityZoneId")) ?? "";

/**
 * Regions, partitions and availability zones. An AZ's *name* is the account's own, its *id* is the same for all:
 * which name has which id follows from the account (https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html).
 */
import { createHash } from "node:crypto";

export interface Region {
  readonly name: string;
  readonly description: string;
  /** What AZ ids begin with: `use1` of `use1-az1`. */
  readonly code: string;
  /** The letters that an account sees, as one string. */
  readonly letters: string;
  /** Numbers of the AZ ids, where they are not 1, 2, 3 … */
  readonly numbers?: readonly number[];
}

export interface AvailabilityZone {
  readonly name: string;
  readonly id: string;
}

const table: readonly Region[] = [
  { name: "us-east-1", description: "US East (N. Virginia)", code: "use1", letters: "abcdef" },
  { name: "us-east-2", description: "US East (Ohio)", code: "use2", letters: "abc" },
  {
    name: "us-west-1",
    description: "US West (N. California)",
    code: "usw1",
    letters: "ab",
    numbers: [1, 3],
  },
  { name: "us-west-2", description: "US West (Oregon)", code: "usw2", letters: "abcd" },
  {
    name: "ca-central-1",
    description: "Canada (Central)",
    code: "cac1",
    letters: "abd",
    numbers: [1, 2, 4],
  },
  { name: "eu-west-1", description: "Europe (Ireland)", code: "euw1", letters: "abc" },
  { name: "eu-west-2", description: "Europe (London)", code: "euw2", letters: "abc" },
  { name: "eu-west-3", description: "Europe (Paris)", code: "euw3", letters: "abc" },
  { name: "eu-central-1", description: "Europe (Frankfurt)", code: "euc1", letters: "abc" },
  { name: "eu-north-1", description: "Europe (Stockholm)", code: "eun1", letters: "abc" },
  { name: "eu-south-1", description: "Europe (Milan)", code: "eus1", letters: "abc" },
  {
    name: "ap-southeast-1",
    description: "Asia Pacific (Singapore)",
    code: "apse1",
    letters: "abc",
  },
  { name: "ap-southeast-2", description: "Asia Pacific (Sydney)", code: "apse2", letters: "abc" },
  {
    name: "ap-northeast-1",
    description: "Asia Pacific (Tokyo)",
    code: "apne1",
    letters: "acd",
    numbers: [1, 2, 4],
  },
  { name: "ap-northeast-2", description: "Asia Pacific (Seoul)", code: "apne2", letters: "abcd" },
  { name: "ap-south-1", description: "Asia Pacific (Mumbai)", code: "aps1", letters: "abc" },
  { name: "sa-east-1", description: "South America (Sao Paulo)", code: "sae1", letters: "abc" },
  { name: "us-gov-west-1", description: "AWS GovCloud (US-West)", code: "usgw1", letters: "abc" },
  { name: "us-gov-east-1", description: "AWS GovCloud (US-East)", code: "usge1", letters: "abc" },
  {
    name: "cn-north-1",
    description: "China (Beijing)",
    code: "cnn1",
    letters: "abd",
    numbers: [1, 2, 4],
  },
  { name: "cn-northwest-1", description: "China (Ningxia)", code: "cnnw1", letters: "abc" },
  { name: "eusc-de-east-1", description: "EU (Germany)", code: "euscde1", letters: "ab" },
];

const byName = new Map(table.map((region) => [region.name, region]));

export const regionNames: readonly string[] = table.map((region) => region.name);

export function findRegion(name: string): Region | undefined {
  return byName.get(name);
}

export interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
  readonly reverseDnsPrefix: string;
}

export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-"))
    return { name: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" };
  if (region.startsWith("us-gov-"))
    return { name: "aws-us-gov", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
  if (region.startsWith("eusc-"))
    return { name: "aws-eusc", dnsSuffix: "amazonaws.eu", reverseDnsPrefix: "eu.amazonaws" };
  return { name: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
}

const zones = new Map<string, readonly AvailabilityZone[]>();

/** The region's AZs as the account names them, in order of name. */
export function availabilityZones(
  account: string,
  regionName: string,
): readonly AvailabilityZone[] {
  const key = `${account}/${regionName}`;
  let found = zones.get(key);
  if (found === undefined) {
    const region = findRegion(regionName);
    found = region === undefined ? [] : shuffle(account, region);
    zones.set(key, found);
  }
  return found;
}

function shuffle(account: string, region: Region): AvailabilityZone[] {
  const letters = Array.from(region.letters);
  const rank = (number: number): string =>
    createHash("sha256").update(`${account}/${region.name}/${number}`).digest("hex");
  const numbers = (region.numbers ?? letters.map((_, index) => index + 1))
    .map((number) => ({ number, rank: rank(number) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return letters.map((letter, index) => ({
    name: `${region.name}${letter}`,
    id: `${region.code}-az${numbers[index]?.number ?? index + 1}`,
  }));
}

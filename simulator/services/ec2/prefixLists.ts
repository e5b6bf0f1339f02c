/**
 * Prefix lists that AWS manages: the addresses of S3 and DynamoDB in a region, by which gateway endpoints route and
 * which security groups may name. Ids as published in AWS's documentation where known, otherwise derived; the blocks are
 * a sample of AWS's ip-ranges.json.
 */
import { digest } from "../../world/identity";
import type { Scope } from "../../world/scope";
import { ownPrefixListKind } from "./prefixList/entities";

export interface PrefixList {
  readonly id: string;
  readonly name: string;
  readonly addressFamily: "IPv4" | "IPv6";
  readonly cidrBlocks: readonly string[];
  /** How many rules it counts for where a quota counts rules. */
  readonly weight: number;
}

const knownIds: Readonly<Record<string, string>> = {
  "us-east-1.s3": "pl-63a5400a",
  "us-east-1.dynamodb": "pl-02cd2c6b",
  "us-west-2.s3": "pl-68a54001",
  "us-west-2.dynamodb": "pl-00a54069",
  "eu-west-1.s3": "pl-6da54004",
  "eu-west-1.dynamodb": "pl-6fa54006",
  "eu-central-1.s3": "pl-6ea54007",
  "eu-central-1.dynamodb": "pl-66a5400f",
  "ap-southeast-2.s3": "pl-6ca54005",
  "ap-southeast-2.dynamodb": "pl-62a5400b",
};

/** Services with a gateway endpoint, and so with a prefix list. */
export const gatewayServices: Readonly<Record<string, readonly string[]>> = {
  s3: ["52.216.0.0/15", "54.231.0.0/16", "3.5.0.0/19"],
  dynamodb: ["52.94.0.0/22", "52.119.224.0/20"],
  s3express: ["16.15.0.0/18"],
};

const byPlace = new Map<string, readonly PrefixList[]>();

export function managedPrefixLists(region: string): readonly PrefixList[] {
  let lists = byPlace.get(region);
  if (lists === undefined) {
    lists = Object.entries(gatewayServices).map(([service, cidrBlocks]) => ({
      id: knownIds[`${region}.${service}`] ?? `pl-${digest(region, service).slice(0, 8)}`,
      name: `com.amazonaws.${region}.${service}`,
      addressFamily: "IPv4",
      cidrBlocks,
      weight: 1,
    }));
    byPlace.set(region, lists);
  }
  return lists;
}

/** AWS's own, or one that a program made: that counts for as much as it may hold. */
export function findPrefixList(scope: Scope, id: string): PrefixList | undefined {
  const own = scope.get(ownPrefixListKind, id);
  if (own === undefined) return managedPrefixLists(scope.region).find((list) => list.id === id);
  const { name, addressFamily, entries, maxEntries } = own;
  return {
    id,
    name,
    addressFamily,
    cidrBlocks: entries.map((one) => one.cidr),
    weight: maxEntries,
  };
}

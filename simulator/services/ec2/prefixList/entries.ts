/**
 * The entries of a prefix list. Where it is named, it counts for as many rules or routes as it may hold.
 * https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
 */
import { canonicalCidr, parseBlock } from "../../../addresses";
import { AwsError } from "../../../errors";
import type { Scope } from "../../../world/scope";
import { routeKind, securityGroupRuleKind } from "../entities";
import { refuseFullTable } from "../routes";
import { refuseFullGroup } from "../securityGroupRules";
import { ownPrefixListKind, type OwnPrefixList, type PrefixEntry } from "./entities";

const modify = "ModifyManagedPrefixList";

/** At most so many in one request. */
const mostAtOnce = 100;

export function needPrefixList(scope: Scope, id: string): OwnPrefixList {
  return scope.need(
    ownPrefixListKind,
    id,
    "InvalidPrefixListID.NotFound",
    `The prefix list ID '${id}' does not exist`,
  );
}

export function acceptEntries(
  { addressFamily, maxEntries }: Pick<OwnPrefixList, "addressFamily" | "maxEntries">,
  entries: readonly PrefixEntry[],
): readonly PrefixEntry[] {
  const accepted = entries.map((one) => ({ ...one, cidr: acceptCidr(addressFamily, one.cidr) }));
  const cidrs = accepted.map((one) => one.cidr);
  const twice = cidrs.find((cidr, index) => cidrs.indexOf(cidr) !== index);
  if (twice !== undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `The CIDR ${twice} is given twice: a prefix list has each once`,
    );
  const wordy = accepted.find((one) => one.description.length > 255);
  if (wordy !== undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `The description of ${wordy.cidr} is longer than 255 characters`,
    );
  if (accepted.length > maxEntries)
    throw new AwsError(
      "PrefixListMaxEntriesExceeded",
      "You've reached the maximum number of entries for the prefix list.",
    );
  return accepted;
}

function acceptCidr(addressFamily: OwnPrefixList["addressFamily"], cidr: string): string {
  const family = addressFamily === "IPv4" ? 4 : 6;
  if (parseBlock(cidr)?.family !== family)
    throw new AwsError(
      "InvalidParameterValue",
      `The CIDR ${cidr} is no CIDR block of the address family ${addressFamily}`,
    );
  return canonicalCidr(cidr);
}

/** A request adds or removes no more than a hundred. */
export function checkRequest(count: number, operation?: string): void {
  if (count > mostAtOnce)
    throw new AwsError(
      "InvalidParameterValue",
      `The number of entries per request cannot exceeds limit (${mostAtOnce}).`,
      operation,
    );
}

/** Makes the entries those; a change makes a new version. */
export function setEntries(
  scope: Scope,
  list: OwnPrefixList,
  wanted: readonly PrefixEntry[],
): OwnPrefixList {
  const entries = acceptEntries(list, wanted);
  const added = entries.filter((one) => !list.entries.some((each) => isSame(one, each)));
  const removed = list.entries.filter((one) => !entries.some((each) => isSame(one, each)));
  if (added.length + removed.length === 0) return scope.put(ownPrefixListKind, list);
  checkRequest(added.length, modify);
  checkRequest(removed.length, modify);
  return scope.put(ownPrefixListKind, { ...list, entries, version: list.version + 1 });
}

const isSame = (a: PrefixEntry, b: PrefixEntry): boolean =>
  a.cidr === b.cidr && a.description === b.description;

/** Larger only where every table and group that names it has room for it. */
export function resize(scope: Scope, list: OwnPrefixList, maxEntries: number): OwnPrefixList {
  if (maxEntries < list.entries.length)
    throw new AwsError(
      "InvalidParameterValue",
      `The prefix list ${list.id} has ${list.entries.length} entries: its size cannot be ${maxEntries}`,
      modify,
    );
  const resized = scope.put(ownPrefixListKind, { ...list, maxEntries });
  for (const route of scope.find(routeKind, "prefixList", list.id))
    refuseFullTable(scope, route.routeTableId, list.addressFamily);
  for (const rule of scope.find(securityGroupRuleKind, "prefixList", list.id))
    refuseFullGroup(scope, rule);
  return resized;
}

/** What names it holds it. */
export const isNamed = (scope: Scope, id: string): boolean =>
  scope.count(routeKind, "prefixList", id) + scope.count(securityGroupRuleKind, "prefixList", id) >
  0;

/**
 * The rules of a network ACL, however they came to be: alone, inline, or with the VPC.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
import { canonicalCidr, parseBlock } from "../../addresses";
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { networkAclEntryId, networkAclEntryKind, type NetworkAclEntry, type Vpc } from "./entities";

export type NewEntry = Omit<NetworkAclEntry, "id" | "kind" | "account" | "region">;

const create = "CreateNetworkAclEntry";

/** Protocols that the provider knows by name; any number is a protocol too. */
const protocolNumbers: Readonly<Record<string, number>> = {
  all: -1,
  icmp: 1,
  igmp: 2,
  tcp: 6,
  egp: 8,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  "ipv6-icmp": 58,
  sctp: 132,
};

/** "-1", "6", "17" …; undefined for what is no protocol. */
export function protocolNumber(protocol: string): string | undefined {
  const named = protocolNumbers[protocol.toLowerCase()];
  if (named !== undefined) return named.toString();
  return /^(-1|\d{1,3})$/.test(protocol) && Number(protocol) <= 255 ? protocol : undefined;
}

/** The arguments of an entry, of a resource (`ruleNumber`) or inline (`ruleNo`). */
export function entryFrom(networkAclId: string, egress: boolean, args: ValueMap): NewEntry {
  const cidrBlock = text(args, "cidrBlock");
  const ipv6CidrBlock = text(args, "ipv6CidrBlock");
  const count = (key: string): number => number(args, key) ?? 0;
  const action = text(args, "ruleAction") ?? text(args, "action");
  return {
    networkAclId,
    egress,
    ruleNumber: number(args, "ruleNumber") ?? count("ruleNo"),
    protocol: protocolNumber(text(args, "protocol") ?? "") ?? "-1",
    ruleAction: action === "deny" ? "deny" : "allow",
    fromPort: count("fromPort"),
    toPort: count("toPort"),
    icmpType: count("icmpType"),
    icmpCode: count("icmpCode"),
    ...(cidrBlock === undefined ? {} : { cidrBlock }),
    ...(ipv6CidrBlock === undefined ? {} : { ipv6CidrBlock }),
  };
}

export function addAclEntry(scope: Scope, wanted: NewEntry): NetworkAclEntry {
  const entry = checked(wanted);
  const { networkAclId, egress, ruleNumber } = entry;
  const id = networkAclEntryId(networkAclId, egress, ruleNumber);
  if (scope.get(networkAclEntryKind, id) !== undefined)
    throw new AwsError(
      "NetworkAclEntryAlreadyExists",
      `The network acl entry identified by ${ruleNumber} already exists.`,
      create,
    );
  checkQuota(scope, entry);
  return scope.put(networkAclEntryKind, { ...entry, id });
}

/** Whether `ingress` or `egress`, and of which family, is what a quota counts; the default deny counts as one. */
function checkQuota(scope: Scope, entry: NewEntry): void {
  const family = (one: NewEntry): boolean => one.ipv6CidrBlock === undefined;
  const own = scope
    .find(networkAclEntryKind, "networkAcl", entry.networkAclId)
    .filter((one) => one.egress === entry.egress && family(one) === family(entry)).length;
  if (own + 1 >= scope.quota("rulesPerNetworkAcl"))
    throw new AwsError(
      "NetworkAclEntryLimitExceeded",
      "The maximum number of network acl entries has been reached.",
      create,
    );
}

function checked(entry: NewEntry): NewEntry {
  if (entry.ruleNumber < 1 || entry.ruleNumber > 32766)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${entry.ruleNumber}) for parameter ruleNumber is invalid. Rule numbers must be between 1 and 32766.`,
      create,
    );
  const cidr = entry.cidrBlock ?? entry.ipv6CidrBlock ?? "";
  const block = parseBlock(cidr);
  if (block?.family !== (entry.cidrBlock === undefined ? 6 : 4))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
      create,
    );
  const protocol = protocolNumber(entry.protocol) ?? entry.protocol;
  const portless = protocol !== "6" && protocol !== "17";
  if (!portless) checkPorts(entry);
  return {
    ...entry,
    protocol,
    ...(entry.cidrBlock === undefined
      ? { ipv6CidrBlock: canonicalCidr(cidr) }
      : { cidrBlock: canonicalCidr(cidr) }),
    fromPort: portless ? 0 : entry.fromPort,
    toPort: portless ? 0 : entry.toPort,
  };
}

function checkPorts({ fromPort, toPort }: NewEntry): void {
  if (fromPort < 0 || toPort > 65535 || fromPort > toPort)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${fromPort}-${toPort}) for parameter portRange is invalid. The port range must go from a lower to a higher port between 0 and 65535.`,
      create,
    );
}

/** What a default ACL begins with: rule 100 allows everything, 101 everything of IPv6. */
export function allowAll(scope: Scope, vpc: Vpc, ambient: { readonly ambient?: true } = {}): void {
  for (const egress of [true, false]) {
    addAclEntry(scope, { ...ambient, ...open(vpc, egress, 100), cidrBlock: "0.0.0.0/0" });
    if (vpc.ipv6Blocks.length > 0)
      addAclEntry(scope, { ...ambient, ...open(vpc, egress, 101), ipv6CidrBlock: "::/0" });
  }
}

const open = (vpc: Vpc, egress: boolean, ruleNumber: number) =>
  ({
    networkAclId: vpc.defaultNetworkAclId,
    egress,
    ruleNumber,
    protocol: "-1",
    ruleAction: "allow",
    fromPort: 0,
    toPort: 0,
    icmpType: 0,
    icmpCode: 0,
  }) as const;

/**
 * An entry of a network ACL as a resource of its own. Everything about it is fixed: a change makes another entry.
 * Replaces as internal/service/ec2/vpc_network_acl_rule.go says.
 */
import { crc32 } from "node:zlib";
import { AwsError } from "../../errors";
import { region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { flag, isGiven, isWritten, number, text, written } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "./blocks";
import { networkAclEntryId, networkAclEntryKind, type NetworkAclEntry } from "./entities";
import { addAclEntry, entryFrom, protocolNumber } from "./networkAclEntries";
import { needNetworkAcl } from "./references";

/** As the provider makes it. */
function resourceId(entry: NetworkAclEntry): string {
  const { networkAclId, ruleNumber, egress, protocol } = entry;
  return `nacl-${crc32(`${networkAclId}-${ruleNumber}-${egress}-${protocol}-`)}`;
}

/** What the state says, or an import's `acl-…:100:tcp:false`. */
function find(scope: Scope, id: string, known: ValueMap): NetworkAclEntry | undefined {
  const [acl = "", ruleNumber = "", , egress] = id.split(":");
  return scope.get(
    networkAclEntryKind,
    networkAclEntryId(
      text(known, "networkAclId") ?? acl,
      flag(known, "egress") ?? egress === "true",
      number(known, "ruleNumber") ?? Number(ruleNumber),
    ),
  );
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const failures: CheckFailure[] = [...checkOneOf(inputs, "ruleAction", ["allow", "deny"])];
  const protocol = written(inputs, "protocol");
  if (protocol !== undefined && protocolNumber(protocol) === undefined)
    failures.push({
      property: "protocol",
      reason: `"protocol" : unsupported NACL protocol: ${protocol}`,
    });
  const given = ["cidrBlock", "ipv6CidrBlock"].filter((one) => isWritten(inputs, one));
  if (given.length !== 1)
    failures.push({
      property: "cidrBlock",
      reason:
        given.length === 0
          ? `one of cidr_block,ipv6_cidr_block must be specified`
          : `"cidr_block": only one of \`cidr_block,ipv6_cidr_block\` can be specified`,
    });
  return failures;
}

function create(scope: Scope, inputs: ValueMap): string {
  const acl = needNetworkAcl(scope, text(inputs, "networkAclId") ?? "");
  const entry = entryFrom(acl.id, flag(inputs, "egress") ?? false, inputs);
  const needsPorts = entry.protocol === "6" || entry.protocol === "17";
  if (needsPorts && (!isGiven(inputs, "fromPort") || !isGiven(inputs, "toPort")))
    throw new AwsError("MissingParameter", "The request must contain the parameter PortRange");
  return resourceId(addAclEntry(scope, entry));
}

const forced = { replaces: true } as const;

export const networkAclRule: Model = {
  type: "aws:ec2/networkAclRule:NetworkAclRule",
  service: "EC2",
  noun: "EC2 Network ACL Rule",
  calls: { create: "CreateNetworkAclEntry", delete: "DeleteNetworkAclEntry" },
  keys: ["networkAclId", "egress", "ruleNumber"],
  properties: {
    region,
    cidrBlock: forced,
    egress: { kind: "flag", default: false, replaces: true },
    fromPort: { kind: "number", replaces: true },
    icmpCode: { kind: "number", replaces: true },
    icmpType: { kind: "number", replaces: true },
    ipv6CidrBlock: forced,
    networkAclId: { required: true, replaces: true },
    protocol: { kind: "protocol", required: true, replaces: true },
    ruleAction: { required: true, replaces: true },
    ruleNumber: { kind: "number", required: true, replaces: true },
    toPort: { kind: "number", replaces: true },
  },
  validate,
  create,
  read(scope, id, known) {
    const entry = find(scope, id, known);
    if (entry === undefined) return undefined;
    return {
      id: resourceId(entry),
      cidrBlock: entry.cidrBlock ?? "",
      egress: entry.egress,
      fromPort: entry.fromPort,
      icmpCode: entry.icmpCode,
      icmpType: entry.icmpType,
      ipv6CidrBlock: entry.ipv6CidrBlock ?? "",
      networkAclId: entry.networkAclId,
      protocol: writtenProtocol(entry, known),
      ruleAction: entry.ruleAction,
      ruleNumber: entry.ruleNumber,
      toPort: entry.toPort,
    };
  },
  delete: (scope, id, properties) => scope.remove(find(scope, id, properties)),
};

/** `tcp` stays `tcp` where the program wrote it so. */
function writtenProtocol(entry: NetworkAclEntry, known: ValueMap): string {
  const written = text(known, "protocol");
  return written !== undefined && protocolNumber(written) === entry.protocol
    ? written
    : entry.protocol;
}

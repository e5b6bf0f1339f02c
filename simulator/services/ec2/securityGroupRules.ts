/**
 * The rules of a security group, however they came to be: alone, inline, or with the group.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
import { canonicalCidr, parseBlock } from "../../addresses";
import { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import {
  ruleContent,
  securityGroupRuleKind,
  type Peer,
  type SecurityGroup,
  type SecurityGroupRule,
} from "./entities";
import { findPrefixList } from "./prefixLists";
import { peeringsOf, sidesOf } from "./peering/connections";
import { needSecurityGroup } from "./references";
import { areReferable } from "../transitgateway/references";

export type WantedRule = Pick<
  SecurityGroupRule,
  | "securityGroupId"
  | "egress"
  | "ipProtocol"
  | "fromPort"
  | "toPort"
  | "peer"
  | "peerValue"
  | "description"
  | "tags"
>;

const names: Readonly<Record<string, string>> = {
  all: "-1",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

/** "-1", "tcp", "udp", "icmp", "icmpv6" or a number: as AWS answers it. */
export function canonicalProtocol(protocol: string): string {
  const lower = protocol.toLowerCase();
  return names[lower] ?? lower;
}

const operationOf = (egress: boolean): string =>
  egress ? "AuthorizeSecurityGroupEgress" : "AuthorizeSecurityGroupIngress";

export function addRule(scope: Scope, id: string, wanted: WantedRule): SecurityGroupRule {
  const rule = accepted(scope, wanted);
  refuseDuplicate(scope, id, rule);
  refuseFullGroup(scope, rule, weight(scope, rule));
  return scope.put(securityGroupRuleKind, { ...rule, id });
}

/** ModifySecurityGroupRules: everything but the group and the kind of peer. */
export function changeRule(scope: Scope, before: SecurityGroupRule, wanted: WantedRule): void {
  const rule = accepted(scope, wanted);
  refuseDuplicate(scope, before.id, rule);
  scope.put(securityGroupRuleKind, { ...rule, id: before.id });
  refuseFullGroup(scope, rule);
}

/** As AWS keeps it. */
export function canonicalRule(rule: WantedRule): WantedRule {
  const ipProtocol = canonicalProtocol(rule.ipProtocol);
  const ports = ipProtocol === "-1" ? { fromPort: -1, toPort: -1 } : {};
  return { ...rule, ...ports, ipProtocol, peerValue: canonicalCidr(rule.peerValue) };
}

function accepted(scope: Scope, wanted: WantedRule): WantedRule {
  const group = needSecurityGroup(scope, wanted.securityGroupId);
  const ipProtocol = canonicalProtocol(wanted.ipProtocol);
  checkProtocol(ipProtocol, wanted);
  checkDescription(wanted);
  return {
    ...wanted,
    ipProtocol,
    ...(ipProtocol === "-1" ? { fromPort: -1, toPort: -1 } : {}),
    peerValue: acceptedPeer(scope, group, wanted),
  };
}

function checkProtocol(ipProtocol: string, { egress, fromPort, toPort }: WantedRule): void {
  const operation = operationOf(egress);
  if (!/^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/.test(ipProtocol) || Number(ipProtocol) > 255)
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value '${ipProtocol}' for IP protocol. Unknown protocol.`,
      operation,
    );
  if (ipProtocol === "tcp" || ipProtocol === "udp") {
    if (fromPort < 0 || toPort > 65535 || fromPort > toPort)
      throw new AwsError(
        "InvalidParameterValue",
        `Invalid TCP/UDP port range (${fromPort}:${toPort})`,
        operation,
      );
  } else if (ipProtocol.startsWith("icmp") && (fromPort < -1 || fromPort > 255 || toPort > 255))
    throw new AwsError(
      "InvalidParameterValue",
      `ICMP code (${toPort}) or type (${fromPort}) out of range`,
      operation,
    );
}

function checkDescription({ description, egress }: WantedRule): void {
  if (!/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(description))
    throw new AwsError(
      "InvalidParameterValue",
      "Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
      operationOf(egress),
    );
}

function acceptedPeer(scope: Scope, group: SecurityGroup, wanted: WantedRule): string {
  const { peer, peerValue, egress } = wanted;
  const operation = operationOf(egress);
  switch (peer) {
    case "cidrIpv4":
    case "cidrIpv6": {
      if (parseBlock(peerValue)?.family !== (peer === "cidrIpv4" ? 4 : 6))
        throw new AwsError(
          "InvalidParameterValue",
          `CIDR block ${peerValue} is malformed`,
          operation,
        );
      return canonicalCidr(peerValue);
    }
    case "prefixListId": {
      if (findPrefixList(scope, peerValue) === undefined)
        throw new AwsError(
          "InvalidPrefixListID.NotFound",
          `The prefix list ID '${peerValue}' does not exist`,
          operation,
        );
      return peerValue;
    }
    case "referencedSecurityGroupId":
      return acceptedGroup(scope, group, peerValue, operation);
  }
}

/** `sg-…` or `<account>/sg-…`: of the same VPC, or of one that is joined to it in the same region. */
function acceptedGroup(
  scope: Scope,
  group: SecurityGroup,
  value: string,
  operation: string,
): string {
  const [first = "", second] = value.split("/");
  const [owner, id] = second === undefined ? [scope.account, first] : [first, second];
  const other = needSecurityGroup(scope.at({ account: owner }), id);
  if (other.vpcId !== group.vpcId && !areJoined(scope, group, other))
    throw new AwsError(
      "InvalidGroup.NotFound",
      "You have specified two resources that belong to different networks.",
      operation,
    );
  return owner === scope.account ? id : `${owner}/${id}`;
}

/** By an active peering, or by a transit gateway that lets groups be named across it. */
function areJoined(scope: Scope, group: SecurityGroup, other: SecurityGroup): boolean {
  const isPeer = peeringsOf(scope, group.vpcId).some((connection) => {
    const { own, other: far } = sidesOf(scope, connection, group.vpcId);
    const isFar = far.vpcId === other.vpcId && far.account === other.account;
    return connection.status === "active" && isFar && far.region === own.region;
  });
  return isPeer || areReferable(scope, group.vpcId, other);
}

function refuseDuplicate(scope: Scope, id: string, rule: WantedRule): void {
  const same = scope.find(securityGroupRuleKind, "content", ruleContent(rule));
  if (!same.some((one) => one.id !== id)) return;
  const { ipProtocol, fromPort, toPort, peerValue } = rule;
  const what =
    ipProtocol === "-1"
      ? `peer: ${peerValue}, ALL, ALLOW`
      : `peer: ${peerValue}, ${ipProtocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}, ALLOW`;
  throw new AwsError(
    "InvalidPermission.Duplicate",
    `the specified rule "${what}" already exists`,
    operationOf(rule.egress),
  );
}

/** 60 rules a direction and an address family. A group counts in both, a list for all that it may hold. */
export function refuseFullGroup(scope: Scope, rule: WantedRule, added = 0): void {
  const other: Peer = rule.peer === "cidrIpv6" ? "cidrIpv4" : "cidrIpv6";
  const sum = scope
    .find(securityGroupRuleKind, "securityGroup", rule.securityGroupId)
    .filter((one) => one.egress === rule.egress && one.peer !== other)
    .reduce((total, one) => total + weight(scope, one), added);
  if (sum > scope.quota("rulesPerSecurityGroup"))
    throw new AwsError(
      "RulesPerSecurityGroupLimitExceeded",
      "The maximum number of rules per security group has been reached.",
      operationOf(rule.egress),
    );
}

function weight(scope: Scope, { peer, peerValue }: WantedRule): number {
  return peer === "prefixListId" ? (findPrefixList(scope, peerValue)?.weight ?? 1) : 1;
}

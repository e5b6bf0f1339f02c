/** Security groups, their rules, network ACLs and prefix lists. */
import type { ValueMap } from "../../../protocol";
import { text } from "../../../values";
import type { Entity } from "../../../world/entity";
import type { Scope } from "../../../world/scope";
import {
  networkAclKind,
  securityGroupKind,
  securityGroupRuleKind,
  subnetKind,
  type NetworkAcl,
  type SecurityGroup,
  type SecurityGroupRule,
} from "../entities";
import { ownPrefixListKind } from "../prefixList/entities";
import { managedPrefixLists, type PrefixList } from "../prefixLists";
import { many, one, single, findAll, type Question } from "./find";

const rulesOf = (scope: Scope, group: SecurityGroup): readonly SecurityGroupRule[] =>
  scope.find(securityGroupRuleKind, "securityGroup", group.id);

/** Facts of the rules of a direction: `ip-permission.cidr`, `egress.ip-permission.cidr`. */
const permissions = (isEgress: boolean) => {
  const prefix = isEgress ? "egress.ip-permission" : "ip-permission";
  const of =
    (read: (rule: SecurityGroupRule) => string | undefined) =>
    (group: SecurityGroup, scope: Scope): readonly string[] =>
      rulesOf(scope, group).flatMap((rule) => (rule.egress === isEgress ? (read(rule) ?? []) : []));
  const peer = (kind: SecurityGroupRule["peer"]) =>
    of((rule) => (rule.peer === kind ? rule.peerValue : undefined));
  return {
    [`${prefix}.cidr`]: peer("cidrIpv4"),
    [`${prefix}.from-port`]: of((rule) => String(rule.fromPort)),
    [`${prefix}.group-id`]: peer("referencedSecurityGroupId"),
    [`${prefix}.ipv6-cidr`]: peer("cidrIpv6"),
    [`${prefix}.prefix-list-id`]: peer("prefixListId"),
    [`${prefix}.protocol`]: of((rule) => rule.ipProtocol),
    [`${prefix}.to-port`]: of((rule) => String(rule.toPort)),
  };
};

const groups: Question<SecurityGroup> = {
  noun: "EC2 Security Group",
  all: (scope) => scope.all(securityGroupKind),
  facts: {
    ...permissions(false),
    ...permissions(true),
    description: (group) => [group.description],
    "group-id": (group) => [group.id],
    "group-name": (group) => [group.name],
    "owner-id": (group) => [group.account],
    "vpc-id": (group) => [group.vpcId],
  },
  args: { id: "group-id", name: "group-name", vpcId: "vpc-id" },
};

const groupArn = (scope: Scope, { id }: SecurityGroup): string =>
  scope.arn("ec2", `security-group/${id}`);

export const getSecurityGroup = one(groups, (scope, group) => ({
  arn: groupArn(scope, group),
  description: group.description,
  name: group.name,
  vpcId: group.vpcId,
}));

export const getSecurityGroups = many(groups, (found, scope) => ({
  arns: found.map((group) => groupArn(scope, group)),
  ids: found.map(({ id }) => id),
  vpcIds: found.map(({ vpcId }) => vpcId),
}));

const rules: Question<SecurityGroupRule> = {
  noun: "VPC Security Group Rule",
  all: (scope) => scope.all(securityGroupRuleKind),
  facts: {
    "group-id": (rule) => [rule.securityGroupId],
    "security-group-rule-id": (rule) => [rule.id],
  },
  args: { securityGroupRuleId: "security-group-rule-id" },
};

export const getSecurityGroupRule = one(rules, (scope, rule) => {
  const peer = (kind: SecurityGroupRule["peer"]): string =>
    rule.peer === kind ? rule.peerValue : "";
  return {
    arn: scope.arn("ec2", `security-group-rule/${rule.id}`),
    cidrIpv4: peer("cidrIpv4"),
    cidrIpv6: peer("cidrIpv6"),
    description: rule.description,
    fromPort: rule.fromPort,
    ipProtocol: rule.ipProtocol,
    isEgress: rule.egress,
    prefixListId: peer("prefixListId"),
    referencedSecurityGroupId: peer("referencedSecurityGroupId"),
    securityGroupId: rule.securityGroupId,
    securityGroupRuleId: rule.id,
    toPort: rule.toPort,
  };
});
export const getSecurityGroupRules = many(rules);

const subnetsOf = (acl: NetworkAcl, scope: Scope): readonly string[] =>
  scope.find(subnetKind, "networkAcl", acl.id).map(({ id }) => id);

const acls: Question<NetworkAcl> = {
  noun: "EC2 Network ACL",
  all: (scope) => scope.all(networkAclKind),
  facts: {
    "association.association-id": (acl, scope) =>
      scope.find(subnetKind, "networkAcl", acl.id).map((each) => each.networkAclAssociationId),
    "association.network-acl-id": (acl) => [acl.id],
    "association.subnet-id": subnetsOf,
    default: (acl) => [String(acl.isDefault)],
    "network-acl-id": (acl) => [acl.id],
    "owner-id": (acl) => [acl.account],
    "vpc-id": (acl) => [acl.vpcId],
  },
  args: { vpcId: "vpc-id" },
};

export const getNetworkAcls = many(acls);

/** A list as it is found: AWS's own are nowhere kept. */
interface FoundList extends Entity, PrefixList {
  readonly maxEntries: number;
  readonly version: number;
  readonly ownerId: string;
  readonly entries: readonly ValueMap[];
}

function ofAws(scope: Scope): readonly FoundList[] {
  const { account, region } = scope;
  return managedPrefixLists(region).map((list) => ({
    ...list,
    kind: ownPrefixListKind.name,
    account,
    region,
    maxEntries: 0,
    version: 0,
    ownerId: "AWS",
    entries: list.cidrBlocks.map((cidr) => ({ cidr, description: "" })),
  }));
}

const ofPrograms = (scope: Scope): readonly FoundList[] =>
  scope.all(ownPrefixListKind).map((list) => ({
    ...list,
    kind: ownPrefixListKind.name,
    weight: list.maxEntries,
    ownerId: list.account,
    cidrBlocks: list.entries.map(({ cidr }) => cidr),
    entries: list.entries.map(({ cidr, description }) => ({ cidr, description })),
  }));

const facts: Question<FoundList>["facts"] = {
  "owner-id": (list) => [list.ownerId],
  "prefix-list-id": (list) => [list.id],
  "prefix-list-name": (list) => [list.name],
};

const lists: Question<FoundList> = {
  noun: "EC2 Managed Prefix List",
  all: (scope) => [...ofAws(scope), ...ofPrograms(scope)],
  facts,
  args: { id: "prefix-list-id", name: "prefix-list-name" },
};

export const getManagedPrefixList = one(lists, (scope, list) => ({
  addressFamily: list.addressFamily,
  arn:
    list.ownerId === "AWS"
      ? `arn:${scope.partition.name}:ec2:${scope.region}:aws:prefix-list/${list.id}`
      : scope.arn("ec2", `prefix-list/${list.id}`),
  entries: list.entries,
  maxEntries: list.maxEntries,
  name: list.name,
  ownerId: list.ownerId,
  version: list.version,
}));
export const getManagedPrefixLists = many(lists);

/** Those of AWS's services only. */
export function getPrefixList(scope: Scope, args: ValueMap): ValueMap {
  const question = {
    ...lists,
    noun: "EC2 Prefix List",
    all: ofAws,
    args: { prefixListId: "prefix-list-id", name: "prefix-list-name" },
  };
  const found = single(findAll(question, scope, args), question.noun);
  return {
    cidrBlocks: [...found.cidrBlocks].sort(),
    id: found.id,
    name: found.name,
    region: scope.region,
    ...(text(args, "prefixListId") === undefined ? {} : { prefixListId: found.id }),
    ...(args.filters === undefined ? {} : { filters: args.filters }),
  };
}

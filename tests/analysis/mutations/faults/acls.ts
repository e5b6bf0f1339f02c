/** Faults of network ACLs, and of which subnet has which. */
import type { AclRule, NetworkAcl } from "../../../../analysis/model/network";
import { writeAclRule } from "../../oracles/sketch/words";
import { beside, firstHalf, isWhole } from "./blocks";
import { type FaultKind, replaced, sitesOf } from "./fault";

const DIRECTIONS = ["ingress", "egress"] as const;
type Direction = (typeof DIRECTIONS)[number];

type Wrong = (
  rule: AclRule,
  all: readonly AclRule[],
) => readonly (readonly [how: string, all: readonly AclRule[]])[];

const lists =
  (wrong: (acl: NetworkAcl, direction: Direction) => readonly (readonly [string, NetworkAcl])[]) =>
  (network: Parameters<FaultKind["sites"]>[0]) =>
    sitesOf(network, "networkAcls", (acl) =>
      acl.default ? [] : DIRECTIONS.flatMap((direction) => wrong(acl, direction)),
    );

const rules = (wrong: Wrong): FaultKind["sites"] =>
  lists((acl, direction) =>
    acl[direction].flatMap((rule) =>
      wrong(rule, acl[direction]).map(
        ([how, all]) =>
          [`${direction} ${writeAclRule(rule)}${how}`, { ...acl, [direction]: all }] as const,
      ),
    ),
  );

/** A range for replies: what clients begin from. */
const isReplies = ({ traffic: { ports } }: AclRule): boolean =>
  ports !== undefined && ports.from >= 1024 && ports.to - ports.from > 10_000;

const removed: Wrong = (rule, all) => [["", replaced(all, rule)]];

/** As one system has it, and the clients' has another. */
const narrowReplies: Wrong = (rule, all) =>
  isReplies(rule) && rule.allow
    ? [
        { from: 49152, to: 65535 },
        { from: 32768, to: 45000 },
      ].map((ports) => [
        `, ${ports.from}-${ports.to} instead`,
        replaced(all, rule, { ...rule, traffic: { ...rule.traffic, ports } }),
      ])
    : [];

const offByOne: Wrong = (rule, all) => {
  const { ports } = rule.traffic;
  if (ports === undefined || isReplies(rule) || !rule.allow) return [];
  const by = { from: ports.from + 1, to: ports.to + 1 };
  return [[", 1 off", replaced(all, rule, { ...rule, traffic: { ...rule.traffic, ports: by } })]];
};

const denyBefore: Wrong = (rule, all) =>
  rule.allow
    ? [[", denied before", [{ ...rule, number: 1, allow: false, key: `${rule.key}-deny` }, ...all]]]
    : [];

/** Its number and the next one's, one for the other; two that say the same are the same either way. */
const swapped: Wrong = (rule, all) => {
  const next = all[all.indexOf(rule) + 1];
  if (next === undefined || next.allow === rule.allow) return [];
  const order = all.map((one) =>
    one === rule
      ? { ...next, number: rule.number }
      : one === next
        ? { ...rule, number: next.number }
        : one,
  );
  return [[` after ${next.number}`, order]];
};

const wrongBlock: Wrong = (rule, all) => {
  const { cidr } = rule;
  const others = isWhole(cidr) ? ["10.0.0.0/8"] : [firstHalf(cidr), beside(cidr)];
  return others.map((other) => [
    `, ${other} instead`,
    replaced(all, rule, { ...rule, cidr: other }),
  ]);
};

const turned: Wrong = (rule, all) => [
  [", turned round", replaced(all, rule, { ...rule, allow: !rule.allow })],
];

/** Whoever wrote it thought that it keeps state. */
const oneWay = lists((acl, direction) => [[`no ${direction}`, { ...acl, [direction]: [] }]]);

const otherAcl: FaultKind["sites"] = (network) =>
  sitesOf(network, "subnets", (subnet) =>
    network.networkAcls
      .filter((acl) => acl.vpc === subnet.vpc && acl.key !== subnet.networkAcl && !acl.default)
      .map((acl) => [acl.name, { ...subnet, networkAcl: acl.key }]),
  );

export const aclFaults: readonly FaultKind[] = [
  { name: "ACL rule removed", sites: rules(removed) },
  { name: "ACL reply range too narrow", sites: rules(narrowReplies) },
  { name: "ACL rule's port off by one", sites: rules(offByOne) },
  { name: "ACL rule denied before it is allowed", sites: rules(denyBefore) },
  { name: "ACL rules in the wrong order", sites: rules(swapped) },
  { name: "ACL rule for the wrong block", sites: rules(wrongBlock) },
  { name: "ACL rule turned round", sites: rules(turned) },
  { name: "ACL of one direction", sites: oneWay },
  { name: "subnet on the wrong ACL", sites: otherAcl },
];

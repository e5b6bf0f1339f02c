/** Security group rules written inline, in `ingress` and `egress` of a group: blocks of many peers each. */
import type { Value, ValueMap } from "../../protocol";
import { flag, number, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { ruleContent, securityGroupRuleKind, type Peer, type SecurityGroupRule } from "./entities";
import { addRule, canonicalProtocol, type WantedRule } from "./securityGroupRules";
import { canonicalCidr } from "../../addresses";

const lists: readonly (readonly [Peer, string])[] = [
  ["cidrIpv4", "cidrBlocks"],
  ["cidrIpv6", "ipv6CidrBlocks"],
  ["prefixListId", "prefixListIds"],
  ["referencedSecurityGroupId", "securityGroups"],
];

/** Makes the group's rules of one direction exactly those of the blocks. */
export function setInlineRules(
  scope: Scope,
  groupId: string,
  egress: boolean,
  blocks: readonly ValueMap[],
): void {
  const wanted = new Map(
    blocks
      .flatMap((block) => expand(block, groupId, egress))
      .map((rule) => [ruleContent(rule), rule]),
  );
  for (const rule of rulesOf(scope, groupId, egress)) {
    const content = ruleContent(rule);
    const same = wanted.get(content);
    if (same === undefined) scope.remove(rule);
    else if (same.description !== rule.description)
      scope.put(securityGroupRuleKind, { ...rule, description: same.description });
    wanted.delete(content);
  }
  for (const [content, rule] of wanted)
    addRule(scope, scope.childId("sgr", groupId, content), rule);
}

export function rulesOf(scope: Scope, groupId: string, egress: boolean): SecurityGroupRule[] {
  return scope
    .find(securityGroupRuleKind, "securityGroup", groupId)
    .filter((rule) => rule.egress === egress);
}

/** The rules that a block says, one for each peer. */
export function expand(block: ValueMap, groupId: string, egress: boolean): WantedRule[] {
  const ipProtocol = canonicalProtocol(text(block, "protocol") ?? "-1");
  const ports = {
    fromPort: ipProtocol === "-1" ? -1 : (number(block, "fromPort") ?? 0),
    toPort: ipProtocol === "-1" ? -1 : (number(block, "toPort") ?? 0),
  };
  const base = { securityGroupId: groupId, egress, ipProtocol, ...ports, tags: {} };
  const description = text(block, "description") ?? "";
  const rules = lists.flatMap(([peer, list]) =>
    texts(block, list).map((value) => ({
      ...base,
      description,
      peer,
      peerValue: canonicalCidr(value),
    })),
  );
  if (flag(block, "self") !== true) return rules;
  return [
    ...rules,
    { ...base, description, peer: "referencedSecurityGroupId", peerValue: groupId },
  ];
}

/** All rules of one direction, as blocks: one for each protocol, ports and description. */
export function inlineBlocks(scope: Scope, groupId: string, egress: boolean): ValueMap[] {
  const blocks = new Map<string, Record<string, Value>>();
  for (const rule of rulesOf(scope, groupId, egress)) {
    const { ipProtocol, fromPort, toPort, description } = rule;
    const key = [ipProtocol, fromPort, toPort, description].join("|");
    let block = blocks.get(key);
    if (block === undefined) {
      const isAll = ipProtocol === "-1";
      block = {
        cidrBlocks: [],
        description,
        fromPort: isAll ? 0 : fromPort,
        ipv6CidrBlocks: [],
        prefixListIds: [],
        protocol: ipProtocol,
        securityGroups: [],
        self: false,
        toPort: isAll ? 0 : toPort,
      };
      blocks.set(key, block);
    }
    addPeer(block, rule, groupId);
  }
  return [...blocks.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, block]) => block);
}

function addPeer(block: Record<string, Value>, rule: SecurityGroupRule, groupId: string): void {
  if (rule.peerValue === groupId) {
    block.self = true;
    return;
  }
  const list = lists.find(([peer]) => peer === rule.peer)?.[1] ?? "cidrBlocks";
  block[list] = [...texts(block, list), rule.peerValue].sort();
}

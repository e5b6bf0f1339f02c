/** Changes of ACLs, security groups and who carries them. */
import type { Network, NetworkAcl } from "../../../../analysis/model/network";
import { type Mutation, changeOne, without } from "./change";
import { aclRule, groupRule } from "./rules";

const DIRECTIONS = ["ingress", "egress"] as const;

const newAclRule: Mutation = (network, rules) =>
  changeOne(network, "networkAcls", rules, (acl) => {
    const side = rules.dice.pick(DIRECTIONS);
    const number = 50 + rules.dice.below(100);
    const rule = aclRule(rules, network, acl.key, number);
    const others = acl[side].filter((one) => one.number !== number);
    return { ...acl, [side]: [...others, rule].sort((a, b) => a.number - b.number) };
  });

const fewerAclRules: Mutation = (network, rules) =>
  changeOne(network, "networkAcls", rules, (acl) => {
    const side = rules.dice.pick(DIRECTIONS);
    return { ...acl, [side]: without(acl[side], rules) };
  });

const turnedAclRule: Mutation = (network, rules) =>
  changeOne(network, "networkAcls", rules, (acl) => {
    const side = rules.dice.pick(DIRECTIONS);
    const turned = rules.dice.below(Math.max(1, acl[side].length));
    const flip = acl[side].map((rule, n) =>
      n === turned ? { ...rule, allow: !rule.allow } : rule,
    );
    return { ...acl, [side]: flip };
  });

const otherAcl: Mutation = (network, rules) =>
  changeOne(network, "subnets", rules, (subnet) => {
    const own = network.networkAcls.filter(({ vpc }) => vpc === subnet.vpc);
    return own.length === 0 ? subnet : { ...subnet, networkAcl: rules.dice.pick(own).key };
  });

const strangeAcl: Mutation = (network, rules) =>
  changeOne(network, "networkAcls", rules, (acl): NetworkAcl => {
    const side = () =>
      Array.from({ length: 1 + rules.dice.below(5) }, (_, n) =>
        aclRule(rules, network, acl.key, 10 * (n + 1)),
      );
    return { ...acl, ingress: side(), egress: side() };
  });

const newGroupRule: Mutation = (network, rules) =>
  changeOne(network, "securityGroups", rules, (group) => {
    const side = rules.dice.pick(DIRECTIONS);
    const at = 100 + group[side].length;
    return { ...group, [side]: [...group[side], groupRule(rules, network, group, at)] };
  });

const fewerGroupRules: Mutation = (network, rules) =>
  changeOne(network, "securityGroups", rules, (group) => {
    const side = rules.dice.pick(DIRECTIONS);
    return { ...group, [side]: without(group[side], rules) };
  });

const otherGroups: Mutation = (network, rules) =>
  changeOne(network, "networkInterfaces", rules, (one) => {
    const vpc = network.subnets.find(({ key }) => key === one.subnet)?.vpc;
    const own = network.securityGroups.filter((group) => group.vpc === vpc);
    const securityGroups = own.filter(() => rules.dice.chance(40)).map(({ key }) => key);
    return { ...one, securityGroups, filtered: securityGroups.length > 0 || rules.dice.chance(50) };
  });

const otherList: Mutation = (network: Network, rules) =>
  changeOne(network, "prefixLists", rules, (list) => ({
    ...list,
    cidrs: list.cidrs === undefined ? undefined : without(list.cidrs, rules),
  }));

export const filterMutations: readonly Mutation[] = [
  newAclRule,
  newAclRule,
  newAclRule,
  fewerAclRules,
  turnedAclRule,
  otherAcl,
  strangeAcl,
  newGroupRule,
  newGroupRule,
  fewerGroupRules,
  otherGroups,
  otherList,
];

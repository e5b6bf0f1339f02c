/**
 * The ACL flows that security groups need. A group is its interfaces, and an ACL knows of addresses
 * alone, so a group stands for the tiers of its interfaces, and other peers for the blocks given.
 */
import { parseCidrBlock, type Issue } from "../../net";
import { refuseClients, type GivenFlow } from "./networkAclFlows";
import type { NetworkAclSecurityGroups } from "./networkAclsArgs";
import { SELF } from "./securityGroupRulesPlan";

export function flowsOfGroups(
  groups: NetworkAclSecurityGroups | undefined,
  tiers: readonly string[],
): { flows: GivenFlow[]; issues: Issue[] } {
  if (groups === undefined) return { flows: [], issues: [] };
  const issues = [...refuseTiers(groups, tiers), ...refuseBlocks(groups), ...refuseOpeners(groups)];
  const flows = groups.flows.flatMap((flow, index) => {
    const path = `securityGroups.flows[${index}]`;
    const source = wordsOf(flow.source === SELF ? flow.destination : flow.source, groups);
    const destination = wordsOf(flow.destination === SELF ? flow.source : flow.destination, groups);
    issues.push(...refuseWord(`${path}.source`, flow.source, source, groups));
    issues.push(...refuseWord(`${path}.destination`, flow.destination, destination, groups));
    const clients = groups.clients?.[flow.source === SELF ? flow.destination : flow.source];
    return source.flatMap((from) =>
      destination.map((to) => ({
        flow: { source: from, destination: to, ports: flow.ports, ...(clients && { clients }) },
        path,
        additive: true,
      })),
    );
  });
  return { flows, issues };
}

/** The words of `NetworkAclFlow` that a word of `SecurityGroupFlow` stands for. */
function wordsOf(word: string, { tiers, cidrBlocks }: NetworkAclSecurityGroups): string[] {
  if (Object.hasOwn(tiers, word)) return tiers[word] ?? [];
  if (cidrBlocks !== undefined && Object.hasOwn(cidrBlocks, word)) return cidrBlocks[word] ?? [];
  return word === "vpc" || word === "internet" || parseCidrBlock(word).ok ? [word] : [];
}

function refuseWord(
  propertyPath: string,
  text: string,
  words: readonly string[],
  { tiers, cidrBlocks }: NetworkAclSecurityGroups,
): Issue[] {
  if (words.length > 0 || Object.hasOwn({ ...tiers, ...cidrBlocks }, text)) return [];
  const reason = `must be a group of securityGroups.tiers (${Object.keys(tiers).join(", ")}), a name of securityGroups.cidrBlocks, "self", "vpc", "internet" or a CIDR block, got "${text}"; say which tiers the group's interfaces stand in, or which addresses the peer has`;
  return [{ propertyPath, reason }];
}

function refuseTiers({ tiers }: NetworkAclSecurityGroups, known: readonly string[]): Issue[] {
  return Object.entries(tiers).flatMap(([group, own]) => {
    const propertyPath = `securityGroups.tiers["${group}"]`;
    if (own.length === 0) {
      const reason = `must name at least one tier (${known.join(", ")}), got none`;
      return [{ propertyPath, reason }];
    }
    return own.flatMap((tier, index) => {
      if (known.includes(tier)) return [];
      const reason = `must be one of the network's tiers (${known.join(", ")}), got "${tier}"`;
      return [{ propertyPath: `${propertyPath}[${index}]`, reason }];
    });
  });
}

function refuseBlocks({ tiers, cidrBlocks }: NetworkAclSecurityGroups): Issue[] {
  return Object.entries(cidrBlocks ?? {}).flatMap(([name, blocks]) => {
    const propertyPath = `securityGroups.cidrBlocks["${name}"]`;
    if (Object.hasOwn(tiers, name)) {
      const reason = `must have a name of its own, got "${name}", which is a group of securityGroups.tiers`;
      return [{ propertyPath, reason }];
    }
    if (blocks.length === 0) return [{ propertyPath, reason: "must list at least one CIDR block" }];
    return blocks.flatMap((text, index) => {
      const read = parseCidrBlock(text);
      return read.ok ? [] : [{ propertyPath: `${propertyPath}[${index}]`, reason: read.reason }];
    });
  });
}

function refuseOpeners({ tiers, clients }: NetworkAclSecurityGroups): Issue[] {
  return Object.entries(clients ?? {}).flatMap(([group, one]) => {
    const propertyPath = `securityGroups.clients["${group}"]`;
    if (Object.hasOwn(tiers, group)) return refuseClients(propertyPath, one);
    const reason = `must be for a group of securityGroups.tiers (${Object.keys(tiers).join(", ")}), got "${group}"`;
    return [{ propertyPath, reason }];
  });
}

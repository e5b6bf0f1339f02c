/**
 * The rules that flows between security groups need. A rule's key is its group, its peer and its
 * traffic: an edit of a description updates one rule, and another order of flows changes nothing.
 */
import { formatTraffic, parseCidrBlock, type Issue, type Traffic } from "../../net";
import { childName, cidrBlockName, isKey } from "../network";
import { OWN_IPV6 } from "./networkIpv6";
import { readPorts } from "./portPresets";
import type { SecurityGroupFlow } from "./securityGroupsArgs";

/** The other end of a rule. */
export type RulePeer =
  | {
      readonly kind: "group" | "peerGroup" | "prefixList" | "vpcIpv6";
      readonly name: string;
    }
  | { readonly kind: "cidrIpv4" | "cidrIpv6"; readonly name: string; readonly cidrBlock: string };

export interface RulePlan {
  /** The rule's own part of its child's name: what it says, so that an edit makes a new rule. */
  readonly key: string;
  readonly direction: "ingress" | "egress";
  readonly group: string;
  readonly peer: RulePeer;
  readonly traffic: Traffic;
  /** ICMP is another protocol in IPv6. */
  readonly ipv6: boolean;
  readonly description: string;
}

/** What the words of a flow may stand for. */
export interface FlowSite {
  /** The groups that rules are added to. */
  readonly groups: readonly string[];
  /** Groups from elsewhere, which no rule is added to. */
  readonly peerGroups: readonly string[];
  readonly prefixLists: readonly string[];
  /** The network's own blocks; undefined where the network is not given. */
  readonly cidrBlocks: readonly string[] | undefined;
  /** Whether the network has IPv6. */
  readonly ipv6: boolean;
}

export const SELF = "self";
const OWN_BLOCKS = "vpc";
const INTERNET = "internet";
/** AWS refuses an apostrophe or `<`, and only when the rule is made. */
const DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
const RESERVED = [OWN_BLOCKS, OWN_IPV6, INTERNET, SELF, "default"];

export function refuseName(propertyPath: string, name: string): Issue[] {
  if (isKey(name) && !RESERVED.includes(name)) return [];
  const reserved = RESERVED.map((one) => `"${one}"`).join(", ");
  const reason = `must be lower-case letters, digits and hyphens, and none of ${reserved}, got "${name}"`;
  return [{ propertyPath, reason }];
}

/** One name stands for one thing, of whichever argument. */
export function refuseNames(
  named: readonly (readonly [argument: string, name: string])[],
  taken: readonly string[],
): Issue[] {
  return named.flatMap(([argument, name], index) => {
    const propertyPath = `${argument}["${name}"]`;
    const again = taken.includes(name) || named.slice(0, index).some(([, other]) => other === name);
    if (!again) return refuseName(propertyPath, name);
    return [{ propertyPath, reason: `must have a name of its own, got "${name}" again` }];
  });
}

export function planRules(
  flows: readonly SecurityGroupFlow[],
  site: FlowSite,
): { rules: RulePlan[]; issues: Issue[] } {
  const issues: Issue[] = [];
  const rules = new Map<string, { rule: RulePlan; flow: number }>();
  flows.forEach((flow, index) => {
    const path = `flows[${index}]`;
    const read = readFlow(flow, path, site);
    issues.push(...read.issues);
    for (const rule of read.rules) {
      const first = rules.get(rule.key);
      if (first === undefined) rules.set(rule.key, { rule, flow: index });
      else issues.push({ propertyPath: path, reason: repeated(rule, first) });
    }
  });
  return { rules: [...rules.values()].map(({ rule }) => rule), issues };
}

function repeated(rule: RulePlan, first: { rule: RulePlan; flow: number }): string {
  const { group, peer, direction } = rule;
  if (first.rule.group !== group || first.rule.peer.name !== peer.name) {
    return `must make rules with names of their own, got "${rule.key}" again (flows[${first.flow}]); rename a group or a peer`;
  }
  const which = `${direction} ${formatTraffic(rule.traffic)} of "${group}" for "${peer.name}"`;
  return `must add rules of its own, got ${which} again (flows[${first.flow}]); AWS refuses a rule given twice`;
}

function readFlow(
  flow: SecurityGroupFlow,
  path: string,
  site: FlowSite,
): { rules: RulePlan[]; issues: Issue[] } {
  const source = readEnd(flow.source, flow.destination, site);
  const destination = readEnd(flow.destination, flow.source, site);
  const ports = readPorts(flow.ports, `${path}.ports`);
  const issues = [
    ...refuseEnd(`${path}.source`, flow.source, { read: source, site }),
    ...refuseEnd(`${path}.destination`, flow.destination, { read: destination, site }),
    ...ports.issues,
    ...refuseDescription(`${path}.description`, flow.description),
  ];
  const ends = [...source, ...destination];
  if (issues.length === 0 && ends.every(({ kind }) => kind !== "group")) {
    const reason = `must have a group of this component (${site.groups.join(", ")}) at one end, got "${flow.source}" to "${flow.destination}"`;
    issues.push({ propertyPath: path, reason });
  }
  if (issues.length > 0) return { rules: [], issues };
  const rules = ports.traffic.flatMap((traffic) => {
    const said = { traffic, description: flow.description, ipv6: site.ipv6 };
    return [
      ...rulesOf("egress", source, destination, said),
      ...rulesOf("ingress", destination, source, said),
    ];
  });
  return { rules, issues };
}

function refuseDescription(propertyPath: string, description: string | undefined): Issue[] {
  if (description === undefined || DESCRIPTION.test(description)) return [];
  const reason = `must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got "${description}"`;
  return [{ propertyPath, reason }];
}

/** What a word in a flow stands for; nothing where it stands for nothing. */
function readEnd(word: string, other: string, site: FlowSite): RulePeer[] {
  const text = word === SELF && site.groups.includes(other) ? other : word;
  if (site.groups.includes(text)) return [{ kind: "group", name: text }];
  if (site.peerGroups.includes(text)) return [{ kind: "peerGroup", name: text }];
  if (site.prefixLists.includes(text)) return [{ kind: "prefixList", name: text }];
  if (text === INTERNET) return ["0.0.0.0/0", ...(site.ipv6 ? ["::/0"] : [])].flatMap(readBlock);
  if (text !== OWN_BLOCKS) return readBlock(text);
  if (site.cidrBlocks === undefined) return [];
  return [
    ...site.cidrBlocks.flatMap(readBlock),
    ...(site.ipv6 ? [{ kind: "vpcIpv6", name: OWN_IPV6 } as const] : []),
  ];
}

function readBlock(text: string): RulePeer[] {
  const read = parseCidrBlock(text);
  if (!read.ok) return [];
  const cidrBlock = read.value.toString();
  return [{ kind: read.value.family === 4 ? "cidrIpv4" : "cidrIpv6", name: cidrBlock, cidrBlock }];
}

function refuseEnd(
  propertyPath: string,
  text: string,
  { read, site }: { readonly read: readonly RulePeer[]; readonly site: FlowSite },
): Issue[] {
  if (read.length > 0) return [];
  const block = parseCidrBlock(text);
  if (!block.ok && text.includes("/")) return [{ propertyPath, reason: block.reason }];
  if (text === SELF) {
    const reason = `must stand beside a group of this component (${site.groups.join(", ")}), got "${SELF}" without one`;
    return [{ propertyPath, reason }];
  }
  const names = [
    ...[...site.groups, ...site.peerGroups, ...site.prefixLists],
    ...(site.cidrBlocks === undefined ? [] : [OWN_BLOCKS]),
    ...[INTERNET, SELF],
  ];
  return [
    { propertyPath, reason: `must be one of ${names.join(", ")} or a CIDR block, got "${text}"` },
  ];
}

interface Said {
  readonly traffic: Traffic;
  readonly description: string | undefined;
  readonly ipv6: boolean;
}

function rulesOf(
  direction: RulePlan["direction"],
  groups: readonly RulePeer[],
  peers: readonly RulePeer[],
  said: Said,
): RulePlan[] {
  return groups
    .filter(({ kind }) => kind === "group")
    .flatMap(({ name: group }) =>
      peers.flatMap((peer) =>
        familiesOf(peer, said).map((ipv6) => ruleOf({ direction, group, peer, said, ipv6 })),
      ),
    );
}

/** A rule for a group is for both families, but for ICMP, which is two protocols. */
function familiesOf({ kind }: RulePeer, { traffic, ipv6 }: Said): boolean[] {
  switch (kind) {
    case "group":
    case "peerGroup":
      return ipv6 && traffic.protocol === "icmp" ? [false, true] : [false];
    case "prefixList":
    case "cidrIpv4":
      return [false];
    case "cidrIpv6":
    case "vpcIpv6":
      return [true];
  }
}

function ruleOf(rule: {
  readonly direction: RulePlan["direction"];
  readonly group: string;
  readonly peer: RulePeer;
  readonly said: Said;
  readonly ipv6: boolean;
}): RulePlan {
  const { direction, group, peer, said, ipv6 } = rule;
  const preposition = direction === "egress" ? "to" : "from";
  // A block of IPv6 says by itself which ICMP is meant, and its rules were named before the others.
  const twin = ipv6 && (peer.kind === "group" || peer.kind === "peerGroup");
  const shown = twin ? "icmpv6" : formatTraffic(said.traffic);
  return {
    key: childName(group, preposition, cidrBlockName(peer.name), shown.replace("/", "-")),
    direction,
    group,
    peer,
    traffic: said.traffic,
    ipv6,
    description: said.description ?? `${shown} ${preposition} ${peer.name}`,
  };
}

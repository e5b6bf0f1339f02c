/** What `SecurityGroups` will make, decided from plain values alone. */
import { formatTraffic, parseCidrBlock, parseTraffic, type Issue, type Traffic } from "../../net";
import { childName, cidrBlockName } from "../network";
import type { SecurityGroupFlow, SecurityGroupsArgs } from "./securityGroupsArgs";

/** The other end of a rule. */
export type RulePeer =
  | { readonly kind: "group" | "peerGroup" | "prefixList"; readonly name: string }
  | { readonly kind: "cidrIpv4" | "cidrIpv6"; readonly name: string; readonly cidrBlock: string };

export interface RulePlan {
  /** The rule's own part of its child's name: what it says, so that an edit makes a new rule. */
  readonly key: string;
  readonly direction: "ingress" | "egress";
  readonly group: string;
  readonly peer: RulePeer;
  readonly traffic: Traffic;
  readonly description: string;
}

export interface SecurityGroupsPlan {
  readonly groups: readonly string[];
  readonly rules: readonly RulePlan[];
  readonly issues: readonly Issue[];
}

const GROUP_NAME = /^[a-z][a-z0-9-]*$/;
/** AWS refuses an apostrophe or `<`, and only when the rule is made. */
const DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
const OWN_BLOCKS = "vpc";
const RESERVED = [OWN_BLOCKS, "default"];

export function planSecurityGroups(args: SecurityGroupsArgs): SecurityGroupsPlan {
  const issues = [...refuseGroups(args.groups), ...refusePeers(args)];
  const rules: RulePlan[] = [];
  const origin = new Map<string, number>();
  (args.flows ?? []).forEach((flow, index) => {
    const path = `flows[${index}]`;
    const read = readFlow(flow, path, args);
    issues.push(...read.issues);
    for (const rule of read.rules) {
      const first = origin.get(rule.key);
      if (first === undefined) {
        origin.set(rule.key, index);
        rules.push(rule);
        continue;
      }
      const which = `${rule.direction} ${formatTraffic(rule.traffic)} of "${rule.group}" for "${rule.peer.name}"`;
      const reason = `must add rules of its own, got ${which} again (flows[${first}]); AWS refuses a rule given twice`;
      issues.push({ propertyPath: path, reason });
    }
  });
  return { groups: args.groups, rules, issues };
}

function refuseGroups(groups: readonly string[]): Issue[] {
  return groups.flatMap((group, index) => {
    const propertyPath = `groups[${index}]`;
    const first = groups.indexOf(group);
    if (first < index) {
      return [
        { propertyPath, reason: `must be named once, got "${group}" again (groups[${first}])` },
      ];
    }
    return refuseName(propertyPath, group);
  });
}

function refusePeers(args: SecurityGroupsArgs): Issue[] {
  const named = [
    ...Object.keys(args.peerSecurityGroupIds ?? {}).map((name) => ["peerSecurityGroupIds", name]),
    ...Object.keys(args.peerPrefixListIds ?? {}).map((name) => ["peerPrefixListIds", name]),
  ];
  return named.flatMap(([argument = "", name = ""], index) => {
    const propertyPath = `${argument}["${name}"]`;
    const taken =
      args.groups.includes(name) || named.slice(0, index).some(([, other]) => other === name);
    if (!taken) return refuseName(propertyPath, name);
    return [{ propertyPath, reason: `must have a name of its own, got "${name}" again` }];
  });
}

function refuseName(propertyPath: string, name: string): Issue[] {
  if (GROUP_NAME.test(name) && !RESERVED.includes(name)) return [];
  const reason = `must be lower-case letters, digits and hyphens, and neither "vpc" nor "default", got "${name}"`;
  return [{ propertyPath, reason }];
}

function readFlow(
  flow: SecurityGroupFlow,
  path: string,
  args: SecurityGroupsArgs,
): { rules: RulePlan[]; issues: Issue[] } {
  const source = readEnd(flow.source, args);
  const destination = readEnd(flow.destination, args);
  const traffic = flow.ports.map(parseTraffic);
  const issues: Issue[] = [
    ...refuseEnd(`${path}.source`, flow.source, source, args),
    ...refuseEnd(`${path}.destination`, flow.destination, destination, args),
    ...traffic.flatMap((one, index) =>
      one.ok ? [] : [{ propertyPath: `${path}.ports[${index}]`, reason: one.reason }],
    ),
  ];
  if (flow.ports.length === 0) {
    issues.push({ propertyPath: `${path}.ports`, reason: 'must list traffic such as "tcp/443"' });
  }
  if (flow.description !== undefined && !DESCRIPTION.test(flow.description)) {
    const reason = `must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got "${flow.description}"`;
    issues.push({ propertyPath: `${path}.description`, reason });
  }
  const ends = [...source, ...destination];
  if (issues.length === 0 && ends.every(({ kind }) => kind !== "group")) {
    const reason = `must have a group of this component (${args.groups.join(", ")}) at one end, got "${flow.source}" to "${flow.destination}"`;
    issues.push({ propertyPath: path, reason });
  }
  if (issues.length > 0) return { rules: [], issues };
  const readable = traffic.flatMap((one) => (one.ok ? [one.value] : []));
  const rules = readable.flatMap((one) => [
    ...rulesOf("egress", { groups: source, peers: destination, traffic: one, flow }),
    ...rulesOf("ingress", { groups: destination, peers: source, traffic: one, flow }),
  ]);
  return { rules, issues };
}

/** What a word in a flow stands for; nothing where it stands for nothing. */
function readEnd(text: string, args: SecurityGroupsArgs): RulePeer[] {
  if (args.groups.includes(text)) return [{ kind: "group", name: text }];
  if (Object.hasOwn(args.peerSecurityGroupIds ?? {}, text))
    return [{ kind: "peerGroup", name: text }];
  if (Object.hasOwn(args.peerPrefixListIds ?? {}, text))
    return [{ kind: "prefixList", name: text }];
  const blocks = text === OWN_BLOCKS ? args.vpc.cidrBlocks : [text];
  return blocks.flatMap((block): RulePeer[] => {
    const read = parseCidrBlock(block);
    if (!read.ok) return [];
    const cidrBlock = read.value.toString();
    return [
      { kind: read.value.family === 4 ? "cidrIpv4" : "cidrIpv6", name: cidrBlock, cidrBlock },
    ];
  });
}

function refuseEnd(
  propertyPath: string,
  text: string,
  read: readonly RulePeer[],
  args: SecurityGroupsArgs,
): Issue[] {
  if (read.length > 0) return [];
  const block = parseCidrBlock(text);
  if (!block.ok && text.includes("/")) return [{ propertyPath, reason: block.reason }];
  const names = [
    ...args.groups,
    ...Object.keys(args.peerSecurityGroupIds ?? {}),
    ...Object.keys(args.peerPrefixListIds ?? {}),
    OWN_BLOCKS,
  ];
  return [
    { propertyPath, reason: `must be one of ${names.join(", ")} or a CIDR block, got "${text}"` },
  ];
}

function rulesOf(
  direction: RulePlan["direction"],
  flow: {
    readonly groups: readonly RulePeer[];
    readonly peers: readonly RulePeer[];
    readonly traffic: Traffic;
    readonly flow: SecurityGroupFlow;
  },
): RulePlan[] {
  const preposition = direction === "egress" ? "to" : "from";
  const shown = formatTraffic(flow.traffic);
  return flow.groups
    .filter(({ kind }) => kind === "group")
    .flatMap(({ name: group }) =>
      flow.peers.map((peer) => ({
        key: childName(group, preposition, cidrBlockName(peer.name), shown.replace("/", "-")),
        direction,
        group,
        peer,
        traffic: flow.traffic,
        description: flow.flow.description ?? `${shown} ${preposition} ${peer.name}`,
      })),
    );
}

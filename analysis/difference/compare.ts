/**
 * What a change opens and closes: for each pair of classes, what may get through afterwards and not
 * before, and the other way round, told in as few lines as say it.
 */
import {
  ALL_IPV4,
  ALL_IPV6,
  formatAddresses,
  formatServices,
  NO_PACKETS,
  type PacketSet,
  type PointSet,
} from "../../net";
import type { Key, NetworkInterface } from "../model/network";
import type { Verifier } from "../reachability";
import { classSignatures, neighbours } from "./classes";
import { flow, type FlowEnd } from "./flows";
import { kindOf, label } from "./labels";

export interface Change {
  /** "opens tcp/5432 from the internet to 3 database interfaces". */
  readonly sentence: string;
  readonly from: string;
  readonly to: string;
  /** `tcp/5432`, as everywhere. */
  readonly traffic: readonly string[];
  /** From or to which part of the internet, where it is not all of it. */
  readonly addresses?: readonly string[];
  /** The interfaces on each side, by key; none for the internet. */
  readonly fromInterfaces: readonly Key[];
  readonly toInterfaces: readonly Key[];
}

export interface Difference {
  readonly opens: readonly Change[];
  readonly closes: readonly Change[];
}

/** Interfaces that are alike before and alike afterwards. */
interface Group {
  readonly before: readonly NetworkInterface[];
  readonly after: readonly NetworkInterface[];
}

interface Found {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly packets: PacketSet;
  /** All of the internet as it is asked for, without AWS's own prefix lists. */
  readonly internet: PointSet;
}

export function compareNetworks(before: Verifier, after: Verifier): Difference {
  const groups = groupsOf(before, after);
  const opened: Found[] = [];
  const closed: Found[] = [];
  const ask = (from: Group | Outside, to: Group | Outside): void => {
    const was = flow(before, end(from, "before"), end(to, "before"));
    const is = flow(after, end(from, "after"), end(to, "after"));
    const opens = { packets: is.without(was), internet: after.atlas.internetAddresses };
    const closes = { packets: was.without(is), internet: before.atlas.internetAddresses };
    note(opened, { ...opens, from: end(from, "after"), to: end(to, "after") });
    note(closed, { ...closes, from: end(from, "before"), to: end(to, "before") });
  };
  const meets = meeting(before, after, groups);
  const services = [...new Set([...endpointServices(before), ...endpointServices(after)])];
  for (const from of groups) {
    for (const to of meets(from)) ask(from, to);
    ask(from, INTERNET);
    ask(INTERNET, from);
    for (const service of services) ask(from, { service });
  }
  return { opens: told("opens", opened), closes: told("closes", closed) };
}

type Outside = { readonly internet: true } | { readonly service: string };
const INTERNET: Outside = { internet: true };

const end = (group: Group | Outside, when: "before" | "after"): FlowEnd =>
  "before" in group ? { interfaces: group[when] } : group;

function note(into: Found[], found: Found): void {
  if (!found.packets.isEmpty) into.push(found);
}

/** Services that are met through gateway endpoints, and so are not the internet. */
const endpointServices = ({ network }: Verifier): string[] =>
  network.vpcEndpoints
    .filter(({ endpointType }) => endpointType === "Gateway")
    .map(({ service }) => service);

function groupsOf(before: Verifier, after: Verifier): Group[] {
  const was = classSignatures(before.atlas);
  const is = classSignatures(after.atlas);
  const found = new Map<string, { before: NetworkInterface[]; after: NetworkInterface[] }>();
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const signature = `${was.get(key) ?? "absent"} >> ${is.get(key) ?? "absent"}`;
    const group = found.get(signature) ?? { before: [], after: [] };
    found.set(signature, group);
    const [one, other] = [before.atlas.interfaces.get(key), after.atlas.interfaces.get(key)];
    if (one !== undefined) group.before.push(one);
    if (other !== undefined) group.after.push(other);
  }
  return [...found.values()];
}

/** The groups that a group can meet at all, before or afterwards. */
function meeting(
  before: Verifier,
  after: Verifier,
  groups: readonly Group[],
): (from: Group) => ReadonlySet<Group> {
  const meets = [
    { verifier: before, when: "before" } as const,
    { verifier: after, when: "after" } as const,
  ].map(({ verifier, when }) => {
    const vpcOf = (group: Group): Key =>
      verifier.atlas.subnets.get(group[when][0]?.subnet ?? "")?.vpc ?? "";
    const byVpc = new Map<Key, Group[]>();
    for (const group of groups) {
      const vpc = vpcOf(group);
      const there = byVpc.get(vpc);
      if (there === undefined) byVpc.set(vpc, [group]);
      else there.push(group);
    }
    const joined = neighbours(verifier.network);
    return (from: Group): Group[] =>
      [...(joined.get(vpcOf(from)) ?? [])].flatMap((vpc) => byVpc.get(vpc) ?? []);
  });
  return (from) => new Set(meets.flatMap((meet) => meet(from)));
}

/** One line for the same traffic between the same kinds. */
function told(verb: "opens" | "closes", found: readonly Found[]): Change[] {
  const lines = new Map<string, Found[]>();
  for (const one of found) {
    const key = [
      kindOf(one.from),
      kindOf(one.to),
      traffic(one.packets).join(),
      addresses(one)?.join() ?? "",
    ].join("|");
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  return [...lines.values()]
    .map((alike) => change(verb, alike))
    .sort((a, b) => weight(b) - weight(a));
}

const traffic = (packets: PacketSet): string[] => formatServices(packets.project("service"));

/** The part of the internet that it is about; undefined: all of it, or none. */
function addresses({ from, to, packets, internet }: Found): string[] | undefined {
  const side = "internet" in from ? "source" : "internet" in to ? "destination" : undefined;
  if (side === undefined) return undefined;
  const met = packets.project(side);
  // All of IPv4, or of IPv6: "the internet" says it.
  const whole = [ALL_IPV4, ALL_IPV6]
    .map((all) => internet.and(all))
    .some((all) => !all.isEmpty && met.contains(all));
  if (whole) return undefined;
  const texts = formatAddresses(met);
  return texts.length > 4 ? [...texts.slice(0, 3), `${texts.length - 3} more blocks`] : texts;
}

function change(verb: string, alike: readonly Found[]): Change {
  const from = merged(alike.map((one) => one.from));
  const to = merged(alike.map((one) => one.to));
  const [first] = alike;
  const packets = first?.packets ?? NO_PACKETS;
  const texts = traffic(packets);
  const part = first === undefined ? undefined : addresses(first);
  const where = part === undefined ? "" : ` (${part.join(", ")})`;
  const [source, target] = [label(from), label(to)];
  const [at, of] = "internet" in from ? [where, ""] : ["", where];
  return {
    sentence: `${verb} ${texts.join(", ")} from ${source}${at} to ${target}${of}`,
    from: source,
    to: target,
    traffic: texts,
    ...(part === undefined ? {} : { addresses: part }),
    fromInterfaces: keys(from),
    toInterfaces: keys(to),
  };
}

const keys = (one: FlowEnd): Key[] =>
  "interfaces" in one ? one.interfaces.map(({ key }) => key) : [];

function merged(ends: readonly FlowEnd[]): FlowEnd {
  const [first] = ends;
  if (first === undefined || !("interfaces" in first)) return first ?? INTERNET;
  const all = new Map(
    ends.flatMap((one) => ("interfaces" in one ? one.interfaces : [])).map((one) => [one.key, one]),
  );
  return { interfaces: [...all.values()] };
}

/** What the internet can do stands first. */
function weight({ from, to }: Change): number {
  return (from === "the internet" ? 2 : 0) + (to === "the internet" ? 1 : 0);
}

/**
 * Interfaces that are alike: one question answers for all of them. Towards the internet it is the
 * same table, ACL, groups, zone and addresses that make them alike; among themselves the subnet too,
 * because rules may name its block.
 */
import { cidrAddresses, type PointSet } from "../../net";
import type { InterfaceKind, Key, NetworkInterface, Subnet } from "../model/network";
import type { Survey } from "./survey";

export interface InterfaceClass {
  /** The one that is asked. */
  readonly one: NetworkInterface;
  readonly all: readonly NetworkInterface[];
  readonly vpc: Key;
}

type Kinds = readonly InterfaceKind[];

/** Alike for whatever comes from the internet or goes there. */
export const outwardClasses = (survey: Survey, kinds: Kinds): InterfaceClass[] =>
  classes(survey, kinds, ({ availabilityZone }) => availabilityZone);

/** Alike for whatever goes among interfaces. */
export const inwardClasses = (survey: Survey, kinds: Kinds): InterfaceClass[] =>
  classes(survey, kinds, ({ key }) => key);

/**
 * Alike for whatever goes among interfaces of different subnets, as far as the rules of their own
 * VPC and of its peers tell subnets apart: fewer by far where there are many subnets.
 */
export const alikeClasses = (survey: Survey, kinds: Kinds): InterfaceClass[] =>
  classes(survey, kinds, cellOf(survey));

function classes(survey: Survey, kinds: Kinds, cell: (subnet: Subnet) => string): InterfaceClass[] {
  const { network, atlas } = survey;
  const withNat = new Set(network.natGateways.map(({ subnet }) => subnet));
  const found = new Map<string, { vpc: Key; all: NetworkInterface[] }>();
  for (const one of network.networkInterfaces) {
    const subnet = atlas.subnets.get(one.subnet);
    if (subnet === undefined || !atlas.vpcs.has(subnet.vpc) || !kinds.includes(one.kind)) continue;
    const { vpc, routeTable, networkAcl, publicAccessExclusion } = subnet;
    const own = withNat.has(subnet.key) ? subnet.key : cell(subnet);
    const alike = [
      ...[vpc, routeTable, networkAcl, publicAccessExclusion, own, one.kind],
      ...[one.filtered, one.publicIpv4, one.hasIpv4, one.hasIpv6],
      ...[...one.securityGroups].sort(),
    ].join("|");
    const same = found.get(alike);
    if (same === undefined) found.set(alike, { vpc, all: [one] });
    else same.all.push(one);
  }
  return [...found.values()].flatMap(({ vpc, all }) => {
    const [one] = all;
    return one === undefined ? [] : [{ one, all, vpc }];
  });
}

/** Which of the blocks that rules name hold a subnet; its own key where one holds a part of it. */
function cellOf(survey: Survey): (subnet: Subnet) => string {
  const named = namedBlocks(survey);
  const known = new Map<Key, string>();
  return ({ key, vpc, ipv4Block, ipv6Block }) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const own = [ipv4Block, ipv6Block].flatMap((cidr) => cidrAddresses(cidr ?? "") ?? []);
    const held: number[] = [];
    let isSplit = false;
    for (const [index, block] of (named.get(vpc) ?? []).entries())
      for (const mine of own.filter((one) => one.meets(block)))
        if (block.contains(mine)) held.push(index);
        else isSplit = true;
    const made = isSplit ? key : held.join();
    known.set(key, made);
    return made;
  };
}

/** By VPC, the blocks that rules of its own and of its peers name. */
function namedBlocks({ network }: Survey): ReadonlyMap<Key, readonly PointSet[]> {
  const cidrs = new Map<Key, Set<string>>();
  const add = (vpc: Key, cidr: string): void => {
    cidrs.set(vpc, (cidrs.get(vpc) ?? new Set()).add(cidr));
  };
  for (const { vpc, ingress, egress } of network.networkAcls)
    for (const { cidr } of [...ingress, ...egress]) add(vpc, cidr);
  for (const { vpc, ingress, egress } of network.securityGroups)
    for (const { remote } of [...ingress, ...egress]) if ("cidr" in remote) add(vpc, remote.cidr);
  const own = new Map([...cidrs].map(([vpc, all]) => [vpc, [...all]]));
  for (const { requester, accepter } of network.peeringConnections) {
    for (const cidr of own.get(requester) ?? []) add(accepter, cidr);
    for (const cidr of own.get(accepter) ?? []) add(requester, cidr);
  }
  return new Map(
    [...cidrs].map(([vpc, all]) => [vpc, [...all].flatMap((cidr) => cidrAddresses(cidr) ?? [])]),
  );
}

/** By owner, in order: a service with an interface in each subnet is one thing. */
export function owners(interfaces: readonly NetworkInterface[]): NetworkInterface[] {
  const found = new Map<Key, NetworkInterface>();
  for (const one of interfaces) if (!found.has(one.owner)) found.set(one.owner, one);
  return [...found.values()];
}

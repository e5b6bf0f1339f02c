/**
 * Interfaces that are alike: one question answers for all of them. Towards the internet it is the
 * same table, ACL, groups, zone and addresses that make them alike; among themselves the subnet too,
 * because rules may name its block.
 */
import type { InterfaceKind, Key, NetworkInterface } from "../model/network";
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
  classes(survey, kinds, false);

/** Alike for whatever goes among interfaces. */
export const inwardClasses = (survey: Survey, kinds: Kinds): InterfaceClass[] =>
  classes(survey, kinds, true);

function classes(survey: Survey, kinds: Kinds, bySubnet: boolean): InterfaceClass[] {
  const { network, atlas } = survey;
  const withNat = new Set(network.natGateways.map(({ subnet }) => subnet));
  const found = new Map<string, { vpc: Key; all: NetworkInterface[] }>();
  for (const one of network.networkInterfaces) {
    const subnet = atlas.subnets.get(one.subnet);
    if (subnet === undefined || !atlas.vpcs.has(subnet.vpc) || !kinds.includes(one.kind)) continue;
    const { vpc, routeTable, networkAcl, availabilityZone, publicAccessExclusion } = subnet;
    const own = bySubnet || withNat.has(subnet.key) ? subnet.key : "";
    const alike = [
      ...[vpc, routeTable, networkAcl, availabilityZone, publicAccessExclusion, own, one.kind],
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

/** By owner, in order: a service with an interface in each subnet is one thing. */
export function owners(interfaces: readonly NetworkInterface[]): NetworkInterface[] {
  const found = new Map<Key, NetworkInterface>();
  for (const one of interfaces) if (!found.has(one.owner)) found.set(one.owner, one);
  return [...found.values()];
}

/**
 * Interfaces that are alike in everything but their addresses are asked about together: a network of
 * ten thousand interfaces has a few dozen classes.
 */
import { NO_POINTS, type PointSet } from "../../net";
import type { Key, Network, NetworkInterface } from "../model/network";
import type { Atlas } from "../reachability/atlas";

/** What makes two interfaces alike, as a text. */
export function classSignatures(atlas: Atlas): ReadonlyMap<Key, string> {
  const special = specialSubnets(atlas.network);
  const zoned = zonedVpcs(atlas.network);
  return new Map(
    atlas.network.networkInterfaces.map((one) => {
      const subnet = atlas.subnets.get(one.subnet);
      const place =
        subnet === undefined
          ? [one.subnet]
          : [
              subnet.vpc,
              subnet.routeTable,
              subnet.networkAcl,
              special.has(subnet.key) ? subnet.key : "",
              subnet.publicAccessExclusion,
              zoned.has(subnet.vpc) ? subnet.availabilityZone : "",
              subnet.tier,
            ];
      const own = [
        one.kind,
        [...one.securityGroups].sort().join(" "),
        one.filtered,
        one.publicIpv4,
        one.hasIpv4,
        one.hasIpv6,
        one.sourceDestCheck,
        one.endpoint,
      ];
      return [one.key, [...place, ...own].join("|")] as const;
    }),
  );
}

/** Subnets in which something stands that packets of the subnet meet without leaving it. */
function specialSubnets(network: Network): ReadonlySet<Key> {
  return new Set([
    ...network.natGateways.flatMap(({ subnet }) => subnet ?? []),
    ...network.transitGateways.flatMap(({ attachments }) =>
      attachments.flatMap(({ subnets }) => subnets),
    ),
  ]);
}

/** VPCs in which the zone matters: a transit gateway takes over in the zone where it is met. */
function zonedVpcs(network: Network): ReadonlySet<Key> {
  return new Set(
    network.transitGateways.flatMap(({ attachments }) =>
      attachments.flatMap(({ vpc }) => vpc ?? []),
    ),
  );
}

/** VPCs that some peering connection or transit gateway joins, each with all that it may meet. */
export function neighbours(network: Network): ReadonlyMap<Key, ReadonlySet<Key>> {
  const found = new Map<Key, Set<Key>>(network.vpcs.map(({ key }) => [key, new Set([key])]));
  const join = (a: Key, b: Key): void => {
    found.get(a)?.add(b);
    found.get(b)?.add(a);
  };
  for (const { requester, accepter } of network.peeringConnections) join(requester, accepter);
  const routed = network.transitGateways.flatMap(({ attachments }) =>
    attachments.flatMap(({ vpc }) => vpc ?? []),
  );
  // Gateways may be peers: all that are attached anywhere may meet.
  for (const a of routed) for (const b of routed) join(a, b);
  return found;
}

export function addressesOfAll(atlas: Atlas, interfaces: readonly NetworkInterface[]): PointSet {
  return interfaces.reduce((all, one) => all.or(atlas.interfaceAddresses(one)), NO_POINTS);
}

/**
 * Two members that stand for all pairs in different subnets, and two for all pairs in one subnet:
 * within a subnet neither routes nor ACLs are asked.
 */
export function representatives(
  from: readonly NetworkInterface[],
  to: readonly NetworkInterface[],
): (readonly [NetworkInterface, NetworkInterface])[] {
  const found: (readonly [NetworkInterface, NetworkInterface])[] = [];
  const first = from[0];
  if (first === undefined) return found;
  const across =
    pairOf(
      first,
      to.find((one) => one.subnet !== first.subnet),
    ) ??
    pairOf(
      from.find((one) => one.subnet !== to[0]?.subnet),
      to[0],
    );
  if (across !== undefined) found.push(across);
  const bySubnet = new Map(to.map((one) => [one.subnet, one]));
  const last = new Map<Key, NetworkInterface>();
  for (const one of to) if (!last.has(one.subnet)) last.set(one.subnet, one);
  for (const one of from) {
    const other = [bySubnet.get(one.subnet), last.get(one.subnet)].find(
      (candidate) => candidate !== undefined && candidate.key !== one.key,
    );
    if (other === undefined) continue;
    found.push([one, other]);
    break;
  }
  return found;
}

const pairOf = (
  a: NetworkInterface | undefined,
  b: NetworkInterface | undefined,
): readonly [NetworkInterface, NetworkInterface] | undefined =>
  a === undefined || b === undefined ? undefined : [a, b];

/** A network made as small as it can be while something about it stays true. */
import type { Network, TransitGateway } from "../../../../analysis/model/network";

export function shrink(network: Network, stays: (smaller: Network) => boolean): Network {
  let current = network;
  const missing = dangling(network);
  const isWhole = (smaller: Network) => [...dangling(smaller)].every((key) => missing.has(key));
  for (let again = true; again;) {
    again = false;
    for (const smaller of smallerOnes(current)) {
      if (!isWhole(smaller) || !stays(smaller)) continue;
      current = smaller;
      again = true;
      break;
    }
  }
  return current;
}

/** The references that lead nowhere: no part that another needs is taken away. */
function dangling(network: Network): Set<string> {
  const lists = Object.values(network) as readonly (readonly { readonly key?: string }[])[];
  const keys = new Set(lists.flatMap((list) => list.map(({ key }) => key)));
  for (const { attachments, routeTables } of network.transitGateways) {
    for (const { key } of [...attachments, ...routeTables]) keys.add(key);
  }
  const targets = network.routeTables.flatMap(({ routes }) =>
    routes.flatMap(({ target, destination }) => [
      ...(target.kind === "local" ? [] : [target.key]),
      ...("cidr" in destination ? [] : [destination.prefixList]),
    ]),
  );
  const wanted = [
    ...network.subnets.flatMap(({ vpc, routeTable, networkAcl }) => [vpc, routeTable, networkAcl]),
    ...network.networkInterfaces.flatMap(({ subnet, securityGroups }) => [
      subnet,
      ...securityGroups,
    ]),
    ...network.securityGroups.flatMap(({ ingress, egress }) =>
      [...ingress, ...egress].map(({ remote }) =>
        "prefixList" in remote ? remote.prefixList : undefined,
      ),
    ),
    ...network.natGateways.flatMap(({ subnet, routeTable }) => [subnet, routeTable]),
    ...network.transitGateways.flatMap(({ attachments, routeTables }) => [
      ...attachments.flatMap(({ vpc, subnets, associatedTable, peer }) => [
        vpc,
        ...subnets,
        associatedTable,
        peer,
      ]),
      ...routeTables.flatMap(({ routes }) => routes.map(({ attachment }) => attachment)),
    ]),
    ...targets,
  ];
  return new Set(wanted.flatMap((key) => (key === undefined || keys.has(key) ? [] : [key])));
}

function* smallerOnes(network: Network): Generator<Network> {
  for (const name of Object.keys(network) as (keyof Network)[]) {
    const list = network[name] as readonly object[];
    for (const fewer of fewerOf(list)) yield { ...network, [name]: fewer };
  }
  yield* each(network, "routeTables", function* (table) {
    for (const routes of fewerOf(table.routes)) yield { ...table, routes };
  });
  yield* each(network, "networkAcls", bothSides);
  yield* each(network, "securityGroups", bothSides);
  yield* each(network, "networkInterfaces", function* (one) {
    for (const securityGroups of fewerOf(one.securityGroups)) yield { ...one, securityGroups };
    if (one.ipv6.length > 0 && one.ipv4.length > 0) {
      yield { ...one, ipv6: [], hasIpv6: false };
      yield { ...one, ipv4: [], hasIpv4: false, publicIpv4: false };
    }
    if (one.filtered) yield { ...one, filtered: false, securityGroups: [] };
    if (one.publicIpv4 !== false) yield { ...one, publicIpv4: false };
  });
  yield* each(network, "vpcs", function* (vpc) {
    if (vpc.blockPublicAccess !== "off") yield { ...vpc, blockPublicAccess: "off" };
  });
  yield* each(network, "transitGateways", smallerTransit);
}

function* each<K extends keyof Network>(
  network: Network,
  name: K,
  change: (one: Network[K][number]) => Generator<Network[K][number]>,
): Generator<Network> {
  const list = network[name] as readonly Network[K][number][];
  for (const [at, one] of list.entries()) {
    for (const smaller of change(one)) {
      yield { ...network, [name]: list.map((other, n) => (n === at ? smaller : other)) };
    }
  }
}

function* bothSides<R, T extends { readonly ingress: readonly R[]; readonly egress: readonly R[] }>(
  one: T,
): Generator<T> {
  for (const ingress of fewerOf(one.ingress)) yield { ...one, ingress };
  for (const egress of fewerOf(one.egress)) yield { ...one, egress };
}

function* smallerTransit(gateway: TransitGateway): Generator<TransitGateway> {
  for (const attachments of fewerOf(gateway.attachments)) yield { ...gateway, attachments };
  for (const [at, table] of gateway.routeTables.entries()) {
    for (const routes of fewerOf(table.routes)) {
      const routeTables = gateway.routeTables.map((one, n) =>
        n === at ? { ...one, routes } : one,
      );
      yield { ...gateway, routeTables };
    }
  }
}

function* fewerOf<T>(list: readonly T[]): Generator<T[]> {
  if (list.length > 3) {
    const half = Math.floor(list.length / 2);
    yield list.slice(0, half);
    yield list.slice(half);
  }
  for (const at of list.keys()) yield list.filter((_, n) => n !== at);
}

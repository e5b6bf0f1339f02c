/** Several VPCs joined: by peering, by a transit gateway, by both, or not at all. */
import type { Network, Route, RouteTargetKind } from "../../../../analysis/model/network";
import { part } from "../sketch/read";
import { oneVpc, serviceList } from "./oneVpc";
import type { Rules } from "./rules";

export function joinedVpcs(rules: Rules, howMany: number): Network {
  const all = Array.from({ length: howMany }, (_, at) => oneVpc(rules, at)).reduce(together);
  const network = { ...all, prefixLists: [serviceList()] };
  if (howMany === 1) return network;
  const how = rules.dice.below(5);
  if (how === 0) return network;
  if (how <= 2) return peered(rules, network);
  const hub = throughTransit(rules, network);
  return how === 3 ? hub : peered(rules, hub);
}

function together(one: Network, other: Network): Network {
  const keys = Object.keys(one) as (keyof Network)[];
  const lists = keys.map((key) => [key, [...one[key], ...other[key]]] as const);
  return Object.fromEntries(lists) as unknown as Network;
}

function peered({ dice }: Rules, network: Network): Network {
  const [first, ...others] = network.vpcs.map(({ key }) => key);
  return others.reduce((so, other) => {
    const key = `${first}-${other}`;
    const one = { ...part("peering", key), requester: first!, accepter: other };
    const peering = {
      ...one,
      status: "active",
      sameRegion: dice.chance(75),
      requesterDns: false,
      accepterDns: false,
    };
    const there = withRoutes(so, first!, blocks(so, other), ["vpcPeeringConnection", key]);
    const back = withRoutes(there, other, blocks(so, first!), ["vpcPeeringConnection", key]);
    return { ...back, peeringConnections: [...back.peeringConnections, peering] };
  }, network);
}

function blocks({ vpcs }: Network, key: string): string[] {
  const vpc = vpcs.find((one) => one.key === key);
  return [...(vpc?.ipv4Blocks ?? []), ...(vpc?.ipv6Blocks ?? [])];
}

/** Into every table of the VPC that has no route to the block yet. */
function withRoutes(
  network: Network,
  vpc: string,
  cidrs: readonly string[],
  [kind, key]: readonly [RouteTargetKind, string],
): Network {
  const routeTables = network.routeTables.map((table) => {
    if (table.vpc !== vpc) return table;
    const has = (cidr: string) =>
      table.routes.some((route) => "cidr" in route.destination && route.destination.cidr === cidr);
    const added = cidrs
      .filter((cidr) => !has(cidr))
      .map((cidr): Route => ({ key: table.key, destination: { cidr }, target: { kind, key } }));
    return { ...table, routes: [...table.routes, ...added] };
  });
  return { ...network, routeTables };
}

function throughTransit({ dice, space }: Rules, network: Network): Network {
  const split = dice.chance(30);
  const tables = split ? ["hub", "spokes"] : ["hub"];
  const attachments = network.vpcs.map(({ key }, at) => ({
    ...part("attachment", `at-${key}`),
    kind: "vpc" as const,
    vpc: key,
    subnets: onePerZone(network, key, dice.chance(80)),
    available: true,
    applianceMode: false,
    associatedTable: split && at > 0 ? "spokes" : "hub",
  }));
  const routeTables = tables.map((table) => ({
    ...part("transit table", table),
    routes: attachments
      // In the spokes' table stands the hub's VPC only.
      .filter((_, at) => table === "hub" || at === 0)
      .flatMap(({ key, vpc }) =>
        blocks(network, vpc).map((cidr, n) => ({
          key: `${table}-${key}-${n}`,
          cidr,
          attachment: key,
          propagated: true,
        })),
      )
      .concat(
        dice.chance(60)
          ? [{ key: `${table}-all`, cidr: "0.0.0.0/0", attachment: "at-v0", propagated: false }]
          : [],
      ),
  }));
  const gateway = {
    ...part("transit", "tgw"),
    dnsSupport: true,
    securityGroupReferencing: dice.chance(50),
    attachments,
    routeTables,
  };
  const everywhere = [space.everyVpc, ...(space.ipv6 ? ["2600:1f00::/32"] : [])];
  const central = dice.chance(40);
  const routed = network.vpcs.reduce((so, { key }, at) => {
    const egress = central && at > 0 ? ["0.0.0.0/0"] : [];
    return withRoutes(so, key, [...everywhere, ...egress], ["transitGateway", "tgw"]);
  }, network);
  return { ...routed, transitGateways: [gateway] };
}

function onePerZone(network: Network, vpc: string, everyZone: boolean): string[] {
  const own = network.subnets.filter((subnet) => subnet.vpc === vpc);
  const zones = [...new Set(own.map(({ availabilityZone }) => availabilityZone))];
  return zones
    .slice(0, everyZone ? zones.length : 1)
    .map((zone) => own.filter((subnet) => subnet.availabilityZone === zone).at(-1)!.key);
}

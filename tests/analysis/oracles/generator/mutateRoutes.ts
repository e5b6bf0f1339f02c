/** Changes of route tables and of which subnet has which. */
import type {
  Network,
  Route,
  RouteTable,
  RouteTarget,
  RouteTargetKind,
} from "../../../../analysis/model/network";
import { type Mutation, changeOne, without } from "./change";
import type { Rules } from "./rules";
import { SERVICE_LIST } from "./oneVpc";

const TARGETS: readonly [RouteTargetKind, keyof Network][] = [
  ["internetGateway", "internetGateways"],
  ["egressOnlyInternetGateway", "egressOnlyInternetGateways"],
  ["natGateway", "natGateways"],
  ["natGateway", "natGateways"],
  ["vpcPeeringConnection", "peeringConnections"],
  ["transitGateway", "transitGateways"],
  ["transitGateway", "transitGateways"],
  ["vpcEndpoint", "vpcEndpoints"],
  ["networkInterface", "networkInterfaces"],
];

/** Mostly a part of the network, of any VPC; else nothing that is there. */
function target(network: Network, { dice }: Rules): RouteTarget {
  const kind = dice.below(24);
  if (kind === 0) return { kind: "local", key: "local" };
  if (kind === 1) return { kind: "natGateway", key: "nowhere" };
  if (kind === 2) return { kind: "natGateway", key: "nowhere", gone: true };
  if (kind === 3) return { kind: "vpnGateway", key: "vgw" };
  const there = TARGETS.filter(([, list]) => network[list].length > 0);
  if (there.length === 0) return { kind: "local", key: "local" };
  const [of, list] = dice.pick(there);
  return { kind: of, key: dice.pick(network[list] as readonly { key: string }[]).key };
}

function destination(network: Network, { dice, space }: Rules): Route["destination"] {
  const [vpc, subnet] = [dice.pick(network.vpcs), dice.pick(network.subnets)];
  const cidrs = [
    "0.0.0.0/0",
    vpc.ipv4Blocks[0],
    vpc.ipv4Blocks[0],
    subnet.ipv4Block,
    subnet.ipv4Block,
    space.everyVpc,
    "8.8.0.0/16",
    ...(space.ipv6 ? ["::/0", vpc.ipv6Blocks[0], subnet.ipv6Block, "64:ff9b::/96"] : []),
  ];
  if (dice.chance(8)) return { prefixList: SERVICE_LIST };
  if (dice.chance(8) && network.prefixLists.some(({ key }) => key === "own-list")) {
    return { prefixList: "own-list" };
  }
  return { cidr: dice.pick(cidrs) ?? "0.0.0.0/0" };
}

const text = (route: Route) => JSON.stringify(route.destination);

/** A destination stands in a table once: the new route takes the place of the old one. */
function put(table: RouteTable, route: Route): RouteTable {
  const others = table.routes.filter((one) => text(one) !== text(route));
  return { ...table, routes: [...others, route] };
}

const add: Mutation = (network, rules) =>
  changeOne(network, "routeTables", rules, (table) =>
    put(table, {
      key: table.key,
      destination: destination(network, rules),
      target: target(network, rules),
    }),
  );

const remove: Mutation = (network, rules) =>
  changeOne(network, "routeTables", rules, (table) => ({
    ...table,
    routes: without(table.routes, rules),
  }));

const retarget: Mutation = (network, rules) =>
  changeOne(network, "routeTables", rules, (table) => {
    if (table.routes.length === 0) return table;
    const old = rules.dice.pick(table.routes);
    return put(table, { ...old, target: target(network, rules) });
  });

const blackHole: Mutation = (network, rules) =>
  changeOne(network, "routeTables", rules, (table) => {
    if (table.routes.length === 0) return table;
    const old = rules.dice.pick(table.routes);
    return put(table, { ...old, target: { ...old.target, gone: true } });
  });

const otherTable: Mutation = (network, rules) =>
  changeOne(network, "subnets", rules, (subnet) => {
    const own = network.routeTables.filter(({ vpc }) => vpc === subnet.vpc);
    return { ...subnet, routeTable: rules.dice.pick(own).key };
  });

const ownList: Mutation = (network, rules) => {
  const { space, dice } = rules;
  const block = dice.pick(network.subnets).ipv4Block ?? "8.8.4.0/24";
  const cidrs = [...new Set([block, dice.pick(["8.8.8.0/24", space.vpcBlock(2)])])];
  const list = { key: "own-list", name: "own-list", type: "list", tags: {}, service: undefined };
  const others = network.prefixLists.filter(({ key }) => key !== list.key);
  return { ...network, prefixLists: [...others, { ...list, cidrs }] };
};

export const routeMutations: readonly Mutation[] = [
  add,
  add,
  add,
  remove,
  retarget,
  retarget,
  blackHole,
  otherTable,
  ownList,
];

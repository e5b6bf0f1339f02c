/** Faults of route tables, and of which subnet has which. */
import type {
  Network,
  Route,
  RouteTable,
  RouteTarget,
  RouteTargetKind,
} from "../../../../analysis/model/network";
import { beside, firstHalf, isIpv6, isWhole } from "./blocks";
import { type FaultKind, replaced, sitesOf } from "./fault";

const toText = ({ destination }: Route): string =>
  "cidr" in destination ? destination.cidr : destination.prefixList;

const byName = (route: Route): string => `${toText(route)} by ${route.target.kind}`;

const JOINING: readonly RouteTargetKind[] = ["vpcPeeringConnection", "transitGateway"];

/** A route to AWS's prefix list is the gateway endpoint's: it has faults of its own. */
const byBlock = ({ routes }: RouteTable): Route[] =>
  routes.filter(({ destination }) => "cidr" in destination);

const without = (joins: boolean) => (network: Network) =>
  sitesOf(network, "routeTables", (table) =>
    byBlock(table)
      .filter(({ target }) => JOINING.includes(target.kind) === joins)
      .map((route) => [
        byName(route),
        { ...table, routes: table.routes.filter((one) => one !== route) },
      ]),
  );

const gone: FaultKind["sites"] = (network) =>
  sitesOf(network, "routeTables", (table) =>
    byBlock(table).map((route) => [
      byName(route),
      {
        ...table,
        routes: replaced(table.routes, route, {
          ...route,
          target: { ...route.target, gone: true },
        }),
      },
    ]),
  );

/** What stands in a VPC and takes traffic of the family. */
function gatewaysOf(network: Network, vpc: string, ipv6: boolean): RouteTarget[] {
  const of = (
    kind: RouteTargetKind,
    parts: readonly { readonly key: string; readonly vpc?: string | undefined }[],
  ): RouteTarget[] =>
    parts.filter((one) => one.vpc === vpc).map(({ key }): RouteTarget => ({ kind, key }));
  return [
    ...of("internetGateway", network.internetGateways),
    ...of("egressOnlyInternetGateway", ipv6 ? network.egressOnlyInternetGateways : []),
    ...of("natGateway", ipv6 ? [] : network.natGateways),
    ...network.peeringConnections
      .filter(({ requester, accepter }) => [requester, accepter].includes(vpc))
      .map(({ key }): RouteTarget => ({ kind: "vpcPeeringConnection", key })),
  ];
}

const isNatOfOwnSubnet = (network: Network, table: RouteTable, target: RouteTarget): boolean =>
  network.natGateways.some(
    ({ key, subnet }) =>
      key === target.key &&
      network.subnets.some((one) => one.key === subnet && one.routeTable === table.key),
  );

const wrongGateway: FaultKind["sites"] = (network) =>
  sitesOf(network, "routeTables", (table) =>
    byBlock(table).flatMap((route) =>
      gatewaysOf(network, table.vpc, isIpv6(toText(route)))
        .filter((target) => target.kind !== route.target.kind)
        .filter((target) => !isNatOfOwnSubnet(network, table, target))
        .filter((target) => !leadsOutOverIpv6(route, target))
        .map((target) => [
          `${byName(route)}, by ${target.kind} ${target.key} instead`,
          { ...table, routes: replaced(table.routes, route, { ...route, target }) },
        ]),
    ),
  );

const leadsOutOverIpv6 = (route: Route, target: RouteTarget): boolean =>
  isIpv6(toText(route)) && target.kind === "internetGateway";

/** The subnet that the gateway stands in leads back to it. */
const natLoop: FaultKind["sites"] = (network) =>
  sitesOf(network, "routeTables", (table) =>
    byBlock(table)
      .filter(({ target }) => target.kind === "internetGateway")
      .flatMap((route) =>
        network.natGateways
          .map(({ key }): RouteTarget => ({ kind: "natGateway", key }))
          .filter((target) => isNatOfOwnSubnet(network, table, target))
          .filter(() => !isIpv6(toText(route)))
          .map((target) => [
            `${byName(route)}, by ${target.key} instead`,
            { ...table, routes: replaced(table.routes, route, { ...route, target }) },
          ]),
      ),
  );

/** One gateway for two zones: it is missed on the day that its zone is. */
const natOfAnotherZone: FaultKind["sites"] = (network) =>
  sitesOf(network, "routeTables", (table) =>
    table.routes
      .filter(({ target }) => target.kind === "natGateway")
      .flatMap((route) =>
        network.natGateways
          .filter(({ vpc, key }) => vpc === table.vpc && key !== route.target.key)
          .map(({ key }) => [
            `${byName(route)}, ${key} instead of ${route.target.key}`,
            {
              ...table,
              routes: replaced(table.routes, route, {
                ...route,
                target: { ...route.target, key },
              }),
            },
          ]),
      ),
  );

const wrongBlock: FaultKind["sites"] = (network) =>
  sitesOf(network, "routeTables", (table) =>
    byBlock(table).flatMap((route) => {
      const cidr = toText(route);
      const others = isWhole(cidr) ? [firstHalf(cidr)] : [firstHalf(cidr), beside(cidr)];
      return others.map((other) => [
        `${byName(route)}, ${other} instead`,
        {
          ...table,
          routes: replaced(table.routes, route, { ...route, destination: { cidr: other } }),
        },
      ]);
    }),
  );

/** The tables of subnets that have no way out. */
const wayOutOfAClosedTier = (byInternetGateway: boolean) => (network: Network) =>
  sitesOf(network, "routeTables", (table) => {
    const isUsed = network.subnets.some(({ routeTable }) => routeTable === table.key);
    const hasNone = !table.routes.some((route) => isWhole(toText(route)));
    const added = (cidr: string, target: RouteTarget) =>
      [
        `${cidr} by ${target.kind} ${target.key}`,
        { ...table, routes: [...table.routes, { key: table.key, destination: { cidr }, target }] },
      ] as const;
    if (!isUsed || !hasNone) return [];
    const joined = table.routes.filter(({ target }) => target.kind === "transitGateway");
    const ways = [...gatewaysOf(network, table.vpc, false), ...joined.map(({ target }) => target)];
    return ways
      .filter(({ kind }) => kind !== "vpcPeeringConnection")
      .filter(({ kind }) => (kind === "internetGateway") === byInternetGateway)
      .map((target) => added("0.0.0.0/0", target));
  });

/** ::/0 to the internet gateway, in a table that leads IPv4 elsewhere or nowhere. */
const ipv6ByInternetGateway: FaultKind["sites"] = (network) =>
  sitesOf(network, "routeTables", (table) => {
    const has6 = network.subnets.some(
      ({ routeTable, ipv6Block }) => routeTable === table.key && ipv6Block !== undefined,
    );
    const isPublic = table.routes.some(({ target }) => target.kind === "internetGateway");
    if (!has6 || isPublic) return [];
    const others = table.routes.filter((route) => toText(route) !== "::/0");
    return network.internetGateways
      .filter(({ vpc }) => vpc === table.vpc)
      .map(({ key }) => [
        `::/0 by ${key}`,
        {
          ...table,
          routes: [
            ...others,
            {
              key: table.key,
              destination: { cidr: "::/0" },
              target: { kind: "internetGateway" as const, key },
            },
          ],
        },
      ]);
  });

const otherTable: FaultKind["sites"] = (network) =>
  sitesOf(network, "subnets", (subnet) =>
    network.routeTables
      .filter((table) => table.vpc === subnet.vpc && table.key !== subnet.routeTable)
      .map((table) => [table.name, { ...subnet, routeTable: table.key }]),
  );

export const routeFaults: readonly FaultKind[] = [
  { name: "route removed", sites: without(false) },
  { name: "route to a joined VPC missing", sites: without(true) },
  { name: "route whose target is gone", sites: gone },
  { name: "route to the wrong gateway", sites: wrongGateway },
  { name: "NAT gateway routed to itself", sites: natLoop },
  { name: "NAT gateway of another zone", sites: natOfAnotherZone },
  { name: "route for the wrong block", sites: wrongBlock },
  { name: "way out of a closed tier", sites: wayOutOfAClosedTier(false) },
  { name: "closed tier made public", sites: wayOutOfAClosedTier(true), behindGroups: true },
  { name: "IPv6 to an internet gateway", sites: ipv6ByInternetGateway, behindGroups: true },
  { name: "subnet on the wrong route table", sites: otherTable },
];

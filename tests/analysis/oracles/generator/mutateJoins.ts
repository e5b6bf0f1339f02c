/** Changes of peerings and transit gateways. */
import type { Network, TransitGateway } from "../../../../analysis/model/network";
import { part } from "../sketch/read";
import { type Mutation, changeOne, without } from "./change";
import { type Rules, someBlock } from "./rules";

const peeringStatus: Mutation = (network, rules) =>
  changeOne(network, "peeringConnections", rules, (peering) => ({
    ...peering,
    status: rules.dice.pick(["pending-acceptance", "deleted"]),
  }));

const peeringRegion: Mutation = (network, rules) =>
  changeOne(network, "peeringConnections", rules, (peering) => ({
    ...peering,
    sameRegion: !peering.sameRegion,
  }));

const changeAttachment = (
  network: Network,
  rules: Rules,
  change: (one: TransitGateway["attachments"][number]) => TransitGateway["attachments"][number],
): Network =>
  changeOne(network, "transitGateways", rules, (gateway) => {
    const at = rules.dice.below(gateway.attachments.length);
    const attachments = gateway.attachments.map((one, n) => (n === at ? change(one) : one));
    return { ...gateway, attachments };
  });

const unavailable: Mutation = (network, rules) =>
  changeAttachment(network, rules, (one) => ({ ...one, available: false }));

const otherTable: Mutation = (network, rules) =>
  changeAttachment(network, rules, (one) => ({
    ...one,
    associatedTable: rules.dice.chance(40) ? undefined : "hub",
  }));

/** At most one subnet in a zone, as AWS has it. */
const otherSubnets: Mutation = (network, rules) =>
  changeAttachment(network, rules, (one) => {
    const own = network.subnets.filter(({ vpc }) => vpc === one.vpc);
    const zones = [...new Set(own.map(({ availabilityZone }) => availabilityZone))];
    const subnets = zones
      .filter(() => rules.dice.chance(70))
      .map((zone) => rules.dice.pick(own.filter((each) => each.availabilityZone === zone)).key);
    return { ...one, subnets };
  });

const otherZone: Mutation = (network, rules) =>
  changeOne(network, "subnets", rules, (subnet) => {
    const attached = network.transitGateways.some(({ attachments }) =>
      attachments.some(({ subnets }) => subnets.includes(subnet.key)),
    );
    return attached ? subnet : { ...subnet, availabilityZone: rules.dice.pick(["1a", "1b", "1c"]) };
  });

const transitRoute: Mutation = (network, rules) =>
  changeOne(network, "transitGateways", rules, (gateway) => {
    const cidr = someBlock(rules, network);
    const attachment = rules.dice.chance(25) ? undefined : rules.dice.pick(gateway.attachments).key;
    const [first, ...others] = gateway.routeTables;
    if (first === undefined) return gateway;
    const kept = first.routes.filter((route) => route.cidr !== cidr || route.propagated);
    const route = { key: `static-${cidr}`, cidr, attachment, propagated: false };
    return { ...gateway, routeTables: [{ ...first, routes: [...kept, route] }, ...others] };
  });

const fewerTransitRoutes: Mutation = (network, rules) =>
  changeOne(network, "transitGateways", rules, (gateway) => ({
    ...gateway,
    routeTables: gateway.routeTables.map((table) => ({
      ...table,
      routes: without(table.routes, rules),
    })),
  }));

const references: Mutation = (network, rules) =>
  changeOne(network, "transitGateways", rules, (gateway) => ({
    ...gateway,
    securityGroupReferencing: !gateway.securityGroupReferencing,
  }));

const attachmentReferences: Mutation = (network, rules) =>
  changeAttachment(network, rules, (one) =>
    one.kind === "vpc" ? { ...one, securityGroupReferencing: false } : one,
  );

const asEndpoint: Mutation = (network, rules) =>
  changeOne(network, "networkInterfaces", rules, (one) => ({ ...one, kind: "endpoint" }));

/** The last VPC moves to a gateway of its own, peered with the first. */
const secondGateway: Mutation = (network) => {
  const [gateway] = network.transitGateways;
  const last = gateway?.attachments.at(-1);
  if (gateway === undefined || network.transitGateways.length > 1 || last?.kind !== "vpc") {
    return network;
  }
  const end = { subnets: [], available: true, applianceMode: false, kind: "peering" as const };
  const near = {
    ...part("attachment", "near-end"),
    ...end,
    peer: "far-end",
    associatedTable: "hub",
  };
  const far = {
    ...part("attachment", "far-end"),
    ...end,
    peer: "near-end",
    associatedTable: "far",
  };
  const own = network.vpcs.find(({ key }) => key === last.vpc)?.ipv4Blocks ?? [];
  const one: TransitGateway = {
    ...gateway,
    attachments: [...gateway.attachments.slice(0, -1), near],
    routeTables: gateway.routeTables.map((table) => ({
      ...table,
      routes: table.routes
        .map((route) =>
          route.attachment === last.key ? { ...route, attachment: "near-end" } : route,
        )
        .map((route) =>
          route.attachment === "near-end" ? { ...route, propagated: false } : route,
        ),
    })),
  };
  const routes = [
    { key: "far-in", cidr: own[0] ?? "10.0.0.0/32", attachment: last.key, propagated: true },
    { key: "far-out", cidr: "0.0.0.0/0", attachment: "far-end", propagated: false },
  ];
  const other: TransitGateway = {
    ...part("transit", "tgw2"),
    dnsSupport: true,
    securityGroupReferencing: true,
    attachments: [{ ...last, associatedTable: "far" }, far],
    routeTables: [{ ...part("transit table", "far"), routes }],
  };
  const routeTables = network.routeTables.map((table) =>
    table.vpc === last.vpc
      ? {
          ...table,
          routes: table.routes.map((route) =>
            route.target.key === gateway.key
              ? { ...route, target: { ...route.target, key: "tgw2" } }
              : route,
          ),
        }
      : table,
  );
  return { ...network, transitGateways: [one, other], routeTables };
};

export const joinMutations: readonly Mutation[] = [
  peeringStatus,
  peeringRegion,
  unavailable,
  otherTable,
  otherSubnets,
  otherZone,
  transitRoute,
  transitRoute,
  fewerTransitRoutes,
  references,
  attachmentReferences,
  asEndpoint,
  secondGateway,
];

/** What could be done about where things stand, and about what they are joined to. */
import type { Key, NatGateway, NetworkInterface, Subnet } from "../model/network";
import type { Hop } from "../reachability/journey";
import type { Loss } from "../reachability/trip";
import type { Change } from "./change";
import type { Through } from "./through";
import type { Fault } from "../intents/fault";

/** Of each sort, those that are tried. */
const TRIED = 8;

export interface Passed {
  readonly atlas: Through["atlas"];
  readonly fault: Fault;
  /** Of what is lost and of what arrives. */
  readonly hops: readonly Hop[];
  /** What decided, where something is lost. */
  readonly loss: Loss | undefined;
}

/** Each puts one thing elsewhere; the likely ones first. */
export function relocations(passed: Passed): Change[][] {
  const { from, to } = passed.fault.question;
  const ends = [from.interface, to.interface].flatMap((one) => one ?? []);
  const where = passed.loss?.subnet === undefined ? [] : [passed.loss.subnet];
  const subnets = [
    ...where,
    ...ends.map(({ subnet }) => subnet),
    ...natSubnets(passed),
    ...transitSubnets(passed),
  ];
  return [
    ...natGateways(passed),
    ...[...new Set(subnets)].flatMap((key) => subnetChanges(passed, key)),
    ...ends.flatMap((one) => interfaceChanges(passed, one)),
  ];
}

/** Those that were met, and those in the subnet that did not let the packets as far. */
const gatewaysPassed = ({ atlas, hops, loss }: Passed): readonly NatGateway[] => {
  const keys = new Set([...hops.map((hop) => hop.component), loss?.component ?? ""]);
  return atlas.network.natGateways.filter(
    ({ key, subnet }) => keys.has(key) || (subnet !== undefined && subnet === loss?.subnet),
  );
};

const natSubnets = (passed: Passed): Key[] =>
  gatewaysPassed(passed).flatMap(({ subnet }) => subnet ?? []);

/** Where a transit gateway hands over, by the tables that were asked there. */
function transitSubnets({ atlas, hops }: Passed): Key[] {
  const tables = new Set(hops.map(({ component }) => component));
  return [...atlas.attachments.values()]
    .flatMap(({ attachment }) => attachment.subnets)
    .filter((key) => tables.has(atlas.subnets.get(key)?.routeTable ?? ""));
}

const subnetsOf = ({ atlas }: Passed, vpc: Key): Subnet[] =>
  atlas.network.subnets.filter((one) => one.vpc === vpc);

function natGateways(passed: Passed): Change[][] {
  return gatewaysPassed(passed).flatMap(({ key: gateway, vpc, subnet, connectivity }) => {
    const zone = passed.atlas.subnets.get(subnet ?? "")?.availabilityZone;
    const elsewhere = subnetsOf(passed, vpc)
      .filter((one) => one.key !== subnet && one.availabilityZone === zone)
      .map((one): Change[] => [{ kind: "moveNatGateway", gateway, subnet: one.key }]);
    const open: Change[][] =
      connectivity === "private" ? [[{ kind: "makeNatGatewayPublic", gateway }]] : [];
    return [...open, ...elsewhere.slice(0, TRIED)];
  });
}

function subnetChanges({ atlas }: Passed, subnet: Key): Change[][] {
  const own = atlas.subnets.get(subnet);
  const { routeTables, networkAcls, subnets } = atlas.network;
  const used = new Set(subnets.flatMap((one) => [one.routeTable, one.networkAcl]));
  // Those in use first: but the right one may be the one that nothing uses any more.
  const others = <T extends { readonly key: Key; readonly vpc: Key }>(parts: readonly T[]): T[] =>
    parts
      .filter(({ key, vpc }) => vpc === own?.vpc && ![own.routeTable, own.networkAcl].includes(key))
      .sort((a, b) => Number(used.has(b.key)) - Number(used.has(a.key)))
      .slice(0, TRIED);
  return [
    ...others(routeTables).map(({ key }): Change[] => [
      { kind: "associateRouteTable", subnet, table: key },
    ]),
    ...others(networkAcls).map(({ key }): Change[] => [
      { kind: "associateNetworkAcl", subnet, acl: key },
    ]),
  ];
}

/** Another subnet of the same zone; another group of the VPC, those that others carry first. */
function interfaceChanges(passed: Passed, one: NetworkInterface): Change[][] {
  const { atlas } = passed;
  const own = atlas.subnets.get(one.subnet);
  if (own === undefined) return [];
  const near = subnetsOf(passed, own.vpc).filter(
    ({ key, availabilityZone }) => key !== own.key && availabilityZone === own.availabilityZone,
  );
  const groups = atlas.network.networkInterfaces
    .filter(({ subnet }) => atlas.subnets.get(subnet)?.vpc === own.vpc)
    .flatMap(({ securityGroups }) => securityGroups);
  const declared = atlas.network.vpcEndpoints.find(({ key }) => key === one.endpoint);
  const idle = atlas.network.securityGroups.filter(({ vpc }) => vpc === own.vpc);
  const others = [...(declared?.securityGroups ?? []), ...groups, ...idle.map(({ key }) => key)];
  return [
    ...near
      .slice(0, TRIED)
      .map(({ key }): Change[] => [{ kind: "moveToSubnet", component: one.key, subnet: key }]),
    ...[...new Set(others)]
      .filter((group) => !one.securityGroups.includes(group))
      .slice(0, TRIED)
      .map((group): Change[] => [{ kind: "carrySecurityGroup", component: one.key, group }]),
  ];
}

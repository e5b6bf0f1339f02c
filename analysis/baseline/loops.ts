/**
 * Loops among gateways. What leaves a NAT gateway goes by the route table of its subnet; what a
 * transit gateway hands over goes by the route table of the attachment's subnet. Only what is not
 * the VPC's own goes on from there, so most attachments lead nowhere and are soon left aside.
 */
import { ALL_ADDRESSES, ALL_IPV4, type PointSet } from "../../net";
import type { Key, Route } from "../model/network";
import type { Survey } from "./survey";
import { transitWays } from "./transit";
import { deadEnd, vpcBlocks, waysOf } from "./ways";

/** Where traffic is when a route table of a VPC sends it on. */
export interface Stop {
  /** The NAT gateway, or the attachment. */
  readonly key: Key;
  readonly natGateway: Key | undefined;
  readonly table: Key;
  readonly vpc: Key;
}

export interface Loop {
  readonly stops: readonly Stop[];
  /** The route tables that lead on, each stop's; of a loop of one stop all that lead back. */
  readonly tables: readonly Key[];
  readonly addresses: PointSet;
  /** The routes of the first stop's table that make it. */
  readonly routed: readonly Route[];
}

interface Step {
  readonly next: Stop;
  readonly addresses: PointSet;
  readonly route: Route;
}

export function loopsOf(survey: Survey): Loop[] {
  const stops = [...natStops(survey), ...attachmentStops(survey)];
  const byTarget = new Map<Key, Stop[]>();
  for (const stop of stops) byTarget.set(stop.key, [...(byTarget.get(stop.key) ?? []), stop]);
  const found = new Map<string, Loop>();
  const known = new Map<Stop, Step[]>();
  const next = (stop: Stop, addresses: PointSet): Step[] => {
    const all = known.get(stop) ?? stepsFrom(survey, stop, byTarget);
    known.set(stop, all);
    return all.filter((step) => step.addresses.meets(addresses));
  };
  for (const start of stops) {
    for (const loop of roundsFrom(start, next)) {
      const keys = [...new Set(loop.stops.map(({ key }) => key))].sort();
      // By two tables of one attachment: each alone is told already.
      if (keys.length < loop.stops.length) continue;
      const before = found.get(keys.join("|"));
      const tables = [...new Set([...(before?.tables ?? []), ...loop.tables])];
      found.set(keys.join("|"), { ...(before ?? loop), tables });
    }
  }
  return [...found.values()];
}

function natStops({ network, atlas }: Survey): Stop[] {
  return network.natGateways.flatMap(({ key, subnet, routeTable, vpc }) => {
    const table = subnet === undefined ? routeTable : atlas.subnets.get(subnet)?.routeTable;
    return table === undefined ? [] : [{ key, natGateway: key, table, vpc }];
  });
}

/** Attachments that get more than what their VPC has, one stop for each table of their subnets. */
function attachmentStops(survey: Survey): Stop[] {
  const { network, atlas } = survey;
  return network.transitGateways.flatMap((gateway) => {
    const foreign = new Set(
      gateway.routeTables.flatMap(({ routes }) =>
        routes.filter(({ propagated }) => !propagated).map(({ attachment }) => attachment),
      ),
    );
    return gateway.attachments.flatMap(({ key, kind, vpc, subnets }): Stop[] => {
      if (kind !== "vpc" || vpc === undefined || !foreign.has(key)) return [];
      const tables = new Set(subnets.flatMap((one) => atlas.subnets.get(one)?.routeTable ?? []));
      return [...tables].map((table) => ({ key, natGateway: undefined, table, vpc }));
    });
  });
}

function stepsFrom(
  survey: Survey,
  stop: Stop,
  byTarget: ReadonlyMap<Key, readonly Stop[]>,
): Step[] {
  const table = survey.tables.get(stop.table);
  const vpc = survey.atlas.vpcs.get(stop.vpc);
  if (table === undefined || vpc === undefined) return [];
  // Behind a NAT gateway everything is IPv4.
  const family = stop.natGateway === undefined ? ALL_ADDRESSES : ALL_IPV4;
  return waysOf(survey, stop.table, family.without(vpcBlocks(vpc))).flatMap((way): Step[] => {
    const { route, addresses } = way;
    if (route === undefined || deadEnd(survey, table, way) !== undefined) return [];
    const { kind, key } = route.target;
    if (kind === "natGateway") {
      const ipv4 = addresses.and(ALL_IPV4);
      if (ipv4.isEmpty) return [];
      return (byTarget.get(key) ?? []).map((next) => ({ next, addresses: ipv4, route }));
    }
    if (kind !== "transitGateway") return [];
    return transitWays(survey, { gateway: key, vpc: stop.vpc, addresses, among: byTarget }).flatMap(
      (onward) =>
        (byTarget.get(onward.attachment.key) ?? []).map((next) => ({
          next,
          addresses: onward.addresses,
          route,
        })),
    );
  });
}

const FARTHEST = 8;

/** The ways from a stop back to it, without passing another twice. */
function roundsFrom(start: Stop, next: (stop: Stop, addresses: PointSet) => Step[]): Loop[] {
  const loops: Loop[] = [];
  const walk = (stops: readonly Stop[], addresses: PointSet, routed: readonly Route[]): void => {
    const last = stops.at(-1) ?? start;
    for (const step of next(last, addresses)) {
      const going = step.addresses.and(addresses);
      const routes = routed.length === 0 ? [step.route] : routed;
      if (step.next === start)
        loops.push({
          stops,
          tables: stops.map(({ table }) => table),
          addresses: going,
          routed: routes,
        });
      else if (!stops.includes(step.next) && stops.length < FARTHEST)
        walk([...stops, step.next], going, routes);
    }
  };
  walk([start], ALL_ADDRESSES, []);
  return loops;
}

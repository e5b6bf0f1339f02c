/** Route tables: a subnet's, and a transit gateway's. */
import type {
  Network,
  Route,
  RouteTable,
  RouteTarget,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
  Vpc,
} from "../../../../analysis/model/network";
import { isIn, isPublic, readBlock } from "./addresses";

export type Found = RouteTarget | "none" | "unknown";

/** Of routes as long: one by CIDR block wins over the local one, and that over a prefix list's. */
const RANK = { cidr: 2, local: 1, prefixList: 0 } as const;

interface Candidate {
  readonly cidr: string;
  readonly rank: number;
  readonly target: RouteTarget;
}

export function lookUp(
  network: Network,
  vpc: Vpc,
  table: RouteTable | undefined,
  destination: string,
): Found {
  if (table === undefined) return "unknown";
  const local = [...vpc.ipv4Blocks, ...vpc.ipv6Blocks].map((cidr) => ({
    cidr,
    rank: RANK.local,
    target: { kind: "local", key: "local" } as const,
  }));
  const given = table.routes.map((route) => candidates(network, route, destination));
  if (given.includes("unknown")) return "unknown";
  const all = [...local, ...given.flatMap((each) => (each === "unknown" ? [] : each))];
  return best(all.filter(({ cidr }) => isIn(destination, cidr)))?.target ?? "none";
}

function candidates(network: Network, route: Route, address: string): Candidate[] | "unknown" {
  const { destination, target } = route;
  if ("cidr" in destination) return [{ cidr: destination.cidr, rank: RANK.cidr, target }];
  const list = network.prefixLists.find(({ key }) => key === destination.prefixList);
  if (list?.cidrs === undefined) {
    // Whatever AWS's own lists hold, they hold public addresses.
    return list?.service !== undefined && !isPublic(address) ? [] : "unknown";
  }
  return list.cidrs.map((cidr) => ({ cidr, rank: RANK.prefixList, target }));
}

function best(matching: readonly Candidate[]): Candidate | undefined {
  return [...matching].sort((a, b) => length(b.cidr) - length(a.cidr) || b.rank - a.rank)[0];
}

/** The longest prefix; of routes as long, a static one before a propagated one. */
export function lookUpTransit(
  table: TransitGatewayRouteTable,
  destination: string,
): TransitGatewayRoute | undefined {
  return table.routes
    .filter(({ cidr }) => isIn(destination, cidr))
    .sort(
      (a, b) => length(b.cidr) - length(a.cidr) || Number(a.propagated) - Number(b.propagated),
    )[0];
}

function length(cidr: string): number {
  return readBlock(cidr).prefixLength;
}

/** A `Network` as a laboratory. What the model does not decide has no way here either, and is not compared. */
import type { Network, Route, RouteTable, RouteTarget } from "../../../../analysis/model/network";
import { readBlock } from "../walker/addresses";
import {
  buildEndpoint,
  buildInternet,
  buildInternetGateway,
  buildLocal,
  knownOutside,
  wayToHub,
  wayToLocal,
  wayToPeer,
} from "./edges";
import { isIpv4 } from "./filters";
import { Lab } from "./lab";
import {
  type FromTransit,
  type Place,
  buildNatGateway,
  buildSubnet,
  filterAtBoundary,
  placeOfNat,
  placesOf,
  routerOf,
  wayToNat,
} from "./subnetRouters";
import { buildTransitGateways, wayToTransit } from "./transit";

export function buildLab(network: Network): Lab {
  const lab = new Lab();
  const places = placesOf(network);
  const fromTransit: FromTransit = new Map();
  buildInternet(lab, network);
  for (const place of places) buildSubnet(lab, network, place);
  for (const vpc of network.vpcs) buildLocal(lab, vpc, places);
  for (const vpc of new Set(network.internetGateways.flatMap(({ vpc: at }) => at ?? []))) {
    buildInternetGateway(lab, vpc, places, knownOutside(network, places));
  }
  for (const endpoint of network.vpcEndpoints) {
    if (endpoint.endpointType === "Gateway") buildEndpoint(lab, network, endpoint, places);
  }
  for (const gateway of network.natGateways) {
    const place = placeOfNat(places, gateway);
    if (place !== undefined) buildNatGateway(lab, place, gateway);
  }
  buildTransitGateways(lab, network, places, fromTransit);
  for (const place of places) {
    addRoutes(lab, network, place, places);
    filterAtBoundary(lab, network, place, fromTransit);
  }
  return lab;
}

/** The weakest first, so that of routes as long the one that wins comes last and takes the other's place. */
function addRoutes(lab: Lab, network: Network, place: Place, places: readonly Place[]): void {
  const router = routerOf(lab, place);
  const vpc = network.vpcs.find(({ key }) => key === place.vpc);
  const table = tableOf(network, place);
  const local: Route[] = (vpc?.ipv4Blocks ?? []).map((cidr) => ({
    key: "local",
    destination: { cidr },
    target: { kind: "local", key: "local" },
  }));
  const byList = table.routes.filter(({ destination }) => "prefixList" in destination);
  const byCidr = table.routes.filter(({ destination }) => "cidr" in destination);
  const own = readBlock(place.block);
  const ways = new Map<string, string | undefined>();
  for (const { destination, target } of [...byList, ...local, ...byCidr]) {
    const name = JSON.stringify(target);
    if (!ways.has(name)) {
      const asked = { lab, network, from: place, key: target.key, places };
      ways.set(name, target.gone ? undefined : WAYS[target.kind]?.(asked));
    }
    const way = ways.get(name);
    for (const cidr of cidrsOf(network, destination)) {
      // What is for the subnet itself never asks for a route.
      if (own.contains(readBlock(cidr))) continue;
      const line = way === undefined ? `unreachable ${cidr}` : `${cidr} ${way}`;
      router.ip.push(`route replace ${line}`);
    }
  }
}

function tableOf(network: Network, place: Place): RouteTable {
  const given = network.routeTables.find(({ key }) => key === place.routeTable);
  if (given !== undefined) return given;
  const gateway = network.internetGateways.find(({ vpc }) => vpc === place.vpc);
  const target = { kind: "internetGateway", key: gateway?.key ?? "" } as const;
  const routes = [{ key: "", destination: { cidr: "0.0.0.0/0" }, target }];
  return { key: "", name: "", type: "", tags: {}, vpc: place.vpc, main: false, routes };
}

function cidrsOf(network: Network, destination: Route["destination"]): string[] {
  if ("cidr" in destination) return [destination.cidr].filter(isIpv4);
  const list = network.prefixLists.find(({ key }) => key === destination.prefixList);
  return (list?.cidrs ?? []).filter(isIpv4);
}

interface Asked {
  readonly lab: Lab;
  readonly network: Network;
  readonly from: Place;
  readonly key: string;
  readonly places: readonly Place[];
}

/** By the kind of target: how the router sends there; undefined where no way leads to it from this VPC. */
const WAYS: Readonly<Partial<Record<RouteTarget["kind"], (asked: Asked) => string | undefined>>> = {
  local: ({ lab, from }) => wayToLocal(lab, from, from.vpc),
  internetGateway: ({ lab, network, from, key }) => {
    const gateway = network.internetGateways.find((one) => one.key === key);
    return gateway?.vpc === from.vpc ? wayToHub(lab, from, `igw ${from.vpc}`) : undefined;
  },
  natGateway: ({ lab, network, from, key, places }) => {
    const gateway = network.natGateways.find((one) => one.key === key);
    const place = gateway && placeOfNat(places, gateway);
    return place?.vpc === from.vpc ? wayToNat(lab, from, place, gateway!) : undefined;
  },
  vpcEndpoint: ({ lab, network, from, key }) => {
    const endpoint = network.vpcEndpoints.find((one) => one.key === key);
    const here = endpoint?.vpc === from.vpc && endpoint.endpointType === "Gateway";
    return here ? wayToHub(lab, from, `endpoint ${key}`) : undefined;
  },
  vpcPeeringConnection: ({ lab, network, from, key }) => {
    const peering = network.peeringConnections.find((one) => one.key === key);
    return peering && wayToPeer(lab, network, from, peering);
  },
  transitGateway: ({ lab, network, from, key, places }) => {
    const gateway = network.transitGateways.find((one) => one.key === key);
    return gateway && wayToTransit(lab, from, gateway, places);
  },
};

/**
 * A transit gateway: a router with a table for each way in, and before it, for each attached subnet, a namespace in
 * which that subnet's ACL is asked.
 */
import type {
  Network,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRoute,
} from "../../../../analysis/model/network";
import { aclChain, chain, isIpv4 } from "./filters";
import { type End, type Lab, tableFor } from "./lab";
import { type FromTransit, type Place, routerOf } from "./subnetRouters";

/** The gateway's end of each link, by `attachment/zone` or `attachment/subnet`. */
type Ends = Map<string, End>;

interface Arrival {
  readonly attachment: TransitGatewayAttachment;
  readonly zone: string;
  readonly end: End;
}

export function buildTransitGateways(
  lab: Lab,
  network: Network,
  places: readonly Place[],
  fromTransit: FromTransit,
): void {
  const ends: Ends = new Map();
  for (const gateway of network.transitGateways) {
    for (const attachment of gateway.attachments.filter(({ kind }) => kind === "vpc")) {
      for (const place of places.filter(({ key }) => attachment.subnets.includes(key))) {
        ends.set(
          `${attachment.key}/${place.key}`,
          attachSubnet(lab, network, place, fromTransit, gateway),
        );
      }
    }
    joinToPeers(lab, network, gateway, ends);
  }
  for (const gateway of network.transitGateways) {
    for (const arrival of arrivals(gateway, places, ends))
      route(lab, gateway, arrival, places, ends);
  }
}

const doorLabel = (gateway: TransitGateway, { key }: Place) => `door of ${gateway.key} in ${key}`;

function attachSubnet(
  lab: Lab,
  network: Network,
  place: Place,
  ...[fromTransit, gateway]: [FromTransit, TransitGateway]
): End {
  const door = lab.namespace(doorLabel(gateway, place));
  const down = lab.link(door, routerOf(lab, place));
  const up = lab.link(door, lab.namespace(`transit ${gateway.key}`));
  fromTransit.set(routerOf(lab, place), down.other.device);
  const table = tableFor(door, up.one.device);
  door.ip.push(`route add default via ${down.one.peer} table ${table}`);
  door.ip.push(`route add default via ${up.one.peer}`);
  const { subnet } = place;
  if (subnet !== undefined) {
    door.nft.push(
      "table ip acl {",
      ...chain("into", "", aclChain(network, subnet, "ingress")),
      ...chain("forward", "type filter hook forward priority 0; policy accept;", [
        `oifname "${up.one.device}" jump into`,
      ]),
      "}",
    );
  }
  return up.other;
}

/** One link for each zone, so that it is known beyond in which zone a packet set out. */
function joinToPeers(lab: Lab, network: Network, gateway: TransitGateway, ends: Ends): void {
  const zones = new Set(network.subnets.map(({ availabilityZone }) => availabilityZone));
  for (const near of gateway.attachments.filter(({ kind }) => kind === "peering")) {
    for (const zone of zones) {
      if (ends.has(`${near.key}/${zone}`)) continue;
      const other = network.transitGateways.find(({ attachments }) =>
        attachments.some(({ key }) => key === near.peer),
      );
      if (other === undefined) continue;
      const link = lab.link(
        lab.namespace(`transit ${gateway.key}`),
        lab.namespace(`transit ${other.key}`),
      );
      ends.set(`${near.key}/${zone}`, link.one);
      ends.set(`${near.peer}/${zone}`, link.other);
    }
  }
}

function arrivals(gateway: TransitGateway, places: readonly Place[], ends: Ends): Arrival[] {
  return gateway.attachments.flatMap((attachment) =>
    [...ends].flatMap(([name, end]) => {
      const [key, where] = [name.slice(0, name.indexOf("/")), name.slice(name.indexOf("/") + 1)];
      if (key !== attachment.key) return [];
      const place = places.find((one) => one.key === where);
      return [{ attachment, zone: place?.availabilityZone ?? where, end }];
    }),
  );
}

function route(
  lab: Lab,
  gateway: TransitGateway,
  { attachment, zone, end }: Arrival,
  ...[places, ends]: [readonly Place[], Ends]
): void {
  const space = lab.namespace(`transit ${gateway.key}`);
  const table = tableFor(space, end.device);
  const own = gateway.routeTables.find(({ key }) => key === attachment.associatedTable);
  if (own === undefined || !attachment.available) return;
  // A static route takes the place of a propagated one.
  const inOrder = [...own.routes].sort((a, b) => Number(b.propagated) - Number(a.propagated));
  for (const one of inOrder.filter(({ cidr }) => isIpv4(cidr))) {
    const next = nextEnd(gateway, one, zone, places, ends);
    const way = next === undefined ? "unreachable" : "";
    const via = next === undefined ? "" : `via ${next.peer} dev ${next.device}`;
    space.ip.push(`route replace ${way} ${one.cidr} ${via} table ${table}`);
  }
}

function nextEnd(
  { attachments }: TransitGateway,
  { attachment }: TransitGatewayRoute,
  zone: string,
  ...[places, ends]: [readonly Place[], Ends]
): End | undefined {
  const next = attachments.find(({ key, available }) => key === attachment && available);
  if (next === undefined) return undefined;
  if (next.kind === "peering") return ends.get(`${next.key}/${zone}`);
  const all = places.filter(({ key }) => next.subnets.includes(key));
  const near = all.find(({ availabilityZone }) => availabilityZone === zone) ?? all[0];
  return near && ends.get(`${next.key}/${near.key}`);
}

/** From a subnet's router to the door of its zone; undefined where the VPC has none there. */
export function wayToTransit(
  lab: Lab,
  from: Place,
  gateway: TransitGateway,
  places: readonly Place[],
): string | undefined {
  const attachment = gateway.attachments.find(
    ({ vpc, kind, available }) => kind === "vpc" && vpc === from.vpc && available,
  );
  const place = places.find(
    ({ key, availabilityZone }) =>
      attachment?.subnets.includes(key) && availabilityZone === from.availabilityZone,
  );
  if (place === undefined) return undefined;
  const { one } = lab.link(routerOf(lab, from), lab.namespace(doorLabel(gateway, place)));
  return `via ${one.peer} dev ${one.device}`;
}

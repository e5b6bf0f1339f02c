/** What stands at the edge of a VPC: its local router, internet gateways, gateway endpoints, peerings; and the internet. */
import type {
  Network,
  NetworkInterface,
  PeeringConnection,
  Subnet,
  Vpc,
  VpcEndpoint,
} from "../../../../analysis/model/network";
import { PUBLIC_ADDRESSES } from "../generator/space";
import { everyAddress } from "../walker/addresses";
import { chain, isIpv4 } from "./filters";
import { type Lab, tableFor } from "./lab";
import { type Place, natAddress, placeOfNat, routerOf } from "./subnetRouters";

const NOT_PUBLIC =
  "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 224.0.0.0/3".split(
    " ",
  );

/** The router of the local routes: to each subnet of the VPC, and nowhere else. */
export function buildLocal(lab: Lab, { key }: Vpc, places: readonly Place[]): void {
  const local = lab.namespace(`local ${key}`);
  for (const place of places.filter(({ vpc }) => vpc === key)) {
    const { one } = lab.link(local, routerOf(lab, place));
    local.ip.push(`route add ${place.block} via ${one.peer}`);
  }
}

export function wayToLocal(lab: Lab, from: Place, vpc: string): string {
  const { one } = lab.link(routerOf(lab, from), lab.namespace(`local ${vpc}`));
  return `via ${one.peer} dev ${one.device}`;
}

/** A host that is known on the internet: its own address, and how far Block Public Access lets it be met. */
export interface Known {
  readonly address: string;
  readonly publicAddress: string;
  readonly vpc: string;
  readonly inbound: boolean;
}

export function knownOutside(network: Network, places: readonly Place[]): Known[] {
  const hosts = network.networkInterfaces
    .filter(({ publicIpv4, ipv4 }) => publicIpv4 === true && ipv4.length > 0)
    .map((one) => ({ address: one.ipv4[0]!, place: placeOf(places, one), nat: false }));
  const gateways = network.natGateways
    .filter(
      ({ hasPublicAddress, connectivity }) =>
        hasPublicAddress === true && connectivity === "public",
    )
    .map((gateway) => ({ gateway, place: placeOfNat(places, gateway) }))
    .flatMap(({ gateway, place }) =>
      place === undefined ? [] : [{ address: natAddress(place, gateway), place, nat: true }],
    );
  return [...hosts, ...gateways].flatMap(({ address, place, nat }, n) => {
    const vpc = network.vpcs.find(({ key }) => key === place?.vpc);
    if (vpc === undefined) return [];
    const met = publicAccess(vpc, place?.subnet, nat);
    if (met === "none") return [];
    const publicAddress = `198.51.100.${n + 1}`;
    return [{ address, publicAddress, vpc: vpc.key, inbound: met === "both" && !nat }];
  });
}

function placeOf(places: readonly Place[], { subnet }: NetworkInterface): Place | undefined {
  return places.find(({ key }) => key === subnet);
}

function publicAccess(
  { blockPublicAccess }: Vpc,
  subnet: Subnet | undefined,
  nat: boolean,
): "both" | "outwards" | "none" {
  if (subnet?.publicAccessExclusion === "allow-bidirectional") return "both";
  const cut = blockPublicAccess === "bidirectional" || (blockPublicAccess === "ingress" && !nat);
  if (!cut) return "both";
  return subnet?.publicAccessExclusion === "allow-egress" ? "outwards" : "none";
}

/** One-to-one translation, and nothing for those without a public address. */
export function buildInternetGateway(
  lab: Lab,
  vpc: string,
  places: readonly Place[],
  known: readonly Known[],
): void {
  const gateway = lab.namespace(`igw ${vpc}`);
  const internet = lab.namespace("internet");
  const { one: outside, other } = lab.link(gateway, internet);
  const inwards = tableFor(gateway, outside.device);
  for (const place of places.filter((one) => one.vpc === vpc)) {
    const { one } = lab.link(gateway, routerOf(lab, place));
    gateway.ip.push(`route add ${place.block} via ${one.peer} table ${inwards}`);
  }
  gateway.ip.push(
    `route add default via ${outside.peer} dev ${outside.device}`,
    ...NOT_PUBLIC.map((block) => `route add unreachable ${block}`),
  );
  const own = known.filter((one) => one.vpc === vpc);
  for (const { publicAddress } of own)
    internet.ip.push(`route add ${publicAddress} via ${other.peer}`);
  if (own.length === 0) {
    gateway.nft.push(
      "table ip igw {",
      ...chain("f", "type filter hook forward priority 0; policy drop;", []),
      "}",
    );
    return;
  }
  const sides = { oif: `oifname "${outside.device}"`, iif: `iifname "${outside.device}"` };
  const inbound = own.filter((one) => one.inbound);
  gateway.nft.push(
    "table ip igw {",
    ...chain("pre", "type nat hook prerouting priority -100;", [
      ...inbound.map((one) => `${sides.iif} ip daddr ${one.publicAddress} dnat to ${one.address}`),
    ]),
    ...chain("post", "type nat hook postrouting priority 100;", [
      ...own.map((one) => `${sides.oif} ip saddr ${one.address} snat to ${one.publicAddress}`),
    ]),
    ...chain("forward", "type filter hook forward priority 0; policy drop;", [
      "ct state established,related accept",
      ...own.map((one) => `${sides.oif} ip saddr ${one.address} accept`),
      ...inbound.map((one) => `${sides.iif} ip daddr ${one.address} accept`),
    ]),
    "}",
  );
}

export function wayToHub(lab: Lab, from: Place, label: string): string {
  const { one } = lab.link(routerOf(lab, from), lab.namespace(label));
  return `via ${one.peer} dev ${one.device}`;
}

/** Where the internet is met: a few addresses, and the first of each block of a service. */
export function publicAddresses({ prefixLists }: Network): string[] {
  const services = prefixLists.flatMap(({ service, cidrs }) =>
    service === undefined ? [] : (cidrs ?? []).map((cidr) => cidr.split("/")[0]!),
  );
  return [...new Set([...PUBLIC_ADDRESSES, ...services])].filter(isIpv4);
}

export function buildInternet(lab: Lab, network: Network): void {
  const internet = lab.namespace("internet");
  for (const address of publicAddresses(network)) internet.ip.push(`addr add ${address}/32 dev lo`);
}

/** The service behind the endpoint: it answers its own VPC, over TCP and pings. */
export function buildEndpoint(
  lab: Lab,
  network: Network,
  endpoint: VpcEndpoint,
  places: readonly Place[],
): void {
  const service = lab.namespace(`endpoint ${endpoint.key}`);
  const blocks = network.prefixLists
    .filter((list) => list.service === endpoint.service)
    .flatMap(({ cidrs }) => cidrs ?? [])
    .filter(isIpv4);
  for (const block of blocks) {
    for (const address of everyAddress(block).slice(0, 4))
      service.ip.push(`addr add ${address}/32 dev lo`);
  }
  const own = places.filter(({ vpc }) => vpc === endpoint.vpc);
  for (const place of own) {
    const { one } = lab.link(service, routerOf(lab, place));
    service.ip.push(`route add ${place.block} via ${one.peer}`);
  }
  service.nft.push(
    "table ip endpoint {",
    ...chain("input", "type filter hook input priority 0; policy drop;", [
      ...own.map(({ block }) => `ip saddr ${block} ip protocol { tcp, icmp } accept`),
    ]),
    // It is where the way ends: nothing is handed on.
    ...chain("forward", "type filter hook forward priority 0; policy drop;", []),
    "}",
  );
}

/** To the local router of the other VPC, from and to addresses of the two alone. */
export function wayToPeer(
  lab: Lab,
  network: Network,
  from: Place,
  peering: PeeringConnection,
): string | undefined {
  const ends = [peering.requester, peering.accepter];
  const [here, there] = [from.vpc, ends.find((end) => end !== from.vpc)].map((key) =>
    network.vpcs.find((vpc) => vpc.key === key),
  );
  if (peering.status !== "active" || !ends.includes(from.vpc) || !here || !there) return undefined;
  const label = `peering ${peering.key} from ${here.key}`;
  const fresh = !lab.has(label);
  const space = lab.namespace(label);
  if (fresh) {
    const { one } = lab.link(space, lab.namespace(`local ${there.key}`));
    for (const block of there.ipv4Blocks) space.ip.push(`route add ${block} via ${one.peer}`);
    space.nft.push(
      "table ip peering {",
      ...chain("forward", "type filter hook forward priority 0; policy drop;", [
        ...here.ipv4Blocks.map((block) => `ip saddr ${block} accept`),
      ]),
      "}",
    );
  }
  return wayToHub(lab, from, label);
}

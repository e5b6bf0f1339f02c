/**
 * A subnet is a bridge with its interfaces plugged in, in the namespace of a router that has the subnet's routes.
 * What stays on the bridge meets no filter; what crosses the router meets the subnet's ACL.
 */
import type {
  NatGateway,
  Network,
  NetworkInterface,
  Subnet,
} from "../../../../analysis/model/network";
import { readBlock } from "../walker/addresses";
import { aclChain, chain, groupRules } from "./filters";
import { type Lab, type Namespace, tableFor } from "./lab";

/** A regional NAT gateway stands in no subnet: here in one of its own without an ACL. */
export type Place = Pick<Subnet, "key" | "vpc" | "availabilityZone" | "routeTable"> & {
  readonly block: string;
  readonly subnet: Subnet | undefined;
};

export function placesOf(network: Network): Place[] {
  const subnets = network.subnets.flatMap((subnet) =>
    subnet.ipv4Block === undefined ? [] : [{ ...subnet, block: subnet.ipv4Block, subnet }],
  );
  const regional = network.natGateways.flatMap((gateway, n) =>
    gateway.subnet === undefined
      ? [
          {
            key: `regional ${gateway.key}`,
            vpc: gateway.vpc,
            availabilityZone: "any",
            routeTable: gateway.routeTable ?? `made for ${gateway.key}`,
            block: `100.127.${n}.0/24`,
            subnet: undefined,
          },
        ]
      : [],
  );
  return [...subnets, ...regional];
}

export const routerOf = (lab: Lab, place: { readonly key: string }) =>
  lab.namespace(`subnet ${place.key}`);

/** The address that hosts send to when it is not for their subnet: the block's first. */
function gatewayAddress(block: string): string {
  return block.replace(/\d+\/\d+$/, (end) => String(Number(end.split("/")[0]) + 1));
}

/** Devices by which a packet comes in from a transit gateway: to the subnet itself it meets no ACL. */
export type FromTransit = Map<Namespace, string>;

export function buildSubnet(lab: Lab, network: Network, place: Place): void {
  const router = routerOf(lab, place);
  const address = `${gatewayAddress(place.block)}/${readBlock(place.block).prefixLength}`;
  router.ip.unshift("link add lan type bridge", "link set lan up", `addr add ${address} dev lan`);
  for (const one of network.networkInterfaces) {
    if (one.subnet === place.key && one.ipv4.length > 0) buildInterface(lab, network, place, one);
  }
}

function buildInterface(lab: Lab, network: Network, place: Place, one: NetworkInterface): void {
  const host = lab.namespace(one.key);
  host.nft.push(...groupRules(network, one));
  attach(lab, place, host, one.ipv4);
}

function attach(lab: Lab, place: Place, host: Namespace, addresses: readonly string[]): void {
  const device = lab.plug(routerOf(lab, place), host);
  const length = readBlock(place.block).prefixLength;
  for (const address of addresses) host.ip.push(`addr add ${address}/${length} dev ${device}`);
  host.ip.push(`route add default via ${gatewayAddress(place.block)}`);
}

export function placeOfNat(places: readonly Place[], gateway: NatGateway): Place | undefined {
  return places.find(({ key }) => key === (gateway.subnet ?? `regional ${gateway.key}`));
}

export function natAddress(place: Place, gateway: NatGateway): string {
  return gateway.ipv4[0] ?? place.block.replace(/\d+\/\d+$/, "250");
}

export function buildNatGateway(lab: Lab, place: Place, gateway: NatGateway): void {
  const host = lab.namespace(`nat ${gateway.key}`);
  const address = natAddress(place, gateway);
  attach(lab, place, host, [address]);
  host.nft.push(
    "table ip nat {",
    ...chain("forward", "type filter hook forward priority 0; policy drop;", [
      // A reply whose request it has not seen is nothing to it.
      "ct state invalid drop",
      "ip protocol { tcp, udp, icmp } accept",
    ]),
    ...chain("post", "type nat hook postrouting priority 100;", [
      `ip saddr != ${address} ip protocol { tcp, udp } snat to ${address}:1024-65535 random`,
      `ip saddr != ${address} snat to ${address}`,
    ]),
    "}",
  );
}

/** Where packets for the NAT gateway come in from another subnet's router; within its own subnet they are bridged. */
export function wayToNat(lab: Lab, from: Place, to: Place, gateway: NatGateway): string {
  const [here, there] = [routerOf(lab, from), routerOf(lab, to)];
  const address = natAddress(to, gateway);
  if (here === there) return `via ${address} dev lan`;
  const { one, other } = lab.link(here, there);
  const table = tableFor(there, other.device);
  there.ip.push(`route add default via ${address} dev lan table ${table}`);
  return `via ${one.peer} dev ${one.device}`;
}

/** The ACL at the router: out of the bridge, and into it. */
export function filterAtBoundary(
  lab: Lab,
  network: Network,
  place: Place,
  fromTransit: FromTransit,
): void {
  const { subnet } = place;
  if (subnet === undefined) return;
  const router = routerOf(lab, place);
  const transit = fromTransit.get(router);
  router.nft.push(
    "table ip acl {",
    ...chain("into", "", aclChain(network, subnet, "ingress")),
    ...chain("out", "", aclChain(network, subnet, "egress")),
    ...chain("forward", "type filter hook forward priority 0; policy accept;", [
      `iifname "lan" oifname "lan" accept`,
      ...(transit === undefined ? [] : [`iifname "${transit}" oifname "lan" accept`]),
      `oifname "lan" jump into`,
      `oifname != "lan" jump out`,
    ]),
    "}",
  );
}

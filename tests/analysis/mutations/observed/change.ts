/**
 * Whether a fault changes anything that somebody could observe. The packet walker decides, packet by
 * packet, and not the verifier that is on trial; what names resolve to, which no packet shows, is
 * compared beside it. A fault that changes nothing in the whole network may do so when a zone is gone.
 */
import type { Key, Network } from "../../../../analysis/model/network";
import type { Packet } from "../../oracles/packet";
import { walk } from "../../oracles/walker/walk";
import { type Ends, addressesOf, begins, endsOf, packetOf, restsOf } from "./packets";

/** In words, for a reader; undefined where nothing changes. */
export function observedChange(
  before: Network,
  after: Network,
  behindGroups = false,
): string | undefined {
  const name = names(before).find((one, index) => one !== names(after)[index]);
  if (name !== undefined) return `${name} resolves to something else`;
  const packet = packetChange(closed(before), closed(after));
  if (packet !== undefined) return packet;
  for (const [zone, left] of withoutEach(closed(before))) {
    const gone = packetChange(left, lost(closed(after), zone));
    if (gone !== undefined) return `with ${zone} gone ${gone}`;
  }
  const open = behindGroups ? packetChange(met(before), met(after)) : undefined;
  return open === undefined ? undefined : `but for the security groups ${open}`;
}

/** As if no security group filtered, and everything had a public address. */
const met = (network: Network): Network => ({
  ...network,
  networkInterfaces: network.networkInterfaces.map((one) => ({
    ...one,
    filtered: false,
    publicIpv4: one.hasIpv4,
  })),
});

function packetChange(before: Network, after: Network): string | undefined {
  const rests = restsOf([before, after]);
  for (const ends of endsOf(before)) {
    const pairs = addressesOf(before, ends);
    const others = addressesOf(after, ends);
    const beginning = rests.filter((one) => begins(before, ends.from, one));
    for (const rest of beginning)
      for (const [index, pair] of pairs.entries()) {
        const packet = packetOf(pair, rest);
        const was = remembered(before, ends, packet);
        // What has moved is asked at its new address.
        const is = verdict(after, ends, packetOf(others[index] ?? pair, rest));
        if (was !== is) return `${JSON.stringify([ends, packet])} was ${was} and is ${is}`;
      }
  }
  return undefined;
}

/** Of sound networks, which are compared again and again. */
const walked = new WeakMap<Network, Map<string, string>>();

function remembered(network: Network, ends: Ends, packet: Packet): string {
  const known = walked.get(network) ?? new Map<string, string>();
  walked.set(network, known);
  const name = JSON.stringify([ends, packet]);
  const before = known.get(name);
  if (before !== undefined) return before;
  const made = verdict(network, ends, packet);
  known.set(name, made);
  return made;
}

function verdict(network: Network, ends: Ends, packet: Packet): string {
  const { sure, possible, undecided } = walk(network, ends, packet);
  return [sure && "sure", possible && "possible", undecided && "undecided"]
    .filter((word) => word !== false)
    .join(" ");
}

/** What a service's name resolves to in each VPC: an endpoint's private address, or a public one. */
function names({ vpcs, vpcEndpoints }: Network): string[] {
  return vpcEndpoints
    .filter(({ endpointType }) => endpointType === "Interface")
    .map(({ service, vpc: key, privateDns }) => {
      const vpc = vpcs.find((one) => one.key === key);
      const isPrivate = privateDns && vpc?.dnsSupport === true && vpc.dnsHostnames;
      return `${service} in ${key} ${isPrivate ? "private" : "public"}`;
    });
}

/** The walker reads no endpoint policies: an endpoint whose policy allows nothing is as good as gone. */
function closed(network: Network): Network {
  const shut = new Set<Key>(
    network.vpcEndpoints.filter(({ policy }) => policy !== undefined).map(({ key }) => key),
  );
  if (shut.size === 0) return network;
  return {
    ...network,
    routeTables: withoutTargets(network, shut),
  };
}

const lessZones = new WeakMap<Network, ReadonlyMap<string, Network>>();

function withoutEach(network: Network): ReadonlyMap<string, Network> {
  const zones = network.subnets.map(({ availabilityZone }) => availabilityZone);
  const made =
    lessZones.get(network) ?? new Map(zones.map((zone) => [zone, lost(network, zone)] as const));
  lessZones.set(network, made);
  return made;
}

/** A zone with its NAT gateways, its interfaces and the transit gateways' way in. */
function lost(network: Network, zone: string): Network {
  const subnets = new Set<Key>(
    network.subnets.filter((one) => one.availabilityZone === zone).map(({ key }) => key),
  );
  const gateways = network.natGateways.filter(({ subnet = "" }) => subnets.has(subnet));
  return {
    ...network,
    natGateways: network.natGateways.filter((one) => !gateways.includes(one)),
    routeTables: withoutTargets(network, new Set(gateways.map(({ key }) => key))),
    networkInterfaces: network.networkInterfaces.filter(({ subnet }) => !subnets.has(subnet)),
    transitGateways: network.transitGateways.map((gateway) => ({
      ...gateway,
      attachments: gateway.attachments.map((one) => ({
        ...one,
        subnets: one.subnets.filter((key) => !subnets.has(key)),
      })),
    })),
  };
}

const withoutTargets = ({ routeTables }: Network, keys: ReadonlySet<Key>) =>
  routeTables.map((table) => ({
    ...table,
    routes: table.routes.map((route) =>
      keys.has(route.target.key) ? { ...route, target: { ...route.target, gone: true } } : route,
    ),
  }));

/** What is tried in a laboratory: between every two interfaces, to the internet and services, and from the internet. */
import type { Network } from "../../../../analysis/model/network";
import type { Question } from "../agreement/compare";
import { type Packet, type Place, PROTOCOL } from "../packet";
import { everyAddress } from "../walker/addresses";
import { serviceAt } from "../walker/gateways";
import { knownOutside, publicAddresses } from "./edges";
import { isIpv4 } from "./filters";
import { placesOf } from "./subnetRouters";

type Port = readonly ["tcp" | "udp", number];

const USUAL: readonly Port[] = [
  ["tcp", 22],
  ["tcp", 443],
  ["tcp", 5432],
  ["udp", 123],
  ["udp", 40100],
];

/** The usual ones, and two more that the network's own groups name. */
function portsOf({ securityGroups }: Network): readonly Port[] {
  const named = securityGroups
    .flatMap(({ ingress }) => ingress)
    .flatMap(({ traffic: { protocol, ports } }): Port[] =>
      protocol === PROTOCOL.tcp && ports !== undefined ? [["tcp", ports.from]] : [],
    )
    .filter(([, port]) => port > 0 && USUAL.every(([, usual]) => usual !== port));
  const others = [...new Map(named.map((port) => [port[1], port])).values()].slice(0, 2);
  return [...USUAL, ...others];
}

export interface Attempt {
  /** The interface's key, or `internet`. */
  readonly namespace: string;
  readonly protocol: "tcp" | "udp";
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** What the verifier is asked instead: for each place that the packet may be meant for. */
  readonly questions: readonly Question[];
}

export interface Server {
  readonly namespace: string;
  readonly protocol: "tcp" | "udp";
  readonly address: string;
  readonly port: number;
}

/** Everybody who may be sent a packet, with the address that it is sent to. */
interface Remote {
  readonly address: string;
  readonly places: readonly Place[];
  readonly ports: readonly Port[];
}

export function attemptsIn(network: Network): Attempt[] {
  const ports = portsOf(network);
  const hosts = network.networkInterfaces.filter(({ ipv4 }) => ipv4.length > 0);
  const inside = hosts.map(({ key, ipv4 }) => ({
    address: ipv4[0]!,
    places: [{ interface: key }],
  }));
  const outside = outsideOf(network);
  const fromInside = hosts.flatMap(({ key, ipv4 }) =>
    [...inside, ...outside]
      .filter(({ address }) => address !== ipv4[0])
      .flatMap((remote) => tries({ interface: key }, ipv4[0]!, { ...remote, ports })),
  );
  return [...fromInside, ...fromOutside(network)].map((attempt, n) => withSourcePort(attempt, n));
}

function outsideOf(network: Network): Omit<Remote, "ports">[] {
  return publicAddresses(network).map((address) => {
    const service = serviceAt(network, address);
    const services = service === undefined ? [] : [{ service }];
    return { address, places: [{ internet: true }, ...services] };
  });
}

/** From the internet a host is met at its public address; the verifier knows it by its private one. */
function fromOutside(network: Network): Attempt[] {
  return knownOutside(network, placesOf(network)).flatMap(({ address, publicAddress }) => {
    const host = network.networkInterfaces.find(({ ipv4 }) => ipv4.includes(address));
    if (host === undefined) return [];
    const remote = { address, places: [{ interface: host.key }], ports: portsOf(network) };
    return ["8.8.8.8", "9.9.9.9"].flatMap((source) =>
      tries({ internet: true }, source, remote).map((one) => ({
        ...one,
        destination: publicAddress,
      })),
    );
  });
}

function tries(from: Place, source: string, { address, places, ports: all }: Remote): Attempt[] {
  return all.map(([protocol, destinationPort]) => {
    const ports = { sourcePort: 0, destinationPort };
    const packet: Packet = { source, destination: address, protocol: PROTOCOL[protocol], ...ports };
    const namespace = "interface" in from ? from.interface : "internet";
    const questions = places.map((to) => ({ from, to, packet }));
    return { namespace, protocol, source, destination: address, ...ports, questions };
  });
}

/** Some above, some below where ACLs draw the line for ephemeral ports. */
function withSourcePort(attempt: Attempt, n: number): Attempt {
  const sourcePort = n % 4 === 0 ? 20000 + (n % 8000) : 40000 + (n % 20000);
  const questions = attempt.questions.map((one) => ({
    ...one,
    packet: { ...one.packet, sourcePort },
  }));
  return { ...attempt, sourcePort, questions };
}

export function serversIn(network: Network): Server[] {
  const hosts = network.networkInterfaces.flatMap(({ key, ipv4 }) =>
    ipv4.slice(0, 1).map((address) => ({ namespace: key, address })),
  );
  const internet = publicAddresses(network).map((address) => ({
    namespace: "internet",
    address,
  }));
  const services = network.vpcEndpoints
    .filter(({ endpointType }) => endpointType === "Gateway")
    .flatMap(({ key, service }) =>
      network.prefixLists
        .filter((list) => list.service === service)
        .flatMap(({ cidrs }) =>
          (cidrs ?? []).filter(isIpv4).flatMap((cidr) => everyAddress(cidr).slice(0, 4)),
        )
        .map((address) => ({ namespace: `endpoint ${key}`, address })),
    );
  return [...hosts, ...internet, ...services].flatMap(({ namespace, address }) =>
    portsOf(network).map(([protocol, port]) => ({ namespace, protocol, address, port })),
  );
}

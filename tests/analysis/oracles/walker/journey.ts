/** What is known about a packet while it travels. */
import type {
  NatGateway,
  Network,
  NetworkInterface,
  PeeringConnection,
  RouteTable,
  Subnet,
  TransitGateway,
  TransitGatewayAttachment,
  Vpc,
} from "../../../../analysis/model/network";
import { type Packet, hasPorts } from "../packet";
import type { Choose } from "./choices";
import { type Answer, passesAcl } from "./rules";

export interface Journey {
  readonly network: Network;
  readonly choose: Choose;
  /** Begun by an interface here; false: by someone on the internet. */
  readonly begunInside: boolean;
  /** A reply asks no security group and no NAT gateway may rewrite it. */
  readonly replying: boolean;
  readonly natHops: NatHop[];
  readonly crossings: Crossing[];
  /** Set where the way depends on a fact that the network does not have. */
  readonly unknowns: string[];
  readonly hops: string[];
}

/** Into another VPC, or on the way there; a transit gateway that is not given is all the same one. */
export type Crossing =
  | { readonly peering: PeeringConnection }
  | {
      readonly transit: TransitGateway | undefined;
      /** The attachments that it went in and out by. */
      readonly attachments: TransitGatewayAttachment[];
    };

/** A packet as a NAT gateway took it, and what it made of it. */
export interface NatHop {
  readonly gateway: NatGateway;
  readonly taken: Packet;
  readonly made: Packet;
  readonly at: Standing;
}

/** Where a packet is about to leave from. */
export interface Standing {
  readonly vpc: Vpc;
  /** None for a regional NAT gateway. */
  readonly subnet: Subnet | undefined;
  readonly table: RouteTable | undefined;
  readonly zone: string;
  /** Whoever sends it here; of a transit gateway's packets nobody of this VPC. */
  readonly sender:
    { readonly interface: NetworkInterface } | { readonly nat: NatGateway } | "transit";
}

export type Stop =
  { readonly dropped: string } | { readonly undecided: string; readonly at?: Packet };

export type Arrival =
  | Stop
  | { readonly interface: NetworkInterface; readonly packet: Packet }
  | { readonly nat: NatGateway; readonly packet: Packet }
  | { readonly internet: true; readonly packet: Packet; readonly from: Standing }
  | {
      readonly service: string;
      readonly packet: Packet;
      readonly from: Standing;
      /** Met at its public address, over the internet gateway, and not by an endpoint. */
      readonly overInternet: boolean;
    };

export function isStop(arrival: Arrival): arrival is Stop {
  return "dropped" in arrival || "undecided" in arrival;
}

/** Long enough for any way that leads somewhere; only a circle is longer. */
export const MOST_HOPS = 400;

/** The ACL's answer at a subnet's boundary; where there is no subnet there is no boundary. */
export function stopAtAcl(
  journey: Journey,
  subnet: Subnet | undefined,
  direction: "ingress" | "egress",
  packet: Packet,
): Stop | undefined {
  if (subnet === undefined) return undefined;
  const answer: Answer = passesAcl(journey.network, subnet, direction, packet);
  if (answer === undefined) return { undecided: `the ACL of ${subnet.name} is not given` };
  journey.hops.push(`ACL ${direction} of ${subnet.name}: ${answer ? "through" : "denied"}`);
  return answer ? undefined : { dropped: `ACL ${direction} of ${subnet.name}` };
}

/** The reply to a packet; undefined where none is needed. */
export function replyTo(packet: Packet): Packet | undefined {
  const turned = {
    source: packet.destination,
    destination: packet.source,
    protocol: packet.protocol,
  };
  if (hasPorts(packet)) {
    return {
      ...turned,
      sourcePort: packet.destinationPort,
      destinationPort: packet.sourcePort,
    };
  }
  if (packet.icmpType === undefined) return turned;
  const echo = ECHO_REPLY[`${packet.protocol}/${packet.icmpType}`];
  return echo === undefined ? undefined : { ...turned, icmpType: echo, icmpCode: 0 };
}

/** By protocol and type of the request: the type of its reply. */
const ECHO_REPLY: Readonly<Record<string, number | undefined>> = { "1/8": 0, "58/128": 129 };

export function standingOf(network: Network, one: NetworkInterface): Standing | Stop {
  const subnet = network.subnets.find(({ key }) => key === one.subnet);
  if (subnet === undefined) return { undecided: `the subnet of ${one.name} is not given` };
  const standing = standingIn(network, subnet, { interface: one });
  return standing ?? { undecided: `the VPC of ${one.name} is not given` };
}

export function standingIn(
  network: Network,
  subnet: Subnet,
  sender: Standing["sender"],
): Standing | undefined {
  const vpc = network.vpcs.find(({ key }) => key === subnet.vpc);
  if (vpc === undefined) return undefined;
  return { vpc, subnet, table: tableOf(network, subnet), zone: subnet.availabilityZone, sender };
}

function tableOf(network: Network, subnet: Subnet): RouteTable | undefined {
  return network.routeTables.find(({ key }) => key === subnet.routeTable);
}

/** A regional NAT gateway's address in its VPC is known to nobody: whatever arrives from there is undecided. */
export function noteUnknownAddress({ replying, unknowns }: Journey, { sender }: Standing): void {
  if (replying || sender === "transit" || !("nat" in sender)) return;
  const { subnet, ipv4, name } = sender.nat;
  if (subnet === undefined && ipv4.length === 0) unknowns.push(`the address of ${name} in its VPC`);
}

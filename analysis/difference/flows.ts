/** What gets from one class of interfaces to another, whichever of them it is. */
import { ALL_ADDRESSES, NO_PACKETS, PacketSet } from "../../net";
import type { NetworkInterface } from "../model/network";
import type { Verifier } from "../reachability";
import { addressesOfAll, representatives } from "./classes";

/** An end of a flow: interfaces that are alike, the internet, or a service. */
export type FlowEnd =
  | { readonly interfaces: readonly NetworkInterface[] }
  | { readonly internet: true }
  | { readonly service: string };

/**
 * The packets that may get through. The addresses of interfaces and the ports of clients are left
 * open: they change when something is replaced, and nobody is let in or out by it.
 */
export function flow(verifier: Verifier, from: FlowEnd, to: FlowEnd): PacketSet {
  if ("service" in from) return NO_PACKETS;
  const fromMany = "interfaces" in from ? from.interfaces : undefined;
  const toMany = "interfaces" in to ? to.interfaces : undefined;
  if (fromMany?.length === 0 || toMany?.length === 0) return NO_PACKETS;
  const packets = places(verifier, from, to).map(([a, b]) => {
    const outcome = verifier.traffic(a, b);
    return outcome.possible.or(outcome.undecided);
  });
  return packets.reduce((all, one) => all.or(open(one, from, to)), NO_PACKETS);
}

type Named = Parameters<Verifier["traffic"]>[0];

function places(verifier: Verifier, from: FlowEnd, to: FlowEnd): (readonly [Named, Named])[] {
  const { atlas } = verifier;
  const many = (interfaces: readonly NetworkInterface[], one: NetworkInterface): Named => ({
    interface: one.key,
    addresses: addressesOfAll(atlas, interfaces),
  });
  if ("interfaces" in from && "interfaces" in to)
    return representatives(from.interfaces, to.interfaces).map(([a, b]) => [
      many(from.interfaces, a),
      many(to.interfaces, b),
    ]);
  const place = (end: FlowEnd): Named | undefined => {
    if (!("interfaces" in end)) return end;
    const [first] = end.interfaces;
    return first === undefined ? undefined : many(end.interfaces, first);
  };
  const [a, b] = [place(from), place(to)];
  return a === undefined || b === undefined ? [] : [[a, b]];
}

function open(packets: PacketSet, from: FlowEnd, to: FlowEnd): PacketSet {
  return PacketSet.of(
    ...packets.cubes.map(({ source, destination, service }) => ({
      source: "internet" in from ? source : ALL_ADDRESSES,
      destination: "internet" in to ? destination : ALL_ADDRESSES,
      service,
    })),
  );
}

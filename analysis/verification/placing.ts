/**
 * Interfaces in a subnet or a VPC that is not given: nothing can be asked of them. They are left out
 * of the network that is asked about, and an intent that is about one of them is not decided by the
 * others.
 */
import type { Intent, Verdict } from "../intents";
import { select } from "../intents/selection";
import type { Network } from "../model";
import { compileNetwork } from "../reachability";

export interface Placing {
  /** Without them. */
  readonly network: Network;
  /** The verdict as it is with them. */
  readonly withUnplaced: (verdict: Verdict) => Verdict;
}

export function place(network: Network): Placing {
  const vpcs = new Set(network.vpcs.map(({ key }) => key));
  const subnets = new Set(network.subnets.flatMap(({ key, vpc }) => (vpcs.has(vpc) ? key : [])));
  const { networkInterfaces } = network;
  const placed = networkInterfaces.filter(({ subnet }) => subnets.has(subnet));
  if (placed.length === networkInterfaces.length)
    return { network, withUnplaced: (verdict) => verdict };
  const { atlas } = compileNetwork(network);
  const unplacedOf = ({ source, destination }: Intent) =>
    [source, destination]
      .flatMap((end) => select(atlas, end).interfaces)
      .find(({ subnet }) => !subnets.has(subnet));
  return {
    network: { ...network, networkInterfaces: placed },
    withUnplaced: (verdict) => {
      const one = verdict.status === "fails" ? undefined : unplacedOf(verdict.intent);
      if (one === undefined) return verdict;
      const sentence = `${one.name} is in a subnet or VPC that is not given: ${one.subnet}`;
      return { ...verdict, status: "undecided", sentence, evidence: [], failing: 0 };
    },
  };
}

/** How a mutation changes a network. */
import type { Network } from "../../../../analysis/model/network";
import type { Rules } from "./rules";

export type Mutation = (network: Network, rules: Rules) => Network;

/** One of a list changed; the network as it is where the list is empty. */
export function changeOne<K extends keyof Network>(
  network: Network,
  list: K,
  { dice }: Rules,
  change: (one: Network[K][number]) => Network[K][number],
): Network {
  const all = network[list] as readonly Network[K][number][];
  if (all.length === 0) return network;
  const at = dice.below(all.length);
  return { ...network, [list]: all.map((one, n) => (n === at ? change(one) : one)) };
}

/** A list without one of its members. */
export function without<T>(all: readonly T[], { dice }: Rules): T[] {
  const at = dice.below(Math.max(1, all.length));
  return all.filter((_, n) => n !== at);
}

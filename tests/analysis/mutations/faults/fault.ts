/** A fault: one thing that a person gets wrong, at every place of a network where it can be done. */
import type { Key, Network } from "../../../../analysis/model/network";

export interface FaultKind {
  readonly name: string;
  readonly sites: (network: Network) => readonly Site[];
  /** It counts although security groups, one barrier of several, still hide it. */
  readonly behindGroups?: boolean;
}

/** Where, in words that are its own within the kind, and the network with the fault in it. */
export interface Site {
  readonly where: string;
  readonly make: () => Network;
}

type Lists = {
  [K in keyof Network]: Network[K] extends readonly { readonly key: Key; readonly name: string }[]
    ? K
    : never;
}[keyof Network];
type PartOf<K extends Lists> = Network[K][number];

/** The network with one part changed. */
export function changed<K extends Lists>(
  network: Network,
  list: K,
  key: Key,
  change: (part: PartOf<K>) => PartOf<K>,
): Network {
  const parts = network[list] as readonly PartOf<K>[];
  return { ...network, [list]: parts.map((one) => (one.key === key ? change(one) : one)) };
}

/** A site for each part and each of its ways to be wrong: words, and the part as it is then. */
export function sitesOf<K extends Lists>(
  network: Network,
  list: K,
  wrong: (part: PartOf<K>) => readonly (readonly [where: string, part: PartOf<K>])[],
): Site[] {
  const parts = network[list] as readonly PartOf<K>[];
  return parts.flatMap((part) =>
    wrong(part).map(([where, other]) => ({
      where: [part.name, where].filter((text) => text !== "").join(": "),
      make: () => changed(network, list, part.key, () => other),
    })),
  );
}

/** A list with one of its members in another form, or in none. */
export const replaced = <T>(all: readonly T[], old: T, ...by: readonly T[]): T[] =>
  all.flatMap((one) => (one === old ? by : [one]));

/**
 * Faults sown in sound networks: of each kind so many in each network, at places drawn with one seed.
 * What changes nothing observable is left out (see `observed/change`).
 */
import type { Network } from "../../../analysis/model/network";
import { type Dice, diceOf } from "../oracles/generator/dice";
import type { Base, Loaded } from "./bases/base";
import type { FaultKind, Site } from "./faults";
import { observedChange } from "./observed/change";

export interface Mutant {
  readonly base: string;
  readonly kind: string;
  readonly where: string;
  readonly sound: Loaded;
  readonly network: Network;
  /** What changes, as the packet walker has it. */
  readonly change: string;
}

export interface Sowing {
  readonly seed: number;
  /** Of each kind in each network at most. */
  readonly each: number;
}

export async function mutantsOf(
  base: Base,
  kinds: readonly FaultKind[],
  { seed, each }: Sowing,
): Promise<Mutant[]> {
  const sound = await base.load();
  return kinds.flatMap((kind) => {
    const found: Mutant[] = [];
    // Of each kind its own dice: a kind more changes no other's places.
    const dice = diceOf(seed + hashOf(`${base.name} ${kind.name}`));
    for (const { where, make } of shuffled(kind.sites(sound.network), dice)) {
      if (found.length === each) break;
      const network = make();
      const change = observedChange(sound.network, network, kind.behindGroups);
      if (change !== undefined)
        found.push({ base: base.name, kind: kind.name, where, sound, network, change });
    }
    return found;
  });
}

function hashOf(text: string): number {
  const bytes = Buffer.from(text);
  return bytes.reduce((hash, byte) => (Math.imul(hash, 31) + byte) >>> 0, 0);
}

function shuffled(sites: readonly Site[], dice: Dice): Site[] {
  const left = [...sites];
  return sites.map(() => {
    const [one] = left.splice(dice.below(left.length), 1);
    return one!;
  });
}

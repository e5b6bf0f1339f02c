/** Numbers from one seed: the same seed is the same network, on every machine. */
export interface Dice {
  /** A whole number below `end`. */
  below(end: number): number;
  pick<T>(options: readonly T[]): T;
  /** True in so many of a hundred throws. */
  chance(percent: number): boolean;
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  // A counter scrambled by multiplying and shifting: enough for picking, no more.
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  const below = (end: number) => next() % end;
  return {
    below,
    pick: (options) => options[below(options.length)]!,
    chance: (percent) => below(100) < percent,
  };
}

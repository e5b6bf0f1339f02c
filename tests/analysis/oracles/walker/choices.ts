/**
 * What AWS chooses and nobody can foretell (a NAT port, the subnet a transit gateway arrives in) is tried
 * in every combination: a run asks `choose`, and is run again until each answer has been given.
 */
export type Choose = <T>(options: readonly T[]) => T;

export function* everyChoice<T>(run: (choose: Choose) => T): Generator<T> {
  const taken: { at: number; readonly of: number }[] = [];
  do {
    let depth = 0;
    yield run((options) => {
      if (depth === taken.length) taken.push({ at: 0, of: options.length });
      return options[taken[depth++]!.at]!;
    });
    while (taken.length > 0 && taken.at(-1)!.at === taken.at(-1)!.of - 1) taken.pop();
    const last = taken.at(-1);
    if (last !== undefined) last.at++;
  } while (taken.length > 0);
}

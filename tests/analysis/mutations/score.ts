/** What the verifier says of a mutant that it did not say of the sound network, and what it offers. */
import { findProblems, type Finding } from "../../../analysis/baseline";
import { judgeIntents, type Intent } from "../../../analysis/intents";
import { applyChange, mend } from "../../../analysis/mend";
import type { Network } from "../../../analysis/model/network";
import { compileNetwork } from "../../../analysis/reachability";
import type { Loaded } from "./bases/base";
import type { Mutant } from "./corpus";

export interface Found {
  /** Intents that do not hold. */
  readonly failing: readonly Intent[];
  /** Those of them for which something is missing. */
  readonly undecided: readonly Intent[];
  /** Errors and warnings of the baseline that were not there before. */
  readonly findings: readonly Finding[];
}

export function findings(network: Network): Finding[] {
  return findProblems(compileNetwork(network)).filter(({ grade }) => grade !== "info");
}

export function examine({ network, sound }: Pick<Mutant, "network" | "sound">): Found {
  const verifier = compileNetwork(network);
  const verdicts = judgeIntents(sound.intents, verifier);
  const before = new Set(findings(sound.network).map(({ title }) => title));
  const of = (status: string) =>
    verdicts.filter((one) => one.status === status).map(({ intent }) => intent);
  return {
    failing: of("fails"),
    undecided: [...of("undecided"), ...of("vacuous")],
    findings: findings(network).filter(({ title }) => !before.has(title)),
  };
}

export const isFound = ({ failing, findings: told }: Found): boolean =>
  failing.length > 0 || told.length > 0;

export interface Mended {
  readonly intent: string;
  /** Undefined where nothing was offered. */
  readonly sentences: readonly string[] | undefined;
  /** Whether the intent holds once the smallest change is made. */
  readonly holds: boolean;
  /** Intents that the offer says it breaks, and those that it does break. */
  readonly said: readonly string[];
  readonly broken: readonly string[];
}

export function tryToMend({ intents }: Loaded, network: Network, intent: Intent): Mended {
  const verifier = compileNetwork(network);
  const offer = mend(intent, verifier, intents)?.smallest;
  const made = (offer?.changes ?? []).reduce(applyChange, network);
  const holding = (one: Network): string[] =>
    judgeIntents(intents, compileNetwork(one))
      .filter(({ status }) => status === "holds")
      .map(({ intent: { name } }) => name);
  const after = holding(made);
  return {
    intent: intent.name,
    sentences: offer?.sentences,
    holds: after.includes(intent.name),
    said: offer?.breaks ?? [],
    broken: holding(network).filter((name) => !after.includes(name)),
  };
}

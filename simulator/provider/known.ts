/** Answers to look-ups that are known beforehand, as a real account gave them: they come before what the world would say. */
import type { ValueMap } from "../protocol";

export interface AskedLookup {
  readonly token: string;
  readonly args: ValueMap;
  /** The look-up's own, else its provider's. */
  readonly region: string | undefined;
}

/** @returns undefined where nothing is known: then the world answers */
export type KnownAnswers = (asked: AskedLookup) => ValueMap | undefined;

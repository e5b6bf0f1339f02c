/** A rule of the baseline. */
import type { Grade, Problem } from "./finding";
import type { Survey } from "./survey";

export interface BaselineRule {
  readonly name: string;
  /** The worst grade that it gives. */
  readonly grade: Grade;
  /** What it looks for, and where it gives a lesser grade, in a sentence or two. */
  readonly looksFor: string;
  readonly page: string;
  readonly find: (survey: Survey) => readonly Problem[];
}

/**
 * Rules and routes that only AWS's answer shows of a group or a table: the provider reads them on a refresh, and keeps
 * them after the resource that made them is gone. Where resources say what the rules are, the answer is left out.
 */
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { partOf } from "./part";

export interface Shown<T> {
  readonly shown: readonly T[];
  /** What resources of their own make. */
  readonly separate: readonly T[];
  /** Whether the program writes the list itself, or nothing else says anything. */
  readonly isGiven: boolean;
  /** As a person reads them: "routes". */
  readonly what: string;
}

export function keepShown<T extends { readonly key: string }>(
  reading: Reading,
  record: ResourceRecord,
  { shown, separate, isGiven, what }: Shown<T>,
): readonly T[] {
  if (isGiven || shown.length === 0) return shown;
  const known = new Set(separate.map(contents));
  const others = shown.filter((one) => !known.has(contents(one)));
  // What is only read is read anew by every update.
  if (record.external === true) return others;
  if (others.length > 0)
    reading.assume(
      `${partOf(reading, record).name}: ${others.length} ${what} that its state shows and no resource makes are of an earlier day`,
    );
  return [];
}

const contents = (one: object): string => JSON.stringify({ ...one, key: "", description: "" });

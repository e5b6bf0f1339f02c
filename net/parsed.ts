/**
 * The result of reading a text: a value, or the reason why it is none.
 * Reasons are lower-case, without a full stop, with the value shown, so that callers can put a
 * property path before them.
 */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refused<T>(reason: string): Parsed<T> {
  return { ok: false, reason };
}

/** One thing wrong with what a caller gave: where, and why. */
export interface Issue {
  /** The argument as the caller wrote it, e.g. `subnetSpecs[1].cidrMask`. */
  readonly propertyPath: string;
  /** Value given, what is allowed, remedy. */
  readonly reason: string;
}

/**
 * A request and what AWS answers to it, as data: the surroundings that it needs, the one request that is tried, and the
 * page of AWS's documentation that says so. The simulated AWS and moto are given the same cases.
 */

/** What an earlier step was answered: `vpc.id`, `vpc.defaultNetworkAclId`. */
export interface Reference {
  readonly ref: string;
}

/** A part of a block that only AWS knows, such as the IPv6 block that it gave a VPC: the `index`th of that size. */
export interface PartOf {
  readonly partOf: string;
  readonly mask: number;
  readonly index: number;
}

/** A document's text, in which references may stand. */
export interface JsonText {
  readonly json: Argument;
}

/** A text of several, one after the other. */
export interface JoinedText {
  readonly joined: readonly Argument[];
}

export type Argument =
  | string
  | number
  | boolean
  /** In an update: no longer given. */
  | null
  | Reference
  | PartOf
  | JsonText
  | JoinedText
  | readonly Argument[]
  | { readonly [key: string]: Argument };

/** A resource's inputs, as Pulumi's AWS provider names them. */
export type Arguments = Readonly<Record<string, Argument>>;

export type Step =
  | {
      readonly create: string;
      readonly type: string;
      readonly args: Arguments;
      /** Whose it is, where it is not the case's own. */
      readonly account?: string;
    }
  /** The arguments that change; the rest stays as it was given. */
  | { readonly update: string; readonly args: Arguments }
  | { readonly delete: string }
  /** Nothing is done for so long. */
  | { readonly days: number };

/**
 * What AWS answers: "accepted", or its error code. "refused" where the page says that it is refused and no page says with
 * which code: any code of AWS's will do.
 */
export type Answer = string;

export interface Case {
  readonly title: string;
  /** Of AWS's documentation, and says what is expected here. */
  readonly page: string;
  readonly given: readonly Step[];
  readonly attempt: Step;
  readonly expect: Answer;
}

export const ref = (path: string): Reference => ({ ref: path });

/** The id of what an earlier step made. */
export const id = (name: string): Reference => ref(`${name}.id`);

export const partOf = (path: string, mask: number, index: number): PartOf => ({
  partOf: path,
  mask,
  index,
});

export const jsonOf = (document: Argument): JsonText => ({ json: document });

export const joined = (...parts: readonly Argument[]): JoinedText => ({ joined: parts });

export const update = (name: string, args: Arguments): Step => ({ update: name, args });

export const remove = (name: string): Step => ({ delete: name });

export const after = (days: number): Step => ({ days });

/** An account beside that of the case. */
export const otherAccount = "000000000002";

/** What the other account does. */
export const elsewhere = (step: Step): Step =>
  "create" in step ? { ...step, account: otherAccount } : step;

export type Maker = (name: string, args?: Arguments) => Step;

export const makerOf =
  (type: string): Maker =>
  (name, args = {}) => ({ create: name, type, args });

/** Whether what was answered is what was expected. An error that is none of AWS's is neither accepted nor refused. */
export function isExpected(expected: Answer, answered: Answer): boolean {
  if (expected !== "refused") return answered === expected;
  return answered !== "accepted" && /^[\w.]+$/.test(answered);
}

/** A case in a line, of those that one page says. */
type Row = readonly [title: string, given: readonly Step[], attempt: Step, expect: Answer];

export const casesOf = (page: string, rows: readonly Row[]): Case[] =>
  rows.map(([title, given, attempt, expect]) => ({ title, page, given, attempt, expect }));

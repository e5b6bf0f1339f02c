/** Each resource type: what makes one, what updates it in place, and what makes another. One file a service in `cases/`. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ValueMap } from "../../simulator";
import type { Made, Stack } from "./support";

export type Ids = Readonly<Record<string, string>>;
type Args = (ids: Ids) => ValueMap;

export interface Case {
  readonly type: string;
  readonly args: Args;
  /**
   * Each is an update in place, and what reads back. Input properties that no case names are tried with a value made up
   * for their kind.
   */
  readonly updates?: Readonly<Record<string, Args>>;
  /** Each makes a new one. Those not named are tried with a value made up. */
  readonly replaces?: Readonly<Record<string, Args>>;
  /** Properties that, left out again, stay as AWS has them, beside those that are computed. */
  readonly kept?: readonly string[];
  /** Input properties that cannot be changed alone, each with the reason. */
  readonly untried?: Readonly<Record<string, string>>;
  readonly importId?: (made: Made) => string;
  /** What stands in the way of a deletion, and AWS's code for it. */
  readonly heldBy?: {
    readonly type: string;
    readonly args: (ids: Ids, made: Made) => ValueMap;
    readonly code: string;
  };
  /** A stack gives it up, and it does not go. */
  readonly stays?: true;
  /** AWS keeps it for a time (a key that is pending deletion). */
  readonly lingers?: true;
}

export interface Surroundings {
  readonly ids: Ids;
  /** In the order in which they were made. */
  readonly made: readonly Made[];
  /** What stands in another account, and goes first. */
  readonly clear?: () => Promise<void>;
}

export interface Suite {
  readonly cases: readonly Case[];
  /** What the cases refer to. */
  readonly surroundings?: (stack: Stack) => Promise<Surroundings>;
}

export const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });

export const permit = (action: string, principal?: ValueMap): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: action,
        Resource: "*",
        ...(principal === undefined ? {} : { Principal: principal }),
      },
    ],
  });

export const tagged = { tags: () => ({ tags: { Name: "other" } }) };

// Last: the files of cases import what stands above, and use it at once.
const folder = join(__dirname, "cases");

export const suites: readonly Suite[] = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .sort()
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- one file a service, whichever there are
  .map((file) => (require(join(folder, file)) as { suite: Suite }).suite);

export const cases: readonly Case[] = suites.flatMap((suite) => suite.cases);

/** What Pulumi's history says of a stack's updates, whichever engine made them. */
import { DriverError } from "../errors";

export interface Update {
  /** `update`, `refresh`, `destroy` … */
  readonly kind: string;
  readonly result: string;
  /** Forty hexadecimal digits; undefined for a deployment from outside a repository. */
  readonly commit: string | undefined;
  /** Files differed from the commit. */
  readonly isDirty: boolean;
  /** As it was given to the update, secrets sealed. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** @param written an entry of `history/`, or of what `pulumi stack history --json` prints */
export function readUpdate(written: unknown): Update {
  const { kind, result, environment, config } = written as {
    readonly kind?: string;
    readonly result?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly config?: Readonly<Record<string, unknown>>;
  };
  return {
    kind: kind ?? "",
    result: result ?? "",
    commit: environment?.["git.head"],
    isDirty: environment?.["git.dirty"] === "true",
    config: config ?? {},
  };
}

/** What stands there now was made by it. */
export interface GoodDeployment {
  readonly commit: string;
  readonly config: Update["config"];
}

/**
 * The last deployment of a stack that is promoted.
 *
 * @param updates newest first
 * @throws DriverError where it failed, is gone, or is not of a commit
 */
export function promotable(stack: string, updates: readonly Update[]): GoodDeployment {
  const [last] = updates.filter(({ kind }) => kind === "update" || kind === "destroy");
  if (last === undefined || (last.kind === "destroy" && last.result === "succeeded"))
    throw refused(stack, "is not deployed", "deploy it first");
  if (last.result !== "succeeded")
    throw refused(
      stack,
      `was left by ${last.kind === "update" ? "an update" : "a destroy"} that ${last.result}`,
      "mend it first",
    );
  if (last.commit === undefined)
    throw refused(stack, "was deployed from outside a git repository", "deploy it from a commit");
  if (last.isDirty)
    throw refused(stack, "was deployed from files that were not committed", "deploy it again");
  return { commit: last.commit, config: last.config };
}

/** What a failed deployment goes back to: the newest that succeeded, was of a commit, and has not been destroyed since. */
export function lastGood(updates: readonly Update[]): GoodDeployment | undefined {
  const good = updates.find(
    ({ kind, result }) => result === "succeeded" && (kind === "update" || kind === "destroy"),
  );
  if (good?.kind !== "update" || good.isDirty || good.commit === undefined) return undefined;
  return { commit: good.commit, config: good.config };
}

const refused = (stack: string, why: string, remedy: string): DriverError =>
  new DriverError(`nothing was changed: ${stack} ${why}; ${remedy}, then promote`);

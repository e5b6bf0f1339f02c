/** Bad arguments of what a network is found by, all at once. */
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { invalidArgumentsText } from "../network";

/** Shown by Pulumi without a stack trace. */
export class InvalidLookupError extends pulumi.RunError {
  readonly issues: readonly Issue[];

  /** @param what was given them: `Vpc.get` */
  constructor(what: string, issues: readonly Issue[]) {
    super(invalidArgumentsText(what, issues));
    this.issues = issues;
  }
}

/** @throws InvalidLookupError where there is an issue */
export function refuseLookup(what: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new InvalidLookupError(what, issues);
}

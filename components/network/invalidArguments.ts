/** Bad arguments of a component, reported all at once and before any child is registered. */
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";

/** Shown by Pulumi under the component, without a stack trace. */
export class InvalidArgumentsError extends pulumi.ResourceError {
  readonly issues: readonly Issue[];

  constructor(component: pulumi.ComponentResource, kind: string, name: string, issues: Issue[]) {
    const lines = issues.map(({ propertyPath, reason }) => `  - ${propertyPath}: ${reason}`);
    super(`${kind} "${name}" was given invalid arguments:\n${lines.join("\n")}`, component, true);
    this.issues = issues;
  }
}

/** Issues of a nested argument, under the path the caller wrote. */
export function under(argument: string, issues: readonly Issue[]): Issue[] {
  return issues.map(({ propertyPath, reason }) => ({
    propertyPath: propertyPath === "" ? argument : `${argument}.${propertyPath}`,
    reason,
  }));
}

/** `"single"`, or `one of "none", "single"`: the values of an enum, for a reason. */
export function oneOf(values: Readonly<Record<string, string>>): string {
  return `one of ${Object.values(values)
    .map((value) => `"${value}"`)
    .join(", ")}`;
}

/** Bad arguments of a component, reported all at once and before any child is registered. */
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";

/** Shown by Pulumi under the component, without a stack trace. */
export class InvalidArgumentsError extends pulumi.ResourceError {
  readonly issues: readonly Issue[];

  constructor(component: pulumi.ComponentResource, kind: string, name: string, issues: Issue[]) {
    super(invalidArgumentsText(`${kind} "${name}"`, issues), component, true);
    this.issues = issues;
  }
}

/** @param what was given them: `Vpc "main"` */
export function invalidArgumentsText(what: string, issues: readonly Issue[]): string {
  const lines = issues.map(({ propertyPath, reason }) => `  - ${propertyPath}: ${reason}`);
  return `${what} was given invalid arguments:\n${lines.join("\n")}`;
}

/** Issues of a nested argument, under the path the caller wrote. */
export function under(argument: string, issues: readonly Issue[]): Issue[] {
  return issues.map(({ propertyPath, reason }) => ({
    propertyPath: propertyPath === "" ? argument : `${argument}.${propertyPath}`,
    reason,
  }));
}

type Values = Readonly<Record<string, string>>;

/** A value that is none of an enum's, as JavaScript or another language may give. */
export function refuseValue(propertyPath: string, values: Values, value: string): Issue[] {
  if (Object.values(values).includes(value)) return [];
  return [{ propertyPath, reason: `must be ${oneOf(values)}, got "${value}"` }];
}

/** `"single"`, or `one of "none", "single"`: the values of an enum, for a reason. */
export function oneOf(values: Values): string {
  return `one of ${Object.values(values)
    .map((value) => `"${value}"`)
    .join(", ")}`;
}

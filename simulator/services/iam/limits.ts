/** What IAM says of any request whose values are out of bounds. */
import { AwsError } from "../../errors";
import type { Form } from "../../model";
import type { ValueMap } from "../../protocol";
import { both, matching, ofLength } from "../../resource/forms";
import { text } from "../../values";

/** What the provider asks of a name at preview, or of what one begins with. */
export const nameForm = (most: number): Form =>
  both(ofLength(1, most), matching(/^[\w+=,.@-]*$/, "must match [\\w+=,.@-]"));

/** A policy is a JSON object: of what is no JSON at all, the kind `json` says so. */
export const policyForm: Form = (value, at) => {
  const given = String(value);
  if (given === "") return `"${at}" is an empty string, which is not a valid JSON value`;
  return /^\s*("|\[|-?\d|true|false|null)/.test(given)
    ? `"${at}" contains an invalid JSON policy: not a JSON object`
    : undefined;
};

const invalid = (what: string): AwsError =>
  new AwsError("ValidationError", `1 validation error detected: ${what}`);

/** Letters, digits and +=,.@_- only. @param most that many characters @throws AwsError */
export function checkName(name: string, property: string, most: number): void {
  if (!/^[\w+=,.@-]+$/.test(name) || name.length > most)
    throw invalid(
      `The specified value for ${property} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_- and be at most ${most} characters, got ${name}`,
    );
}

/** @throws AwsError */
export function checkDescription(inputs: ValueMap): void {
  const { length } = text(inputs, "description") ?? "";
  if (length > 1000) throw invalid(`description has at most 1000 characters, got ${length}`);
}

/** In seconds. @throws AwsError */
export function checkSession(seconds: number): void {
  if (seconds < 3600 || seconds > 43_200)
    throw invalid(`maxSessionDuration is between 3600 and 43200 seconds, got ${seconds}`);
}

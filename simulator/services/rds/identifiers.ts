/** Identifiers as RDS takes them: letters of lower case, digits and hyphens (measured: the provider's own checks). */
import { AwsError } from "../../errors";
import type { Form } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { snake } from "../ec2/blocks";
import { matching } from "../../resource/forms";
import { text, written } from "../../values";

interface Rule {
  /** `hyphens` alone, or more than that. */
  readonly allowed: RegExp;
  readonly words: string;
  readonly what?: string;
}

const plain: Rule = { allowed: /^[0-9a-z-]+$/, words: "characters and hyphens" };
const group: Rule = {
  allowed: /^[0-9a-z.-]+$/,
  words: "characters, periods, and hyphens",
  what: "parameter group ",
};

export const customProfile = matching(/^AWSRDSCustom/, "must begin with AWSRDSCustom");

export const notShort: Form = (value, at) =>
  value === "" ? `"${at}" cannot be shorter than 1 character` : undefined;

/** @throws AwsError for one that is too long: the provider does not count */
export function acceptLength(inputs: ValueMap, property: string, parameter: string): void {
  const value = text(inputs, property) ?? "";
  if (value.length > 63)
    throw new AwsError(
      "InvalidParameterValue",
      `The parameter ${parameter} is longer than 63 characters: ${value}`,
    );
}

/** What an identifier begins with, where the rest is made for it. */
export const prefixForm =
  (what = ""): Form =>
  (value, at) => {
    const [fault] = faultsOf(String(value), `${what}"${at}"`, plain);
    return fault;
  };

export const checkIdentifier = (inputs: ValueMap, property: string): readonly CheckFailure[] =>
  check(inputs, property, plain);

export const checkGroupName = (inputs: ValueMap): readonly CheckFailure[] =>
  check(inputs, "name", group);

function check(
  inputs: ValueMap,
  property: string,
  { allowed, words, what = "" }: Rule,
): readonly CheckFailure[] {
  const value = written(inputs, property);
  if (value === undefined) return [];
  const name = `${what}"${snake(property)}"`;
  const reasons = faultsOf(value, name, { allowed, words });
  if (value.endsWith("-")) reasons.push(`${name} cannot end with a hyphen`);
  if (what !== "" && value.length > 255)
    reasons.push(`${name} cannot be greater than 255 characters`);
  return reasons.map((reason) => ({ property, reason: `${reason}: ${value}` }));
}

function faultsOf(value: string, name: string, { allowed, words }: Rule): string[] {
  const reasons: string[] = [];
  if (!allowed.test(value)) reasons.push(`only lowercase alphanumeric ${words} allowed in ${name}`);
  if (!/^[a-z]/.test(value)) reasons.push(`first character of ${name} must be a letter`);
  if (value.includes("--")) reasons.push(`${name} cannot contain two consecutive hyphens`);
  return reasons;
}

/** The name of the snapshot that is taken at the end. */
export function checkFinalSnapshot(inputs: ValueMap): readonly CheckFailure[] {
  const property = "finalSnapshotIdentifier";
  const value = written(inputs, property);
  if (value === undefined) return [];
  const reasons: string[] = [];
  if (!/^[A-Za-z]/.test(value)) reasons.push("must begin with alphabetic character");
  if (!/^[0-9A-Za-z-]+$/.test(value))
    reasons.push("must only contain alphanumeric characters and hyphens");
  if (value.includes("--")) reasons.push("cannot contain two consecutive hyphens");
  if (value.endsWith("-")) reasons.push("cannot end in a hyphen");
  return reasons.map((reason) => ({
    property,
    reason: `invalid value for final_snapshot_identifier (${reason}): ${value}`,
  }));
}

const time = "([01]\\d|2[0-3]):[0-5]\\d";
const day = "(mon|tue|wed|thu|fri|sat|sun)";
const daily = new RegExp(`^${time}-${time}$`);
const weekly = new RegExp(`^${day}:${time}-${day}:${time}$`, "i");

/** `04:00-05:00`, and `mon:04:00-mon:05:00`. */
export function checkWindows(
  inputs: ValueMap,
  { backup, maintenance }: { readonly backup: string; readonly maintenance: string },
): readonly CheckFailure[] {
  const daytime = text(inputs, backup);
  const weektime = text(inputs, maintenance);
  return [
    ...(daytime === undefined || daily.test(daytime)
      ? []
      : [
          {
            property: backup,
            reason: `${snake(backup)} (${daytime}) must satisfy the format of "hh24:mi-hh24:mi"`,
          },
        ]),
    ...(weektime === undefined || weekly.test(weektime)
      ? []
      : [
          {
            property: maintenance,
            reason: `${snake(maintenance)} (${weektime}) must satisfy the format of "ddd:hh24:mi-ddd:hh24:mi"`,
          },
        ]),
  ];
}

/** Windows that AWS picks: half an hour by night, on a day of the week. */
export function pickWindows(hash: string): {
  readonly backup: string;
  readonly maintenance: string;
} {
  const number = parseInt(hash.slice(0, 6), 16);
  const hour = (from: number): string => String(from + (number % 3)).padStart(2, "0");
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const on = days[number % 7] ?? "mon";
  return {
    backup: `${hour(3)}:00-${hour(3)}:30`,
    maintenance: `${on}:${hour(7)}:00-${on}:${hour(7)}:30`,
  };
}

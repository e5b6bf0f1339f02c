/** For how long a client's tokens are good: numbers whose units stand apart. */
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import { containsUnknown, number, text } from "../../values";
import { snake } from "../ec2/blocks";

const seconds: Readonly<Record<string, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

interface Rule {
  readonly property: string;
  /** In `tokenValidityUnits`. */
  readonly unit: string;
  /** Where no unit is given. */
  readonly standard: string;
  readonly range: readonly [number, number];
  readonly said: string;
}

const aDay = { standard: "hours", range: [300, 86_400], said: "5m0s and 24h0m0s" } as const;
const tenYears = {
  standard: "days",
  range: [3600, 315_360_000],
  said: "1h0m0s and 87600h0m0s",
} as const;
const rules: readonly Rule[] = [
  { property: "accessTokenValidity", unit: "accessToken", ...aDay },
  { property: "idTokenValidity", unit: "idToken", ...aDay },
  { property: "refreshTokenValidity", unit: "refreshToken", ...tenYears },
];

export function checkValidities(inputs: ValueMap): readonly CheckFailure[] {
  if (containsUnknown(inputs.tokenValidityUnits)) return [];
  const units = blockOf(inputs, "tokenValidityUnits");
  return rules.flatMap(({ property, unit, standard, range: [least, most], said }) => {
    const value = number(inputs, property);
    const each = seconds[text(units, unit) ?? standard];
    if (value === undefined || each === undefined) return [];
    if (value * each >= least && value * each <= most) return [];
    const reason = `Attribute ${snake(property)} must have a duration between ${said}, got: ${value} ${text(units, unit) ?? standard}`;
    return [{ property, reason }];
  });
}

/** Numbers that AWS takes within bounds only. */
import type { Issue } from "../../net";

type Bounds = readonly [least: number, most: number];

/** A whole number within bounds, both included. */
export function refuseWhole(propertyPath: string, value: number, bounds: Bounds): Issue[] {
  const [least, most] = bounds;
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [{ propertyPath, reason: `must be a whole number${range(bounds)}, got ${value}` }];
}

/** Any number within bounds, both included. */
export function refuseNumber(propertyPath: string, value: number, bounds: Bounds): Issue[] {
  const [least, most] = bounds;
  if (value >= least && value <= most) return [];
  return [{ propertyPath, reason: `must be${range(bounds)}, got ${value}` }];
}

const range = ([least, most]: Bounds): string =>
  most === Infinity ? ` of ${least} or more` : ` from ${least} to ${most}`;

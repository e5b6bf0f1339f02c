/** What the provider fills in inside blocks: defaults of its schema. */
import type { Value, ValueMap } from "../protocol";
import { isList, isMap } from "../values";

/** A block, or each of several, with what it leaves out. @param within a map in it is for a block inside, where that is */
export function completed(value: Value, within: ValueMap): Value {
  if (isList(value)) return value.map((one) => completed(one, within));
  if (!isMap(value)) return value;
  const whole: Record<string, Value> = { ...value };
  for (const [key, standard] of Object.entries(within)) {
    const given = whole[key];
    if (given === undefined || given === null) {
      if (!isMap(standard)) whole[key] = standard;
    } else if (isMap(standard)) whole[key] = completed(given, standard);
  }
  return whole;
}

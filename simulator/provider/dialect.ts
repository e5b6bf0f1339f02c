/** The Terraform bridge's dialect: `__defaults` in inputs, `__meta` in outputs. Read over, and `__defaults` written. */
import type { Value, ValueMap } from "../protocol";
import { isList, isMap, texts } from "../values";

/** The same values without the bridge's own keys, at every depth, and without nulls at the top. */
export function withoutDialect(map: ValueMap): ValueMap {
  const result: Record<string, Value> = {};
  for (const [key, value] of Object.entries(map))
    if (!key.startsWith("__") && value !== null) result[key] = stripped(value);
  return result;
}

function stripped(value: Value): Value {
  if (isList(value)) return value.map(stripped);
  if (!isMap(value)) return value;
  const result: Record<string, Value> = {};
  for (const [key, one] of Object.entries(value))
    if (!key.startsWith("__")) result[key] = stripped(one);
  return result;
}

/** Whether the bridge, or we, filled the property in. Where `__defaults` is missing, nothing is known. */
export function isDefaulted(inputs: ValueMap, property: string): boolean | undefined {
  return isList(inputs.__defaults) ? texts(inputs, "__defaults").includes(property) : undefined;
}

/** Names that the provider puts together at preview: of a prefix and its 26 digits, with `.fifo` behind. */
import type { CheckFailure, ValueMap } from "../protocol";
import { isUnknown } from "../values";

const digits = "20060102150405000000000001";

export function checkWholeName(
  inputs: ValueMap,
  isFifo: boolean,
  { most, what }: { readonly most: number; readonly what: string },
): readonly CheckFailure[] {
  const { name, namePrefix } = inputs;
  const ending = isFifo ? ".fifo" : "";
  const form = new RegExp(`^[\\w-]{1,${most - ending.length}}${isFifo ? "\\.fifo" : ""}$`);
  const given = (value: unknown): value is string =>
    typeof value === "string" && value !== "" && !isUnknown(value);
  const made: readonly (readonly [string, string])[] = [
    ...(given(name) ? [["name", name] as const] : []),
    ...(given(namePrefix) ? [["namePrefix", `${namePrefix}${digits}${ending}`] as const] : []),
  ];
  return made
    .filter(([, whole]) => !form.test(whole))
    .map(([property, whole]) => ({ property, reason: `invalid ${what} name: ${whole}` }));
}

/** A resource's property, as far as it is known: the output, which is what AWS has, else the input. */
import type { ResourceRecord } from "./resourceRecord";
import {
  asFlag,
  asList,
  asNumber,
  asText,
  isMap,
  isUnknown,
  unknown,
  valueAt,
  type ValueMap,
} from "./propertyValues";

/**
 * Unknown is what the program gives and nobody knows yet; a preview may also leave it out, with what it came from. What
 * only AWS will choose is undefined until it has.
 */
export function property(record: ResourceRecord, path: string): unknown {
  const output = valueAt(record.outputs, path);
  if (output !== undefined && !isUnknown(output)) return output;
  const input = valueAt(record.inputs, path);
  if (input !== undefined) return input;
  const [top = path] = path.split(".");
  const sources = record.propertyDependencies?.[top] ?? [];
  const isLeftOut = isPlanned(record) && record.inputs[top] === undefined && sources.length > 0;
  return isLeftOut ? unknown : undefined;
}

export const text = (record: ResourceRecord, path: string): string | undefined =>
  asText(property(record, path));

export const flag = (record: ResourceRecord, path: string): boolean | undefined =>
  asFlag(property(record, path));

export const number = (record: ResourceRecord, path: string): number | undefined =>
  asNumber(property(record, path));

export const texts = (record: ResourceRecord, path: string): string[] =>
  asList(property(record, path)).flatMap((one) => asText(one) ?? []);

export const maps = (record: ResourceRecord, path: string): ValueMap[] =>
  asList(property(record, path)).filter(isMap);

/** Whether the program gives the property itself: what only AWS computes may be of an earlier day. */
export const isGiven = ({ inputs }: ResourceRecord, path: string): boolean =>
  valueAt(inputs, path) !== undefined;

/** Given and not empty, or still to be known. */
export function isSet(record: ResourceRecord, path: string): boolean {
  const value = property(record, path);
  return isUnknown(value) || asText(value) !== undefined;
}

export const idOf = ({ id }: ResourceRecord): string | undefined => asText(id);

/** Not yet made: a property may be absent only because nobody knows it yet. */
export const isPlanned = (record: ResourceRecord): boolean => idOf(record) === undefined;

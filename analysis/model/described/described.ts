/** An answer as a resource that nobody manages: its key is AWS's id. */
import type { Place } from "../records/places";
import { given, mapsIn, textIn, type ValueMap } from "../records/propertyValues";
import type { ResourceRecord } from "../records/resourceRecord";
import type { Answers } from "./answers";

export interface Described {
  readonly type: string;
  readonly id: string | undefined;
  readonly outputs: ValueMap;
  readonly tags?: ValueMap;
}

/** How a kind of answer is read. */
export type Reader = (answer: ValueMap, answers: Answers) => readonly Described[];

/** Undefined ids are of answers that are none. */
export function recordOf({ type, id, outputs, tags }: Described, place: Place): ResourceRecord[] {
  if (id === undefined) return [];
  const { region, account } = place;
  const all = given({ region, ownerId: account, ...given(outputs), id, tags });
  return [{ urn: id, type, name: id, id, custom: true, inputs: {}, outputs: all }];
}

/** `[{Key, Value}]` as a map. */
export const tagsOf = (answer: ValueMap, path = "Tags"): ValueMap =>
  Object.fromEntries(
    mapsIn(answer, path).flatMap((tag) => {
      const key = textIn(tag, "Key");
      return key === undefined ? [] : [[key, textIn(tag, "Value") ?? ""]];
    }),
  );

export const ec2 = (name: string): string =>
  `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
export const transit = (name: string): string =>
  `aws:ec2transitgateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** What every part has, from its resource. */
import type { Part } from "../network";
import { idOf, property } from "../records/properties";
import { asText, given, isMap } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import { nameOf, type ResourceRecord } from "../records/resourceRecord";

export function partOf(reading: Reading, record: ResourceRecord): Part {
  const tags = tagsOf(record);
  const { type } = record;
  const id = idOf(record);
  const name = tags.Name ?? (nameOf(record) || (id ?? record.urn));
  return given({ key: reading.key(record), name, type, id, tags });
}

/** The provider's default tags among them. */
export function tagsOf(record: ResourceRecord): Readonly<Record<string, string>> {
  const all = [property(record, "tags"), property(record, "tagsAll")].filter(isMap);
  const entries = all.flatMap((tags) =>
    Object.entries(tags).flatMap(([key, value]): [string, string][] => {
      const known = asText(value) ?? (value === "" ? "" : undefined);
      return known === undefined ? [] : [[key, known]];
    }),
  );
  return Object.fromEntries(entries);
}

/** What the schema calls plain is what the components refuse outputs for, and the rest is what they take them for. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as library from "../../../index";
import { record } from "../recordedMocks";
import type { Property, Schema } from "./schema";

const schema = JSON.parse(
  readFileSync(join(__dirname, "../../../components/schema.json"), "utf8"),
) as Schema;

/** A place for a value among the arguments. */
interface Place {
  readonly path: string;
  readonly isPlain: boolean;
  /** The arguments with a value there, and nothing else. */
  readonly with: (value: unknown) => unknown;
}

function placesIn(properties: Readonly<Record<string, Property>>): Place[] {
  return Object.entries(properties).flatMap(([key, property]) =>
    placesOf(property).map(({ path, isPlain, with: inner }) => ({
      path: path.startsWith("[") || path === "" ? `${key}${path}` : `${key}.${path}`,
      isPlain,
      with: (value: unknown) => ({ [key]: inner(value) }),
    })),
  );
}

function placesOf(property: Property): Place[] {
  const own: Place = { path: "", isPlain: property.plain === true, with: (value) => value };
  const type = schema.types[(property.$ref ?? "").replace("#/types/", "")];
  if (type?.properties) return [own, ...placesIn(type.properties)];
  if (property.items)
    return [own, ...placesOf(property.items).map((place) => inside(place, "[0]", (one) => [one]))];
  if (property.additionalProperties)
    return [
      own,
      ...placesOf(property.additionalProperties).map((place) =>
        inside(place, "key", (key) => ({ key })),
      ),
    ];
  return [own];
}

const inside = (place: Place, at: string, wrap: (value: unknown) => unknown): Place => ({
  path:
    place.path === "" || place.path.startsWith("[") ? `${at}${place.path}` : `${at}.${place.path}`,
  isPlain: place.isPlain,
  with: (value) => wrap(place.with(value)),
});

type Class = new (name: string, args: unknown) => unknown;

describe("What the schema calls plain", () => {
  for (const [token, { inputProperties }] of Object.entries(schema.resources)) {
    const name = token.split(":").at(-1)!;
    it(`is plain to ${name}, and nothing else is`, async () => {
      const Component = (library as unknown as Record<string, Class>)[name]!;
      const wrong: string[] = [];
      await record(() => {
        for (const { path, isPlain, with: args } of placesIn(inputProperties)) {
          const refused = refusedPaths(() => new Component("main", args(pulumi.output("given"))));
          if (refused.includes(path) !== isPlain)
            wrong.push(`${path} is ${isPlain ? "plain and taken" : "no plain value and refused"}`);
        }
      }).catch(() => undefined);
      expect(wrong).to.deep.equal([]);
    });
  }
});

/** The paths at which it says that an output may not be; other complaints are no matter here. */
function refusedPaths(make: () => unknown): string[] {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof library.InvalidArgumentsError)) return [];
    return error.issues
      .filter(({ reason }) => reason.startsWith("must be a plain value"))
      .map(({ propertyPath }) => propertyPath);
  }
}

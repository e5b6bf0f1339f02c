/** Settings that are read as their defaults have them. */
import * as pulumi from "@pulumi/pulumi";

/** Each as its default has it: text, number, truth or a list of text. */
export function readSettings<T extends object>(config: pulumi.Config, defaults: T): T {
  const read = Object.entries(defaults).map(([key, standard]: [string, unknown]) => [
    key,
    readSetting(config, key, standard) ?? standard,
  ]);
  return Object.fromEntries(read) as T;
}

function readSetting(config: pulumi.Config, key: string, standard: unknown): unknown {
  switch (typeof standard) {
    case "number":
      return config.getNumber(key);
    case "boolean":
      return config.getBoolean(key);
    case "string":
      return config.get(key);
    default:
      return readTexts(config, key);
  }
}

function readTexts(config: pulumi.Config, key: string): readonly string[] | undefined {
  const given = config.getObject<unknown>(key);
  const isText = (one: unknown): one is string => typeof one === "string";
  if (given === undefined || (Array.isArray(given) && given.every(isText))) return given;
  throw new pulumi.RunError(
    `${config.name}:${key} must be a list of text, got ${JSON.stringify(given)}`,
  );
}

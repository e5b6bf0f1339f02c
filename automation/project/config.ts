/**
 * Configuration given for one run: keys are checked against the project's `config:` block, values against the types it
 * declares, and the result is merged into a copy of the stack file. The user's own file is read and never written.
 */
import { isMap, isScalar, Pair, type Document, type YAMLMap } from "yaml";
import { ConfigValueError, UnknownConfigKeyError, UsageError } from "../errors";
import { isRecord, type ConfigKey, type ConfigType } from "./project";
import { nearest } from "../wording";
import { readYaml, yamlNode } from "./yamlFile";

/** The project whose keys are set: of an inline program nothing but the name is known. */
export interface ConfiguredProject {
  readonly name: string;
  readonly config: ReadonlyMap<string, ConfigKey> | undefined;
}

/** One value to be set: the key with its namespace, the value of the type that the project declares. */
export interface Override {
  readonly key: string;
  readonly value: unknown;
  readonly secret: boolean;
}

/** `key=value`, as `--config` takes it. */
export function parsePairs(pairs: readonly string[]): Record<string, string> {
  const entries = pairs.map((pair): [string, string] => {
    const equals = pair.indexOf("=");
    if (equals < 1)
      throw new UsageError(
        `--config takes key=value, got "${pair}"; for example aws:region=us-east-1`,
      );
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return Object.fromEntries(entries);
}

/**
 * @param inStackFile keys, with their namespaces, that the user's stack file sets already: they need no declaration
 * @throws UnknownConfigKeyError, ConfigValueError
 */
export function checkOverrides(
  project: ConfiguredProject,
  values: Readonly<Record<string, unknown>>,
  inStackFile: readonly string[] = [],
): Override[] {
  return Object.entries(values).map(([given, value]) => {
    const colon = given.indexOf(":");
    const namespace = colon < 0 ? project.name : given.slice(0, colon);
    const name = given.slice(colon + 1);
    const key = `${namespace}:${name}`;
    const spec = project.config?.get(namespace === project.name ? name : key);
    if (project.config && !spec && !inStackFile.includes(key))
      checkUnknown(project, project.config, { given, namespace, name });
    return { key, value: typed(given, spec, value), secret: spec?.secret ?? false };
  });
}

/** Namespaces near which a name is a mistake, and one that is near and is none. */
const ownNamespaces = ["aws", "awsx", "aws-network"];

interface GivenKey {
  readonly given: string;
  readonly namespace: string;
  readonly name: string;
}

/** Namespaces belong to providers and libraries, which this cannot list; one that is nearly the project's is a mistake. */
function checkUnknown(
  project: ConfiguredProject,
  keys: ReadonlyMap<string, ConfigKey>,
  { given, namespace, name }: GivenKey,
): void {
  const mistaken =
    namespace !== project.name && nearest(namespace, [project.name, ...ownNamespaces]);
  const foreign = namespace !== project.name && (!mistaken || mistaken === namespace);
  if (foreign && name !== "") return;
  const known = [...keys.keys()];
  const meant = mistaken ? [...known, `${mistaken}:${name}`] : known;
  throw new UnknownConfigKeyError(
    given,
    project.name,
    mistaken && mistaken !== project.name ? [...new Set(meant)] : known,
  );
}

function typed(key: string, spec: ConfigKey | undefined, value: unknown): unknown {
  try {
    return convert(key, spec?.type, value);
  } catch (error) {
    if (!spec?.secret) throw error;
    throw new ConfigValueError(key, `is not of the type that Pulumi.yaml declares for it`);
  }
}

function convert(key: string, type: ConfigType | undefined, value: unknown): unknown {
  switch (type) {
    case "array":
      return typeof value === "string"
        ? parseList(key, value)
        : expect(key, value, Array.isArray(value));
    case "object":
      return typeof value === "string"
        ? parseObject(key, value)
        : expect(key, value, isRecord(value));
    case "boolean":
      if (String(value) !== "true" && String(value) !== "false")
        throw new ConfigValueError(key, `must be true or false, got ${shown(value)}`);
      return String(value) === "true";
    case "integer":
      if (!/^[+-]?\d+$/.test(String(value)))
        throw new ConfigValueError(key, `must be a whole number, got ${shown(value)}`);
      return Number(value);
    case "string":
      if (typeof value === "object" && value !== null)
        throw new ConfigValueError(key, `must be a string, got ${shown(value)}`);
      return String(value);
    case undefined:
      return value;
  }
}

function expect(key: string, value: unknown, holds: boolean): unknown {
  if (!holds)
    throw new ConfigValueError(key, `is of another type in Pulumi.yaml than ${shown(value)}`);
  return value;
}

/** `["a","b"]`, or `a,b` for those who type it. */
function parseList(key: string, text: string): unknown {
  if (!text.trim().startsWith("["))
    return text.split(",").flatMap((item) => (item.trim() === "" ? [] : [item.trim()]));
  const value = parseJson(text);
  if (!Array.isArray(value))
    throw new ConfigValueError(key, `must be a list, as a,b or ["a","b"], got ${shown(text)}`);
  return value;
}

function parseObject(key: string, text: string): unknown {
  const value = parseJson(text);
  if (!isRecord(value))
    throw new ConfigValueError(
      key,
      `must be an object in JSON, as {"name":"value"}, got ${shown(text)}`,
    );
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : JSON.stringify(value);
}

/** The `config:` map of a stack file, made where there is none. */
export function configMap(document: Document, file: string): YAMLMap {
  document.contents ??= document.createNode({});
  if (!isMap(document.contents)) throw new UsageError(`${file} is no stack file: it is not a map`);
  const config = document.get("config", true);
  if (isMap(config)) return config;
  const made = yamlNode({}) as YAMLMap;
  document.set("config", made);
  return made;
}

/** The keys of a stack file, each with its namespace. */
export function stackFileKeys(project: string, path: string, text: string): string[] {
  return configMap(readYaml(path, text), path).items.map(({ key }) => {
    const name = isScalar(key) ? String(key.value) : String(key);
    return name.includes(":") ? name : `${project}:${name}`;
  });
}

/** Sets the values in the map, in place of the same key written with or without the project's namespace. */
export function setOverrides(
  config: YAMLMap,
  project: string,
  overrides: readonly Omit<Override, "secret">[],
): void {
  for (const { key, value } of overrides) {
    if (key.startsWith(`${project}:`)) config.delete(key.slice(project.length + 1));
    config.delete(key);
    config.items.push(new Pair(yamlNode(key), yamlNode(value)));
  }
}

/**
 * The stack file for a real run: the user's, secrets and all, with values added. Undefined where nothing is added.
 */
export function realConfig(
  project: ConfiguredProject,
  stackFile: { readonly path: string; readonly text: string },
  overrides: readonly Override[],
): string | undefined {
  if (overrides.length === 0) return undefined;
  const secret = overrides.find((one) => one.secret);
  if (secret)
    throw new ConfigValueError(
      secret.key,
      `is a secret: only the stack's own provider can keep it; set it by \`pulumi config set --secret\``,
    );
  const document = readYaml(stackFile.path, stackFile.text);
  setOverrides(configMap(document, stackFile.path), project.name, overrides);
  return document.toString();
}

/** The stack's configuration: its settings, with what the project gives behind them. */
import type { Crypter } from "../backend/passphrase";
import type { RunConfig } from "../deployment/run";
import { EngineError } from "../errors";
import { parseConfigPath, valueAt } from "../project/configPath";
import { givenByProject, hasType, typeName, type ConfigDeclaration } from "../project/configSchema";
import {
  isSecure,
  readConfigValue,
  type ConfigEntry,
  type RawConfigValue,
} from "../project/stackSettings";
import type { Project } from "../project/projectFile";
import type { StackSession } from "./session";

/**
 * Every value by its full key, as the files hold it.
 *
 * @throws EngineError where the settings name environments: what they give is not known, and nothing is guessed
 */
export function mergedConfig({ settings, project }: StackSession): Map<string, RawConfigValue> {
  const { environments } = settings;
  const merged = new Map(settings.raw());
  for (const [key, declaration] of project.config) {
    const given = givenByProject(declaration);
    if (given !== undefined && given !== null && lookUp(merged, key) === undefined)
      merged.set(key, given);
  }
  if (environments.length > 0)
    throw environmentsRefused(settings.file, environments, missingOf(project, merged));
  return merged;
}

function environmentsRefused(
  file: string,
  names: readonly string[],
  missing: readonly string[],
): EngineError {
  const asked = missing.length === 0 ? "" : `; the project asks for ${listed(missing)}`;
  return new EngineError(
    `the rehearsal engine does not support the ESC environments that ${file} names (${names.join(", ")}), whose values ` +
      `stand in Pulumi Cloud${asked}. Give the values as configuration: leave \`environment\` out and use \`config set\`, ` +
      "or rehearse with --config <key>=<value>, which leaves it out by itself; or use the Pulumi CLI",
  );
}

/** A declared key may be a path into a value. */
function lookUp(config: ReadonlyMap<string, RawConfigValue>, key: string): RawConfigValue {
  const colon = key.indexOf(":") + 1;
  const [head, ...rest] = parseConfigPath(key.slice(colon));
  return valueAt(config.get(key.slice(0, colon) + head), rest);
}

/** Reads values of the settings; the passphrase is asked for only where one of them is sealed. */
export async function configReader(
  stack: StackSession,
  raws: Iterable<RawConfigValue>,
): Promise<(raw: RawConfigValue) => ConfigEntry> {
  const crypter = [...raws].some(holdsSecure) ? await stack.crypter() : undefined;
  const open = (): Crypter => {
    if (crypter === undefined) throw new Error("a secret appeared after the settings were read");
    return crypter;
  };
  return (raw) => readConfigValue(raw, open);
}

export function holdsSecure(raw: RawConfigValue): boolean {
  if (isSecure(raw)) return true;
  if (typeof raw !== "object" || raw === null) return false;
  return Object.values(raw).some(holdsSecure);
}

/** The configuration as a program receives it. @throws EngineError where a value is missing or not of its declared type. */
export async function readRunConfig(stack: StackSession): Promise<RunConfig> {
  const merged = mergedConfig(stack);
  const read = await configReader(stack, merged.values());
  requireDeclared(stack, merged);
  for (const [key, declaration] of stack.project.config) {
    const raw = lookUp(merged, key);
    if (raw !== undefined) requireType(stack, declaration, { raw, entry: read(raw) });
  }
  const entries = [...merged].map(([key, raw]) => [key, read(raw)] as const);
  return {
    values: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
    secretKeys: entries.filter(([, { secret }]) => secret).map(([key]) => key),
  };
}

/** What the project declares, and nobody gives. */
function missingOf(project: Project, merged: ReadonlyMap<string, RawConfigValue>): string[] {
  return [...project.config]
    .filter(([key]) => lookUp(merged, key) === undefined && key.startsWith(`${project.name}:`))
    .map(([, { key }]) => key);
}

function requireDeclared(
  { name, project }: StackSession,
  merged: ReadonlyMap<string, RawConfigValue>,
): void {
  const missing = missingOf(project, merged);
  if (missing.length === 0) return;
  const plural = missing.length > 1 ? "s" : "";
  throw invalid(`Stack '${name.stack}' is missing configuration value${plural} ${listed(missing)}`);
}

function listed(keys: readonly string[]): string {
  const quoted = keys.map((key) => `'${key}'`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} and ${last}`;
}

interface Found {
  readonly raw: RawConfigValue;
  readonly entry: ConfigEntry;
}

function requireType({ name }: StackSession, declared: ConfigDeclaration, found: Found): void {
  const { key, type, items, secret } = declared;
  if (type === undefined) return;
  const subject = `Stack '${name.stack}' with configuration key '${key}' must be`;
  if (secret === true && !found.entry.secret) throw invalid(`${subject} encrypted as it's secret`);
  const { objectValue, value } = found.entry;
  if (!hasType({ type, items }, objectValue ?? value))
    throw invalid(`${subject} of type '${typeName({ type, items })}'`);
}

function invalid(why: string): EngineError {
  return new EngineError(`validating stack config: ${why}`);
}

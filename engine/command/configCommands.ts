/** `config`, `config get|set|set-all|rm|rm-all`. */
import { EngineError } from "../errors";
import { fullKey } from "../project/projectFile";
import { isSecure, readConfigValue, type ConfigEntry } from "../project/stackSettings";
import type { Crypter } from "../backend/passphrase";
import type { RunConfig } from "../deployment/run";
import { openStack, type Session, type StackSession } from "./session";

/** Every value of the stack's settings, with the project's defaults behind them. */
export async function readAll(stack: StackSession): Promise<Map<string, ConfigEntry>> {
  const raw = new Map(stack.settings.raw());
  for (const [key, { default: fallback, value }] of stack.project.config) {
    const given = value ?? fallback;
    if (!raw.has(key) && given !== undefined) raw.set(key, given);
  }
  const crypter = [...raw.values()].some(holdsSecure) ? await stack.crypter() : undefined;
  const open = (): Crypter => {
    if (crypter === undefined) throw new Error("a secret appeared after the settings were read");
    return crypter;
  };
  return new Map([...raw].map(([key, value]) => [key, readConfigValue(value, open)]));
}

function holdsSecure(raw: unknown): boolean {
  if (isSecure(raw)) return true;
  if (typeof raw !== "object" || raw === null) return false;
  return Object.values(raw).some(holdsSecure);
}

/** The configuration as a program receives it. @throws EngineError where a value is missing or not of its declared type. */
export async function readRunConfig(stack: StackSession): Promise<RunConfig> {
  const entries = await readAll(stack);
  const problems = [...stack.project.config].flatMap(([key, { type }]) => {
    const entry = entries.get(key);
    const short = key.startsWith(`${stack.project.name}:`)
      ? key.slice(stack.project.name.length + 1)
      : key;
    if (entry === undefined)
      return type === undefined
        ? []
        : [`Stack '${stack.name.stack}' is missing configuration value '${short}'`];
    if (type === undefined || hasType(entry, type)) return [];
    return [
      `Stack '${stack.name.stack}' with configuration key '${short}' must be of type '${type}'`,
    ];
  });
  if (problems.length > 0) throw new EngineError(problems.join("\n"));
  return {
    values: Object.fromEntries([...entries].map(([key, { value }]) => [key, value])),
    secretKeys: [...entries].filter(([, { secret }]) => secret).map(([key]) => key),
  };
}

function hasType({ value, objectValue }: ConfigEntry, type: string): boolean {
  switch (type) {
    case "integer":
      return /^[+-]?\d+$/.test(value);
    case "boolean":
      return value === "true" || value === "false";
    case "array":
      return Array.isArray(objectValue);
    case "object":
      return typeof objectValue === "object" && objectValue !== null && !Array.isArray(objectValue);
    default:
      return objectValue === undefined;
  }
}

export async function show(session: Session): Promise<string> {
  const entries = await readAll(await openStack(session));
  const secrets = session.line.flag("show-secrets");
  return JSON.stringify(
    Object.fromEntries(
      [...entries].map(([key, { value, secret, objectValue }]) => [
        key,
        {
          ...(secret && !secrets ? {} : { value }),
          ...(objectValue !== undefined && !secret ? { objectValue } : {}),
          secret,
        },
      ]),
    ),
  );
}

export async function get(session: Session): Promise<string> {
  const stack = await openStack(session);
  const [key = ""] = session.line.positionals;
  const entry = (await readAll(stack)).get(fullKey(stack.project.name, key));
  if (entry === undefined)
    throw new EngineError(`configuration key '${key}' not found for stack '${stack.name.stack}'`);
  return JSON.stringify(entry);
}

export async function set(session: Session): Promise<string> {
  const stack = await openStack(session);
  const [key = "", value = ""] = session.line.positionals;
  await put(session, stack, [{ key, value, secret: session.line.flag("secret") }]);
  return "";
}

export async function setAll(session: Session): Promise<string> {
  const stack = await openStack(session);
  const json = session.line.value("json");
  if (json !== undefined && json !== "true") {
    const given = JSON.parse(json) as Record<string, { value: string; secret?: boolean }>;
    const entries = Object.entries(given).map(([key, { value, secret }]) => ({
      key,
      value,
      secret: secret === true,
    }));
    await put(session, stack, entries);
    return "";
  }
  const parse = (pair: string, secret: boolean): Setting => {
    const equals = pair.indexOf("=");
    return { key: pair.slice(0, equals), value: pair.slice(equals + 1), secret };
  };
  await put(session, stack, [
    ...session.line.values("plaintext").map((pair) => parse(pair, false)),
    ...session.line.values("secret").map((pair) => parse(pair, true)),
  ]);
  return "";
}

interface Setting {
  readonly key: string;
  readonly value: string;
  readonly secret: boolean;
}

async function put(
  session: Session,
  stack: StackSession,
  entries: readonly Setting[],
): Promise<void> {
  const path = session.line.flag("path");
  const crypter = entries.some(({ secret }) => secret) ? await stack.crypter() : undefined;
  for (const { key, value, secret } of entries)
    stack.settings.set(key, secret && crypter ? { secure: crypter.encrypt(value) } : value, path);
  await stack.settings.save();
}

export async function removeKeys(session: Session): Promise<string> {
  const stack = await openStack(session);
  for (const key of session.line.positionals) stack.settings.remove(key, session.line.flag("path"));
  await stack.settings.save();
  return "";
}

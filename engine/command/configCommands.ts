/** `config`, `config get|set|set-all|rm|rm-all|refresh`. */
import { access, rename } from "node:fs/promises";
import { EngineError } from "../errors";
import { parseConfigKey } from "../project/configKey";
import { coerced, parseConfigPath, valueAt } from "../project/configPath";
import type { ConfigEntry, RawConfigValue } from "../project/stackSettings";
import { configReader, mergedConfig } from "./runConfig";
import { openStack, requireStack, type Session, type StackSession } from "./session";
import { savedSalt } from "./stateCommands";
import { table } from "./table";

async function openExisting(session: Session): Promise<StackSession> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  return stack;
}

export async function show(session: Session): Promise<string> {
  const stack = await openExisting(session);
  const merged = mergedConfig(stack);
  const read = await configReader(stack, merged.values());
  const secrets = session.line.flag("show-secrets");
  const shown = [...merged]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, raw]) => [key, shownEntry(read(raw), secrets)] as const);
  if (session.line.flag("json")) return JSON.stringify(Object.fromEntries(shown), null, 2);
  const own = `${stack.project.name}:`;
  const rows = shown.map(([key, { value }]) => [
    key.startsWith(own) ? key.slice(own.length) : key,
    value ?? "[secret]",
  ]);
  return table([["KEY", "VALUE"], ...rows]);
}

function shownEntry(entry: ConfigEntry, secrets: boolean): Partial<ConfigEntry> {
  return entry.secret && !secrets ? { secret: true } : entry;
}

export async function get(session: Session): Promise<string> {
  const stack = await openExisting(session);
  const [key = ""] = session.line.positionals;
  const raw = lookUp(stack, key, session.line.flag("path"));
  if (raw === undefined)
    throw new EngineError(`configuration key '${key}' not found for stack '${stack.name.stack}'`);
  const entry = (await configReader(stack, [raw]))(raw);
  return session.line.flag("json") ? JSON.stringify(entry, null, 2) : `${entry.value}\n`;
}

function lookUp(stack: StackSession, key: string, path: boolean): RawConfigValue {
  const full = parseConfigKey(stack.project.name, key, path);
  const config = mergedConfig(stack);
  if (!path) return config.get(full);
  const colon = full.indexOf(":") + 1;
  const [head, ...rest] = parseConfigPath(full.slice(colon));
  return valueAt(config.get(full.slice(0, colon) + head), rest);
}

export async function set(session: Session): Promise<string> {
  const stack = await openExisting(session);
  const [key = "", value] = session.line.positionals;
  if (value === undefined)
    throw new EngineError("config value must be specified in non-interactive mode");
  checkKey(stack, key, session.line.flag("path"), "invalid configuration key");
  const secret = session.line.flag("secret");
  await put(
    stack,
    [{ key, value, secret, path: session.line.flag("path") }],
    "could not set config",
  );
  return "";
}

function checkKey({ project }: StackSession, key: string, path: boolean, subject: string): void {
  told(subject, () => parseConfigKey(project.name, key, path));
}

/** What goes wrong is told with what was being done. */
function told<T>(subject: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof EngineError) || subject === "") throw error;
    throw new EngineError(`${subject}: ${error.message}`);
  }
}

export async function setAll(session: Session): Promise<string> {
  const stack = await openExisting(session);
  const { line } = session;
  const path = line.flag("path");
  const [plain, sealed] = [line.values("plaintext"), line.values("secret")];
  const json = line.value("json");
  if (json !== undefined && (path || plain.length > 0 || sealed.length > 0))
    throw new EngineError(
      "the --json option cannot be used with the --plaintext, --secret or --path options",
    );
  if (json !== undefined) {
    await putJson(stack, json);
    return "";
  }
  const pairs = [
    ...plain.map((pair) => ({ ...parsePair(pair), secret: false, path })),
    ...sealed.map((pair) => ({ ...parsePair(pair), secret: true, path })),
  ];
  for (const { key } of pairs) checkKey(stack, key, path, "invalid configuration key");
  await put(stack, pairs, "");
  return "";
}

/** `key=value`, or `"key with = in it"=value`. */
function parsePair(pair: string): { key: string; value: string } {
  const quote = /^["']/.exec(pair)?.[0] ?? "";
  const equals = pair.indexOf(`${quote}=`, quote.length);
  if (equals < 0) throw new EngineError("config value must be in the form [key]=[value]");
  return {
    key: pair.slice(quote.length, equals),
    value: pair.slice(equals + quote.length + 1),
  };
}

interface Setting {
  readonly key: string;
  /** As written, or a list or map. */
  readonly value: unknown;
  readonly secret: boolean;
  readonly path: boolean;
}

async function putJson(stack: StackSession, json: string): Promise<void> {
  let given: Record<string, { value?: string; objectValue?: unknown; secret?: boolean }>;
  try {
    given = JSON.parse(json) as typeof given;
  } catch (error) {
    throw new EngineError(`could not parse --json argument: ${(error as Error).message}`);
  }
  const settings = Object.entries(given).map(([key, { value, objectValue, secret }]): Setting => {
    if (value === undefined)
      throw new EngineError(`value for --json object key ${JSON.stringify(key)} is nil`);
    checkKey(stack, key, false, `invalid --json object key ${JSON.stringify(key)}`);
    const isObject = typeof objectValue === "object" && objectValue !== null;
    return {
      key,
      value: isObject ? objectValue : value,
      secret: secret === true,
      path: isObject,
    };
  });
  await put(stack, settings, "");
}

async function put(
  stack: StackSession,
  entries: readonly Setting[],
  subject: string,
): Promise<void> {
  const crypter = entries.some(({ secret }) => secret) ? await stack.crypter() : undefined;
  const seal = (value: unknown): unknown => {
    if (typeof value === "string") return { secure: crypter?.encrypt(value) };
    if (Array.isArray(value)) return value.map(seal);
    if (typeof value !== "object" || value === null) return seal(String(value));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, seal(item)]));
  };
  for (const { key, value, secret, path } of entries) {
    const inside = path && typeof value === "string" && /[.[]/.test(key);
    const plain = inside ? coerced(value) : value;
    told(subject, () => stack.settings.set(key, secret ? seal(value) : plain, path));
  }
  await stack.settings.save();
}

export async function removeKeys(session: Session): Promise<string> {
  const stack = await openExisting(session);
  const path = session.line.flag("path");
  for (const key of session.line.positionals)
    checkKey(stack, key, path, "invalid configuration key");
  for (const key of session.line.positionals) stack.settings.remove(key, path);
  await stack.settings.save();
  return "";
}

/** Puts the configuration of the last update in the place of the settings file's. */
export async function refresh(session: Session): Promise<string> {
  const stack = await openExisting(session);
  const { settings, name } = stack;
  const [last] = await session.backend.history(name);
  if (last === undefined)
    throw new EngineError("getting latest configuration: no previous deployment");
  const salt = await savedSalt(session, stack);
  settings.replaceAll(new Map(Object.entries(last.config).map(([key, raw]) => [key, inFile(raw)])));
  if (salt !== undefined) settings.setSalt(salt);
  if (session.line.flag("force") || !(await exists(settings.file))) {
    await settings.save();
    return "";
  }
  const backup = await freeBackup(settings.file);
  await rename(settings.file, backup);
  await settings.save();
  return `backed up existing configuration file to ${backup}\nrefreshed configuration for stack '${name.stack}'\n`;
}

/** The history keeps lists and maps as JSON. */
function inFile(raw: unknown): RawConfigValue {
  if (typeof raw !== "object" || raw === null || !("object" in raw)) return raw;
  return typeof raw.object === "string" ? (JSON.parse(raw.object) as unknown) : raw;
}

async function freeBackup(file: string): Promise<string> {
  const backup = `${file}.bak`;
  return (await exists(backup)) ? freeBackup(backup) : backup;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

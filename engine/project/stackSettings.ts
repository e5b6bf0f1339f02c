/** `Pulumi.<stack>.yaml`: a stack's configuration and its encryption salt. Comments and order survive a change. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Document, isMap, parseDocument } from "yaml";
import { writeFileAtomic } from "../../storage";
import type { Crypter } from "../backend/passphrase";
import { EngineError } from "../errors";
import type { PathSegment } from "../propertyPath";
import { parseConfigKey } from "./configKey";
import { checkRemoval, parseConfigPath, securePart, valueAt, withValueAt } from "./configPath";
import type { Project } from "./projectFile";

/** A configuration value as the file holds it: a scalar, `{secure: ciphertext}`, or an object or array of those. */
export type RawConfigValue = unknown;

export interface ConfigEntry {
  /** The plain value; JSON where `objectValue` is set. */
  readonly value: string;
  readonly secret: boolean;
  readonly objectValue?: unknown;
}

export class StackSettings {
  private constructor(
    readonly file: string,
    private readonly document: Document,
    private readonly project: string,
  ) {}

  static async open(file: string, project: Project): Promise<StackSettings> {
    const text = existsSync(file) ? await readFile(file, "utf8") : "";
    const document = text.trim() === "" ? new Document({}) : parseDocument(text);
    const [error] = document.errors;
    if (error) throw new EngineError(`${file} is not YAML: ${error.message}`);
    return new StackSettings(file, document, project.name);
  }

  /** Environments of Pulumi Cloud that the file names; their values are not here. */
  get environments(): readonly string[] {
    const given = (this.document.toJS() as { environment?: unknown } | null)?.environment;
    return given === undefined ? [] : environmentNames(given);
  }

  get salt(): string | undefined {
    return this.document.get("encryptionsalt") as string | undefined;
  }

  setSalt(salt: string): void {
    this.document.set("encryptionsalt", salt);
  }

  /** Every key as `namespace:key`, values as they stand in the file. */
  raw(): ReadonlyMap<string, RawConfigValue> {
    const config = (this.document.toJS() as { config?: Record<string, unknown> } | null)?.config;
    return new Map(
      Object.entries(config ?? {}).map(([key, value]) => [
        parseConfigKey(this.project, key),
        value,
      ]),
    );
  }

  /** Puts these values in the place of all others. */
  replaceAll(values: ReadonlyMap<string, RawConfigValue>): void {
    this.document.set("config", this.document.createNode(Object.fromEntries(values)));
  }

  /**
   * Sets one value; with `path`, inside an object or array, as `pulumi config set --path` does.
   *
   * @throws EngineError where the path leads through something that is neither
   */
  set(key: string, value: RawConfigValue, path = false): void {
    const [full, ...rest] = this.keyPath(key, path);
    const spelled = this.spelling(full);
    if (rest.length === 0) {
      this.put([spelled], value);
      return;
    }
    const root = this.raw().get(full);
    const updated = withValueAt(root, rest, value, [full.slice(full.indexOf(":") + 1)]);
    // As deep as the file goes: comments beside what is set stay.
    let depth = 0;
    while (depth < rest.length - 1 && isCollection(root, rest.slice(0, depth + 1))) depth++;
    const from = isCollection(root, []) ? rest.slice(0, depth + 1) : [];
    this.put([spelled, ...from], valueAt(updated, from));
  }

  remove(key: string, path = false): void {
    const [full, ...rest] = this.keyPath(key, path);
    const root = this.raw().get(full);
    const spelled = ["config", this.spelling(full), ...rest];
    if (rest.length > 0 && valueAt(root, rest) === undefined) return;
    if (rest.length > 0) checkRemoval(root, rest);
    if (this.document.hasIn(spelled)) this.document.deleteIn(spelled);
  }

  private put(path: readonly PathSegment[], value: RawConfigValue): void {
    // `config:` with nothing under it is a scalar, which holds nothing.
    if (!isMap(this.document.get("config")))
      this.document.set("config", this.document.createNode({}));
    this.document.setIn(["config", ...path], this.document.createNode(value));
  }

  /** The key as the file has it: without a namespace, or with the old one. */
  private spelling(full: string): string {
    const config = (this.document.toJS() as { config?: Record<string, unknown> | null } | null)
      ?.config;
    const keys = Object.keys(config ?? {});
    return keys.find((key) => parseConfigKey(this.project, key) === full) ?? full;
  }

  async save(): Promise<void> {
    await writeFileAtomic(this.file, this.document.toString({ lineWidth: 0 }), 0o644);
  }

  private keyPath(key: string, path: boolean): [string, ...PathSegment[]] {
    const full = parseConfigKey(this.project, key, path);
    if (!path) return [full];
    const colon = full.indexOf(":") + 1;
    const [head, ...rest] = parseConfigPath(full.slice(colon));
    return [full.slice(0, colon) + head, ...rest];
  }
}

/** A list of names or of `name: options`; or a map whose `imports` are such a list, beside values of its own. */
function environmentNames(given: unknown): string[] {
  const { imports = ["(values of its own)"] } = (
    Array.isArray(given) ? { imports: given } : (given ?? {})
  ) as { imports?: unknown[] };
  return imports.flatMap((one) =>
    typeof one === "object" && one !== null ? Object.keys(one) : [String(one)],
  );
}

function isCollection(root: RawConfigValue, path: readonly PathSegment[]): boolean {
  const value = valueAt(root, path);
  return typeof value === "object" && value !== null && !isSecure(value);
}

/** Decrypts one raw value. A wrong passphrase has been refused before. */
export function readConfigValue(raw: RawConfigValue, crypter: () => Crypter): ConfigEntry {
  const sealed = securePart(raw);
  if (sealed !== undefined) return { value: crypter().decrypt(sealed), secret: true };
  if (typeof raw !== "object" || raw === null) return { value: scalar(raw), secret: false };
  let secret = false;
  const open = (value: unknown): unknown => {
    const inner = securePart(value);
    if (inner !== undefined) {
      secret = true;
      return crypter().decrypt(inner);
    }
    if (Array.isArray(value)) return (value as unknown[]).map(open);
    if (typeof value !== "object" || value === null) return value;
    // In the order in which the CLI writes them: a program may hash the text.
    const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([key, item]) => [key, open(item)]));
  };
  const objectValue = open(raw);
  return { value: JSON.stringify(objectValue), secret, objectValue };
}

export function isSecure(raw: RawConfigValue): boolean {
  return securePart(raw) !== undefined;
}

function scalar(raw: unknown): string {
  return typeof raw === "string" ? raw : JSON.stringify(raw ?? "").replace(/^""$/, "");
}

/** `Pulumi.<stack>.yaml`: a stack's configuration and its encryption salt. Comments and order survive a change. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Document, parseDocument } from "yaml";
import { writeFileAtomic } from "../../storage";
import type { Crypter } from "../backend/passphrase";
import { EngineError, refuse } from "../errors";
import { parsePropertyPath, type PathSegment } from "../propertyPath";
import { fullKey, type Project } from "./projectFile";

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
    const settings = new StackSettings(file, document, project.name);
    if (document.has("environment"))
      refuse(`the ESC environments that ${file} names under "environment"`);
    return settings;
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
      Object.entries(config ?? {}).map(([key, value]) => [fullKey(this.project, key), value]),
    );
  }

  /** Sets one value; with `path`, inside an object or array, as `pulumi config set --path` does. */
  set(key: string, value: RawConfigValue, path = false): void {
    this.document.setIn(this.keyPath(key, path), value);
  }

  remove(key: string, path = false): void {
    this.document.deleteIn(this.keyPath(key, path));
  }

  async save(): Promise<void> {
    await writeFileAtomic(this.file, this.document.toString({ lineWidth: 0 }), 0o644);
  }

  private keyPath(key: string, path: boolean): PathSegment[] {
    const [head, ...rest] = path ? parsePropertyPath(key) : [key];
    return ["config", fullKey(this.project, String(head)), ...rest];
  }
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
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, open(item)]));
  };
  const objectValue = open(raw);
  return { value: JSON.stringify(objectValue), secret, objectValue };
}

export function isSecure(raw: RawConfigValue): boolean {
  return securePart(raw) !== undefined;
}

/** The ciphertext of `{secure: …}`, which has no other key. */
function securePart(raw: RawConfigValue): string | undefined {
  if (typeof raw !== "object" || raw === null || !("secure" in raw)) return undefined;
  return Object.keys(raw).length === 1 && typeof raw.secure === "string" ? raw.secure : undefined;
}

function scalar(raw: unknown): string {
  return typeof raw === "string" ? raw : JSON.stringify(raw ?? "").replace(/^""$/, "");
}

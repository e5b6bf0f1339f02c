/** Secrets of a state: they decide what reaches what as any value does, and are shown nowhere. */

/** Pulumi's envelope of a secret: `sdk/nodejs/runtime/rpc.ts`. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** The texts inside of secrets that a state holds in the open, as an export with `--show-secrets` does. */
export function secretsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  if (typeof value !== "object" || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  if (fields[signature] !== secret) return Object.values(fields).flatMap(secretsIn);
  const { plaintext } = fields;
  if (typeof plaintext !== "string") return [];
  return textsIn(JSON.parse(plaintext)).flatMap((text) => [text, addressOf(text)]);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** A packet shows an address of a block, not the block. */
const addressOf = (text: string): string => /^([\da-fA-F.:]+)\/\d+$/.exec(text)?.[1] ?? text;

/** The document with every secret masked in its texts. */
export function masked<T>(document: T, secrets: readonly string[]): T {
  // Very short ones would tear words apart; of those that lie in each other the longest is first.
  const worth = [...new Set(secrets)].filter(({ length }) => length > 2);
  if (worth.length === 0) return document;
  const sorted = worth.sort((a, b) => b.length - a.length);
  return maskedValue(document, sorted) as T;
}

function maskedValue(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string")
    return secrets.reduce((text, one) => text.replaceAll(one, "[secret]"), value);
  if (Array.isArray(value)) return value.map((one) => maskedValue(one, secrets));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, maskedValue(one, secrets)]);
  return Object.fromEntries(entries);
}

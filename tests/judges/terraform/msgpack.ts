/** Terraform's values on the wire: the part of MessagePack that the provider protocol uses. */

/** A value of Terraform's. What is not yet known is `unknown`. */
export type TerraformValue =
  null | boolean | number | string | Unknown | readonly TerraformValue[] | TerraformObject;

/** An object or a map. */
export interface TerraformObject {
  readonly [name: string]: TerraformValue;
}

class Unknown {
  toJSON(): string {
    return "(not yet known)";
  }
}

export const unknown = new Unknown();

export const isList = (value: TerraformValue): value is readonly TerraformValue[] =>
  Array.isArray(value);

export const isObject = (value: TerraformValue): value is TerraformObject =>
  typeof value === "object" && value !== null && !isList(value) && !(value instanceof Unknown);

export function encode(value: TerraformValue): Buffer {
  if (value === null) return Buffer.of(0xc0);
  // Any extension is a value that is not yet known; this is the shortest.
  if (value instanceof Unknown) return Buffer.of(0xd4, 0, 0);
  if (typeof value === "boolean") return Buffer.of(value ? 0xc3 : 0xc2);
  if (typeof value === "number") return encodedNumber(value);
  if (typeof value === "string") {
    const text = Buffer.from(value, "utf8");
    return Buffer.concat([head(0xdb, text.length), text]);
  }
  if (isList(value)) return Buffer.concat([head(0xdd, value.length), ...value.map(encode)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    head(0xdf, entries.length),
    ...entries.flatMap(([key, entry]) => [encode(key), encode(entry)]),
  ]);
}

function head(code: number, length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt8(code, 0);
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function encodedNumber(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  const isWhole = Number.isSafeInteger(value);
  bytes.writeUInt8(isWhole ? 0xd3 : 0xcb, 0);
  if (isWhole) bytes.writeBigInt64BE(BigInt(value), 1);
  else bytes.writeDoubleBE(value, 1);
  return bytes;
}

export function decode(bytes: Uint8Array): TerraformValue {
  return new Decoder(Buffer.from(bytes)).value();
}

class Decoder {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  value(): TerraformValue {
    const code = this.bytes.readUInt8(this.at++);
    if (code <= 0x7f) return code;
    if (code <= 0x8f) return this.map(code & 0x0f);
    if (code <= 0x9f) return this.list(code & 0x0f);
    if (code <= 0xbf) return this.text(code & 0x1f);
    if (code >= 0xe0) return code - 0x100;
    if (code === 0xc0) return null;
    if (code === 0xc2 || code === 0xc3) return code === 0xc3;
    if (code >= 0xca && code <= 0xd3) return this.number(code);
    return this.sized(code);
  }

  private number(code: number): number {
    const at = this.at;
    const readers: readonly (readonly [number, () => number])[] = [
      [4, () => this.bytes.readFloatBE(at)],
      [8, () => this.bytes.readDoubleBE(at)],
      [1, () => this.bytes.readUInt8(at)],
      [2, () => this.bytes.readUInt16BE(at)],
      [4, () => this.bytes.readUInt32BE(at)],
      [8, () => Number(this.bytes.readBigUInt64BE(at))],
      [1, () => this.bytes.readInt8(at)],
      [2, () => this.bytes.readInt16BE(at)],
      [4, () => this.bytes.readInt32BE(at)],
      [8, () => Number(this.bytes.readBigInt64BE(at))],
    ];
    const [length, read] = readers[code - 0xca]!;
    this.at += length;
    return read();
  }

  private sized(code: number): TerraformValue {
    if (code >= 0xd4 && code <= 0xd8) return this.extension(1 << (code - 0xd4));
    if (code >= 0xc7 && code <= 0xc9) return this.extension(this.length(code - 0xc7));
    if (code >= 0xd9 && code <= 0xdb) return this.text(this.length(code - 0xd9));
    if (code >= 0xdc && code <= 0xdd) return this.list(this.length(code - 0xdb));
    if (code >= 0xde && code <= 0xdf) return this.map(this.length(code - 0xdd));
    throw new Error(`MessagePack: the code ${code} is none of Terraform's`);
  }

  /** @param size 0 for one byte, 1 for two, 2 for four */
  private length(size: number): number {
    const bytes = 1 << size;
    const length = this.bytes.readUIntBE(this.at, bytes);
    this.at += bytes;
    return length;
  }

  private extension(length: number): Unknown {
    this.at += 1 + length;
    return unknown;
  }

  private text(length: number): string {
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }

  private list(length: number): TerraformValue[] {
    return Array.from({ length }, () => this.value());
  }

  private map(length: number): Record<string, TerraformValue> {
    return Object.fromEntries(
      Array.from({ length }, () => {
        const key = this.value();
        if (typeof key !== "string") throw new Error("MessagePack: a key is no text");
        return [key, this.value()];
      }),
    );
  }
}

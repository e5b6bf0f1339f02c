/**
 * A tar archive, byte for byte as Go's `archive/tar` writes one of plain files without owner or time: Pulumi's hash of an
 * archive is the hash of these bytes.
 */
const block = 512;
/** What a field of twelve octal digits, one of them NUL, can say. */
const largestSize = 0o77777777777;

/** The header of one file, and before it a PAX header where the name is more than the old format takes. */
export function tarHeader(name: string, size: number): Buffer {
  if (size > largestSize)
    throw new Error(`${name} has ${size} bytes; an archive takes files of up to 8 GiB`);
  if (isAscii(name)) {
    const split = splitName(name);
    if (split !== undefined) return header({ ...split, size, kind: "0" });
  }
  const slash = name.lastIndexOf("/") + 1;
  const record = paxRecord("path", name);
  return Buffer.concat([
    header({
      name: cut(ascii(`${name.slice(0, slash)}PaxHeaders.0/${name.slice(slash)}`)),
      prefix: "",
      size: record.length,
      kind: "x",
    }),
    record,
    padding(record.length),
    header({ name: cut(ascii(name)), prefix: "", size, kind: "0" }),
  ]);
}

/** Zeros up to the next block. */
export const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block);

export const tarEnd = (): Buffer => Buffer.alloc(2 * block);

interface Header {
  readonly name: string;
  readonly prefix: string;
  readonly size: number;
  readonly kind: "0" | "x";
}

function header({ name, prefix, size, kind }: Header): Buffer {
  const bytes = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number): void =>
    void bytes.write(value.toString(8).padStart(digits, "0"), at);
  bytes.write(name, 0, 100);
  octal(size, 124, 11);
  bytes.write(kind, 156);
  bytes.write("ustar\0" + "00", 257);
  octal(kind === "0" ? 0o600 : 0, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(0, 136, 11);
  // Go leaves the device of a PAX header empty, and says zero of a file's.
  if (kind === "0") for (const at of [329, 337]) octal(0, at, 7);
  bytes.write(prefix, 345, 155);
  bytes.fill(" ", 148, 156);
  const sum = bytes.reduce((all, one) => all + one, 0);
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

const isAscii = (text: string): boolean => /^[\x01-\x7f]*$/.test(text);

const ascii = (text: string): string => text.replaceAll(/[^\x01-\x7f]/gu, "");

const cut = (text: string): string => text.slice(0, 100).replace(/\/+$/, "");

/** A name of up to 100 bytes, or one that falls in two at a slash. */
function splitName(name: string): { name: string; prefix: string } | undefined {
  if (name.length <= 100) return { name, prefix: "" };
  const at = name.slice(0, 156).lastIndexOf("/");
  const rest = name.slice(at + 1);
  if (at <= 0 || rest.length > 100 || rest.length === 0) return undefined;
  return { name: rest, prefix: name.slice(0, at) };
}

/** `<length> key=value\n`, the length counting itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length;
  while (String(length).length + rest.length !== length)
    length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

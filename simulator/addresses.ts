/** Address blocks as value objects over bigint, IPv4 and IPv6 alike. Host bits are masked, as AWS's API masks them. */
import { Address4, Address6 } from "ip-address";

export interface Block {
  readonly family: 4 | 6;
  readonly base: bigint;
  readonly mask: number;
  /** As written: false where host bits were set. */
  readonly canonical: boolean;
}

const known = new Map<string, Block | undefined>();
const enough = 20_000;

/** Undefined where the text is no CIDR block. */
export function parseBlock(cidr: string): Block | undefined {
  if (known.has(cidr)) return known.get(cidr);
  if (known.size > enough) known.clear();
  const block = parse(cidr);
  known.set(cidr, block);
  return block;
}

function parse(cidr: string): Block | undefined {
  const slash = cidr.indexOf("/");
  if (slash < 0 || !/^\d{1,3}$/.test(cidr.slice(slash + 1))) return undefined;
  const mask = Number(cidr.slice(slash + 1));
  const address = cidr.slice(0, slash);
  const family = address.includes(":") ? 6 : 4;
  if (mask > width(family)) return undefined;
  const value = parseAddress(address);
  if (value === undefined) return undefined;
  const host = BigInt(width(family) - mask);
  const base = (value >> host) << host;
  return { family, base, mask, canonical: base === value };
}

export function parseAddress(address: string): bigint | undefined {
  if (address.includes("/")) return undefined;
  try {
    if (address.includes(":")) return new Address6(address).bigInt();
    if (!/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/.test(address)) return undefined;
    return new Address4(address).bigInt();
  } catch {
    return undefined;
  }
}

const width = (family: 4 | 6): number => (family === 4 ? 32 : 128);

export function formatAddress(family: 4 | 6, value: bigint): string {
  if (family === 6) return Address6.fromBigInt(value).correctForm();
  return [24n, 16n, 8n, 0n].map((shift) => ((value >> shift) & 255n).toString()).join(".");
}

export const formatBlock = (block: Block): string =>
  `${formatAddress(block.family, block.base)}/${block.mask}`;

/** The block as AWS answers it, host bits masked; text that is no block stays as it is. */
export function canonicalCidr(cidr: string): string {
  const block = parseBlock(cidr);
  return block === undefined ? cidr : formatBlock(block);
}

export const size = (block: Block): bigint => 1n << BigInt(width(block.family) - block.mask);

export function contains(outer: Block, inner: Block): boolean {
  if (outer.family !== inner.family || outer.mask > inner.mask) return false;
  const host = BigInt(width(outer.family) - outer.mask);
  return inner.base >> host === outer.base >> host;
}

export const overlaps = (a: Block, b: Block): boolean => contains(a, b) || contains(b, a);

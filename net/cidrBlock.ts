/**
 * CIDR blocks, IPv4 and IPv6 alike, over bigint addresses.
 * A block with host bits is refused and the canonical block named: AWS's API masks such a block
 * down, Pulumi's provider refuses it, and rounding up would name addresses nobody asked for.
 */
import { Address4, Address6 } from "ip-address";
import { parsed, refused, type Parsed } from "./parsed";

export type IpFamily = 4 | 6;

/** A contiguous range of addresses, both ends included. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

const ADDRESS_BITS = { 4: 32, 6: 128 } as const;
const DOTTED_QUAD = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/;

/** A canonical block: `first` has no host bits. */
export class CidrBlock implements AddressRange {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly prefixLength: number;

  constructor(family: IpFamily, first: bigint, prefixLength: number) {
    this.family = family;
    this.first = first;
    this.prefixLength = prefixLength;
  }

  /** How many addresses the block holds. */
  get size(): bigint {
    return 1n << BigInt(ADDRESS_BITS[this.family] - this.prefixLength);
  }

  get last(): bigint {
    return this.first + this.size - 1n;
  }

  /** Whether every address of `other` is in this block; a block contains itself. */
  contains(other: CidrBlock): boolean {
    return this.family === other.family && this.first <= other.first && other.last <= this.last;
  }

  overlaps(other: CidrBlock): boolean {
    return this.family === other.family && this.first <= other.last && other.first <= this.last;
  }

  equals(other: CidrBlock): boolean {
    return this.contains(other) && other.contains(this);
  }

  /** One of the parts of a size that it falls into, counted from 0; beyond its end where there is no such one. */
  part(prefixLength: number, index: number): CidrBlock {
    const first = new CidrBlock(this.family, this.first, prefixLength);
    return new CidrBlock(this.family, this.first + first.size * BigInt(index), prefixLength);
  }

  toString(): string {
    return `${formatAddress(this.family, this.first)}/${this.prefixLength}`;
  }
}

export function formatAddress(family: IpFamily, address: bigint): string {
  return family === 4
    ? Address4.fromBigInt(address).correctForm()
    : Address6.fromBigInt(address).correctForm();
}

/** Reads one address; leading zeros and zones are refused. */
export function parseAddress(text: string): Parsed<{ family: IpFamily; address: bigint }> {
  if (DOTTED_QUAD.test(text) && Address4.isValid(text)) {
    return parsed({ family: 4, address: new Address4(text).bigInt() });
  }
  if (/^[0-9a-fA-F:.]+$/.test(text) && text.includes(":") && Address6.isValid(text)) {
    return parsed({ family: 6, address: new Address6(text).bigInt() });
  }
  return refused(`must be an IPv4 or IPv6 address, got "${text}"`);
}

/** Reads a block such as `10.0.0.0/16` or `2001:db8::/56`. */
export function parseCidrBlock(text: string): Parsed<CidrBlock> {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = match?.[1] === undefined ? undefined : parseAddress(match[1]);
  const prefixLength = Number(match?.[2]);
  if (!address?.ok || prefixLength > ADDRESS_BITS[address.value.family]) {
    return refused(`must be a CIDR block such as 10.0.0.0/16, got "${text}"`);
  }
  const { family, address: given } = address.value;
  const block = new CidrBlock(family, maskDown(family, given, prefixLength), prefixLength);
  return block.first === given
    ? parsed(block)
    : refused(`must have no host bits, got "${text}"; the canonical block is ${block.toString()}`);
}

function maskDown(family: IpFamily, address: bigint, prefixLength: number): bigint {
  const hostBits = BigInt(ADDRESS_BITS[family] - prefixLength);
  return (address >> hostBits) << hostBits;
}

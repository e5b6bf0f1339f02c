/** Addresses and blocks as numbers. What was read once is kept: a walk reads the same few texts a thousand times. */
import { formatIpv4 } from "../formatIpv4";
import { CidrBlock, parseAddress, parseCidrBlock } from "../../../../net";

export interface Address {
  readonly family: 4 | 6;
  readonly address: bigint;
}

const addresses = new Map<string, Address>();
const blocks = new Map<string, CidrBlock>();

export function readAddress(text: string): Address {
  const known = addresses.get(text);
  if (known !== undefined) return known;
  const read = parseAddress(text);
  if (!read.ok) throw new Error(`address ${text}: ${read.reason}`);
  addresses.set(text, read.value);
  return read.value;
}

export function readBlock(text: string): CidrBlock {
  const known = blocks.get(text);
  if (known !== undefined) return known;
  const read = parseCidrBlock(text);
  if (!read.ok) throw new Error(`block ${text}: ${read.reason}`);
  blocks.set(text, read.value);
  return read.value;
}

interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const ranges = new Map<string, Range>();

function readRange(text: string): Range {
  const known = ranges.get(text);
  if (known !== undefined) return known;
  const { family, first, last } = readBlock(text);
  ranges.set(text, { family, first, last });
  return { family, first, last };
}

export function familyOf(address: string): 4 | 6 {
  return readAddress(address).family;
}

export function sameAddress(a: string, b: string): boolean {
  const [one, other] = [readAddress(a), readAddress(b)];
  return one.family === other.family && one.address === other.address;
}

export function isIn(address: string, block: string | undefined): boolean {
  if (block === undefined) return false;
  const { family, address: number } = readAddress(address);
  const { family: blockFamily, first, last } = readRange(block);
  return family === blockFamily && first <= number && number <= last;
}

const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
];

/** Whether the address is one of the internet's. */
export function isPublic(address: string): boolean {
  if (familyOf(address) === 6) return isIn(address, "2000::/3");
  return !NOT_PUBLIC.some((block) => isIn(address, block));
}

const NAT64 = "64:ff9b::/96";

/** The IPv4 address inside an address of NAT64's block; undefined for any other. */
export function embedded(address: string): string | undefined {
  if (!isIn(address, NAT64)) return undefined;
  return formatIpv4(readAddress(address).address);
}

/** Every address of a block, for blocks of which AWS chooses one; written out, so small ones only. */
export function everyAddress(block: string): string[] {
  const { family, first, size } = readBlock(block);
  return Array.from({ length: Number(size) }, (_, at) => {
    const length = family === 4 ? 32 : 128;
    return new CidrBlock(family, first + BigInt(at), length).toString().split("/")[0]!;
  });
}

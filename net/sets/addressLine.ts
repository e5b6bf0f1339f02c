/**
 * All addresses on one line: IPv4 as numbers from 0, IPv6 above it as bigints, and above that the
 * *unnamed* public addresses: those of an AWS service whose ranges nobody has given. These are
 * addresses of the internet, and of no narrower block.
 */
import type { CidrBlock } from "../cidrBlock";
import { parseAddress, parseCidrBlock, formatAddress } from "../cidrBlock";
import { coverRanges } from "../cidrCover";
import { NO_POINTS, PointSet, type Point } from "./pointSet";

const IPV4_END = 2 ** 32;
// One off, so that no number and bigint ever stand for the same edge.
const IPV6_START = 2n ** 32n + 1n;
const IPV6_END = IPV6_START + 2n ** 128n;
const UNNAMED_END = IPV6_END + 2n ** 32n;

export const ALL_IPV4 = new PointSet([0, IPV4_END]);
export const ALL_IPV6 = new PointSet([IPV6_START, IPV6_END]);
export const ALL_ADDRESSES = new PointSet([0, IPV4_END, IPV6_START, UNNAMED_END]);

/** Of one address, such as `10.0.0.1`; undefined where it is none. */
export function addressPoint(text: string): Point | undefined {
  const parsed = parseAddress(text);
  if (!parsed.ok) return undefined;
  return point(parsed.value.family, parsed.value.address);
}

function point(family: 4 | 6, address: bigint): Point {
  return family === 4 ? Number(address) : address + IPV6_START;
}

/** The addresses of a block. `0.0.0.0/0` holds the unnamed public addresses too. */
export function blockAddresses(block: CidrBlock): PointSet {
  if (block.family === 4) {
    const first = Number(block.first);
    const range: [Point, Point] = [first, first + 2 ** (32 - block.prefixLength)];
    return block.prefixLength === 0
      ? PointSet.of([range, [IPV6_END, UNNAMED_END]])
      : PointSet.of([range]);
  }
  const first = block.first + IPV6_START;
  return new PointSet([first, first + block.size]);
}

const known = new Map<string, PointSet>();

/**
 * Of a block in writing; host bits are masked down, as AWS does. Undefined where it is none.
 * Remembered: rules repeat the same few blocks.
 */
export function cidrAddresses(text: string): PointSet | undefined {
  const before = known.get(text);
  if (before !== undefined) return before;
  const block = lenientBlock(text);
  if (block === undefined) return undefined;
  const addresses = blockAddresses(block);
  if (known.size < 100_000) known.set(text, addresses);
  return addresses;
}

function lenientBlock(text: string): CidrBlock | undefined {
  const parsed = parseCidrBlock(text);
  if (parsed.ok) return parsed.value;
  const canonical = /the canonical block is (\S+)$/.exec(parsed.reason)?.[1];
  const masked = canonical === undefined ? undefined : parseCidrBlock(canonical);
  return masked?.ok === true ? masked.value : undefined;
}

/** One unnamed public address for each number. */
export function unnamedAddress(number: number): PointSet {
  const first = IPV6_END + BigInt(number);
  return new PointSet([first, first + 1n]);
}

const blocks = (...cidrs: string[]): PointSet =>
  cidrs.reduce((all, cidr) => all.or(cidrAddresses(cidr) ?? NO_POINTS), NO_POINTS);

/**
 * Addresses of the internet, whoever has them: not those that RFC 1918, RFC 6598 and the like keep
 * from it. The unnamed ones are left out: a service is met by its name.
 */
export const INTERNET_ADDRESSES = ALL_IPV4.without(
  blocks(
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
  ),
).or(blocks("2000::/3"));

/** Everything that an internet gateway takes out of a VPC. */
export const PUBLIC_ADDRESSES = INTERNET_ADDRESSES.or(new PointSet([IPV6_END, UNNAMED_END]));

/** `64:ff9b::/96`, behind which NAT64 puts the whole of IPv4. */
export const NAT64_ADDRESSES = blocks("64:ff9b::/96");
const NAT64_START = NAT64_ADDRESSES.edges[0] as bigint;

/** The IPv4 addresses that NAT64 makes of IPv6 ones; `destinations` lies in `NAT64_ADDRESSES`. */
export function translateToIpv4(destinations: PointSet): PointSet {
  return new PointSet(destinations.edges.map((edge) => Number(BigInt(edge) - NAT64_START)));
}

/** The other way. */
export function translateToIpv6(addresses: PointSet): PointSet {
  const ipv4 = addresses.and(ALL_IPV4);
  return new PointSet(ipv4.edges.map((edge) => BigInt(edge) + NAT64_START));
}

/** In writing: the fewest blocks, and "AWS service addresses" for unnamed ones. */
export function formatAddresses(addresses: PointSet): string[] {
  const texts: string[] = [];
  for (let index = 0; index < addresses.edges.length; index += 2) {
    const [from, to] = [addresses.edges[index], addresses.edges[index + 1]] as [Point, Point];
    texts.push(...formatRange(from, to));
  }
  return texts;
}

function formatRange(from: Point, to: Point): string[] {
  const texts: string[] = [];
  const within = (low: Point, high: Point): [bigint, bigint] | undefined => {
    const first = from > low ? from : low;
    const end = to < high ? to : high;
    return first < end ? [BigInt(first), BigInt(end) - 1n] : undefined;
  };
  const four = within(0, IPV4_END);
  if (four) texts.push(...coverRanges(4, [{ first: four[0], last: four[1] }]).map(String));
  const six = within(IPV6_START, IPV6_END);
  if (six) {
    const [first, last] = [six[0] - IPV6_START, six[1] - IPV6_START];
    texts.push(...coverRanges(6, [{ first, last }]).map(String));
  }
  if (texts.length === 0 && to > IPV6_END) texts.push("AWS service addresses");
  return texts;
}

/** One address in writing; undefined for an unnamed one. */
export function formatPoint(point: Point): string | undefined {
  if (point >= IPV6_END) return undefined;
  return point < IPV4_END
    ? formatAddress(4, BigInt(point))
    : formatAddress(6, BigInt(point) - IPV6_START);
}

/**
 * The fewest CIDR blocks that cover exactly a set of address ranges, and what is left of a block
 * when others are taken out of it. ACL rules count against a small quota, so fewest matters.
 *
 *     10.0.3.0 - 10.0.5.255   ->   10.0.3.0/24  10.0.4.0/23
 */
import { CidrBlock, type AddressRange, type IpFamily } from "./cidrBlock";

const ADDRESS_BITS = { 4: 32, 6: 128 } as const;

/** Ranges that touch or overlap are joined first; the result is sorted by address. */
export function coverRanges(family: IpFamily, ranges: readonly AddressRange[]): CidrBlock[] {
  return joinRanges(ranges).flatMap((range) => coverRange(family, range));
}

/** The fewest blocks that cover `block` without any address of `holes`. */
export function coverWithout(block: CidrBlock, holes: readonly CidrBlock[]): CidrBlock[] {
  const inside = joinRanges(holes.filter((hole) => hole.overlaps(block)));
  const starts = [block.first, ...inside.map((hole) => hole.last + 1n)];
  const ends = [...inside.map((hole) => hole.first - 1n), block.last];
  return starts.flatMap((first, index) => {
    const last = ends[index] ?? block.last;
    return first <= last ? coverRange(block.family, { first, last }) : [];
  });
}

/** Sorted, disjoint and not touching. */
function joinRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return sorted.reduce<AddressRange[]>((joined, { first, last }) => {
    const previous = joined.at(-1);
    if (previous === undefined || first > previous.last + 1n) return [...joined, { first, last }];
    const end = last > previous.last ? last : previous.last;
    return [...joined.slice(0, -1), { first: previous.first, last: end }];
  }, []);
}

/** Takes, again and again, the largest aligned block that starts the range and fits in it. */
function coverRange(family: IpFamily, range: AddressRange): CidrBlock[] {
  const blocks: CidrBlock[] = [];
  let first = range.first;
  while (first <= range.last) {
    let hostBits = 0;
    while (hostBits < ADDRESS_BITS[family]) {
      const size = 1n << BigInt(hostBits + 1);
      if (first % size !== 0n || first + size - 1n > range.last) break;
      hostBits += 1;
    }
    blocks.push(new CidrBlock(family, first, ADDRESS_BITS[family] - hostBits));
    first += 1n << BigInt(hostBits);
  }
  return blocks;
}

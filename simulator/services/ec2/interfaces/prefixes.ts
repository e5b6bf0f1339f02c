/**
 * Blocks that are delegated to an interface as a whole: /28 of IPv4, /80 of IPv6.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-prefix-eni.html
 */
import {
  contains,
  formatAddress,
  formatBlock,
  overlaps,
  parseBlock,
  type Block,
} from "../../../addresses";
import { AwsError } from "../../../errors";
import type { Scope } from "../../../world/scope";
import type { Subnet } from "../entities";
import { delegatedIn, isTaken } from "./addresses";
import { networkInterfaceKind } from "./entities";

interface Wish {
  readonly wanted: readonly string[];
  readonly count: number;
  readonly before: readonly string[];
}

const masks = { 4: 28, 6: 80 } as const;

export function takePrefixes(
  scope: Scope,
  subnet: Subnet,
  family: 4 | 6,
  { wanted, count, before }: Wish,
): readonly string[] {
  const cidr = family === 4 ? subnet.cidrBlock : subnet.ipv6CidrBlock;
  const own = cidr === undefined ? undefined : parseBlock(cidr);
  if (own === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `The subnet ${subnet.id} has no IPv${family} CIDR block to delegate a prefix of`,
    );
  const taken = wanted.length > 0 ? [] : [...before.slice(0, count)];
  for (const one of wanted) {
    const block = parseBlock(one);
    const isRight = block?.mask === masks[family] && contains(own, block);
    const isKept = before.includes(one);
    if (!isRight || (!isKept && isHeld(scope, subnet, block)))
      throw new AwsError(
        "InvalidParameterValue",
        `The prefix ${one} is no free /${masks[family]} of the subnet ${subnet.id}`,
      );
    taken.push(one);
  }
  while (taken.length < count) taken.push(next(scope, subnet, own, taken));
  return taken;
}

function next(scope: Scope, subnet: Subnet, own: Block, taken: readonly string[]): string {
  const mask = masks[own.family];
  const width = own.family === 4 ? 32n : 128n;
  const step = 1n << (width - BigInt(mask));
  // From behind, where addresses are given out last; the first and the last block hold AWS's own.
  const places = mask > own.mask ? Math.min(4096, 2 ** (mask - own.mask)) : 0;
  for (let place = places - 2; place > 0; place--) {
    const block = { ...own, mask, base: own.base + BigInt(place) * step };
    const cidr = formatBlock(block);
    if (!taken.includes(cidr) && !isHeld(scope, subnet, block)) return cidr;
  }
  throw new AwsError(
    "InsufficientCidrBlocks",
    `The subnet ${subnet.id} has no free /${mask} left to delegate`,
  );
}

/** Delegated already, or an address of it given out. */
function isHeld(scope: Scope, subnet: Subnet, block: Block): boolean {
  if (block.family === 6)
    return scope
      .find(networkInterfaceKind, "subnet", subnet.id)
      .some((one) => one.ipv6Prefixes?.includes(formatBlock(block)) === true);
  if (delegatedIn(scope, subnet).some((one) => overlaps(one, block))) return true;
  return Array.from({ length: 16 }, (_, index) =>
    formatAddress(4, block.base + BigInt(index)),
  ).some((address) => isTaken(scope, subnet, address));
}

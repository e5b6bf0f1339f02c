/** Blocks as the layouts of other tools have them: by tier and zone, as a tier takes them (`cidrBlocks`). */
import { CidrBlock, parseCidrBlock } from "../cidrBlock";

/** A tier's blocks, by zone. */
export type TierLayout = Record<string, string>;

/** What those layouts start from; their zones count by their place in the list. */
export interface PublishedLayoutArgs {
  /** The VPC's block. */
  cidrBlock: string;
  /** The zones in the order that they have there. */
  availabilityZoneNames: string[];
}

export function readBlock(cidrBlock: string): CidrBlock {
  const block = parseCidrBlock(cidrBlock);
  if (!block.ok) throw new RangeError(`cidrBlock: ${block.reason}`);
  if (block.value.family === 4) return block.value;
  throw new RangeError(`cidrBlock: must be an IPv4 block, got "${cidrBlock}"`);
}

/** The block of one size that an address is in. */
export function blockAround(address: bigint, prefixLength: number): CidrBlock {
  const { size } = new CidrBlock(4, 0n, prefixLength);
  return new CidrBlock(4, (address / size) * size, prefixLength);
}

/** The next block of one size after another block's end. */
export function blockAfter(previous: CidrBlock, prefixLength: number): CidrBlock {
  const around = blockAround(previous.last, prefixLength);
  return new CidrBlock(4, around.last + 1n, prefixLength);
}

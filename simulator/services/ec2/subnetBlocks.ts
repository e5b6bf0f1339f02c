/**
 * Subnets by the blocks that they stand in, so that a VPC of many subnets is searched no longer than one of few: a
 * block is in the way if it is inside the new one, or around it.
 */
import { parseBlock, type Block } from "../../addresses";

/** The largest that a subnet can be. */
const largest = { 4: 16, 6: 44 } as const;

interface WithBlocks {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly ipv6CidrBlock?: string;
}

const keyOf = (vpcId: string, { base, mask }: Pick<Block, "base" | "mask">): string =>
  `${vpcId}/${base.toString(36)}/${mask}`;

function cut(family: 4 | 6, base: bigint, mask: number): Pick<Block, "base" | "mask"> {
  const host = BigInt((family === 4 ? 32 : 128) - mask);
  return { base: (base >> host) << host, mask };
}

/** Not every size has an index: /16, /20, /24 … stand for those up to the next. */
const step = 4;

/** The block itself, cut to a size that has an index, and all such blocks around it. */
function indexed({ family, base, mask }: Block): Pick<Block, "base" | "mask">[] {
  const found = [];
  for (let size = mask - (mask % step); size >= largest[family]; size -= step)
    found.push(cut(family, base, size));
  return found;
}

const blocksOf = ({ cidrBlock, ipv6CidrBlock }: WithBlocks): readonly Block[] =>
  [cidrBlock, ipv6CidrBlock]
    .map((cidr) => (cidr === undefined ? undefined : parseBlock(cidr)))
    .filter((block) => block !== undefined);

/** Index: the subnet's own blocks, cut to a size that has an index. */
export const ownBlocks = (subnet: WithBlocks): readonly string[] =>
  blocksOf(subnet).flatMap((block) => keysOf(subnet.vpcId, block).slice(0, 1));

/** Index: all the blocks that the subnet stands in. */
export const standsIn = (subnet: WithBlocks): readonly string[] =>
  blocksOf(subnet).flatMap((block) => keysOf(subnet.vpcId, block));

const keysOf = (vpcId: string, block: Block): string[] =>
  indexed(block).map((one) => keyOf(vpcId, one));

/** Keys of the two indexes: of what may be around a new block, and of what may be inside it. */
export function inTheWay(vpcId: string, block: Block): { around: string[]; inside: string } {
  const around = keysOf(vpcId, block);
  return { around, inside: around[0] ?? "" };
}

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

/** The block itself and every one that a subnet around it could have. */
function around({ family, base, mask }: Block): Pick<Block, "base" | "mask">[] {
  const found = [];
  for (let size = mask; size >= largest[family]; size--) found.push(cut(family, base, size));
  return found;
}

function cut(family: 4 | 6, base: bigint, mask: number): Pick<Block, "base" | "mask"> {
  const host = BigInt((family === 4 ? 32 : 128) - mask);
  return { base: (base >> host) << host, mask };
}

/** Not every size has an index: what a block holds is looked for in the next larger one that has. */
const step = 4;
const indexed = (mask: number): number => mask - (mask % step);

const blocksOf = ({ cidrBlock, ipv6CidrBlock }: WithBlocks): readonly Block[] =>
  [cidrBlock, ipv6CidrBlock]
    .map((cidr) => (cidr === undefined ? undefined : parseBlock(cidr)))
    .filter((block) => block !== undefined);

/** Index: the subnet's own blocks. */
export const ownBlocks = (subnet: WithBlocks): readonly string[] =>
  blocksOf(subnet).map((block) => keyOf(subnet.vpcId, block));

/** Index: the blocks that the subnet stands in, of every fourth size. */
export const standsIn = (subnet: WithBlocks): readonly string[] =>
  blocksOf(subnet).flatMap((block) => {
    const keys = [];
    for (let mask = indexed(block.mask); mask >= largest[block.family]; mask -= step)
      keys.push(keyOf(subnet.vpcId, cut(block.family, block.base, mask)));
    return keys;
  });

/** Keys of the two indexes: of what is around a new block, and of what is near enough to be inside it. */
export function inTheWay(vpcId: string, block: Block): { near: string; around: string[] } {
  const near = cut(block.family, block.base, indexed(block.mask));
  return {
    near: keyOf(vpcId, near),
    around: around(block).map((one) => keyOf(vpcId, one)),
  };
}

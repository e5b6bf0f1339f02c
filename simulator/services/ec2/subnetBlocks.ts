/**
 * Subnets by the blocks that they stand in, so that a VPC of many subnets is searched no longer than one of few: a block
 * is in the way if it is inside the new one, or around it.
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
  const width = family === 4 ? 32 : 128;
  for (let size = mask; size >= largest[family]; size--) {
    const host = BigInt(width - size);
    found.push({ base: (base >> host) << host, mask: size });
  }
  return found;
}

const blocksOf = ({ cidrBlock, ipv6CidrBlock }: WithBlocks): readonly Block[] =>
  [cidrBlock, ipv6CidrBlock]
    .map((cidr) => (cidr === undefined ? undefined : parseBlock(cidr)))
    .filter((block) => block !== undefined);

/** Index: the subnet's own blocks. */
export const ownBlocks = (subnet: WithBlocks): readonly string[] =>
  blocksOf(subnet).map((block) => keyOf(subnet.vpcId, block));

/** Index: every block that the subnet stands in. */
export const standsIn = (subnet: WithBlocks): readonly string[] =>
  blocksOf(subnet).flatMap((block) => around(block).map((one) => keyOf(subnet.vpcId, one)));

/** Keys of the two indexes under which whatever is in a new block's way is found. */
export function inTheWay(vpcId: string, block: Block): { inside: string; around: string[] } {
  return {
    inside: keyOf(vpcId, block),
    around: around(block).map((one) => keyOf(vpcId, one)),
  };
}

/** The address blocks of a VPC, and how others lie to them. */
import { contains, overlaps, parseBlock, type Block } from "../../addresses";
import type { Vpc } from "./entities";

/** All IPv4 blocks of the VPC, the first one first. */
export const ipv4Blocks = (vpc: Vpc): readonly string[] => [
  vpc.cidrBlock,
  ...vpc.secondaryBlocks.map((one) => one.cidrBlock),
];

export const allBlocks = (vpc: Vpc): readonly string[] => [
  ...ipv4Blocks(vpc),
  ...vpc.ipv6Blocks.map((one) => one.cidrBlock),
];

export function isWithin(outer: string, inner: Block): boolean {
  const block = parseBlock(outer);
  return block !== undefined && contains(block, inner);
}

export function isOverlapping(cidr: string | undefined, block: Block): boolean {
  const other = cidr === undefined ? undefined : parseBlock(cidr);
  return other !== undefined && overlaps(other, block);
}

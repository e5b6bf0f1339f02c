/** Blocks as people mistype them. */
import { CidrBlock } from "../../../../net";
import { readBlock } from "../../oracles/walker/addresses";

/** Half of it: everything that is in the other half is left out. */
export function firstHalf(cidr: string): string {
  const { family, first, prefixLength } = readBlock(cidr);
  return new CidrBlock(family, first, prefixLength + 1).toString();
}

/** As large, and beside it. */
export function beside(cidr: string): string {
  const { family, first, size, prefixLength } = readBlock(cidr);
  const other = (first / size) % 2n === 0n ? first + size : first - size;
  return new CidrBlock(family, other, prefixLength).toString();
}

export const isWhole = (cidr: string): boolean => cidr === "0.0.0.0/0" || cidr === "::/0";

export const isIpv6 = (cidr: string): boolean => cidr.includes(":");

/** The address so far into a block. */
export function hostOf(cidr: string, at: number): string {
  const { family, first } = readBlock(cidr);
  const text = new CidrBlock(family, first + BigInt(at), family === 4 ? 32 : 128).toString();
  return text.slice(0, text.indexOf("/"));
}

/** Blocks as AWS keeps them: host bits are cut off. */
import { CidrBlock, parseAddress } from "../../../net";

/** Undefined: no block. */
export function canonicalCidr(text: string): string | undefined {
  const [address = "", mask = ""] = text.split("/");
  const read = parseAddress(address);
  if (!read.ok || !/^\d{1,3}$/.test(mask)) return undefined;
  const { family, address: first } = read.value;
  const hostBits = BigInt((family === 4 ? 32 : 128) - Number(mask));
  if (hostBits < 0n) return undefined;
  return new CidrBlock(family, (first >> hostBits) << hostBits, Number(mask)).toString();
}

/** What a subnet's Type tag promises. */
import type { Subnet } from "../model/network";

const CLOSED = ["database", "isolated", "data", "db", "intra", "internal"];

/** `private`, or the name of a tier that has no way out at all; undefined where the tag promises neither. */
export function promisedTier({ tags }: Subnet): string | undefined {
  const tier = tags.Type?.toLowerCase();
  return tier !== undefined && (tier === "private" || CLOSED.includes(tier)) ? tier : undefined;
}

/**
 * Where each subnet's /64 lies in a /56: by its tier's slot and its zone's slot alone, sixteen of each.
 *
 *     2600:1f18:1:2200::/56, tier slot 1, zone slot 2   ->   2600:1f18:1:2212::/64
 *
 * AWS chooses the /56 when it makes the VPC, so which /64 it is can be said before, and what it is not.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html#subnet-sizing-ipv6
 */
import { parseCidrBlock } from "./cidrBlock";

/** How many tiers, and how many zones in each, a /56 has room for. */
export const IPV6_SLOTS = 16;

/** Both slots from 0 to 15. */
export function ipv6SubnetIndex(tierSlot: number, zoneSlot: number): number {
  return tierSlot * IPV6_SLOTS + zoneSlot;
}

/** @throws RangeError where the block is no /56, which is all that Amazon provides */
export function ipv6Subnet(vpcBlock: string, index: number): string {
  const block = parseCidrBlock(vpcBlock);
  if (!block.ok || block.value.family !== 6 || block.value.prefixLength !== 56) {
    throw new RangeError(`must be an IPv6 block of /56, got "${vpcBlock}"`);
  }
  return block.value.part(64, index).toString();
}

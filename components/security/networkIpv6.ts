/**
 * The network's IPv6 block in rules. AWS chooses it as a rule, so it may be known only once the
 * network is there; but what rules there are, their names and numbers have to be known before. They
 * are planned in a stand-in of the same size, and every block within it is called by its place.
 *
 *     stand-in 200::/56        tier private: /64s 16 to 31     200:0:0:10::/60   "vpc-ipv6-16-60"
 *     AWS's    2001:db8::/56   the same place                  2001:db8:0:10::/60
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
import * as pulumi from "@pulumi/pulumi";
import { CidrBlock, parseCidrBlock, type Issue } from "../../net";
import { cidrBlockName, type VpcAttributes } from "../network";

/** What rules call all of the network's IPv6 addresses. */
export const OWN_IPV6 = "vpc-ipv6";

/** Amazon's own blocks are of this size. */
const AMAZONS = 56;
/** 200::/7 was given back (RFC 4048) and belongs to nobody: no block that a program names lies in it. */
const STAND_IN = new CidrBlock(6, 0x0200n << 112n, AMAZONS);
const SUBNET = 64;

/** The network's block, or its stand-in where it is yet to be known; nothing without IPv6. */
export function ownIpv6(vpc: Pick<VpcAttributes, "ipv6CidrBlock">): CidrBlock | undefined {
  const given = vpc.ipv6CidrBlock;
  if (given === undefined) return undefined;
  if (typeof given !== "string") return STAND_IN;
  const read = parseCidrBlock(given);
  return read.ok ? read.value : STAND_IN;
}

export function refuseIpv6(
  vpc: Pick<VpcAttributes, "ipv6CidrBlock" | "reservedIpv6Subnets">,
): Issue[] {
  const own = ownIpv6(vpc);
  const tiers = Object.entries(vpc.reservedIpv6Subnets ?? {});
  if (own === undefined) {
    if (tiers.length === 0) return [];
    const reason = "must be left out in a network without vpc.ipv6CidrBlock";
    return [{ propertyPath: "vpc.reservedIpv6Subnets", reason }];
  }
  const given = vpc.ipv6CidrBlock;
  if (typeof given === "string") {
    const read = parseCidrBlock(given);
    if (!read.ok || read.value.family === 4) {
      const reason = `must be an IPv6 block such as 2001:db8::/56, got "${given}"`;
      return [{ propertyPath: "vpc.ipv6CidrBlock", reason }];
    }
  }
  const last = 2 ** (SUBNET - own.prefixLength) - 1;
  return tiers.flatMap(([tier, places]) => {
    const propertyPath = `vpc.reservedIpv6Subnets["${tier}"]`;
    const bad = places.find((place) => !Number.isInteger(place) || place < 0 || place > last);
    if (bad === undefined) return [];
    const reason = `must be places of /64s in the network's /${own.prefixLength}, 0 to ${last}, got ${bad}`;
    return [{ propertyPath, reason }];
  });
}

/** A block as part of a name: one of the network's own by its place in it. */
export function blockName(block: CidrBlock, own: CidrBlock | undefined): string {
  if (own?.contains(block) !== true) return cidrBlockName(block.toString());
  if (block.equals(own)) return OWN_IPV6;
  return `${OWN_IPV6}-${(block.first - own.first) >> 64n}-${block.prefixLength}`;
}

/** A block as AWS is to have it: one of the network's own is found in the block that AWS chose. */
export function blockInput(
  block: CidrBlock,
  vpc: Pick<VpcAttributes, "ipv6CidrBlock">,
): pulumi.Input<string> {
  const own = ownIpv6(vpc);
  if (own?.contains(block) !== true || typeof vpc.ipv6CidrBlock === "string") {
    return block.toString();
  }
  return pulumi.output(vpc.ipv6CidrBlock).apply((text) => placeIn(text ?? "", block).toString());
}

function placeIn(text: string, block: CidrBlock): CidrBlock {
  const read = parseCidrBlock(text);
  if (!read.ok || read.value.family !== 6 || read.value.prefixLength !== AMAZONS) {
    const reason = `vpc.ipv6CidrBlock must be a /${AMAZONS} where it is an output, got "${text}"; give a block of another size as plain text`;
    throw new pulumi.RunError(reason);
  }
  return new CidrBlock(6, read.value.first + block.first - STAND_IN.first, block.prefixLength);
}

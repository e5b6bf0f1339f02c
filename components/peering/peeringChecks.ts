/**
 * What AWS refuses of a peering, or accepts and then fails: told before anything is made.
 *
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
 */
import { parseCidrBlock, type CidrBlock, type Issue } from "../../net";
import { insideTiers, type VpcAttributes } from "../network";
import type { Blocks } from "./peeringSide";

/** A network's addresses, and where the caller wrote them. */
export interface LocatedBlocks {
  readonly path: string;
  /** What the other side's reasons call it, e.g. `the requester`. */
  readonly owner: string;
  readonly blocks: Blocks;
  /** The argument of its IPv4 blocks, where it is called something else. */
  readonly argument?: string;
}

interface Located {
  readonly propertyPath: string;
  readonly block: CidrBlock;
}

/** Both ends are read, and have no address in common. */
export function refuseAddresses(own: LocatedBlocks, peer: LocatedBlocks): Issue[] {
  return [...refuseBlocks(own), ...refuseBlocks(peer), ...refuseOverlap(own, peer)];
}

export function refuseBlocks(given: LocatedBlocks): Issue[] {
  const { path, blocks, argument = "cidrBlocks" } = given;
  const unread = listed(given).flatMap(({ propertyPath, text }) => {
    const read = parseCidrBlock(text);
    return read.ok ? [] : [{ propertyPath, reason: read.reason }];
  });
  if (blocks.cidrBlocks.length > 0) return unread;
  const reason = "must list the network's blocks, got none; routes to it are made from them";
  return [{ propertyPath: `${path}.${argument}`, reason }, ...unread];
}

export function refuseOverlap(own: LocatedBlocks, peer: LocatedBlocks): Issue[] {
  return located(peer).flatMap((theirs) =>
    located(own)
      .filter(({ block }) => block.overlaps(theirs.block))
      .map(({ block }) => ({
        propertyPath: theirs.propertyPath,
        reason: `must not overlap ${own.owner}, got "${theirs.block.toString()}" beside "${block.toString()}"; AWS fails such a request, so peer networks that share no address`,
      })),
  );
}

function located(given: LocatedBlocks): Located[] {
  return listed(given).flatMap(({ propertyPath, text }) => {
    const read = parseCidrBlock(text);
    return read.ok ? [{ propertyPath, block: read.value }] : [];
  });
}

/** An IPv6 block that only AWS knows yet is unlike any other of AWS's. */
function listed({ path, blocks, argument = "cidrBlocks" }: LocatedBlocks) {
  const ipv6 = typeof blocks.ipv6CidrBlock === "string" ? [blocks.ipv6CidrBlock] : [];
  return [
    ...blocks.cidrBlocks.map((text, index) => ({
      propertyPath: `${path}.${argument}[${index}]`,
      text,
    })),
    ...ipv6.map((text) => ({ propertyPath: `${path}.ipv6CidrBlock`, text })),
  ];
}

/** @param path of the argument that lists the tiers */
export function refuseTiers(
  path: string,
  vpc: VpcAttributes,
  tiers: readonly string[] | undefined,
): Issue[] {
  const known = Object.keys(vpc.subnetTypes);
  if (tiers === undefined) {
    if (insideTiers(vpc.subnetTypes).length > 0) return [];
    const reason = `must name the tiers that lead to the peer (${known.join(", ")}) in a network without a private or isolated one`;
    return [{ propertyPath: path, reason }];
  }
  return tiers.flatMap((tier, index) => {
    const propertyPath = `${path}[${index}]`;
    const first = tiers.indexOf(tier);
    if (!known.includes(tier)) {
      const reason = `must be one of the network's tiers (${known.join(", ")}), got "${tier}"`;
      return [{ propertyPath, reason }];
    }
    if (first === index) return [];
    return [
      { propertyPath, reason: `must be named once, got "${tier}" again (${path}[${first}])` },
    ];
  });
}

/** A region that one side leaves to the provider cannot be told from the other's. */
export function refuseRegions(
  own: { readonly path: string; readonly region: string | undefined },
  peer: { readonly path: string; readonly region: string | undefined },
): Issue[] {
  if ((own.region === undefined) === (peer.region === undefined)) return [];
  const [bare, given] = own.region === undefined ? [own, peer] : [peer, own];
  const reason = `must be given too, as ${given.path} is ("${given.region ?? ""}"): which side accepts depends on both`;
  return [{ propertyPath: bare.path, reason }];
}

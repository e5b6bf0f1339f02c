/**
 * Which blocks may be added to a VPC, and taken from it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#vpc-resize
 */
import { canonicalCidr, parseBlock, type Block } from "../../addresses";
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import {
  routeKind,
  routeTableKind,
  subnetKind,
  vpcKind,
  type Vpc,
  type VpcBlock,
} from "./entities";
import { peeringsOf, sidesOf } from "./peering/connections";
import { allBlocks, ipv4Blocks, isOverlapping, isWithin } from "./vpcBlocks";

const operation = "AssociateVpcCidrBlock";

/** The first block's association, which cannot be undone. */
export const firstAssociationId = (scope: Scope, vpc: Vpc): string =>
  scope.childId("vpc-cidr-assoc", vpc.id, vpc.cidrBlock);

/** There are no pools of addresses: neither IPAM's nor one's own. */
export function refusePools(inputs: ValueMap): void {
  const pool = text(inputs, "ipv4IpamPoolId") ?? text(inputs, "ipv6IpamPoolId");
  if (pool !== undefined)
    throw new AwsError("InvalidIpamPoolId.NotFound", `The IPAM pool ID '${pool}' does not exist`);
}

/** @throws AwsError where the text is no block, or is larger or smaller than a VPC's may be */
export function acceptedIpv4(cidr: string): Block {
  const block = parseBlock(cidr);
  if (block?.family !== 4)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  if (block.mask < 16 || block.mask > 28)
    throw new AwsError("InvalidVpc.Range", `The CIDR '${cidr}' is invalid.`);
  return block;
}

const ranges = {
  ten: "10.0.0.0/8",
  oneSevenTwo: "172.16.0.0/12",
  oneNineTwo: "192.168.0.0/16",
  benchmark: "198.19.0.0/16",
} as const;

/** By the range of the first block: what AWS keeps for itself, or does not let into the same VPC. */
const restricted: readonly (readonly [string | undefined, readonly string[]])[] = [
  [ranges.ten, [ranges.oneSevenTwo, ranges.oneNineTwo, ranges.benchmark]],
  [ranges.oneSevenTwo, [ranges.ten, ranges.oneNineTwo, "172.31.0.0/16", ranges.benchmark]],
  [ranges.oneNineTwo, [ranges.ten, ranges.oneSevenTwo, ranges.benchmark]],
  [ranges.benchmark, [ranges.ten, ranges.oneSevenTwo, ranges.oneNineTwo]],
  [undefined, [ranges.ten, ranges.oneSevenTwo, ranges.oneNineTwo, ranges.benchmark]],
];

function restrictedFor(vpc: Vpc): readonly string[] {
  const first = parseBlock(vpc.cidrBlock);
  const [, found = []] =
    restricted.find(
      ([range]) => range === undefined || (first !== undefined && isOverlapping(range, first)),
    ) ?? [];
  const isLow = ipv4Blocks(vpc).some((one) => {
    const block = parseBlock(one);
    return block !== undefined && isWithin("10.0.0.0/15", block);
  });
  return ["169.254.0.0/16", ...(isLow ? ["10.0.0.0/16"] : []), ...found];
}

/** Puts a further IPv4 block into the VPC. */
export function addIpv4Block(scope: Scope, vpc: Vpc, cidr: string, associationId: string): void {
  const block = acceptedIpv4(cidr);
  checkQuota(scope, vpc, 1 + vpc.secondaryBlocks.length, "ipv4BlocksPerVpc");
  const refuse = (why: string): AwsError =>
    new AwsError("InvalidVpc.Range", `The CIDR '${cidr}' ${why}`, operation);
  if (ipv4Blocks(vpc).some((one) => isOverlapping(one, block)))
    throw refuse(`conflicts with another CIDR block of the VPC ${vpc.id}.`);
  if (restrictedFor(vpc).some((range) => isOverlapping(range, block)))
    throw refuse(
      "is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR. For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    );
  const route = routesOf(scope, vpc).find((one) => isWithin(canonicalCidr(cidr), one.block));
  if (route !== undefined)
    throw refuse(
      `is equal to or larger than the destination ${route.destination} of a route of ${route.routeTableId}.`,
    );
  checkPeerings(scope, vpc, block, refuse);
  put(scope, { ...vpc, secondaryBlocks: [...vpc.secondaryBlocks, newBlock(cidr, associationId)] });
}

const newBlock = (cidr: string, associationId: string): VpcBlock => ({
  associationId,
  cidrBlock: canonicalCidr(cidr),
});

const put = (scope: Scope, vpc: Vpc): Vpc => scope.put(vpcKind, vpc);

function routesOf(scope: Scope, vpc: Vpc) {
  return scope
    .find(routeTableKind, "vpc", vpc.id)
    .flatMap((table) => scope.find(routeKind, "routeTable", table.id))
    .flatMap(({ destination, routeTableId }) => {
      const block = parseBlock(destination);
      return block === undefined ? [] : [{ destination, routeTableId, block }];
    });
}

/** Who has asked for a peering cannot grow until it is answered; no peer's addresses may come in. */
function checkPeerings(
  scope: Scope,
  vpc: Vpc,
  block: Block,
  refuse: (why: string) => AwsError,
): void {
  for (const connection of peeringsOf(scope, vpc.id)) {
    const { own, other } = sidesOf(scope, connection, vpc.id);
    const isPending = connection.status === "pending-acceptance";
    if (isPending && own === connection.requester)
      throw refuse(
        `cannot be associated with the VPC ${vpc.id} while its peering request ${connection.id} is pending acceptance.`,
      );
    const peer = scope.at(other).get(vpcKind, other.vpcId);
    if (peer !== undefined && allBlocks(peer).some((one) => isOverlapping(one, block)))
      throw refuse(`overlaps with a CIDR block of ${peer.id}, its peer by ${connection.id}.`);
  }
}

export function checkQuota(
  scope: Scope,
  vpc: Vpc,
  count: number,
  name: "ipv4BlocksPerVpc" | "ipv6BlocksPerVpc",
): void {
  const quota = scope.quota(name);
  if (count >= quota)
    throw new AwsError(
      "CidrLimitExceeded",
      `This network '${vpc.id}' has met its maximum number of allowed CIDRs: ${quota}`,
      operation,
    );
}

/** Takes a block out of the VPC that has it. @throws AwsError while a subnet is in it */
export function removeBlock(scope: Scope, vpc: Vpc, associationId: string): Vpc {
  const gone = [...vpc.secondaryBlocks, ...vpc.ipv6Blocks].find(
    (one) => one.associationId === associationId,
  );
  const inUse = scope.find(subnetKind, "vpc", vpc.id).some((one) =>
    [one.cidrBlock, one.ipv6CidrBlock].some((cidr) => {
      const block = cidr === undefined ? undefined : parseBlock(cidr);
      return gone !== undefined && block !== undefined && isWithin(gone.cidrBlock, block);
    }),
  );
  if (inUse)
    throw new AwsError(
      "InvalidCidrBlock.InUse",
      `The vpc ${vpc.id} currently has a subnet within CIDR block ${gone?.cidrBlock ?? ""}`,
      "DisassociateVpcCidrBlock",
    );
  const isKept = (one: VpcBlock): boolean => one.associationId !== associationId;
  return put(scope, {
    ...vpc,
    secondaryBlocks: vpc.secondaryBlocks.filter(isKept),
    ipv6Blocks: vpc.ipv6Blocks.filter(isKept),
  });
}

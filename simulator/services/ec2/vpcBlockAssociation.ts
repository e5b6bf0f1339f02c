/**
 * A further block of a VPC as a resource of its own, IPv4 or IPv6.
 * Replaces as internal/service/ec2/vpc_ipv4_cidr_block_association.go and vpc_ipv6_cidr_block_association.go say.
 */
import { AwsError } from "../../errors";
import {
  computed,
  forcesNew,
  output,
  region,
  requiredForcesNew,
  type Model,
  type Property,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { flag, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf, checkVpcBlock } from "./blocks";
import { conflicting } from "./combinations";
import { vpcKind, type Vpc } from "./entities";
import { generatedIpv6 } from "./newVpc";
import { needVpc } from "./references";
import {
  addIpv4Block,
  checkQuota,
  firstAssociationId,
  refusePools,
  removeBlock,
} from "./vpcBlockRules";

const withAssociation = (scope: Scope, id: string): Vpc | undefined =>
  scope.find(vpcKind, "association", id)[0];

function createIpv4(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
  refusePools(inputs);
  const cidr = text(inputs, "cidrBlock");
  if (cidr === undefined) throw nothingGiven;
  const id = scope.newId("vpc-cidr-assoc", urn);
  addIpv4Block(scope, vpc, cidr, id);
  return id;
}

const nothingGiven = new AwsError(
  "MissingParameter",
  "Either 'cidrBlock' or 'amazonProvidedIpv6CidrBlock' should be provided.",
);

function remove(scope: Scope, id: string, known: ValueMap): void {
  const vpc = withAssociation(scope, id);
  if (vpc !== undefined) {
    removeBlock(scope, vpc, id);
    return;
  }
  const named = scope.get(vpcKind, text(known, "vpcId") ?? "");
  if (named !== undefined && firstAssociationId(scope, named) === id)
    throw new AwsError(
      "OperationNotPermitted",
      `The vpc CIDR block with association ID ${id} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
    );
}

function validateIpv4(inputs: ValueMap): readonly CheckFailure[] {
  const length = number(inputs, "ipv4NetmaskLength");
  const isOutside = length !== undefined && (length < 16 || length > 28);
  return [
    ...checkVpcBlock(inputs),
    ...(isOutside
      ? [
          {
            property: "ipv4NetmaskLength",
            reason: `expected ipv4_netmask_length to be in the range (16 - 28), got ${length}`,
          },
        ]
      : []),
  ];
}

const calls = {
  create: "AssociateVpcCidrBlock",
  delete: "DisassociateVpcCidrBlock",
} as const;
const settled: Property = { computed: true, replaces: true };
const length: Property = { kind: "number", replaces: true, local: true };

export const vpcIpv4CidrBlockAssociation: Model = {
  type: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  service: "EC2",
  noun: "EC2 VPC IPv4 CIDR Block Association",
  calls,
  properties: {
    region,
    cidrBlock: settled,
    ipv4IpamPoolId: { ...forcesNew, local: true },
    ipv4NetmaskLength: length,
    vpcId: requiredForcesNew,
  },
  validate: validateIpv4,
  create: createIpv4,
  read(scope, id) {
    const vpc = withAssociation(scope, id);
    const block = vpc?.secondaryBlocks.find((one) => one.associationId === id);
    return vpc && block && { cidrBlock: block.cidrBlock, vpcId: vpc.id };
  },
  delete: remove,
};

/** AWS's own name for the addresses that it gives. */
const amazonPool = "Amazon";

function refuseOwnPool(inputs: ValueMap): void {
  const pool = text(inputs, "ipv6Pool");
  if (pool !== undefined && pool !== amazonPool)
    throw new AwsError(
      "InvalidIpv6PoolID.NotFound",
      `The IPv6 address pool ID '${pool}' does not exist`,
    );
}

function createIpv6(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
  refusePools(inputs);
  refuseOwnPool(inputs);
  const isGenerated = flag(inputs, "assignGeneratedIpv6CidrBlock") === true;
  if (!isGenerated && scope.pinned === undefined) throw nothingGiven;
  checkQuota(scope, vpc, vpc.ipv6Blocks.length, "ipv6BlocksPerVpc");
  const id = scope.newId("vpc-cidr-assoc", urn);
  const block = generatedIpv6(scope, vpc.id, id);
  const cidrBlock = text(scope.pinned?.outputs ?? {}, "ipv6CidrBlock") ?? block.cidrBlock;
  scope.put(vpcKind, { ...vpc, ipv6Blocks: [...vpc.ipv6Blocks, { ...block, cidrBlock }] });
  return id;
}

function validateIpv6(inputs: ValueMap): readonly CheckFailure[] {
  const isSized = number(inputs, "ipv6NetmaskLength") !== undefined;
  return [
    ...conflicting(inputs, "assignGeneratedIpv6CidrBlock", [
      "ipv6CidrBlock",
      "ipv6IpamPoolId",
      "ipv6NetmaskLength",
      "ipv6Pool",
    ]),
    ...(isSized ? checkOneOf(inputs, "ipv6NetmaskLength", [44, 48, 52, 56, 60]) : []),
  ];
}

export const vpcIpv6CidrBlockAssociation: Model = {
  type: "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
  service: "EC2",
  noun: "EC2 VPC IPv6 CIDR Block Association",
  calls,
  properties: {
    region,
    assignGeneratedIpv6CidrBlock: { kind: "flag", computed: true, replaces: true },
    ipSource: output,
    ipv6AddressAttribute: output,
    ipv6CidrBlock: settled,
    ipv6IpamPoolId: { ...forcesNew, local: true },
    ipv6NetmaskLength: length,
    ipv6Pool: { ...computed, replaces: true },
    vpcId: requiredForcesNew,
  },
  validate: validateIpv6,
  create: createIpv6,
  read(scope, id) {
    const vpc = withAssociation(scope, id);
    const block = vpc?.ipv6Blocks.find((one) => one.associationId === id);
    return (
      vpc &&
      block && {
        assignGeneratedIpv6CidrBlock: true,
        ipSource: "amazon",
        ipv6AddressAttribute: "public",
        ipv6CidrBlock: block.cidrBlock,
        ipv6Pool: amazonPool,
        vpcId: vpc.id,
      }
    );
  },
  delete: remove,
};

/**
 * A subnet: a block of its VPC in one availability zone, five addresses of which AWS keeps.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 * Replaces as internal/service/ec2/vpc_subnet.go says.
 */
import { canonicalCidr, parseBlock, type Block } from "../../addresses";
import { AwsError } from "../../errors";
import {
  common,
  forcesNew,
  optional,
  optionalFlag,
  output,
  requiredForcesNew,
  type Change,
  type Model,
} from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import type { AvailabilityZone } from "../../regions";
import { arn, inRange, notZero, oneOf } from "../../resource/forms";
import { flag, isGiven, isWritten, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { exclusionKind } from "./blockPublicAccess";
import { checkCanonical } from "./blocks";
import { conflicting, requiring } from "./combinations";
import {
  flowLogKind,
  networkInterfaceKind,
  routeTableAssociationKind,
  subnetKind,
  type Subnet,
  type Vpc,
} from "./entities";
import { needSubnet, needVpc } from "./references";
import { reservationKind } from "./subnetReservation";
import { attributesFrom, defaultAttributes, hostnameType } from "./subnetAttributes";
import { inTheWay } from "./subnetBlocks";
import { ipv4Blocks, isOverlapping, isWithin } from "./vpcBlocks";

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
  const zone = chosenZone(scope, inputs);
  if (scope.count(subnetKind, "vpc", vpc.id) >= scope.quota("subnetsPerVpc"))
    throw new AwsError("SubnetLimitExceeded", "The maximum number of subnets has been reached.");
  const cidrBlock = acceptedBlock(scope, vpc, inputs);
  const id = scope.newId("subnet", urn);
  scope.put(subnetKind, {
    id,
    vpcId: vpc.id,
    cidrBlock,
    availabilityZone: zone.name,
    availabilityZoneId: zone.id,
    attributes: acceptedAttributes(inputs, defaultAttributes),
    networkAclId: vpc.defaultNetworkAclId,
    networkAclAssociationId: scope.childId("aclassoc", id, vpc.defaultNetworkAclId),
    tags: tagsOf(inputs, "tagsAll"),
    ...ipv6Part(scope, vpc, id, inputs),
  });
  return id;
}

function chosenZone(scope: Scope, inputs: ValueMap): AvailabilityZone {
  const zones = scope.availabilityZones;
  for (const [property, key] of [
    ["availabilityZone", "name"],
    ["availabilityZoneId", "id"],
  ] as const) {
    const wanted = text(inputs, property);
    if (wanted === undefined) continue;
    const zone = zones.find((one) => one[key] === wanted);
    if (zone !== undefined) return zone;
    const list = zones.map((one) => one[key]).sort();
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${wanted}) for parameter ${property} is invalid. Subnets can currently only be created in the following availability zones: ${list.join(", ")}.`,
    );
  }
  // AWS chooses for the caller; the first is as good as any, and always the same.
  return zones[0] ?? { name: `${scope.region}a`, id: `${scope.region}-az1` };
}

/** "" for a subnet that has IPv6 addresses only. */
function acceptedBlock(scope: Scope, vpc: Vpc, inputs: ValueMap): string {
  const cidr = text(inputs, "cidrBlock");
  if (flag(inputs, "ipv6Native") === true) {
    if (cidr === undefined && isGiven(inputs, "ipv6CidrBlock")) return "";
    throw new AwsError(
      "InvalidParameterCombination",
      "An IPv6-only subnet takes an IPv6 CIDR block, and no IPv4 CIDR block",
    );
  }
  if (cidr === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter CidrBlock");
  const block = parseBlock(cidr);
  if (block?.family !== 4)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  const inside = ipv4Blocks(vpc).some((one) => isWithin(one, block));
  if (block.mask < 16 || block.mask > 28 || !inside)
    throw new AwsError("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
  if (clashes(scope, vpc.id, block))
    throw new AwsError(
      "InvalidSubnet.Conflict",
      `The CIDR '${cidr}' conflicts with another subnet`,
    );
  return canonicalCidr(cidr);
}

function clashes(scope: Scope, vpcId: string, block: Block, except?: string): boolean {
  const { around, inside } = inTheWay(vpcId, block);
  const isClash = (one: Subnet): boolean =>
    one.id !== except &&
    (isOverlapping(one.cidrBlock, block) || isOverlapping(one.ipv6CidrBlock, block));
  return (
    around.some((key) => scope.find(subnetKind, "block", key).some(isClash)) ||
    scope.find(subnetKind, "within", inside).some(isClash)
  );
}

type Ipv6Part = Pick<Subnet, "ipv6CidrBlock" | "ipv6AssociationId">;

/** /64, or /44 to /64 in steps of four, inside the VPC's IPv6 block. */
function ipv6Part(scope: Scope, vpc: Vpc, id: string, inputs: ValueMap): Ipv6Part {
  const cidr = text(inputs, "ipv6CidrBlock");
  if (cidr === undefined) return {};
  const block = parseBlock(cidr);
  const inside =
    block !== undefined && vpc.ipv6Blocks.some((one) => isWithin(one.cidrBlock, block));
  if (!inside || block.mask < 44 || block.mask > 64 || block.mask % 4 !== 0)
    throw new AwsError("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
  if (clashes(scope, vpc.id, block, id))
    throw new AwsError(
      "InvalidSubnet.Conflict",
      `The CIDR '${cidr}' conflicts with another subnet`,
    );
  return {
    ipv6CidrBlock: canonicalCidr(cidr),
    ipv6AssociationId: scope.childId("subnet-cidr-assoc", id, cidr),
  };
}

function acceptedAttributes(inputs: ValueMap, before: ValueMap): ValueMap {
  const attributes = attributesFrom(inputs, before);
  if (attributes.assignIpv6AddressOnCreation === true && !isGiven(inputs, "ipv6CidrBlock"))
    throw new AwsError(
      "InvalidParameterValue",
      "The subnet has no IPv6 CIDR block: assignIpv6AddressOnCreation cannot be true",
      "ModifySubnetAttribute",
    );
  return attributes;
}

export function readSubnet(scope: Scope, id: string): ValueMap | undefined {
  const subnet = scope.get(subnetKind, id);
  if (subnet === undefined) return undefined;
  // Spread last: properties after a spread are set one by one, fifty times slower.
  return {
    arn: scope.arn("ec2", `subnet/${id}`),
    availabilityZone: subnet.availabilityZone,
    availabilityZoneId: subnet.availabilityZoneId,
    cidrBlock: subnet.cidrBlock,
    ipv6CidrBlock: subnet.ipv6CidrBlock ?? "",
    ipv6CidrBlockAssociationId: subnet.ipv6AssociationId ?? "",
    outpostArn: "",
    ownerId: scope.account,
    tagsAll: subnet.tags,
    vpcId: subnet.vpcId,
    ...subnet.attributes,
  };
}

/** With whatever is changed, the provider takes away the IPv6 block that is no longer written down: vpc_subnet.go. */
export function updateSubnet(scope: Scope, id: string, { news }: Change): void {
  const { ipv6CidrBlock, ipv6AssociationId, ...rest } = needSubnet(scope, id);
  const vpc = needVpc(scope, rest.vpcId);
  const ipv6 = isGiven(news, "ipv6CidrBlock")
    ? ipv6Part(scope, vpc, id, news)
    : ipv6AssociationId !== undefined && flag(news, "ipv6Native") === true
      ? { ipv6CidrBlock, ipv6AssociationId }
      : {};
  scope.put(subnetKind, {
    ...rest,
    ...ipv6,
    attributes: acceptedAttributes(news, rest.attributes),
    tags: tagsOf(news, "tagsAll"),
  });
}

export function removeSubnet(scope: Scope, id: string): void {
  const subnet = scope.get(subnetKind, id);
  if (subnet === undefined) return;
  if (scope.count(networkInterfaceKind, "subnet", id) > 0)
    throw new AwsError(
      "DependencyViolation",
      `The subnet '${id}' has dependencies and cannot be deleted.`,
    );
  for (const one of scope.find(routeTableAssociationKind, "subnet", id)) scope.remove(one);
  for (const one of scope.find(flowLogKind, "resource", id)) scope.remove(one);
  for (const one of scope.find(reservationKind, "subnet", id)) scope.remove(one);
  for (const one of scope.find(exclusionKind, "excepted", id)) scope.remove(one);
  scope.remove(subnet);
}

/** New interfaces have had addresses of it. */
const isAssigning = (
  before: Value | undefined,
  _after: Value | undefined,
  inputs: ValueMap,
): boolean =>
  typeof before === "string" &&
  before !== "" &&
  flag(inputs, "assignIpv6AddressOnCreation") === true;

/** The provider looks at the form only: not at the size, nor at the VPC. */
function validate(inputs: ValueMap): readonly CheckFailure[] {
  const both = isWritten(inputs, "availabilityZone") && isWritten(inputs, "availabilityZoneId");
  const outposts = ["customerOwnedIpv4Pool", "mapCustomerOwnedIpOnLaunch", "outpostArn"];
  const [pool = "", ...others] = outposts;
  return [
    ...checkCanonical(inputs, "cidrBlock", 4),
    ...checkCanonical(inputs, "ipv6CidrBlock", 6),
    ...requiring(inputs, pool, others),
    ...requiring(inputs, "mapCustomerOwnedIpOnLaunch", [pool, "outpostArn"]),
    ...conflicting(inputs, "ipv4IpamPoolId", [pool]),
    ...conflicting(inputs, "ipv4NetmaskLength", ["cidrBlock", pool]),
    ...requiring(inputs, "ipv4NetmaskLength", ["ipv4IpamPoolId"]),
    ...conflicting(inputs, "ipv6NetmaskLength", ["ipv6CidrBlock"]),
    ...requiring(inputs, "ipv6NetmaskLength", ["ipv6IpamPoolId"]),
    ...(both
      ? [
          {
            property: "availabilityZone",
            reason: `"availability_zone": conflicts with availability_zone_id`,
          },
        ]
      : []),
  ];
}

export const subnet: Model = {
  type: "aws:ec2/subnet:Subnet",
  service: "EC2",
  noun: "EC2 Subnet",
  calls: { create: "CreateSubnet", update: "ModifySubnetAttribute", delete: "DeleteSubnet" },
  // What lingers (a load balancer's interfaces, a function's) goes meanwhile: the provider waits for it.
  // The provider waits for the interfaces that functions leave behind, up to 45 minutes.
  retries: { delete: { codes: ["DependencyViolation"], seconds: 2700 } },
  properties: {
    ...common,
    arn: output,
    assignIpv6AddressOnCreation: { kind: "flag", default: false },
    availabilityZone: { ...forcesNew, computed: true },
    availabilityZoneId: { ...forcesNew, computed: true },
    cidrBlock: { replaces: true },
    customerOwnedIpv4Pool: optional,
    enableDns64: { kind: "flag", default: false },
    enableLniAtDeviceIndex: { kind: "number", form: notZero },
    enableResourceNameDnsARecordOnLaunch: { kind: "flag", default: false },
    enableResourceNameDnsAaaaRecordOnLaunch: { kind: "flag", default: false },
    ipv4IpamPoolId: { ...forcesNew, local: true },
    ipv4NetmaskLength: { kind: "number", replaces: true, local: true, form: inRange(16, 28) },
    ipv6CidrBlock: { computed: true, replaces: isAssigning },
    ipv6CidrBlockAssociationId: output,
    ipv6IpamPoolId: { ...forcesNew, local: true },
    ipv6Native: { kind: "flag", default: false, replaces: true },
    ipv6NetmaskLength: {
      kind: "number",
      replaces: true,
      local: true,
      form: oneOf(44, 48, 52, 56, 60, 64),
    },
    mapCustomerOwnedIpOnLaunch: optionalFlag,
    mapPublicIpOnLaunch: { kind: "flag", default: false },
    outpostArn: { ...forcesNew, form: arn },
    ownerId: output,
    privateDnsHostnameTypeOnLaunch: { computed: true, form: hostnameType },
    vpcId: requiredForcesNew,
  },
  validate,
  create,
  read: readSubnet,
  update: updateSubnet,
  delete: removeSubnet,
};

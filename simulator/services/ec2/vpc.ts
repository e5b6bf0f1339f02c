/**
 * A VPC: a block of addresses of its own. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * Deleting one is refused while anything stands in it but what came with it.
 */
import { canonicalCidr, parseBlock } from "../../addresses";
import { AwsError } from "../../errors";
import {
  common,
  computed,
  forcesNew,
  optional,
  optionalNumber,
  output,
  type Change,
  type Model,
} from "../../model";
import type { ValueMap } from "../../protocol";
import { flag, number, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf, checkVpcBlock } from "./blocks";
import { unseenDefaults } from "./defaultVpc";
import {
  flowLogKind,
  internetGatewayKind,
  networkAclEntryKind,
  networkAclKind,
  networkInterfaceKind,
  routeKind,
  routeTableAssociationKind,
  routeTableKind,
  securityGroupKind,
  securityGroupRuleKind,
  subnetKind,
  vpcEndpointKind,
  vpcKind,
  type Vpc,
} from "./entities";
import { generatedIpv6, makeVpc } from "./newVpc";
import { findVpc, needVpc } from "./references";

/** All IPv4 blocks of the VPC, the first one first. */
export const ipv4Blocks = (vpc: Vpc): readonly string[] => [
  vpc.cidrBlock,
  ...vpc.secondaryCidrBlocks,
];

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const cidrBlock = acceptedBlock(inputs);
  if (scope.countAll(vpcKind) + unseenDefaults(scope) >= scope.quota("vpcsPerRegion"))
    throw new AwsError("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
  const vpc = makeVpc(scope, {
    id: scope.newId("vpc", urn),
    cidrBlock,
    instanceTenancy: text(inputs, "instanceTenancy") ?? "default",
    isDefault: false,
    ipv6: flag(inputs, "assignGeneratedIpv6CidrBlock") === true,
    tags: tagsOf(inputs, "tagsAll"),
  });
  setAttributes(scope, vpc, inputs);
  return vpc.id;
}

function acceptedBlock(inputs: ValueMap): string {
  const pool = text(inputs, "ipv4IpamPoolId") ?? text(inputs, "ipv6IpamPoolId");
  if (pool !== undefined)
    throw new AwsError("InvalidIpamPoolId.NotFound", `The IPAM pool ID '${pool}' does not exist`);
  const cidr = text(inputs, "cidrBlock");
  if (cidr === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter CidrBlock");
  const block = parseBlock(cidr);
  if (block?.family !== 4)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  if (block.mask < 16 || block.mask > 28)
    throw new AwsError("InvalidVpc.Range", `The CIDR '${cidr}' is invalid.`);
  return canonicalCidr(cidr);
}

function setAttributes(scope: Scope, vpc: Vpc, inputs: ValueMap): void {
  const enableDnsSupport = flag(inputs, "enableDnsSupport") ?? vpc.enableDnsSupport;
  const enableDnsHostnames = flag(inputs, "enableDnsHostnames") ?? vpc.enableDnsHostnames;
  if (enableDnsHostnames && !enableDnsSupport)
    throw new AwsError(
      "InvalidParameterValue",
      `DNS hostnames can be enabled only if DNS support is enabled: set enableDnsSupport to true for ${vpc.id}`,
      "ModifyVpcAttribute",
    );
  scope.put(vpcKind, {
    ...vpc,
    enableDnsSupport,
    enableDnsHostnames,
    enableNetworkAddressUsageMetrics:
      flag(inputs, "enableNetworkAddressUsageMetrics") ?? vpc.enableNetworkAddressUsageMetrics,
  });
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const vpc = findVpc(scope, id);
  if (vpc === undefined) return undefined;
  return {
    arn: scope.arn("ec2", `vpc/${id}`),
    assignGeneratedIpv6CidrBlock: vpc.ipv6?.generated === true,
    cidrBlock: vpc.cidrBlock,
    defaultNetworkAclId: vpc.defaultNetworkAclId,
    defaultRouteTableId: vpc.defaultRouteTableId,
    defaultSecurityGroupId: vpc.defaultSecurityGroupId,
    dhcpOptionsId: vpc.dhcpOptionsId,
    enableDnsHostnames: vpc.enableDnsHostnames,
    enableDnsSupport: vpc.enableDnsSupport,
    enableNetworkAddressUsageMetrics: vpc.enableNetworkAddressUsageMetrics,
    instanceTenancy: vpc.instanceTenancy,
    ipv6AssociationId: vpc.ipv6?.associationId ?? "",
    ipv6CidrBlock: vpc.ipv6?.cidrBlock ?? "",
    ipv6CidrBlockNetworkBorderGroup: vpc.ipv6 === undefined ? "" : scope.region,
    ipv6IpamPoolId: "",
    ipv6NetmaskLength: 0,
    mainRouteTableId: vpc.mainRouteTableId,
    ownerId: scope.account,
    tagsAll: vpc.tags,
  };
}

function update(scope: Scope, id: string, { news }: Change): void {
  const vpc = withIpv6(scope, needVpc(scope, id), news);
  const instanceTenancy = text(news, "instanceTenancy") ?? vpc.instanceTenancy;
  setAttributes(scope, { ...vpc, instanceTenancy, tags: tagsOf(news, "tagsAll") }, news);
}

function withIpv6(scope: Scope, vpc: Vpc, news: ValueMap): Vpc {
  const wanted = flag(news, "assignGeneratedIpv6CidrBlock") === true;
  if (wanted === (vpc.ipv6 !== undefined)) return vpc;
  if (wanted) return { ...vpc, ipv6: generatedIpv6(scope, vpc.id) };
  const { ipv6, ...rest } = vpc;
  if (scope.find(subnetKind, "vpc", vpc.id).some((one) => one.ipv6CidrBlock !== undefined))
    throw new AwsError(
      "InvalidCidrBlock.InUse",
      `The vpc ${vpc.id} currently has a subnet within CIDR block ${ipv6?.cidrBlock ?? ""}`,
      "DisassociateVpcCidrBlock",
    );
  return rest;
}

function remove(scope: Scope, id: string): void {
  const vpc = scope.get(vpcKind, id);
  if (vpc === undefined) return;
  if (hasDependencies(scope, vpc))
    throw new AwsError(
      "DependencyViolation",
      `The vpc '${id}' has dependencies and cannot be deleted.`,
    );
  removeOwnParts(scope, vpc);
  scope.remove(vpc);
}

function hasDependencies(scope: Scope, vpc: Vpc): boolean {
  const { id } = vpc;
  return (
    scope.count(subnetKind, "vpc", id) > 0 ||
    scope.count(internetGatewayKind, "vpc", id) > 0 ||
    scope.count(networkInterfaceKind, "vpc", id) > 0 ||
    scope.count(vpcEndpointKind, "vpc", id) > 0 ||
    scope.count(securityGroupKind, "vpc", id) > 1 ||
    scope.count(networkAclKind, "vpc", id) > 1 ||
    scope.count(routeTableKind, "vpc", id) > 1
  );
}

/** What came with the VPC goes with it; its flow logs too. */
function removeOwnParts(scope: Scope, vpc: Vpc): void {
  const { defaultNetworkAclId, defaultSecurityGroupId, mainRouteTableId } = vpc;
  const parts = [
    ...scope.find(networkAclEntryKind, "networkAcl", defaultNetworkAclId),
    ...scope.find(networkAclKind, "vpc", vpc.id),
    ...scope.find(securityGroupRuleKind, "securityGroup", defaultSecurityGroupId),
    ...scope.find(securityGroupKind, "vpc", vpc.id),
    ...scope.find(routeKind, "routeTable", mainRouteTableId),
    ...scope.find(routeTableAssociationKind, "main", vpc.id),
    ...scope.find(routeTableKind, "vpc", vpc.id),
    ...scope.find(flowLogKind, "resource", vpc.id),
  ];
  for (const part of parts) scope.remove(part);
}

/** What came with a VPC that is taken over. */
function childId(outputs: ValueMap, prefix: string, role: string): string | undefined {
  const names: Readonly<Record<string, string>> = {
    "rtb main": "mainRouteTableId",
    "acl default": "defaultNetworkAclId",
    "sg default": "defaultSecurityGroupId",
    "vpc-cidr-assoc ipv6": "ipv6AssociationId",
  };
  return text(outputs, names[`${prefix} ${role}`] ?? "");
}

export const vpc: Model = {
  type: "aws:ec2/vpc:Vpc",
  service: "EC2",
  noun: "EC2 VPC",
  calls: { create: "CreateVpc", update: "ModifyVpcAttribute", delete: "DeleteVpc" },
  properties: {
    ...common,
    arn: output,
    assignGeneratedIpv6CidrBlock: { kind: "flag" },
    cidrBlock: { computed: true, replaces: true },
    defaultNetworkAclId: output,
    defaultRouteTableId: output,
    defaultSecurityGroupId: output,
    dhcpOptionsId: output,
    enableDnsHostnames: { kind: "flag", computed: true },
    enableDnsSupport: { kind: "flag", default: true },
    enableNetworkAddressUsageMetrics: { kind: "flag", computed: true },
    /** To dedicated only; back is an update. */
    instanceTenancy: {
      default: "default",
      replaces: (_before, after) => after === "dedicated",
    },
    ipv4IpamPoolId: { ...forcesNew, local: true },
    ipv4NetmaskLength: { kind: "number", replaces: true, local: true },
    ipv6AssociationId: output,
    ipv6CidrBlock: computed,
    ipv6CidrBlockNetworkBorderGroup: computed,
    ipv6IpamPoolId: optional,
    ipv6NetmaskLength: optionalNumber,
    mainRouteTableId: output,
    ownerId: output,
  },
  validate: (inputs) => [
    ...checkVpcBlock(inputs),
    ...checkOneOf(inputs, "instanceTenancy", ["default", "dedicated"]),
    ...(number(inputs, "ipv6NetmaskLength") === undefined
      ? []
      : checkOneOf(inputs, "ipv6NetmaskLength", [44, 48, 52, 56, 60])),
  ],
  create,
  childId,
  read,
  update,
  delete: remove,
};

/**
 * A VPC: a block of addresses of its own. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * Deleting one is refused while anything stands in it but what came with it.
 * Replaces as internal/service/ec2/vpc_.go says.
 */
import { canonicalCidr } from "../../addresses";
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
import type { CheckFailure, ValueMap } from "../../protocol";
import { flag, number, tagsOf, text } from "../../values";
import { simulatedId } from "../../world/identity";
import type { Scope } from "../../world/scope";
import { exclusionKind } from "./blockPublicAccess";
import { checkOneOf, checkVpcBlock } from "./blocks";
import { conflicting, requiring } from "./combinations";
import { unseenDefaults } from "./defaultVpc";
import {
  egressOnlyGatewayKind,
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
  vpnGatewayKind,
  type Vpc,
  type VpcIpv6Block,
} from "./entities";
import { generatedIpv6, makeVpc } from "./newVpc";
import { deletePeering, peeringsOf } from "./peering/connections";
import { findVpc, needVpc } from "./references";
import { attachmentsOf } from "../transitgateway/references";
import { groupVpcKind } from "./securityGroupVpc";
import { acceptedIpv4, checkQuota, refusePools, removeBlock } from "./vpcBlockRules";

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const cidrBlock = acceptedBlock(inputs);
  if (scope.countAll(vpcKind) + unseenDefaults(scope) >= scope.quota("vpcsPerRegion"))
    throw new AwsError("VpcLimitExceeded", "The maximum number of VPCs has been reached.");
  const vpc = makeVpc(scope, {
    id: scope.newId("vpc", urn),
    cidrBlock,
    instanceTenancy: text(inputs, "instanceTenancy") ?? "default",
    isDefault: false,
    ipv6BorderGroup: wantedBorderGroup(scope, inputs),
    tags: tagsOf(inputs, "tagsAll"),
  });
  setAttributes(scope, vpc, inputs);
  return vpc.id;
}

function acceptedBlock(inputs: ValueMap): string {
  refusePools(inputs);
  const cidr = text(inputs, "cidrBlock");
  if (cidr === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter CidrBlock");
  acceptedIpv4(cidr);
  return canonicalCidr(cidr);
}

/** Amazon's IPv6 addresses of the region, or of a Local Zone's group; undefined where none are wanted. */
function wantedBorderGroup(scope: Scope, inputs: ValueMap): string | undefined {
  if (flag(inputs, "assignGeneratedIpv6CidrBlock") !== true) return undefined;
  const group = text(inputs, "ipv6CidrBlockNetworkBorderGroup") ?? scope.region;
  if (group !== scope.region && !group.startsWith(`${scope.region}-`))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${group}) for parameter ipv6CidrBlockNetworkBorderGroup is invalid. It is ${scope.region} or a group of one of its Local Zones.`,
    );
  return group;
}

export function setAttributes(scope: Scope, vpc: Vpc, inputs: ValueMap): void {
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

/** Of several IPv6 blocks the provider shows the one it knows, else the first. */
const shownIpv6 = (vpc: Vpc, known: ValueMap): VpcIpv6Block | undefined =>
  vpc.ipv6Blocks.find((one) => one.associationId === text(known, "ipv6AssociationId")) ??
  vpc.ipv6Blocks[0];

export function readVpc(scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
  const vpc = findVpc(scope, id);
  if (vpc === undefined) return undefined;
  const ipv6 = shownIpv6(vpc, known);
  return {
    arn: scope.arn("ec2", `vpc/${id}`),
    assignGeneratedIpv6CidrBlock: ipv6 !== undefined,
    cidrBlock: vpc.cidrBlock,
    defaultNetworkAclId: vpc.defaultNetworkAclId,
    defaultRouteTableId: vpc.defaultRouteTableId,
    defaultSecurityGroupId: vpc.defaultSecurityGroupId,
    dhcpOptionsId: vpc.dhcpOptionsId,
    enableDnsHostnames: vpc.enableDnsHostnames,
    enableDnsSupport: vpc.enableDnsSupport,
    enableNetworkAddressUsageMetrics: vpc.enableNetworkAddressUsageMetrics,
    instanceTenancy: vpc.instanceTenancy,
    ipv6AssociationId: ipv6?.associationId ?? "",
    ipv6CidrBlock: ipv6?.cidrBlock ?? "",
    ipv6CidrBlockNetworkBorderGroup: ipv6?.networkBorderGroup ?? "",
    ipv6IpamPoolId: "",
    ipv6NetmaskLength: 0,
    mainRouteTableId: vpc.mainRouteTableId,
    ownerId: scope.account,
    tagsAll: vpc.tags,
  };
}

function update(scope: Scope, id: string, change: Change): void {
  const { news } = change;
  refusePools(news);
  const vpc = withIpv6(scope, needVpc(scope, id), change);
  const instanceTenancy = text(news, "instanceTenancy") ?? vpc.instanceTenancy;
  setAttributes(scope, { ...vpc, instanceTenancy, tags: tagsOf(news, "tagsAll") }, news);
}

/** Takes IPv6 addresses, gives them back, or exchanges them for those of another border group. */
export function withIpv6(scope: Scope, vpc: Vpc, { news, outputs, urn }: Change): Vpc {
  const wanted = wantedBorderGroup(scope, news);
  const own = shownIpv6(vpc, outputs);
  if (wanted === own?.networkBorderGroup) return vpc;
  const rest = own === undefined ? vpc : removeBlock(scope, vpc, own.associationId);
  if (wanted === undefined) return rest;
  checkQuota(scope, rest, rest.ipv6Blocks.length, "ipv6BlocksPerVpc");
  const associationId = simulatedId("vpc-cidr-assoc", scope.newLife("vpc-cidr-assoc", urn));
  const block = generatedIpv6(scope, vpc.id, associationId);
  return {
    ...rest,
    ipv6Blocks: [...rest.ipv6Blocks, { ...block, networkBorderGroup: wanted }],
  };
}

export function deleteVpc(scope: Scope, id: string): void {
  const vpc = scope.get(vpcKind, id);
  if (vpc === undefined) return;
  if (hasDependencies(scope, vpc))
    throw new AwsError(
      "DependencyViolation",
      `The vpc '${id}' has dependencies and cannot be deleted.`,
    );
  removeVpc(scope, vpc);
}

/** With what came with it, its flow logs, and what it asked of others. */
function removeVpc(scope: Scope, vpc: Vpc): void {
  removeOwnParts(scope, vpc);
  for (const request of peeringsOf(scope, vpc.id)) deletePeering(scope, request);
  scope.remove(vpc);
}

/** An active peering; or a request of another account's, which is to be answered first. */
function isPeered(scope: Scope, { id }: Vpc): boolean {
  return peeringsOf(scope, id).some(
    ({ status, requester }) => status === "active" || requester.account !== scope.account,
  );
}

function hasDependencies(scope: Scope, vpc: Vpc): boolean {
  const { id } = vpc;
  return (
    scope.count(subnetKind, "vpc", id) > 0 ||
    scope.count(internetGatewayKind, "vpc", id) > 0 ||
    scope.count(networkInterfaceKind, "vpc", id) > 0 ||
    scope.count(egressOnlyGatewayKind, "vpc", id) > 0 ||
    scope.count(vpnGatewayKind, "vpc", id) > 0 ||
    scope.count(vpcEndpointKind, "vpc", id) > 0 ||
    scope.count(groupVpcKind, "vpc", id) > 0 ||
    attachmentsOf(scope, id).length > 0 ||
    isPeered(scope, vpc) ||
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
    ...scope.find(exclusionKind, "excepted", vpc.id),
  ];
  for (const part of parts) scope.remove(part);
}

/** What came with a VPC that is taken over. */
export function childId(outputs: ValueMap, prefix: string, role: string): string | undefined {
  const names: Readonly<Record<string, string>> = {
    "rtb main": "defaultRouteTableId",
    "acl default": "defaultNetworkAclId",
    "sg default": "defaultSecurityGroupId",
    "vpc-cidr-assoc ipv6": "ipv6AssociationId",
  };
  return text(outputs, names[`${prefix} ${role}`] ?? "");
}

/** Of IPv6 addresses: Amazon's, or of a pool. */
export function checkIpv6(inputs: ValueMap): readonly CheckFailure[] {
  const isSized = number(inputs, "ipv6NetmaskLength") !== undefined;
  const isGenerated = flag(inputs, "assignGeneratedIpv6CidrBlock") === true;
  return [
    ...(isSized ? checkOneOf(inputs, "ipv6NetmaskLength", [44, 48, 52, 56, 60]) : []),
    ...(isGenerated ? conflicting(inputs, "assignGeneratedIpv6CidrBlock", ["ipv6IpamPoolId"]) : []),
    ...requiring(inputs, "ipv6CidrBlock", ["ipv6IpamPoolId"]),
    ...requiring(inputs, "ipv6NetmaskLength", ["ipv6IpamPoolId"]),
    ...requiring(inputs, "ipv6CidrBlockNetworkBorderGroup", ["assignGeneratedIpv6CidrBlock"]),
  ];
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
    ...checkIpv6(inputs),
    ...conflicting(inputs, "cidrBlock", ["ipv4NetmaskLength"]),
    ...requiring(inputs, "ipv4NetmaskLength", ["ipv4IpamPoolId"]),
  ],
  create,
  childId,
  read: readVpc,
  update,
  delete: deleteVpc,
};

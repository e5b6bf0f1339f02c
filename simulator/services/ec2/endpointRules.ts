/** What AWS refuses of an endpoint, at creation and at every change. The `Id` of these codes is AWS's spelling. */
import { isDeepStrictEqual } from "node:util";
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { flag, isMap, maps, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import {
  routeTableKind,
  securityGroupKind,
  subnetKind,
  vpcEndpointKind,
  type Vpc,
  type VpcEndpoint,
} from "./entities";
import { findEndpointService, type EndpointService } from "./endpointServices";
import { managedPrefixLists } from "./prefixLists";
import { findVpc } from "./references";
import { isOfVpc } from "./securityGroupVpc";

export type Draft = Omit<VpcEndpoint, "kind" | "account" | "region">;

export const fullAccess = JSON.stringify({
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

export function createDraft(scope: Scope, id: string, inputs: ValueMap): Draft {
  const vpcId = text(inputs, "vpcId") ?? "";
  const vpcEndpointType = text(inputs, "vpcEndpointType") ?? "Gateway";
  const serviceName = text(inputs, "serviceName") ?? "";
  const service = needService(scope, serviceName, vpcEndpointType);
  const isGateway = vpcEndpointType === "Gateway";
  const vpc = needEndpointVpc(scope, vpcId);
  checkQuota(scope, vpcId, isGateway);
  return {
    id,
    vpcId,
    serviceName,
    serviceRegion: text(inputs, "serviceRegion") ?? scope.region,
    vpcEndpointType,
    policy: text(inputs, "policy") ?? fullAccess,
    privateDnsEnabled: flag(inputs, "privateDnsEnabled") ?? false,
    ...(isGateway || service.privateDnsName === undefined
      ? {}
      : { privateDnsName: service.privateDnsName }),
    ipAddressType: text(inputs, "ipAddressType") ?? "ipv4",
    dnsOptions: isGateway ? {} : dnsOptions(service, inputs),
    prefixListId: isGateway ? prefixListOf(scope, serviceName) : "",
    routeTableIds: texts(inputs, "routeTableIds"),
    subnetIds: texts(inputs, "subnetIds"),
    addresses: addressesIn(inputs),
    securityGroupIds: isGateway ? texts(inputs, "securityGroupIds") : groupsFor(vpc, inputs),
    tags: tagsOf(inputs, "tagsAll"),
  };
}

const prefixListOf = (scope: Scope, serviceName: string): string =>
  managedPrefixLists(scope.region).find((one) => one.name === serviceName)?.id ?? "";

/** AWS takes the VPC's default group where none is given. */
function groupsFor(vpc: Vpc, inputs: ValueMap): readonly string[] {
  const given = texts(inputs, "securityGroupIds");
  return given.length === 0 ? [vpc.defaultSecurityGroupId] : given;
}

/** Of the subnets that have one of their own choosing. */
export const addressesIn = (inputs: ValueMap): Readonly<Record<string, string>> =>
  Object.fromEntries(
    maps(inputs, "subnetConfigurations").flatMap((one) => {
      const [subnetId, ipv4] = [text(one, "subnetId"), text(one, "ipv4")];
      return subnetId === undefined || ipv4 === undefined ? [] : [[subnetId, ipv4]];
    }),
  );

function dnsOptions(service: EndpointService, inputs: ValueMap): ValueMap {
  const given = inputs.dnsOptions;
  return {
    dnsRecordIpType: text(inputs, "ipAddressType") ?? "ipv4",
    privateDnsOnlyForInboundResolverEndpoint:
      service.short === "s3" && flag(inputs, "privateDnsEnabled") === true,
    privateDnsPreference: "",
    privateDnsSpecifiedDomains: [],
    ...(isMap(given) ? given : {}),
  };
}

function needService(scope: Scope, name: string, type: string): EndpointService {
  const service = findEndpointService(scope, name);
  const offered: readonly string[] = service?.types ?? [];
  if (service === undefined)
    throw new AwsError("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
  if (!offered.includes(type))
    throw new AwsError(
      "InvalidParameter",
      `The endpoint type ${type} is not available for the service ${name}: it offers ${offered.join(", ")}.`,
    );
  return service;
}

function needEndpointVpc(scope: Scope, id: string): Vpc {
  const vpc = findVpc(scope, id);
  if (vpc === undefined)
    throw new AwsError("InvalidVpcId.NotFound", `The Vpc Id ${id} does not exist`);
  return vpc;
}

function checkQuota(scope: Scope, vpcId: string, isGateway: boolean): void {
  const isFull = isGateway
    ? scope.count(vpcEndpointKind, "gateway", "gateway") >= scope.quota("gatewayEndpointsPerRegion")
    : scope.count(vpcEndpointKind, "vpcOwnInterfaces", vpcId) >=
      scope.quota("interfaceEndpointsPerVpc");
  if (isFull)
    throw new AwsError(
      "VpcEndpointLimitExceeded",
      "The maximum number of VPC endpoints has been reached.",
    );
}

export function acceptEndpoint(scope: Scope, draft: Draft): Draft {
  const vpc = needEndpointVpc(scope, draft.vpcId);
  checkPolicy(scope, draft);
  if (draft.vpcEndpointType === "Gateway") checkGateway(scope, draft);
  else checkInterface(scope, vpc, draft);
  return draft;
}

function checkPolicy(scope: Scope, { policy, serviceName }: Draft): void {
  const document = parsedPolicy(policy);
  if (policy.length > 20_480)
    throw new AwsError(
      "InvalidPolicyDocument",
      "The policy document is longer than 20480 characters",
    );
  const service = findEndpointService(scope, serviceName);
  if (service?.supportsPolicies === false && !isFullAccess(document))
    throw new AwsError(
      "InvalidParameter",
      `Service ${serviceName} only supports the full-access endpoint policy.`,
    );
}

function parsedPolicy(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    throw new AwsError("InvalidPolicyDocument", "The policy document is not valid JSON");
  }
}

/** AWS's own, whatever its version is written as. */
function isFullAccess(document: unknown): boolean {
  const { Statement: full } = JSON.parse(fullAccess) as { readonly Statement: unknown };
  const given = (document as { readonly Statement?: unknown } | null)?.Statement;
  return isDeepStrictEqual(Array.isArray(given) ? given : [given], full);
}

function checkGateway(scope: Scope, draft: Draft): void {
  if (draft.subnetIds.length > 0 || draft.securityGroupIds.length > 0)
    throw new AwsError(
      "InvalidParameter",
      "Subnets and security groups can be given for an endpoint of type Interface only.",
    );
  if (draft.privateDnsEnabled)
    throw new AwsError(
      "InvalidParameter",
      "Private DNS can't be enabled for an endpoint of type Gateway.",
    );
  for (const id of draft.routeTableIds) {
    const table = scope.need(
      routeTableKind,
      id,
      "InvalidRouteTableId.NotFound",
      `The routeTable ID '${id}' does not exist`,
    );
    if (table.vpcId !== draft.vpcId)
      throw new AwsError(
        "InvalidParameter",
        `Route table ${id} and VPC ${draft.vpcId} belong to different networks`,
      );
    const same = scope.find(vpcEndpointKind, "prefixListOnTable", `${id}/${draft.prefixListId}`);
    if (same.some((one) => one.id !== draft.id))
      throw new AwsError(
        "RouteAlreadyExists",
        `route table ${id} already has a route with destination-prefix-list-id ${draft.prefixListId}`,
      );
  }
}

function checkInterface(scope: Scope, vpc: Vpc, draft: Draft): void {
  if (draft.routeTableIds.length > 0)
    throw new AwsError(
      "InvalidParameter",
      "Route tables can be given for an endpoint of type Gateway only.",
    );
  checkSubnets(scope, draft);
  checkAddressTypes(scope, draft);
  checkGroups(scope, draft);
  if (!draft.privateDnsEnabled) return;
  if (!vpc.enableDnsSupport || !vpc.enableDnsHostnames)
    throw new AwsError(
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`,
    );
  checkPrivateDns(scope, draft);
}

function checkSubnets(scope: Scope, draft: Draft): void {
  const missing = findEndpointService(scope, draft.serviceName)?.missingZoneIds ?? [];
  const zones = new Set<string>();
  for (const id of draft.subnetIds) {
    const subnet = scope.need(
      subnetKind,
      id,
      "InvalidSubnetId.NotFound",
      `The subnet ID '${id}' does not exist`,
    );
    if (subnet.vpcId !== draft.vpcId)
      throw new AwsError(
        "InvalidParameter",
        `Subnet ${id} and VPC ${draft.vpcId} belong to different networks`,
      );
    if (zones.has(subnet.availabilityZoneId))
      throw new AwsError(
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${id}`,
      );
    if (missing.includes(subnet.availabilityZoneId))
      throw new AwsError(
        "InvalidParameter",
        `The VPC endpoint service ${draft.serviceName} does not support the availability zone of the subnet: ${id}.`,
      );
    zones.add(subnet.availabilityZoneId);
  }
}

/** The records that a type of address can have; and addresses of IPv6 need subnets that have some. */
const recordTypes: Readonly<Record<string, readonly string[]>> = {
  ipv4: ["ipv4", "service-defined"],
  ipv6: ["ipv6", "service-defined"],
  dualstack: ["ipv4", "ipv6", "dualstack", "service-defined"],
};

function checkAddressTypes(scope: Scope, draft: Draft): void {
  const { ipAddressType, dnsOptions: options, subnetIds, addresses } = draft;
  const record = text(options, "dnsRecordIpType") ?? ipAddressType;
  if (recordTypes[ipAddressType]?.includes(record) !== true)
    throw new AwsError(
      "InvalidParameter",
      `The DNS record IP type ${record} is not compatible with the IP address type ${ipAddressType} of the endpoint.`,
    );
  const bare = subnetIds.find((id) => scope.get(subnetKind, id)?.ipv6CidrBlock === undefined);
  if (ipAddressType !== "ipv4" && bare !== undefined)
    throw new AwsError(
      "InvalidParameter",
      `The IP address type ${ipAddressType} needs subnets with an IPv6 CIDR block, which ${bare} has not.`,
    );
  const native = subnetIds.find((id) => scope.get(subnetKind, id)?.attributes.ipv6Native === true);
  if (ipAddressType !== "ipv6" && native !== undefined)
    throw new AwsError(
      "InvalidParameter",
      `The IP address type ${ipAddressType} needs subnets with an IPv4 CIDR block, which ${native} has not.`,
    );
  const stranger = Object.keys(addresses).find((id) => !subnetIds.includes(id));
  if (stranger !== undefined)
    throw new AwsError(
      "InvalidParameter",
      `The subnet ${stranger} of the subnet configuration is not among the subnets of the endpoint.`,
    );
}

function checkGroups(scope: Scope, draft: Draft): void {
  for (const id of draft.securityGroupIds) {
    const group = scope.need(
      securityGroupKind,
      id,
      "InvalidGroup.NotFound",
      `The security group '${id}' does not exist`,
    );
    if (!isOfVpc(scope, group, draft.vpcId))
      throw new AwsError(
        "InvalidParameter",
        `Security group ${id} and VPC ${draft.vpcId} belong to different networks.`,
      );
  }
}

function checkPrivateDns(scope: Scope, draft: Draft): void {
  const name = draft.privateDnsName;
  if (name === undefined)
    throw new AwsError(
      "InvalidParameter",
      `Private DNS can't be enabled because the service ${draft.serviceName} does not provide a private DNS name.`,
    );
  const same = scope.find(vpcEndpointKind, "privateDnsInVpc", `${draft.vpcId}/${name}`);
  if (same.some((one) => one.id !== draft.id))
    throw new AwsError(
      "InvalidParameter",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${name} in the VPC ${draft.vpcId}`,
    );
  if (draft.dnsOptions.privateDnsOnlyForInboundResolverEndpoint !== true) return;
  const hasGateway = scope
    .find(vpcEndpointKind, "vpc", draft.vpcId)
    .some((one) => one.vpcEndpointType === "Gateway" && one.serviceName === draft.serviceName);
  if (!hasGateway)
    throw new AwsError(
      "InvalidParameter",
      `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${draft.vpcId} must have a Gateway endpoint for the service.`,
    );
}

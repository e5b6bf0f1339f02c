/** Endpoints, the services that have them, and peering connections. */
import { crc32 } from "node:zlib";
import type { Value, ValueMap } from "../../../protocol";
import { isMap, texts, type Tags } from "../../../values";
import type { Entity } from "../../../world/entity";
import type { Scope } from "../../../world/scope";
import { endpointServices, type EndpointService } from "../endpointServices";
import { vpcEndpointKind, vpcKind, type VpcEndpoint } from "../entities";
import { peeringKind, isOwn, type PeeringConnection, type Side } from "../peering/connections";
import { vpcEndpoint } from "../vpcEndpoint";
import { ipv4Blocks } from "../vpcBlocks";
import { findAll, many, one, single, without, type Question } from "./find";

const endpoints: Question<VpcEndpoint> = {
  noun: "EC2 VPC Endpoint",
  all: (scope) => scope.all(vpcEndpointKind),
  facts: {
    "ip-address-type": (endpoint) => [endpoint.ipAddressType],
    "service-name": (endpoint) => [endpoint.serviceName],
    "service-region": (endpoint) => [endpoint.serviceRegion],
    "vpc-endpoint-id": (endpoint) => [endpoint.id],
    "vpc-endpoint-state": () => ["available"],
    "vpc-endpoint-type": (endpoint) => [endpoint.vpcEndpointType],
    "vpc-id": (endpoint) => [endpoint.vpcId],
  },
  args: {
    id: "vpc-endpoint-id",
    serviceName: "service-name",
    serviceRegion: "service-region",
    state: "vpc-endpoint-state",
    vpcEndpointType: "vpc-endpoint-type",
    vpcId: "vpc-id",
  },
};

export const getVpcEndpoint = one(endpoints, (scope, endpoint) => {
  const shown = vpcEndpoint.read(scope, endpoint.id, {}) ?? {};
  const { dnsOptions } = shown;
  return {
    ...without(
      shown,
      "resourceConfigurationArn",
      "serviceNetworkArn",
      "subnetConfigurations",
      "cidrBlocks",
    ),
    cidrBlocks: texts(shown, "cidrBlocks"),
    dnsOptions: isMap(dnsOptions) && Object.keys(dnsOptions).length > 0 ? [dnsOptions] : [],
  };
});

/** A service in one of the ways in which it has endpoints. */
interface Offer extends Entity {
  readonly service: EndpointService;
  readonly type: string;
}

const offers = (scope: Scope): readonly Offer[] =>
  endpointServices(scope).flatMap((service) =>
    service.types.map((type) => ({
      kind: "endpoint-service",
      id: `${service.name} ${type}`,
      account: scope.account,
      region: scope.region,
      service,
      type,
    })),
  );

const services: Question<Offer> = {
  noun: "VPC Endpoint Service",
  all: offers,
  facts: {
    owner: () => ["amazon"],
    "service-name": ({ service }) => [service.name],
    "service-region": ({ region }) => [region],
    "service-type": ({ type }) => [type],
    "supported-ip-address-types": () => ["ipv4"],
  },
  args: { serviceName: "service-name", serviceType: "service-type" },
};

/** `service` is short for AWS's own: `s3` for `com.amazonaws.<region>.s3`. */
export function getVpcEndpointService(scope: Scope, args: ValueMap): ValueMap {
  const { service: short, ...rest } = args;
  const prefix = scope.partition.name === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws";
  const named: ValueMap =
    typeof short === "string" ? { serviceName: `${prefix}.${scope.region}.${short}` } : {};
  const regions = texts(args, "serviceRegions");
  const isElsewhere = regions.length > 0 && !regions.includes(scope.region);
  const found = isElsewhere ? [] : findAll(services, scope, { ...rest, ...named });
  const { service, type } = single(found, services.noun);
  const serviceId = `vpce-svc-00000${scope.hash("endpoint service", service.name, type).slice(0, 12)}`;
  const asked: Record<string, Value> = {};
  for (const key of ["filters", "service", "serviceRegions"])
    if (args[key] !== undefined) asked[key] = args[key] ?? null;
  return {
    acceptanceRequired: false,
    arn: scope.arn("ec2", `vpc-endpoint-service/${serviceId}`),
    availabilityZones: zonesOf(scope, service),
    baseEndpointDnsNames: [`${service.short}.${scope.region}.vpce.${scope.partition.dnsSuffix}`],
    id: crc32(service.name).toString(),
    managesVpcEndpoints: false,
    owner: "amazon",
    privateDnsName: type === "Gateway" ? "" : (service.privateDnsName ?? ""),
    privateDnsNames:
      type === "Gateway" || service.privateDnsName === undefined ? [] : [service.privateDnsName],
    region: scope.region,
    serviceId,
    serviceName: service.name,
    serviceRegion: scope.region,
    serviceType: type,
    supportedIpAddressTypes: ["ipv4"],
    tags: {},
    vpcEndpointPolicySupported: service.supportsPolicies,
    ...asked,
  };
}

/** The caller's names of the zones (by id) where it is offered. */
const zonesOf = (scope: Scope, { missingZoneIds }: EndpointService): readonly string[] =>
  scope.availabilityZones
    .filter(({ id }) => !missingZoneIds.includes(id))
    .map(({ name }) => name)
    .sort();

const blocksOf = (scope: Scope, side: Side): readonly string[] => {
  const vpc = scope.at(side).get(vpcKind, side.vpcId);
  return vpc === undefined ? [] : ipv4Blocks(vpc);
};

const ownTags = ({ requester, accepter }: PeeringConnection, scope: Scope): Tags =>
  (isOwn(scope, requester) ? requester : accepter).tags;

const peerings: Question<PeeringConnection> = {
  noun: "EC2 VPC Peering Connection",
  all: (scope) =>
    scope.everywhere
      .all(peeringKind)
      .filter(({ requester, accepter }) => isOwn(scope, requester) || isOwn(scope, accepter)),
  facts: {
    "accepter-vpc-info.cidr-block": ({ accepter }, scope) => blocksOf(scope, accepter),
    "accepter-vpc-info.owner-id": ({ accepter }) => [accepter.account],
    "accepter-vpc-info.vpc-id": ({ accepter }) => [accepter.vpcId],
    "requester-vpc-info.cidr-block": ({ requester }, scope) => blocksOf(scope, requester),
    "requester-vpc-info.owner-id": ({ requester }) => [requester.account],
    "requester-vpc-info.vpc-id": ({ requester }) => [requester.vpcId],
    "status-code": ({ status }) => [status],
    "vpc-peering-connection-id": ({ id }) => [id],
  },
  args: {
    id: "vpc-peering-connection-id",
    cidrBlock: "requester-vpc-info.cidr-block",
    ownerId: "requester-vpc-info.owner-id",
    peerCidrBlock: "accepter-vpc-info.cidr-block",
    peerOwnerId: "accepter-vpc-info.owner-id",
    peerVpcId: "accepter-vpc-info.vpc-id",
    status: "status-code",
    vpcId: "requester-vpc-info.vpc-id",
  },
  tags: ownTags,
};

function sideOf(scope: Scope, side: Side) {
  const vpc = scope.at(side).get(vpcKind, side.vpcId);
  const blocks = blocksOf(scope, side);
  return {
    cidrBlock: blocks[0] ?? "",
    cidrBlockSets: blocks.map((cidrBlock) => ({ cidrBlock })),
    ipv6CidrBlockSets: (vpc?.ipv6Blocks ?? []).map((each) => ({ ipv6CidrBlock: each.cidrBlock })),
    options: { allowRemoteVpcDnsResolution: side.allowRemoteVpcDnsResolution },
  };
}

export const getVpcPeeringConnection = one(peerings, (scope, { requester, accepter, status }) => {
  const own = sideOf(scope, requester);
  const peer = sideOf(scope, accepter);
  return {
    accepter: peer.options,
    cidrBlock: own.cidrBlock,
    cidrBlockSets: own.cidrBlockSets,
    ipv6CidrBlockSets: own.ipv6CidrBlockSets,
    ownerId: requester.account,
    peerCidrBlock: peer.cidrBlock,
    peerCidrBlockSets: peer.cidrBlockSets,
    peerIpv6CidrBlockSets: peer.ipv6CidrBlockSets,
    peerOwnerId: accepter.account,
    peerRegion: accepter.region,
    peerVpcId: accepter.vpcId,
    requester: own.options,
    requesterRegion: requester.region,
    status,
    vpcId: requester.vpcId,
  };
});
export const getVpcPeeringConnections = many(peerings);

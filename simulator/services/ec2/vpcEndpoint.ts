/**
 * A VPC endpoint: a gateway endpoint puts a route for a service's prefix list into route tables, and is free; an interface
 * endpoint puts an interface into each subnet, $0.01 an hour each (us-east-1).
 * https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 * Replaces as internal/service/ec2/vpc_endpoint.go says.
 */
import { AwsError } from "../../errors";
import { common, computed, output, outputList, type Change, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { arn } from "../../resource/forms";
import { flag, isList, isMap, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "./blocks";
import { conflicting } from "./combinations";
import { networkInterfaceKind, vpcEndpointKind, type VpcEndpoint } from "./entities";
import { acceptEndpoint, addressesIn, createDraft, type Draft } from "./endpointRules";
import { interfacesOf, makeInterface } from "./networkInterfaces";
import { managedPrefixLists } from "./prefixLists";
import { needSubnet } from "./references";
import { findEndpointService } from "./endpointServices";

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const id = scope.newId("vpce", urn);
  const draft = acceptEndpoint(scope, createDraft(scope, id, inputs));
  scope.put(vpcEndpointKind, draft);
  setInterfaces(scope, draft);
  return id;
}

/** One interface a subnet, at the addresses asked for; those that stay take the groups as they now are. */
function setInterfaces(scope: Scope, draft: Draft): void {
  const { id, securityGroupIds, addresses, ipAddressType } = draft;
  for (const one of interfacesOf(scope, id)) {
    const wanted = addresses[one.subnetId];
    const isRight =
      (wanted === undefined || wanted === one.privateIp) &&
      (ipAddressType === "ipv6") === (one.privateIp === "") &&
      (ipAddressType === "ipv4") === (one.ipv6Addresses === undefined);
    if (!draft.subnetIds.includes(one.subnetId) || !isRight) scope.remove(one);
  }
  const present = new Map(interfacesOf(scope, id).map((one) => [one.subnetId, one]));
  for (const subnetId of draft.subnetIds) {
    const before = present.get(subnetId);
    if (before !== undefined) scope.put(networkInterfaceKind, { ...before, securityGroupIds });
    else
      makeInterface(scope, {
        subnet: needSubnet(scope, subnetId),
        owner: id,
        role: subnetId,
        interfaceType: "vpc_endpoint",
        securityGroupIds,
        description: `VPC Endpoint Interface ${id}`,
        privateIp: addresses[subnetId],
        addressing: ipAddressType,
      });
  }
}

/** ModifyVpcEndpoint, with all that AWS refuses of the outcome. */
export function changeEndpoint(scope: Scope, id: string, change: (before: Draft) => Draft): void {
  const {
    kind: _kind,
    account: _account,
    region: _region,
    ...before
  } = scope.need(
    vpcEndpointKind,
    id,
    "InvalidVpcEndpointId.NotFound",
    `The Vpc Endpoint Id '${id}' does not exist`,
  );
  const draft = acceptEndpoint(scope, change(before));
  scope.put(vpcEndpointKind, draft);
  setInterfaces(scope, draft);
}

function read(scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
  const endpoint = scope.get(vpcEndpointKind, id);
  if (endpoint === undefined) return undefined;
  const interfaces = interfacesOf(scope, id);
  const isGateway = endpoint.vpcEndpointType === "Gateway";
  const list = managedPrefixLists(scope.region).find((one) => one.id === endpoint.prefixListId);
  return {
    arn: scope.arn("ec2", `vpc-endpoint/${id}`),
    cidrBlocks: list?.cidrBlocks ?? [],
    dnsEntries: isGateway ? [] : dnsEntries(scope, endpoint),
    dnsOptions: endpoint.dnsOptions,
    ipAddressType: endpoint.ipAddressType,
    networkInterfaceIds: interfaces.map((one) => one.id).sort(),
    ownerId: scope.account,
    policy: endpoint.policy,
    prefixListId: endpoint.prefixListId,
    privateDnsEnabled: endpoint.privateDnsEnabled,
    requesterManaged: false,
    resourceConfigurationArn: "",
    routeTableIds: [...endpoint.routeTableIds].sort(),
    securityGroupIds: [...endpoint.securityGroupIds].sort(),
    serviceName: endpoint.serviceName,
    serviceNetworkArn: "",
    serviceRegion: endpoint.serviceRegion,
    state: "available",
    subnetConfigurations: interfaces
      .map(({ privateIp, ipv6Addresses: [ipv6 = ""] = [], subnetId }) => ({
        ipv4: privateIp,
        ipv6,
        subnetId,
      }))
      .sort((a, b) => (a.subnetId < b.subnetId ? -1 : 1)),
    subnetIds: [...endpoint.subnetIds].sort(),
    tagsAll: endpoint.tags,
    vpcEndpointType: endpoint.vpcEndpointType,
    vpcId: endpoint.vpcId,
    ...("autoAccept" in known ? { autoAccept: known.autoAccept ?? null } : {}),
  };
}

/** The endpoint's own name, one of each zone, and the private name. */
function dnsEntries(scope: Scope, endpoint: VpcEndpoint): Value[] {
  const service = findEndpointService(scope, endpoint.serviceName);
  const domain = `${service?.short ?? "service"}.${scope.region}.vpce.${scope.partition.dnsSuffix}`;
  const own = `${endpoint.id}-${scope.hash("dns", endpoint.id).slice(0, 8)}`;
  const hostedZoneId = `Z0000${scope.hash("zone", endpoint.serviceName).slice(0, 9).toUpperCase()}`;
  const zones = endpoint.subnetIds.map((id) => needSubnet(scope, id).availabilityZone).sort();
  const names = [`${own}.${domain}`, ...zones.map((zone) => `${own}-${zone}.${domain}`)];
  const entries = names.map((dnsName) => ({ dnsName, hostedZoneId }));
  if (!endpoint.privateDnsEnabled) return entries;
  const privateZone = `Z0000${scope.hash("zone", endpoint.id).slice(0, 16).toUpperCase()}`;
  return [...entries, { dnsName: endpoint.privateDnsName ?? "", hostedZoneId: privateZone }];
}

function update(scope: Scope, id: string, { news }: Change): void {
  const listOr = (key: string, old: readonly string[]): readonly string[] =>
    isList(news[key]) ? texts(news, key) : old;
  changeEndpoint(scope, id, (before) => ({
    ...before,
    policy: text(news, "policy") ?? before.policy,
    privateDnsEnabled: flag(news, "privateDnsEnabled") ?? before.privateDnsEnabled,
    ipAddressType: text(news, "ipAddressType") ?? before.ipAddressType,
    dnsOptions: isMap(news.dnsOptions)
      ? { ...before.dnsOptions, ...news.dnsOptions }
      : before.dnsOptions,
    routeTableIds: listOr("routeTableIds", before.routeTableIds),
    subnetIds: listOr("subnetIds", before.subnetIds),
    addresses: isList(news.subnetConfigurations) ? addressesIn(news) : before.addresses,
    securityGroupIds: listOr("securityGroupIds", before.securityGroupIds),
    tags: tagsOf(news, "tagsAll"),
  }));
}

function remove(scope: Scope, id: string): void {
  const endpoint = scope.get(vpcEndpointKind, id);
  if (endpoint === undefined) return;
  refuseWhileRelied(scope, endpoint);
  for (const one of interfacesOf(scope, id)) scope.remove(one);
  scope.remove(endpoint);
}

/** An S3 interface endpoint may rely on the gateway endpoint for what comes from inside the VPC. */
function refuseWhileRelied(scope: Scope, endpoint: VpcEndpoint): void {
  if (endpoint.vpcEndpointType !== "Gateway") return;
  const same = scope
    .find(vpcEndpointKind, "vpc", endpoint.vpcId)
    .filter((one) => one.serviceName === endpoint.serviceName && one.id !== endpoint.id);
  if (same.some((one) => one.vpcEndpointType === "Gateway")) return;
  const relying = same.find(
    (one) =>
      one.privateDnsEnabled && one.dnsOptions.privateDnsOnlyForInboundResolverEndpoint === true,
  );
  if (relying !== undefined)
    throw new AwsError(
      "InvalidParameter",
      `Gateway endpoint cannot be deleted while Interface endpoint ${relying.id} for the service has PrivateDnsOnlyForInboundResolverEndpoint set to true.`,
    );
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const types = ["Interface", "Gateway", "GatewayLoadBalancer", "Resource", "ServiceNetwork"];
  const dns = inputs.dnsOptions;
  return [
    ...conflicting(inputs, "serviceName", ["resourceConfigurationArn", "serviceNetworkArn"]),
    ...conflicting(inputs, "resourceConfigurationArn", ["serviceNetworkArn"]),
    ...checkOneOf(inputs, "vpcEndpointType", types),
    ...checkOneOf(inputs, "ipAddressType", ["ipv4", "dualstack", "ipv6"]),
    ...checkOneOf(isMap(dns) ? dns : {}, "dnsRecordIpType", [
      "ipv4",
      "dualstack",
      "ipv6",
      "service-defined",
    ]),
  ];
}

const forced = { replaces: true } as const;

export const vpcEndpoint: Model = {
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  service: "EC2",
  noun: "EC2 VPC Endpoint",
  calls: {
    create: "CreateVpcEndpoint",
    update: "ModifyVpcEndpoint",
    delete: "DeleteVpcEndpoints",
  },
  properties: {
    ...common,
    arn: output,
    autoAccept: { kind: "flag", local: true },
    cidrBlocks: outputList,
    dnsEntries: outputList,
    dnsOptions: {
      kind: "block",
      computed: true,
      fills: [
        "dnsRecordIpType",
        "privateDnsOnlyForInboundResolverEndpoint",
        "privateDnsPreference",
        "privateDnsSpecifiedDomains",
      ],
    },
    ipAddressType: computed,
    networkInterfaceIds: outputList,
    ownerId: output,
    policy: { kind: "json", computed: true },
    prefixListId: output,
    privateDnsEnabled: { kind: "flag", computed: true },
    requesterManaged: { kind: "flag", output: true },
    resourceConfigurationArn: { ...forced, form: arn },
    routeTableIds: { kind: "set", computed: true },
    securityGroupIds: { kind: "set", computed: true },
    serviceName: forced,
    serviceNetworkArn: { ...forced, form: arn },
    serviceRegion: { computed: true, replaces: true },
    state: output,
    subnetConfigurations: { kind: "blocks", computed: true },
    subnetIds: { kind: "set", computed: true },
    vpcEndpointType: { default: "Gateway", replaces: true },
    vpcId: { required: true, replaces: true },
  },
  validate,
  create,
  read,
  update,
  delete: remove,
};

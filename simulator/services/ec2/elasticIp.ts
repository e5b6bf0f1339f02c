/**
 * An Elastic IP address: a public address that stays. $0.005 an hour whether attached or not.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html
 * Replaces as internal/service/ec2/ec2_eip.go says.
 */
import { formatAddress } from "../../addresses";
import { AwsError } from "../../errors";
import { common, computed, optional, output, type Change, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { associateAddress, isHeldByAws, notYours, unbindAddress } from "./addressBinding";
import { checkOneOf } from "./blocks";
import { elasticIpKind, networkInterfaceKind, publicAddressKind, type ElasticIp } from "./entities";
import { instanceOf } from "./interfaces/references";
import { privateDnsName } from "./networkInterfaces";

export const needAddress = (scope: Scope, id: string): ElasticIp =>
  scope.need(
    elasticIpKind,
    id,
    "InvalidAllocationID.NotFound",
    `The allocation ID '${id}' does not exist`,
  );

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const recovered = text(inputs, "address");
  if (recovered !== undefined)
    throw new AwsError("InvalidAddress.NotFound", `Address '${recovered}' not found.`);
  if (scope.countAll(elasticIpKind) >= scope.quota("elasticIpsPerRegion"))
    throw new AwsError("AddressLimitExceeded", "The maximum number of addresses has been reached.");
  const id = scope.newId("eipalloc", urn);
  const address = scope.put(elasticIpKind, {
    id,
    publicIp: takePublicAddress(scope, id),
    domain: "vpc",
    publicIpv4Pool: text(inputs, "publicIpv4Pool") ?? "amazon",
    networkBorderGroup: text(inputs, "networkBorderGroup") ?? scope.region,
    tags: tagsOf(inputs, "tagsAll"),
  });
  associateAsAsked(scope, address, inputs);
  return id;
}

/**
 * A public address of 198.18.0.0/15, kept for benchmarks (RFC 2544): recognisably nobody's. It follows from the
 * allocation's id; only where two fall together does the order of creation decide.
 */
export function takePublicAddress(scope: Scope, owner: string): string {
  const world = scope.everywhere;
  const bits = 1n << 17n;
  const start = BigInt(`0x${scope.hash("public address", owner).slice(0, 12)}`);
  for (let step = 0n; ; step++) {
    const id = formatAddress(4, (198n << 24n) + (18n << 16n) + ((start + step) % bits));
    if (world.get(publicAddressKind, id) !== undefined) continue;
    world.put(publicAddressKind, { id, owner });
    return id;
  }
}

function associateAsAsked(scope: Scope, address: ElasticIp, inputs: ValueMap): void {
  const instanceId = text(inputs, "instance");
  const networkInterfaceId = text(inputs, "networkInterface");
  if (instanceId === undefined && networkInterfaceId === undefined) return;
  const privateIp = text(inputs, "associateWithPrivateIp");
  associateAddress(scope, address, { instanceId, networkInterfaceId, privateIp });
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const address = scope.get(elasticIpKind, id);
  if (address === undefined) return undefined;
  const holder = scope.get(networkInterfaceKind, address.networkInterfaceId ?? "");
  const host = address.publicIp.replaceAll(".", "-");
  const publicDns =
    scope.region === "us-east-1"
      ? `ec2-${host}.compute-1.amazonaws.com`
      : `ec2-${host}.${scope.region}.compute.${scope.partition.dnsSuffix}`;
  return {
    allocationId: id,
    arn: scope.arn("ec2", `elastic-ip/${id}`),
    associationId: address.associationId ?? "",
    carrierIp: "",
    customerOwnedIp: "",
    customerOwnedIpv4Pool: "",
    domain: address.domain,
    instance: (holder && instanceOf(holder)) ?? "",
    ipamPoolId: "",
    networkBorderGroup: address.networkBorderGroup,
    networkInterface: address.networkInterfaceId ?? "",
    privateDns: address.privateIp === undefined ? "" : privateDnsName(scope, address.privateIp),
    privateIp: address.privateIp ?? "",
    ptrRecord: "",
    publicDns,
    publicIp: address.publicIp,
    publicIpv4Pool: address.publicIpv4Pool,
    tagsAll: address.tags,
  };
}

function update(scope: Scope, id: string, { olds, news }: Change): void {
  const address = scope.put(elasticIpKind, {
    ...needAddress(scope, id),
    tags: tagsOf(news, "tagsAll"),
  });
  const names = ["instance", "networkInterface", "associateWithPrivateIp"];
  if (names.every((name) => text(olds, name) === text(news, name))) return;
  const wasOurs = text(olds, "networkInterface") ?? text(olds, "instance");
  if (wasOurs !== undefined && address.associationId !== undefined) unbindAddress(scope, address);
  associateAsAsked(scope, needAddress(scope, id), news);
}

/** The provider first unbinds what the state says to be bound; AWS's own interfaces are not the caller's to unbind from. */
function remove(scope: Scope, id: string, properties: ValueMap): void {
  const found = scope.get(elasticIpKind, id);
  if (found === undefined) return;
  const isKnown = text(properties, "associationId") !== undefined;
  if (isHeldByAws(scope, found)) throw notYours(isKnown ? "DisassociateAddress" : undefined);
  if (found.associationId !== undefined && !isKnown)
    throw new AwsError("InvalidIPAddress.InUse", `Address ${found.publicIp} is in use.`);
  if (found.associationId !== undefined) unbindAddress(scope, found);
  scope.remove(scope.everywhere.get(publicAddressKind, found.publicIp));
  scope.remove(scope.get(elasticIpKind, id));
}

export const elasticIp: Model = {
  type: "aws:ec2/eip:Eip",
  service: "EC2",
  noun: "EC2 EIP",
  calls: { create: "AllocateAddress", update: "AssociateAddress", delete: "ReleaseAddress" },
  properties: {
    ...common,
    address: { replaces: true, local: true },
    allocationId: output,
    arn: output,
    associateWithPrivateIp: { local: true },
    associationId: output,
    carrierIp: output,
    customerOwnedIp: output,
    customerOwnedIpv4Pool: { ...optional, local: true },
    domain: { computed: true, replaces: true },
    instance: computed,
    ipamPoolId: { computed: true, replaces: true },
    networkBorderGroup: { computed: true, replaces: true },
    networkInterface: computed,
    privateDns: output,
    privateIp: output,
    ptrRecord: output,
    publicDns: output,
    publicIp: output,
    publicIpv4Pool: { computed: true, replaces: true },
  },
  validate: (inputs) => checkOneOf(inputs, "domain", ["vpc", "standard"]),
  create,
  read,
  update,
  delete: remove,
};

/**
 * An Elastic IP address: a public address that stays. $0.005 an hour whether attached or not.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html
 */
import { formatAddress } from "../../addresses";
import { AwsError } from "../../errors";
import { common, computed, optional, output, type Change, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "./blocks";
import {
  elasticIpKind,
  networkInterfaceKind,
  publicAddressKind,
  type ElasticIp,
  type NetworkInterface,
} from "./entities";
import { privateDnsName } from "./networkInterfaces";

const needAddress = (scope: Scope, id: string): ElasticIp =>
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
  const instance = text(inputs, "instance");
  if (instance !== undefined)
    throw new AwsError(
      "InvalidInstanceID.NotFound",
      `The instance ID '${instance}' does not exist`,
      "AssociateAddress",
    );
  const wanted = text(inputs, "networkInterface");
  if (wanted === undefined) return;
  const target = scope.need(
    networkInterfaceKind,
    wanted,
    "InvalidNetworkInterfaceID.NotFound",
    `The networkInterface ID '${wanted}' does not exist`,
  );
  if (target.publicIp !== undefined && target.publicIp !== address.publicIp)
    throw new AwsError(
      "Resource.AlreadyAssociated",
      `resource ${wanted} is already associated with associate-id`,
      "AssociateAddress",
    );
  bindAddress(scope, address, target);
}

/** Binds a free address to an interface. */
export function bindAddress(scope: Scope, address: ElasticIp, target: NetworkInterface): string {
  const associationId = scope.childId("eipassoc", address.id, target.id);
  scope.put(elasticIpKind, {
    ...address,
    associationId,
    networkInterfaceId: target.id,
    privateIp: target.privateIp,
  });
  scope.put(networkInterfaceKind, { ...target, publicIp: address.publicIp });
  return associationId;
}

export function unbindAddress(scope: Scope, bound: ElasticIp): void {
  const { associationId: _association, networkInterfaceId, privateIp: _ip, ...address } = bound;
  scope.put(elasticIpKind, address);
  const target = scope.get(networkInterfaceKind, networkInterfaceId ?? "");
  if (target === undefined) return;
  const { publicIp: _publicIp, ...rest } = target;
  scope.put(networkInterfaceKind, rest);
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const address = scope.get(elasticIpKind, id);
  if (address === undefined) return undefined;
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
    instance: "",
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
  const before = text(olds, "networkInterface") ?? text(olds, "instance");
  const after = text(news, "networkInterface") ?? text(news, "instance");
  if (before === after) return;
  if (before !== undefined && address.associationId !== undefined) unbindAddress(scope, address);
  associateAsAsked(scope, needAddress(scope, id), news);
}

/** Every interface that is modelled is AWS's own (of a NAT gateway, of an endpoint): not the caller's to unbind from. */
function remove(scope: Scope, id: string, properties: ValueMap): void {
  const found = scope.get(elasticIpKind, id);
  if (found === undefined) return;
  const holder = scope.get(networkInterfaceKind, found.networkInterfaceId ?? "");
  if (holder !== undefined)
    throw new AwsError(
      "AuthFailure",
      "You do not have permission to access the specified resource.",
      text(properties, "associationId") === undefined ? undefined : "DisassociateAddress",
    );
  scope.remove(scope.everywhere.get(publicAddressKind, found.publicIp));
  scope.remove(found);
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
    customerOwnedIpv4Pool: optional,
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

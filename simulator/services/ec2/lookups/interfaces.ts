/** Network interfaces, and the addresses bound to them. */
import type { ValueMap } from "../../../protocol";
import type { Scope } from "../../../world/scope";
import { elasticIp } from "../elasticIp";
import {
  elasticIpKind,
  networkInterfaceKind,
  type ElasticIp,
  type NetworkInterface,
} from "../entities";
import { addressesOf } from "../interfaces/entities";
import { networkInterface } from "../interfaces/networkInterface";
import { instanceOf, isManaged } from "../interfaces/references";
import { findSecurityGroup, findSubnet } from "../references";
import { many, one, without, type Question } from "./find";

const zoneOf = (one: NetworkInterface, scope: Scope): readonly string[] =>
  [findSubnet(scope, one.subnetId)?.availabilityZone].filter((zone) => zone !== undefined);

const interfaces: Question<NetworkInterface> = {
  noun: "EC2 Network Interface",
  all: (scope) => scope.all(networkInterfaceKind),
  facts: {
    "addresses.private-ip-address": addressesOf,
    "association.public-ip": ({ publicIp }) => (publicIp === undefined ? [] : [publicIp]),
    "attachment.instance-id": (card) => [instanceOf(card)].filter((id) => id !== undefined),
    "availability-zone": zoneOf,
    description: ({ description }) => [description],
    "group-id": ({ securityGroupIds }) => securityGroupIds,
    "group-name": ({ securityGroupIds }, scope) =>
      securityGroupIds.flatMap((id) => findSecurityGroup(scope, id)?.name ?? []),
    "interface-type": ({ interfaceType }) => [interfaceType],
    "network-interface-id": ({ id }) => [id],
    "owner-id": ({ account }) => [account],
    "private-ip-address": ({ privateIp }) => [privateIp],
    "requester-managed": (card) => [String(isManaged(card))],
    "source-dest-check": ({ sourceDestCheck }) => [String(sourceDestCheck !== false)],
    status: (card) => [isFree(card) ? "available" : "in-use"],
    "subnet-id": ({ subnetId }) => [subnetId],
    "vpc-id": ({ vpcId }) => [vpcId],
  },
  args: { id: "network-interface-id" },
};

const isFree = (card: NetworkInterface): boolean =>
  !isManaged(card) && instanceOf(card) === undefined;

function show(scope: Scope, card: NetworkInterface): ValueMap {
  const shown = networkInterface.read(scope, card.id, {}) ?? {};
  const [bound] = scope.find(elasticIpKind, "networkInterface", card.id);
  const instanceId = instanceOf(card) ?? "";
  const kept = ["arn", "description", "interfaceType", "ipv6Addresses", "macAddress"];
  const more = ["outpostArn", "ownerId", "privateDnsName", "privateIp", "securityGroups"];
  return {
    ...Object.fromEntries([...kept, ...more, "subnetId"].map((key) => [key, shown[key] ?? ""])),
    associations: card.publicIp === undefined ? [] : [association(scope, card, bound)],
    attachments: isFree(card)
      ? []
      : [
          {
            attachmentId: card.attachment?.id ?? "",
            deviceIndex: card.attachment?.deviceIndex ?? 0,
            instanceId,
            instanceOwnerId: scope.account,
            networkCardIndex: card.attachment?.networkCardIndex ?? 0,
          },
        ],
    availabilityZone: zoneOf(card, scope)[0] ?? "",
    enaSrdSpecifications: [],
    privateIps: [...addressesOf(card)],
    requesterId: isManaged(card) ? "amazon-aws" : "",
    vpcId: card.vpcId,
  };
}

const association = (
  scope: Scope,
  { publicIp }: NetworkInterface,
  bound: ElasticIp | undefined,
): ValueMap => ({
  allocationId: bound?.id ?? "",
  associationId: bound?.associationId ?? "",
  carrierIp: "",
  customerOwnedIp: "",
  ipOwnerId: bound === undefined ? "amazon" : scope.account,
  publicDnsName: "",
  publicIp: publicIp ?? "",
});

export const getNetworkInterface = one(interfaces, show);
export const getNetworkInterfaces = many(interfaces);

const addresses: Question<ElasticIp> = {
  noun: "EC2 EIP",
  all: (scope) => scope.all(elasticIpKind),
  facts: {
    "allocation-id": ({ id }) => [id],
    "association-id": ({ associationId }) => (associationId === undefined ? [] : [associationId]),
    domain: ({ domain }) => [domain],
    "instance-id": ({ networkInterfaceId }, scope) => {
      const holder = scope.get(networkInterfaceKind, networkInterfaceId ?? "");
      return [holder && instanceOf(holder)].filter((id) => id !== undefined);
    },
    "network-border-group": ({ networkBorderGroup }) => [networkBorderGroup],
    "network-interface-id": ({ networkInterfaceId }) =>
      networkInterfaceId === undefined ? [] : [networkInterfaceId],
    "private-ip-address": ({ privateIp }) => (privateIp === undefined ? [] : [privateIp]),
    "public-ip": ({ publicIp }) => [publicIp],
  },
  args: { id: "allocation-id", publicIp: "public-ip" },
};

export const getElasticIp = one(addresses, (scope, address) => {
  const shown = elasticIp.read(scope, address.id, {}) ?? {};
  return {
    ...without(shown, "allocationId", "instance", "networkBorderGroup", "networkInterface"),
    instanceId: shown.instance ?? "",
    networkInterfaceId: address.networkInterfaceId ?? "",
    networkInterfaceOwnerId: address.networkInterfaceId === undefined ? "" : scope.account,
  };
});

export const getEips = many(addresses, (found) => ({
  allocationIds: found.map(({ id }) => id),
  publicIps: found.map(({ publicIp }) => publicIp),
}));

/**
 * A network interface that a program makes, to attach to an instance.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html
 * Replaces as internal/service/ec2/vpc_network_interface.go says.
 */
import { AwsError } from "../../../errors";
import {
  common,
  optional,
  optionalFlag,
  output,
  requiredForcesNew,
  type Change,
  type Model,
  type Property,
} from "../../../model";
import type { CheckFailure, Value, ValueMap } from "../../../protocol";
import { cidrBlock, ipv6Address } from "../../../resource/forms";
import { flag, isList, maps, number, tagsOf, text, texts } from "../../../values";
import type { Scope } from "../../../world/scope";
import { checkOneOf } from "../blocks";
import { conflicting, isSwitchedOff } from "../combinations";
import { elasticIpKind, vpcKind, type Subnet } from "../entities";
import { unbindAddress } from "../addressBinding";
import { checkGroupQuota, checkInterfaceQuotas, privateDnsName } from "../networkInterfaces";
import { needSecurityGroup, needSubnet } from "../references";
import { isOfVpc } from "../securityGroupVpc";
import { takeAddresses, takeIpv6 } from "./addresses";
import { attach, detach } from "./attaching";
import { addressesOf, networkInterfaceKind, type NetworkInterface } from "./entities";
import { takePrefixes } from "./prefixes";
import { needInterface } from "./references";

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const subnet = needSubnet(scope, text(inputs, "subnetId") ?? "");
  const securityGroupIds = acceptedGroups(scope, subnet.vpcId, inputs);
  checkInterfaceQuotas(scope, securityGroupIds);
  const id = scope.newId("eni", urn);
  const asked = { subnet, id, inputs };
  const [privateIp = "", ...secondaryIps] = wantedIps(scope, asked, []);
  const type = text(inputs, "interfaceType") ?? "interface";
  const made = scope.put(networkInterfaceKind, {
    id,
    vpcId: subnet.vpcId,
    subnetId: subnet.id,
    privateIp,
    secondaryIps,
    ipv6Addresses: wantedIpv6(scope, asked, []),
    ipv4Prefixes: wantedPrefixes(scope, asked, 4, []),
    ipv6Prefixes: wantedPrefixes(scope, asked, 6, []),
    securityGroupIds,
    description: text(inputs, "description") ?? "",
    owner: id,
    // Sound: the provider takes no other.
    interfaceType: type as NetworkInterface["interfaceType"],
    ...(flag(inputs, "sourceDestCheck") === false ? { sourceDestCheck: false } : {}),
    tags: tagsOf(inputs, "tagsAll"),
  });
  attachAsAsked(scope, made, inputs);
  return id;
}

/** The VPC's default group where none is given. */
function acceptedGroups(scope: Scope, vpcId: string, inputs: ValueMap): readonly string[] {
  const given = texts(inputs, "securityGroups");
  for (const id of given)
    if (!isOfVpc(scope, needSecurityGroup(scope, id), vpcId))
      throw new AwsError(
        "InvalidParameterValue",
        `Security group ${id} and network ${vpcId} belong to different networks.`,
      );
  const standard = scope.get(vpcKind, vpcId)?.defaultSecurityGroupId;
  return given.length > 0 || standard === undefined ? given : [standard];
}

interface Asked {
  readonly subnet: Subnet;
  readonly id: string;
  readonly inputs: ValueMap;
}

/** The primary address first. */
function wantedIps(
  scope: Scope,
  { subnet, id, inputs }: Asked,
  before: readonly string[],
): readonly string[] {
  const isListed = flag(inputs, "privateIpListEnabled") === true;
  const listed = texts(inputs, isListed ? "privateIpLists" : "privateIps");
  const primary = text(inputs, "privateIp");
  const wanted = listed.length > 0 ? listed : primary === undefined ? [] : [primary];
  const more = number(inputs, "privateIpsCount");
  const isOpen = wanted.length === 0 && more === undefined;
  if (isOpen && subnet.cidrBlock === "") return [];
  const count = isOpen ? Math.max(1, before.length) : 1 + (more ?? 0);
  const kept = before.filter((one) => listed.length === 0 || listed.includes(one)).slice(0, count);
  return takeAddresses(scope, {
    subnet,
    id,
    wanted,
    count: Math.max(count, wanted.length),
    kept: listed.length > 0 ? before.filter((one) => listed.includes(one)) : kept,
  });
}

function wantedIpv6(
  scope: Scope,
  { subnet, id, inputs }: Asked,
  before: readonly string[],
): readonly string[] {
  const isListed = flag(inputs, "ipv6AddressListEnabled") === true;
  const wanted = texts(inputs, isListed ? "ipv6AddressLists" : "ipv6Addresses");
  const count = number(inputs, "ipv6AddressCount");
  const isOpen = wanted.length === 0 && count === undefined;
  // In a subnet of IPv6 alone an interface always has one: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
  if (isOpen && (subnet.cidrBlock !== "" || before.length > 0)) return before;
  const kept = wanted.length > 0 ? before.filter((one) => wanted.includes(one)) : before;
  const total = isOpen ? 1 : (count ?? wanted.length);
  return takeIpv6(scope, { subnet, id, wanted, count: total, kept: kept.slice(0, total) });
}

/** Blocks delegated to it: asked for by name, or so many, which AWS chooses. */
function wantedPrefixes(
  scope: Scope,
  { subnet, inputs }: Asked,
  family: 4 | 6,
  before: readonly string[],
): readonly string[] {
  const wanted = texts(inputs, `ipv${family}Prefixes`);
  const count = number(inputs, `ipv${family}PrefixCount`);
  if (wanted.length === 0 && count === undefined) return before;
  return takePrefixes(scope, subnet, family, { wanted, count: count ?? wanted.length, before });
}

function attachAsAsked(scope: Scope, one: NetworkInterface, inputs: ValueMap): void {
  const [wanted] = maps(inputs, "attachments");
  const before = one.attachment;
  if (wanted === undefined) return;
  const asked = {
    instanceId: text(wanted, "instance") ?? "",
    deviceIndex: number(wanted, "deviceIndex") ?? 0,
    networkCardIndex: number(wanted, "networkCardIndex") ?? 0,
  };
  if (before?.instanceId === asked.instanceId && before.deviceIndex === asked.deviceIndex) return;
  if (before !== undefined) detach(scope, one);
  attach(scope, one.id, asked);
}

function read(scope: Scope, id: string): ValueMap | undefined {
  const one = scope.get(networkInterfaceKind, id);
  if (one === undefined) return undefined;
  const { attachment } = one;
  const addresses = addressesOf(one);
  const { ipv6Addresses = [], ipv4Prefixes = [], ipv6Prefixes = [] } = one;
  return {
    arn: scope.arn("ec2", `network-interface/${id}`),
    attachments: attachment === undefined ? [] : [shown(attachment)],
    description: one.description,
    interfaceType: one.interfaceType,
    ipv4PrefixCount: ipv4Prefixes.length,
    ipv4Prefixes,
    ipv6AddressCount: ipv6Addresses.length,
    ipv6AddressLists: ipv6Addresses,
    ipv6Addresses,
    ipv6PrefixCount: ipv6Prefixes.length,
    ipv6Prefixes,
    macAddress: macOf(scope, id),
    outpostArn: "",
    ownerId: scope.account,
    privateDnsName: one.privateIp === "" ? "" : privateDnsName(scope, one.privateIp),
    privateIp: one.privateIp,
    privateIpLists: addresses,
    privateIps: [...addresses].sort(),
    privateIpsCount: Math.max(0, addresses.length - 1),
    securityGroups: [...one.securityGroupIds].sort(),
    sourceDestCheck: one.sourceDestCheck !== false,
    subnetId: one.subnetId,
    tagsAll: one.tags ?? {},
  };
}

const shown = (attachment: NonNullable<NetworkInterface["attachment"]>): ValueMap => ({
  attachmentId: attachment.id,
  deviceIndex: attachment.deviceIndex,
  instance: attachment.instanceId,
  networkCardIndex: attachment.networkCardIndex,
});

/** Locally administered, as nobody's card is. */
export function macOf(scope: Scope, id: string): string {
  const pairs = /.{2}/g;
  return ["02", ...(scope.hash("mac", id).slice(0, 10).match(pairs) ?? [])].join(":");
}

function update(scope: Scope, id: string, { olds, news }: Change): void {
  const one = needInterface(scope, id);
  const asked = { subnet: needSubnet(scope, one.subnetId), id, inputs: news };
  const groups = isList(news.securityGroups)
    ? acceptedGroups(scope, one.vpcId, news)
    : one.securityGroupIds;
  checkGroupQuota(scope, groups);
  const [privateIp = "", ...secondaryIps] = wantedIps(scope, asked, addressesOf(one));
  const { sourceDestCheck: _check, ...rest } = one;
  const changed = scope.put(networkInterfaceKind, {
    ...rest,
    privateIp,
    secondaryIps,
    ipv6Addresses: wantedIpv6(scope, asked, one.ipv6Addresses ?? []),
    ipv4Prefixes: wantedPrefixes(scope, asked, 4, one.ipv4Prefixes ?? []),
    ipv6Prefixes: wantedPrefixes(scope, asked, 6, one.ipv6Prefixes ?? []),
    securityGroupIds: groups,
    description: text(news, "description") ?? "",
    ...(flag(news, "sourceDestCheck") === false ? { sourceDestCheck: false } : {}),
    tags: tagsOf(news, "tagsAll"),
  });
  const wasAttached = maps(olds, "attachments").length > 0;
  if (wasAttached && maps(news, "attachments").length === 0) detach(scope, changed);
  else attachAsAsked(scope, changed, news);
}

/** The provider detaches what the state says to be attached; AWS lets go of its Elastic IP addresses. */
function remove(scope: Scope, id: string, known: ValueMap): void {
  const one = scope.get(networkInterfaceKind, id);
  if (one === undefined) return;
  if (one.attachment !== undefined) {
    if (maps(known, "attachments").length === 0)
      throw new AwsError("InvalidParameterValue", `Network interface '${id}' is currently in use.`);
    detach(scope, one);
  }
  for (const address of scope.find(elasticIpKind, "networkInterface", id))
    unbindAddress(scope, address);
  scope.remove(scope.get(networkInterfaceKind, id));
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkOneOf(inputs, "interfaceType", ["efa", "efa-only", "branch", "trunk"]),
    ...conflicting(inputs, "privateIpLists", ["privateIps", "privateIpsCount"]),
    ...conflicting(inputs, "ipv4PrefixCount", ["ipv4Prefixes"]),
    ...conflicting(inputs, "ipv6PrefixCount", ["ipv6Prefixes"]),
    ...conflicting(inputs, "ipv6AddressCount", ["ipv6Addresses", "ipv6AddressLists"]),
  ];
}

/** Without the primary address among them it is another interface. Only one of the two lists is asked, as is said. */
const losesPrimary =
  (isListed: boolean) =>
  (before: Value | undefined, after: Value | undefined, inputs: ValueMap): boolean => {
    if ((flag(inputs, "privateIpListEnabled") === true) !== isListed) return false;
    if (!isList(before) || !isList(after) || before.length === 0) return false;
    return isListed ? after[0] !== before[0] : !after.includes(before[0] ?? null);
  };

const count: Property = { kind: "number", computed: true };
const addressSet: Property = { kind: "set", computed: true };

export const networkInterface: Model = {
  type: "aws:ec2/networkInterface:NetworkInterface",
  service: "EC2",
  noun: "EC2 Network Interface",
  calls: {
    create: "CreateNetworkInterface",
    update: "ModifyNetworkInterfaceAttribute",
    delete: "DeleteNetworkInterface",
  },
  properties: {
    ...common,
    arn: output,
    attachments: { kind: "blocks", computed: true, fills: ["attachmentId"] },
    description: optional,
    enaSrdSpecification: { kind: "block", local: true },
    enablePrimaryIpv6: { kind: "flag", computed: true, replaces: isSwitchedOff, local: true },
    interfaceType: { computed: true, replaces: true },
    ipv4PrefixCount: count,
    ipv4Prefixes: { ...addressSet, form: cidrBlock(4) },
    ipv6AddressCount: count,
    ipv6AddressListEnabled: { ...optionalFlag, local: true },
    ipv6AddressLists: { kind: "list", computed: true },
    ipv6Addresses: { ...addressSet, form: ipv6Address },
    ipv6PrefixCount: count,
    ipv6Prefixes: { ...addressSet, form: cidrBlock(6) },
    macAddress: output,
    outpostArn: output,
    ownerId: output,
    privateDnsName: output,
    privateIp: { computed: true },
    privateIpListEnabled: { ...optionalFlag, local: true },
    privateIpLists: { kind: "list", computed: true, replaces: losesPrimary(true) },
    privateIps: { ...addressSet, replaces: losesPrimary(false) },
    privateIpsCount: count,
    securityGroups: addressSet,
    sourceDestCheck: { kind: "flag", default: true },
    subnetId: requiredForcesNew,
  },
  validate,
  create,
  read,
  update,
  delete: remove,
};

/** Instances, and network interfaces that are resources of their own. */
import type { InterfaceKind, Key, NetworkInterface } from "../network";
import { flag, maps, number, property, text, texts } from "../records/properties";
import { textIn } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import type { PublicAddress } from "./addresses";
import { interfaceOf, type InterfaceContext } from "./draft";

const interfaceType = "aws:ec2/networkInterface:NetworkInterface";
const attachmentType = "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment";
const groupAttachment =
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment";

export interface InstanceContext extends InterfaceContext {
  readonly addresses: ReadonlyMap<Key, PublicAddress>;
}

/** An instance's own interface is known by its id too, to addresses, routes and groups. */
export function nameOwnInterfaces(reading: Reading): void {
  for (const record of reading.of("instance")) {
    const own = primary(reading, record);
    reading.imply("networkInterface", reading.key(record), own ?? reading.key(record));
    const id = text(record, "primaryNetworkInterfaceId");
    if (own === undefined && id !== undefined)
      reading.alias("networkInterface", id, reading.key(record), record);
    const instance = text(record, "id") ?? text(record, "spotInstanceId");
    if (instance !== undefined)
      reading.alias("networkInterface", instance, own ?? reading.key(record), record);
  }
}

/** The interface that an instance was made with, where that is a resource. */
function primary(reading: Reading, record: ResourceRecord): Key | undefined {
  const path = "primaryNetworkInterface.networkInterfaceId";
  if (property(record, path) !== undefined) return reading.one("networkInterface", record, path);
  const listed = maps(record, "networkInterfaces");
  const first = listed.find((one) => (textIn(one, "deviceIndex") ?? "0") === "0");
  if (first === undefined) return undefined;
  const reference = { noun: "networkInterface", record, property: "networkInterfaces" } as const;
  return reading.resolve(reference, first.networkInterfaceId)[0];
}

export function readInstances(context: InstanceContext): NetworkInterface[] {
  const { reading } = context;
  const added = addedGroups(reading);
  return reading.of("instance").flatMap((record) => {
    const key = reading.key(record);
    if (reading.impliedBy("networkInterface", key) !== key) return [];
    return [ownInterface(context, record, added.get(key) ?? [])];
  });
}

function ownInterface(
  context: InstanceContext,
  record: ResourceRecord,
  added: readonly Key[],
): NetworkInterface {
  const { reading, facts, addresses } = context;
  const subnet =
    reading.one("subnet", record, "subnetId") ??
    reading.absent({ noun: "subnet", record, property: "subnetId" }, `${record.urn}#subnetId`);
  const place = facts.get(subnet);
  const elastic = addresses.get(reading.key(record));
  const isGiven = publicly(record) ?? (place === undefined ? undefined : place.givesPublicIpv4);
  return interfaceOf(context, {
    record,
    kind: "instance",
    subnet,
    isOnly: true,
    securityGroups: [...new Set([...groupsOf(reading, record), ...added])],
    ipv4: [...texts(record, "privateIp"), ...texts(record, "secondaryPrivateIps")],
    ipv6: texts(record, "ipv6Addresses"),
    wantsIpv6: wantsIpv6(record, place?.givesIpv6 ?? false),
    publicIpv4: elastic === undefined ? isGiven : true,
    publicAddress: elastic?.address ?? text(record, "publicIp"),
    sourceDestCheck: flag(record, "sourceDestCheck"),
  });
}

/** What AWS has answered is known; before, what the program asks for. */
function publicly(record: ResourceRecord): boolean | undefined {
  const known = record.outputs.publicIp;
  if (known === "" || text(record, "publicIp") !== undefined) return known !== "";
  return flag(record, "associatePublicIpAddress");
}

function wantsIpv6(record: ResourceRecord, isGiven: boolean): boolean {
  const count = number(record, "ipv6AddressCount");
  const isKnown = Array.isArray(record.outputs.ipv6Addresses);
  return (count ?? 0) > 0 || (!isKnown && isGiven);
}

/** By id; in a default VPC also by name. */
function groupsOf(reading: Reading, record: ResourceRecord): Key[] {
  const named = reading.many("securityGroup", record, "vpcSecurityGroupIds");
  if (named.length > 0) return named;
  const byName = texts(record, "securityGroups");
  return reading
    .of("securityGroup")
    .filter((group) => byName.includes(text(group, "name") ?? ""))
    .map((group) => reading.key(group));
}

function addedGroups(reading: Reading): ReadonlyMap<Key, readonly Key[]> {
  const found = new Map<Key, Key[]>();
  for (const record of reading.ofTypes([groupAttachment])) {
    const own = reading.one("networkInterface", record, "networkInterfaceId");
    const group = reading.one("securityGroup", record, "securityGroupId");
    if (own !== undefined && group !== undefined)
      found.set(own, [...(found.get(own) ?? []), group]);
  }
  return found;
}

/** Interfaces that are resources: of the instance that they are attached to, or of nobody. */
export function readOwnInterfaces(context: InstanceContext): NetworkInterface[] {
  const { reading, addresses } = context;
  const added = addedGroups(reading);
  const attached = attachments(reading);
  return reading.ofTypes([interfaceType]).flatMap((record): NetworkInterface[] => {
    const key = reading.key(record);
    const instance = attached.get(key);
    const elastic = addresses.get(key) ?? primaryAddress(context, instance, key);
    const kind: InterfaceKind = instance === undefined ? "interface" : "instance";
    const subnet = reading.one("subnet", record, "subnetId");
    return [
      interfaceOf(context, {
        record,
        kind,
        subnet:
          subnet ??
          reading.absent({ noun: "subnet", record, property: "subnetId" }, `${key}#subnetId`),
        isOnly: true,
        owner: instance,
        securityGroups: [
          ...new Set([
            ...reading.many("securityGroup", record, "securityGroups"),
            ...(added.get(key) ?? []),
          ]),
        ],
        ipv4: privateAddresses(record),
        ipv6: texts(record, "ipv6Addresses"),
        wantsIpv6: (number(record, "ipv6AddressCount") ?? 0) > 0,
        publicIpv4: elastic !== undefined,
        publicAddress: elastic?.address,
        sourceDestCheck: flag(record, "sourceDestCheck"),
      }),
    ];
  });
}

const privateAddresses = (record: ResourceRecord): string[] => [
  ...new Set([
    ...texts(record, "privateIp"),
    ...texts(record, "privateIps"),
    ...texts(record, "privateIpLists"),
  ]),
];

/** An address of the instance stands for its first interface. */
function primaryAddress(
  { reading, addresses }: InstanceContext,
  instance: Key | undefined,
  key: Key,
): PublicAddress | undefined {
  if (instance === undefined || reading.impliedBy("networkInterface", instance) !== key)
    return undefined;
  const record = reading.record(instance);
  const address = record && text(record, "publicIp");
  return addresses.get(instance) ?? (address === undefined ? undefined : { address });
}

/** Interface to instance: said by the instance, by the interface, or by a resource between them. */
function attachments(reading: Reading): ReadonlyMap<Key, Key> {
  const found = new Map<Key, Key>();
  for (const record of reading.of("instance")) {
    const own = reading.impliedBy("networkInterface", reading.key(record));
    if (own !== undefined) found.set(own, reading.key(record));
  }
  for (const record of reading.of("networkInterface")) {
    const reference = { noun: "instance", record, property: "attachments" } as const;
    for (const one of maps(record, "attachments")) {
      const [instance] = reading.resolve(reference, one.instance);
      if (instance !== undefined) found.set(reading.key(record), instance);
    }
  }
  for (const record of reading.ofTypes([attachmentType])) {
    const own = reading.one("networkInterface", record, "networkInterfaceId");
    const instance = reading.one("instance", record, "instanceId");
    if (own !== undefined && instance !== undefined) found.set(own, instance);
  }
  return found;
}

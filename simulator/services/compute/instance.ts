/** An instance. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
import { AwsError } from "../../errors";
import type { Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isMap, maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { networkInterfaceKind, vpcKind, type NetworkInterface } from "../ec2/entities";
import { detach } from "../ec2/interfaces/attaching";
import { instanceInterface } from "../ec2/interfaces/references";
import { interfacesOf, privateDnsName } from "../ec2/networkInterfaces";
import { needSecurityGroup } from "../ec2/references";
import {
  instanceKind,
  isEncryptedByDefault,
  placementGroupKind,
  volumeAttachmentKind,
} from "./entities";
import { findImage, type Image } from "./images";
import { properties, validate } from "./instanceArgs";
import { checkLaunch, needType, placeInstance, type Checked, type Launch } from "./launch";
import { releaseAddress } from "./publicAddresses";
import { launchOf, templateData } from "./templateData";

/** What the template says, and over it what the instance itself says. */
function launchIn({ scope, inputs }: Wanted): Launch {
  const given = launchOf(templateData(scope, inputs.launchTemplate));
  const groups = texts(inputs, "vpcSecurityGroupIds");
  const root = isMap(inputs.rootBlockDevice) ? [inputs.rootBlockDevice] : [];
  const disks = [...root, ...maps(inputs, "ebsBlockDevices")];
  return {
    imageId: text(inputs, "ami") ?? given.imageId,
    instanceType: text(inputs, "instanceType") ?? given.instanceType,
    subnetId: text(inputs, "subnetId") ?? given.subnetId,
    interfaceId: interfaceIn(inputs) ?? given.interfaceId,
    availabilityZone: text(inputs, "availabilityZone") ?? given.availabilityZone,
    securityGroupIds: groups.length > 0 ? groups : given.securityGroupIds,
    keyName: text(inputs, "keyName") ?? given.keyName,
    placementGroup: text(inputs, "placementGroup") ?? given.placementGroup,
    instanceProfile: text(inputs, "iamInstanceProfile") ?? given.instanceProfile,
    hasPublicIp: flag(inputs, "associatePublicIpAddress") ?? given.hasPublicIp,
    privateIp: text(inputs, "privateIp") ?? given.privateIp,
    disks: disks.length > 0 ? disks : given.disks,
  };
}

/** The interface of its own that it is to begin with. */
function interfaceIn({
  primaryNetworkInterface: primary,
  ...inputs
}: ValueMap): string | undefined {
  const [first] = maps(inputs, "networkInterfaces").filter((one) => (one.deviceIndex ?? 0) === 0);
  const given = isMap(primary) ? primary : first;
  return given === undefined ? undefined : text(given, "networkInterfaceId");
}

function accept(wanted: Wanted, before: Thing | undefined): void {
  if (before === undefined) return void checkLaunch(wanted.scope, launchIn(wanted));
  const { scope, inputs } = wanted;
  for (const id of texts(inputs, "vpcSecurityGroupIds")) needSecurityGroup(scope, id);
  const type = text(inputs, "instanceType");
  const image = findImage(scope.region, text(before.properties, "ami") ?? "");
  if (type === undefined || image === undefined) return;
  if (needType(type).architecture !== image.architecture)
    throw new AwsError(
      "InvalidParameterValue",
      `The architecture '${needType(type).architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the instance's image.`,
      "ModifyInstanceAttribute",
    );
}

/** What RunInstances fills in for one of a launch. */
export function instanceFacts(
  scope: Scope,
  id: string,
  checked: Checked,
  launch: Launch,
): ValueMap {
  const { image, type, subnet } = checked;
  return {
    ami: image.id,
    arn: scope.arn("ec2", `instance/${id}`),
    availabilityZone: subnet.availabilityZone,
    instanceState: "running",
    instanceType: type.name,
    subnetId: subnet.id,
    vpcId: subnet.vpcId,
    keyName: launch.keyName ?? "",
    rootDisk: rootOf(scope, id, image),
  };
}

function rootOf(scope: Scope, id: string, image: Image): ValueMap {
  return {
    deleteOnTermination: true,
    deviceName: image.rootDeviceName,
    encrypted: isEncryptedByDefault(scope),
    iops: 3000,
    throughput: 125,
    volumeId: scope.childId("vol", id, "root"),
    volumeSize: image.size,
    volumeType: image.name.includes("gp3") || image.name.startsWith("al2023") ? "gp3" : "gp2",
  };
}

function fill(wanted: Wanted, id: string): ValueMap {
  const { scope, inputs } = wanted;
  const shared = {
    arn: scope.arn("ec2", `instance/${id}`),
    disableApiStop: false,
    disableApiTermination: false,
    ebsOptimized: false,
    instanceInitiatedShutdownBehavior: "stop",
    monitoring: false,
    outpostArn: "",
    passwordData: "",
    securityGroups: [],
    tenancy: "default",
    ...marketOf(scope, inputs, id),
  };
  if (scope.pinned !== undefined) return shared;
  const launch = launchIn(wanted);
  return { ...shared, ...instanceFacts(scope, id, checkLaunch(scope, launch), launch) };
}

function marketOf(scope: Scope, inputs: ValueMap, id: string): ValueMap {
  const options = inputs.instanceMarketOptions;
  const isSpot = isMap(options) && text(options, "marketType") === "spot";
  return {
    instanceLifecycle: isSpot ? "spot" : "",
    spotInstanceRequestId: isSpot ? `sir-0000${scope.hash("spot", id).slice(0, 4)}` : "",
  };
}

function show(scope: Scope, thing: Thing): ValueMap {
  const { rootBlockDevice, rootDisk, metadataOptions } = thing.properties;
  const own = instanceInterface(scope, thing.id);
  return {
    metadataOptions: { ...standardMetadata, ...(isMap(metadataOptions) ? metadataOptions : {}) },
    rootBlockDevice: {
      ...(isMap(rootDisk) ? rootDisk : {}),
      ...(isMap(rootBlockDevice) ? rootBlockDevice : {}),
    },
    ...(own === undefined ? {} : addresses(scope, own)),
  };
}

/** Amazon Linux 2023 asks for tokens; what the account's default is, is not modelled. */
const standardMetadata: ValueMap = {
  httpEndpoint: "enabled",
  httpProtocolIpv6: "disabled",
  httpPutResponseHopLimit: 2,
  httpTokens: "required",
  instanceMetadataTags: "disabled",
};

function addresses(scope: Scope, own: NetworkInterface): ValueMap {
  const hasNames = scope.get(vpcKind, own.vpcId)?.enableDnsHostnames === true;
  const domain = scope.region === "us-east-1" ? "compute-1" : `${scope.region}.compute`;
  const host = own.publicIp?.replaceAll(".", "-");
  const isNamed = hasNames && host !== undefined;
  return {
    associatePublicIpAddress: own.publicIp !== undefined,
    primaryNetworkInterfaceId: own.id,
    privateDns: privateDnsName(scope, own.privateIp),
    privateIp: own.privateIp,
    publicDns: isNamed ? `ec2-${host}.${domain}.${scope.partition.dnsSuffix}` : "",
    publicIp: own.publicIp ?? "",
    subnetId: own.subnetId,
    vpcSecurityGroupIds: own.securityGroupIds,
  };
}

function made(wanted: Wanted, thing: Thing): void {
  const { scope } = wanted;
  if (scope.pinned !== undefined) return;
  const launch = launchIn(wanted);
  placeInstance(scope, thing.id, launch, checkLaunch(scope, launch));
}

function changed({ scope, inputs }: Wanted, thing: Thing): void {
  const groups = texts(inputs, "vpcSecurityGroupIds");
  const own = instanceInterface(scope, thing.id);
  if (own !== undefined && groups.length > 0)
    scope.put(networkInterfaceKind, { ...own, securityGroupIds: groups });
}

/** Terminates one, with its interfaces and disks. */
export function terminate(scope: Scope, instance: Thing): void {
  removed(scope, instance);
  scope.remove(scope.get(instanceKind, instance.id));
}

function removed(scope: Scope, { id }: Thing): undefined {
  for (const one of interfacesOf(scope, id)) {
    releaseAddress(scope, one);
    scope.remove(scope.get(networkInterfaceKind, one.id));
  }
  // What a program made stays, and is free again.
  for (const one of scope.find(networkInterfaceKind, "attachedTo", id)) detach(scope, one);
  for (const one of scope.find(volumeAttachmentKind, "instance", id)) scope.remove(one);
}

function mayGo(_scope: Scope, thing: Thing, known: ValueMap): void {
  const isProtected = flag(thing.properties, "disableApiTermination") === true;
  if (isProtected && flag(known, "forceDestroy") !== true)
    throw new AwsError(
      "OperationNotPermitted",
      `The instance '${thing.id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    );
}

export const instance: Model = defineResource({
  type: "aws:ec2/instance:Instance",
  service: "EC2",
  noun: "EC2 Instance",
  calls: {
    create: "RunInstances",
    update: "ModifyInstanceAttribute",
    delete: "TerminateInstances",
  },
  kind: instanceKind,
  properties,
  validate,
  references: [
    {
      property: "placementGroup",
      find: (scope, name) => scope.get(placementGroupKind, name),
      missing: (name) =>
        new AwsError("InvalidPlacementGroup.Unknown", `The Placement Group '${name}' is unknown.`),
      holds: true,
    },
  ],
  id: ({ scope, urn }) => scope.newId("i", urn),
  accept,
  fill,
  made,
  changed,
  show,
  mayGo,
  removed,
  gone: (id) =>
    new AwsError("InvalidInstanceID.NotFound", `The instance ID '${id}' does not exist`),
});

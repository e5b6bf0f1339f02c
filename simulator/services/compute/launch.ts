/**
 * A launch: what RunInstances refuses, and the interface that comes of it.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { defaultVpc } from "../ec2/defaultVpc";
import {
  networkInterfaceKind,
  subnetKind,
  vpcKind,
  type NetworkInterface,
  type SecurityGroup,
  type Subnet,
} from "../ec2/entities";
import { needInterface } from "../ec2/interfaces/references";
import { makeInterface } from "../ec2/networkInterfaces";
import { needSecurityGroup, needSubnet } from "../ec2/references";
import { instanceProfileKind } from "../iam/entities";
import { isUsableKey } from "../kms/managedKeys";
import { keyPairKind, placementGroupKind } from "./entities";
import { findImage, imageOfParameter, type Image } from "./images";
import { findInstanceType, isOfferedIn, type InstanceType } from "./instanceTypes";
import { giveAddress } from "./publicAddresses";
import { acceptVolume } from "./volumes";

export interface Launch {
  readonly imageId: string | undefined;
  readonly instanceType: string | undefined;
  readonly subnetId: string | undefined;
  /** An interface that there is already, as the instance's first. */
  readonly interfaceId: string | undefined;
  readonly availabilityZone: string | undefined;
  readonly securityGroupIds: readonly string[];
  readonly keyName: string | undefined;
  readonly placementGroup: string | undefined;
  /** By name or ARN. */
  readonly instanceProfile: string | undefined;
  /** As the subnet has it where it is not said. */
  readonly hasPublicIp: boolean | undefined;
  readonly privateIp: string | undefined;
  /** `volumeSize`, `volumeType`, `iops`, `throughput`, `kmsKeyId`; the root's has no `deviceName`, or the image's. */
  readonly disks: readonly ValueMap[];
}

export interface Checked {
  readonly image: Image;
  readonly type: InstanceType;
  readonly subnet: Subnet;
  readonly securityGroups: readonly SecurityGroup[];
}

/** @throws AwsError */
export function checkLaunch(scope: Scope, launch: Launch): Checked {
  const checked = checkRequest(scope, launch);
  acceptOffer(scope, checked.type, checked.subnet);
  return checked;
}

/** All but whether the type is to be had where it is wanted. @throws AwsError */
export function checkRequest(scope: Scope, launch: Launch): Checked {
  const image = needImage(scope, launch.imageId);
  const type = needType(launch.instanceType ?? "m1.small");
  acceptArchitecture(type, image);
  const subnet = subnetFor(scope, launch, type);
  const securityGroups = launch.securityGroupIds.map((id) => needSecurityGroup(scope, id));
  const stranger = securityGroups.find((group) => group.vpcId !== subnet.vpcId);
  if (stranger !== undefined)
    throw new AwsError(
      "InvalidParameter",
      `Security group ${stranger.id} and subnet ${subnet.id} belong to different networks.`,
    );
  acceptNames(scope, launch);
  for (const disk of launch.disks) acceptDisk(scope, disk, image);
  return { image, type, subnet, securityGroups };
}

/** `ami-…`, or `resolve:ssm:` and a parameter's name, as launch templates have it. */
function needImage(scope: Scope, given: string | undefined): Image {
  if (given === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter ImageId");
  const parameter = /^resolve:ssm:(.+)$/.exec(given)?.[1];
  if (parameter !== undefined) {
    const found = imageOfParameter(scope.region, parameter);
    if (found !== undefined) return found;
    throw new AwsError("InvalidParameterValue", `The parameter ${parameter} names no image`);
  }
  if (!given.startsWith("ami-"))
    throw new AwsError("InvalidAMIID.Malformed", `Invalid id: "${given}" (expecting "ami-...")`);
  const image = findImage(scope.region, given);
  if (image === undefined)
    throw new AwsError("InvalidAMIID.NotFound", `The image id '[${given}]' does not exist`);
  return image;
}

export function needType(name: string): InstanceType {
  const type = findInstanceType(name);
  if (type === undefined)
    throw new AwsError("InvalidParameterValue", `Invalid value '${name}' for InstanceType.`);
  return type;
}

function acceptArchitecture(type: InstanceType, image: Image): void {
  if (type.architecture !== image.architecture)
    throw new AwsError(
      "InvalidParameterValue",
      `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI.`,
    );
}

/** Without a subnet, the default VPC's: in the AZ asked for, or the first that has the type. */
function subnetFor(scope: Scope, launch: Launch, type: InstanceType): Subnet {
  const { availabilityZone: zone } = launch;
  const subnetId = standingSubnet(scope, launch) ?? launch.subnetId;
  if (zone !== undefined && !scope.availabilityZones.some((one) => one.name === zone))
    throw new AwsError("InvalidParameterValue", `Invalid availability zone: [${zone}]`);
  if (subnetId !== undefined) {
    const subnet = needSubnet(scope, subnetId);
    if (zone !== undefined && subnet.availabilityZone !== zone)
      throw new AwsError(
        "InvalidParameterValue",
        `The subnet ${subnetId} is in ${subnet.availabilityZone}, not in the availability zone ${zone}`,
      );
    return subnet;
  }
  const vpc = defaultVpc(scope);
  if (vpc === undefined)
    throw new AwsError("VPCIdNotSpecified", "No default VPC for this user. Give a subnet.");
  const subnets = scope
    .find(subnetKind, "vpc", vpc.id)
    .filter(
      (one) => one.ambient === true && (zone ?? one.availabilityZone) === one.availabilityZone,
    )
    .sort((a, b) => (a.availabilityZone < b.availabilityZone ? -1 : 1));
  const found = subnets.find((one) => isOfferedIn(type, one.availabilityZoneId)) ?? subnets[0];
  if (found === undefined)
    throw new AwsError(
      "MissingInput",
      `No default subnet found in ${zone ?? scope.region}. Give a subnet.`,
    );
  return found;
}

/** Where the interface is that the instance is to have. */
function standingSubnet(scope: Scope, { interfaceId }: Launch): string | undefined {
  if (interfaceId === undefined) return undefined;
  const one = needInterface(scope, interfaceId);
  if (one.owner !== one.id || one.attachment !== undefined)
    throw new AwsError("InvalidNetworkInterface.InUse", `Interface: [${interfaceId}] in use`);
  return one.subnetId;
}

function acceptOffer(scope: Scope, type: InstanceType, subnet: Subnet): void {
  if (isOfferedIn(type, subnet.availabilityZoneId)) return;
  const others = scope.availabilityZones.filter((zone) => isOfferedIn(type, zone.id));
  throw new AwsError(
    "Unsupported",
    `Your requested instance type (${type.name}) is not supported in your requested Availability Zone (${subnet.availabilityZone}). Please retry your request by not specifying an Availability Zone or choosing ${others.map((zone) => zone.name).join(", ")}.`,
  );
}

function acceptNames(scope: Scope, launch: Launch): void {
  const { keyName, placementGroup, instanceProfile } = launch;
  if (keyName !== undefined && scope.get(keyPairKind, keyName) === undefined)
    throw new AwsError("InvalidKeyPair.NotFound", `The key pair '${keyName}' does not exist`);
  if (placementGroup !== undefined && scope.get(placementGroupKind, placementGroup) === undefined)
    throw new AwsError(
      "InvalidPlacementGroup.Unknown",
      `The Placement Group '${placementGroup}' is unknown.`,
    );
  if (instanceProfile !== undefined) acceptProfile(scope, instanceProfile);
}

function acceptProfile(scope: Scope, given: string): void {
  const isArn = given.startsWith("arn:");
  const name = given.slice(given.lastIndexOf("/") + 1);
  const profile = scope.global.get(instanceProfileKind, name);
  const parameter = `iamInstanceProfile.${isArn ? "arn" : "name"}`;
  if (profile === undefined || (!isArn && name !== given))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${given}) for parameter ${parameter} is invalid. Invalid IAM Instance Profile ${isArn ? "ARN" : "name"}`,
    );
  if (text(profile.properties, "role") === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `IAM Instance Profile "${text(profile.properties, "arn") ?? name}" has no associated IAM Roles`,
    );
}

function acceptDisk(scope: Scope, disk: ValueMap, image: Image): void {
  const size = number(disk, "volumeSize");
  const device = text(disk, "deviceName");
  const isRoot = device === undefined || device === image.rootDeviceName;
  if (isRoot && size !== undefined && size < image.size)
    throw new AwsError(
      "InvalidBlockDeviceMapping",
      `Volume of size ${size}GB is smaller than snapshot '${image.rootSnapshotId}', expect size >= ${image.size}GB`,
    );
  acceptVolume({
    type: text(disk, "volumeType") ?? "gp2",
    size: size ?? (isRoot ? image.size : undefined),
    iops: number(disk, "iops"),
    throughput: number(disk, "throughput"),
  });
  const key = text(disk, "kmsKeyId");
  if (key !== undefined && !isUsableKey(scope, "ebs", key))
    throw new AwsError(
      "InvalidKmsKey.InvalidState",
      `The KMS key ${key} cannot be used: there is none`,
    );
}

/** Makes the instance's interface, with a public address where the launch or the subnet says so. */
export function placeInstance(
  scope: Scope,
  owner: string,
  launch: Launch,
  { subnet, securityGroups }: Checked,
): NetworkInterface {
  if (launch.interfaceId !== undefined) {
    const id = scope.childId("eni-attach", owner, "primary");
    const attachment = { id, instanceId: owner, deviceIndex: 0, networkCardIndex: 0 };
    const standing = needInterface(scope, launch.interfaceId);
    return scope.put(networkInterfaceKind, { ...standing, attachment });
  }
  const standard = scope.get(vpcKind, subnet.vpcId)?.defaultSecurityGroupId ?? "";
  const groups = securityGroups.map((group) => group.id);
  const made = makeInterface(scope, {
    subnet,
    owner,
    role: "primary",
    interfaceType: "interface",
    securityGroupIds: groups.length > 0 ? groups : [standard],
    description: "",
    privateIp: launch.privateIp,
  });
  const isPublic = launch.hasPublicIp ?? subnet.attributes.mapPublicIpOnLaunch === true;
  return isPublic ? giveAddress(scope, made) : made;
}

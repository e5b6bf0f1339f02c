/** An instance's properties, and what the provider refuses of them at preview. */
import { common, computed, output, type Properties } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { checkChoice, checkConflict, checkLength, checkRange } from "../../resource/checks";
import { base64, ipv4Address, ipv6Address } from "../../resource/forms";
import { flag, isMap, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { isSwitchedOff } from "../ec2/combinations";

const once = { replaces: true, computed: true } as const;

/** Of the root disk, encryption is for good; the rest is changed in place. */
function changesEncryption(before: Value | undefined, after: Value | undefined): boolean {
  if (!isMap(before) || !isMap(after)) return false;
  const isEncrypted = flag(before, "encrypted") === true;
  const was = text(before, "kmsKeyId");
  const is = text(after, "kmsKeyId") ?? was;
  return is !== was || (flag(after, "encrypted") ?? isEncrypted) !== isEncrypted;
}

const replacesIfTold = (
  _before: Value | undefined,
  _after: Value | undefined,
  inputs: ValueMap,
): boolean => flag(inputs, "userDataReplaceOnChange") === true;

/** Replaces as internal/service/ec2/ec2_instance.go says. */
export const properties: Properties = {
  ...common,
  ami: once,
  arn: output,
  associatePublicIpAddress: { kind: "flag", ...once },
  availabilityZone: once,
  capacityReservationSpecification: { kind: "block", computed: true },
  cpuOptions: { kind: "block", ...once, fills: ["amdSevSnp", "coreCount", "threadsPerCore"] },
  creditSpecification: { kind: "block", computed: true },
  disableApiStop: { kind: "flag", computed: true },
  disableApiTermination: { kind: "flag", computed: true },
  ebsBlockDevices: {
    kind: "blocks",
    ...once,
    fills: [
      "encrypted",
      "iops",
      "kmsKeyId",
      "snapshotId",
      "throughput",
      "volumeId",
      "volumeSize",
      "volumeType",
    ],
  },
  ebsOptimized: { kind: "flag", ...once },
  enablePrimaryIpv6: { kind: "flag", computed: true, replaces: isSwitchedOff },
  enclaveOptions: { kind: "block", ...once },
  ephemeralBlockDevices: { kind: "blocks", ...once },
  forceDestroy: { kind: "flag", default: false, local: true },
  getPasswordData: { kind: "flag", default: false, local: true },
  hibernation: { kind: "flag", replaces: true },
  hostId: once,
  hostResourceGroupArn: computed,
  iamInstanceProfile: computed,
  instanceInitiatedShutdownBehavior: computed,
  instanceLifecycle: output,
  instanceMarketOptions: { kind: "block", ...once },
  instanceState: output,
  instanceType: computed,
  ipv6AddressCount: { kind: "number", computed: true },
  ipv6Addresses: { kind: "list", ...once, form: ipv6Address },
  keyName: once,
  launchTemplate: { kind: "block", replaces: true, fills: ["id", "name", "version"] },
  maintenanceOptions: { kind: "block", computed: true },
  metadataOptions: {
    kind: "block",
    computed: true,
    fills: [
      "httpEndpoint",
      "httpProtocolIpv6",
      "httpPutResponseHopLimit",
      "httpTokens",
      "instanceMetadataTags",
    ],
  },
  monitoring: { kind: "flag", computed: true },
  networkInterfaces: { kind: "blocks", ...once },
  outpostArn: output,
  passwordData: output,
  placementGroup: once,
  placementGroupId: once,
  placementPartitionNumber: { kind: "number", ...once },
  primaryNetworkInterface: { kind: "block", ...once },
  primaryNetworkInterfaceId: output,
  privateDns: output,
  privateDnsNameOptions: { kind: "block", ...once },
  privateIp: { ...once, form: ipv4Address },
  publicDns: output,
  publicIp: output,
  rootBlockDevice: {
    kind: "block",
    computed: true,
    replaces: changesEncryption,
    fills: [
      "deleteOnTermination",
      "deviceName",
      "encrypted",
      "iops",
      "kmsKeyId",
      "throughput",
      "volumeId",
      "volumeSize",
      "volumeType",
    ],
  },
  secondaryNetworkInterfaces: { kind: "blocks", ...once },
  secondaryPrivateIps: { kind: "set", computed: true, form: ipv4Address },
  securityGroups: { kind: "set", ...once },
  sourceDestCheck: { kind: "flag", default: true },
  spotInstanceRequestId: output,
  subnetId: once,
  tenancy: once,
  userData: { computed: true, replaces: replacesIfTold },
  userDataBase64: { computed: true, replaces: replacesIfTold, form: base64 },
  userDataReplaceOnChange: { kind: "flag", default: false, local: true },
  volumeTags: { kind: "map" },
  vpcSecurityGroupIds: { kind: "set", computed: true },
};

const apart = [
  "associatePublicIpAddress",
  "subnetId",
  "privateIp",
  "secondaryPrivateIps",
  "vpcSecurityGroupIds",
];

export function validate(inputs: ValueMap): readonly CheckFailure[] {
  const needed = ["ami", "instanceType"].flatMap((property) =>
    checkChoice(inputs, [property, "launchTemplate"], true),
  );
  const metadata = isMap(inputs.metadataOptions) ? inputs.metadataOptions : {};
  return [
    ...needed,
    ...apart.flatMap((property) => checkConflict(inputs, "networkInterfaces", property)),
    ...checkConflict(inputs, "userData", "userDataBase64"),
    ...checkConflict(inputs, "ipv6AddressCount", "ipv6Addresses"),
    ...checkConflict(inputs, "placementGroup", "hostResourceGroupArn"),
    ...checkLength(inputs, "userData", [0, 16_384]),
    ...checkOneOf(inputs, "tenancy", ["default", "dedicated", "host"]),
    ...checkMetadata(metadata).map(({ reason }) => ({ property: "metadataOptions", reason })),
  ];
}

/** Of instances and launch templates alike. */
export const checkMetadata = (metadata: ValueMap): readonly CheckFailure[] => [
  ...checkOneOf(metadata, "httpEndpoint", ["disabled", "enabled"]),
  ...checkOneOf(metadata, "httpTokens", ["optional", "required"]),
  ...checkOneOf(metadata, "instanceMetadataTags", ["disabled", "enabled"]),
  ...checkRange(metadata, "httpPutResponseHopLimit", [1, 64]),
];

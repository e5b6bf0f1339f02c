/**
 * A launch template: versions of what to launch. Every change but of its tags makes another version.
 * Replaces as internal/service/ec2/ec2_launch_template.go says.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html
 */
import { AwsError } from "../../errors";
import { common, output, type Form, type Model, type Properties, type Property } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { atLeast, flagText, matching, ofLength, oneOf } from "../../resource/forms";
import { flag, isMap, maps, number, text } from "../../values";
import { launchTemplateKind } from "./entities";
import { checkMetadata } from "./instanceArgs";
import { versionsOf } from "./templateData";

const block: Property = { kind: "block" };

/** What a version holds. */
const data: Properties = {
  blockDeviceMappings: { kind: "list" },
  capacityReservationSpecification: block,
  cpuOptions: block,
  creditSpecification: block,
  description: { form: ofLength(0, 255) },
  disableApiStop: { kind: "flag" },
  disableApiTermination: { kind: "flag" },
  ebsOptimized: { form: flagText },
  enclaveOptions: block,
  hibernationOptions: block,
  iamInstanceProfile: block,
  imageId: {},
  instanceInitiatedShutdownBehavior: { form: oneOf("stop", "terminate") },
  instanceMarketOptions: block,
  instanceRequirements: block,
  instanceType: {},
  kernelId: {},
  keyName: {},
  licenseSpecifications: { kind: "blocks" },
  maintenanceOptions: block,
  metadataOptions: { kind: "block", computed: true },
  monitoring: block,
  networkInterfaces: { kind: "list" },
  networkPerformanceOptions: block,
  placement: block,
  privateDnsNameOptions: block,
  ramDiskId: {},
  secondaryInterfaces: { kind: "list" },
  securityGroupNames: { kind: "set" },
  tagSpecifications: { kind: "list" },
  userData: {},
  vpcSecurityGroupIds: { kind: "set" },
};

const name = (most: number): Form =>
  matching(
    new RegExp(`^[\\w()./-]{3,${most}}$`),
    `can only alphanumeric characters and ()./_- symbols, 3 to ${most} of them`,
  );

const makesVersion = (changed: readonly string[]): boolean => changed.some((key) => key in data);

const properties: Properties = {
  ...common,
  ...data,
  arn: output,
  defaultVersion: { kind: "number", computed: true, freshens: makesVersion, form: atLeast(1) },
  latestVersion: { kind: "number", output: true, freshens: makesVersion },
  name: { replaces: true, computed: true, form: name(128) },
  namePrefix: { replaces: true, computed: true, form: name(102) },
  updateDefaultVersion: { kind: "flag", local: true },
};

const dataIn = (inputs: ValueMap): ValueMap =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key in data));

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name") ?? "";
  if (before === undefined && scope.find(launchTemplateKind, "name", name).length > 0)
    throw new AwsError(
      "InvalidLaunchTemplateName.AlreadyExistsException",
      "Launch template name already in use.",
    );
  const userData = text(inputs, "userData");
  if (userData !== undefined && !isBase64(userData))
    throw new AwsError("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
  if (userData !== undefined && Buffer.from(userData, "base64").length > 16_384)
    throw new AwsError("InvalidParameterValue", "User data is limited to 16384 bytes");
  const image = text(inputs, "imageId");
  if (image !== undefined && !/^(ami-|resolve:ssm:)/.test(image))
    throw new AwsError("InvalidAMIID.Malformed", `Invalid id: "${image}" (expecting "ami-...")`);
  for (const one of maps(inputs, "tagSpecifications"))
    if (!taggable.includes(text(one, "resourceType") ?? ""))
      throw new AwsError(
        "InvalidParameterValue",
        `'${text(one, "resourceType") ?? ""}' is not a valid taggable resource type for this operation.`,
      );
}

const taggable = [
  "instance",
  "network-interface",
  "spot-instances-request",
  "volume",
  "elastic-gpu",
];

const isBase64 = (value: string): boolean => {
  const joined = value.replace(/\s/g, "");
  return joined.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(joined);
};

function fill(wanted: Wanted, id: string): ValueMap {
  const { scope, inputs } = wanted;
  // Of one that is taken over, what earlier versions held is not known.
  const latest = number(scope.pinned?.outputs ?? {}, "latestVersion") ?? 1;
  return {
    arn: scope.arn("ec2", `launch-template/${id}`),
    defaultVersion: 1,
    latestVersion: latest,
    name: nameOf(wanted),
    versions: Array.from({ length: latest }, () => dataIn(inputs)),
  };
}

function changed({ scope, inputs }: Wanted, thing: Thing, before: Thing): void {
  const standing = versionsOf(before);
  const is = dataIn(thing.properties);
  const isNew = JSON.stringify(standing.at(-1)) !== JSON.stringify(is);
  const versions = isNew ? [...standing, is] : standing;
  const latestVersion = versions.length;
  const asked =
    flag(inputs, "updateDefaultVersion") === true
      ? latestVersion
      : number(inputs, "defaultVersion");
  const defaultVersion = asked ?? number(before.properties, "defaultVersion") ?? 1;
  if (versions[defaultVersion - 1] === undefined)
    throw new AwsError(
      "InvalidLaunchTemplateId.VersionNotFound",
      `Could not find the specified version ${defaultVersion} for the launch template with ID ${thing.id}.`,
      "ModifyLaunchTemplate",
    );
  scope.put(launchTemplateKind, {
    ...thing,
    properties: { ...thing.properties, versions, latestVersion, defaultVersion },
  });
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const metadata = isMap(inputs.metadataOptions) ? inputs.metadataOptions : {};
  return [
    ...checkConflict(inputs, "name", "namePrefix"),
    ...checkConflict(inputs, "defaultVersion", "updateDefaultVersion"),
    ...checkConflict(inputs, "securityGroupNames", "vpcSecurityGroupIds"),
    ...checkConflict(inputs, "instanceType", "instanceRequirements"),
    ...checkMetadata(metadata).map(({ reason }) => ({ property: "metadataOptions", reason })),
  ];
}

export const launchTemplate: Model = defineResource({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  service: "EC2",
  noun: "EC2 Launch Template",
  calls: {
    create: "CreateLaunchTemplate",
    update: "CreateLaunchTemplateVersion",
    delete: "DeleteLaunchTemplate",
  },
  kind: launchTemplateKind,
  autoname: { max: 128 },
  properties,
  validate,
  id: ({ scope, urn }) => scope.newId("lt", urn),
  accept,
  fill,
  changed,
  gone: (id) =>
    new AwsError(
      "InvalidLaunchTemplateId.NotFound",
      `The specified launch template, with template ID ${id}, does not exist.`,
    ),
});

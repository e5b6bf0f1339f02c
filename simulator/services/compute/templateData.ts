/** What a version of a launch template says of a launch. */
import { AwsError } from "../../errors";
import type { Value, ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, isMap, maps, number, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { launchTemplateKind } from "./entities";
import type { Launch } from "./launch";

/** `id` or `name`, and `version`: a number, `$Latest` or `$Default`. */
export function findTemplate(scope: Scope, reference: ValueMap): Thing | undefined {
  const id = text(reference, "id") ?? text(reference, "launchTemplateId");
  if (id !== undefined) return scope.get(launchTemplateKind, id);
  const name = text(reference, "name") ?? text(reference, "launchTemplateName") ?? "";
  return scope.find(launchTemplateKind, "name", name)[0];
}

export const versionsOf = (template: Thing): readonly ValueMap[] =>
  maps(template.properties, "versions");

/** @throws AwsError with EC2's codes */
export function needVersion(scope: Scope, reference: ValueMap): number {
  const id = text(reference, "id") ?? text(reference, "launchTemplateId");
  const template = findTemplate(scope, reference);
  if (template === undefined)
    throw id === undefined
      ? new AwsError(
          "InvalidLaunchTemplateName.NotFoundException",
          "At least one of the launch templates specified in the request does not exist.",
        )
      : new AwsError(
          "InvalidLaunchTemplateId.NotFound",
          `The specified launch template, with template ID ${id}, does not exist.`,
        );
  const asked = text(reference, "version") ?? "$Default";
  const version =
    asked === "$Latest"
      ? number(template.properties, "latestVersion")
      : asked === "$Default"
        ? number(template.properties, "defaultVersion")
        : Number(asked);
  if (version === undefined || versionsOf(template)[version - 1] === undefined)
    throw new AwsError(
      "InvalidLaunchTemplateId.VersionNotFound",
      `Could not find the specified version ${asked} for the launch template with ID ${template.id}.`,
    );
  return version;
}

export function templateData(scope: Scope, reference: Value | undefined): ValueMap {
  if (!isMap(reference)) return {};
  const version = needVersion(scope, reference);
  const template = findTemplate(scope, reference);
  return (template === undefined ? undefined : versionsOf(template)[version - 1]) ?? {};
}

/** The launch that template data asks for. */
export function launchOf(data: ValueMap): Launch {
  const [first] = maps(data, "networkInterfaces");
  const placement = isMap(data.placement) ? data.placement : {};
  const profile = isMap(data.iamInstanceProfile) ? data.iamInstanceProfile : {};
  const hasPublicIp = flag(first ?? {}, "associatePublicIpAddress");
  const groups = texts(data, "vpcSecurityGroupIds");
  if (groups.length > 0 && first !== undefined)
    throw new AwsError(
      "InvalidParameterCombination",
      "Network interfaces and an instance-level security groups may not be specified on the same request",
    );
  return {
    imageId: text(data, "imageId"),
    instanceType: text(data, "instanceType"),
    subnetId: text(first ?? {}, "subnetId"),
    interfaceId: text(first ?? {}, "networkInterfaceId"),
    availabilityZone: text(placement, "availabilityZone"),
    securityGroupIds: groups.length > 0 ? groups : texts(first ?? {}, "securityGroups"),
    keyName: text(data, "keyName"),
    placementGroup: text(placement, "groupName"),
    instanceProfile: text(profile, "arn") ?? text(profile, "name"),
    hasPublicIp,
    privateIp: text(first ?? {}, "privateIpAddress"),
    disks: maps(data, "blockDeviceMappings").flatMap((mapping) =>
      isMap(mapping.ebs) ? [{ ...mapping.ebs, deviceName: mapping.deviceName ?? "" }] : [],
    ),
  };
}

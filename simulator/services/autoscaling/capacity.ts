/**
 * A group's instances: launched from its template, spread over its subnets, as many as are desired.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isMap, maps, number, text, texts, type Tags } from "../../values";
import { faultError, takeFault } from "../../world/faults";
import { simulatedId } from "../../world/identity";
import type { Scope } from "../../world/scope";
import { instanceKind } from "../compute/entities";
import { instanceFacts, terminate } from "../compute/instance";
import { isOfferedIn } from "../compute/instanceTypes";
import { checkLaunch, checkRequest, placeInstance, type Launch } from "../compute/launch";
import { findTemplate, launchOf, templateData } from "../compute/templateData";
import { networkInterfaceKind, subnetKind, type Subnet } from "../ec2/entities";
import { defaultVpc } from "../ec2/defaultVpc";
import { findSubnet } from "../ec2/references";

/** The template of a group, in either of its two places. */
export function templateReference(inputs: ValueMap): ValueMap | undefined {
  if (isMap(inputs.launchTemplate)) return inputs.launchTemplate;
  const policy = isMap(inputs.mixedInstancesPolicy) ? inputs.mixedInstancesPolicy : {};
  const template = isMap(policy.launchTemplate) ? policy.launchTemplate : {};
  const specification = template.launchTemplateSpecification;
  return isMap(specification) ? specification : undefined;
}

/** The types that the policy names beside the template's. */
function overridesIn(inputs: ValueMap): readonly string[] {
  const policy = isMap(inputs.mixedInstancesPolicy) ? inputs.mixedInstancesPolicy : {};
  const template = isMap(policy.launchTemplate) ? policy.launchTemplate : {};
  return maps(template, "overrides")
    .map((one) => text(one, "instanceType"))
    .filter((type) => type !== undefined);
}

/** One for each type that the group may launch. Where only requirements are given, a common type. */
export function launchesIn(scope: Scope, inputs: ValueMap): readonly Launch[] {
  const launch = launchOf(templateData(scope, templateReference(inputs)));
  const overrides = overridesIn(inputs);
  const own = launch.instanceType === undefined ? ["m5.large"] : [launch.instanceType];
  return (overrides.length > 0 ? overrides : own).map((instanceType) => ({
    ...launch,
    instanceType,
  }));
}

/**
 * Its own; or, where it has AZs only, that of the interface that its template names, or the default ones.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html (AvailabilityZones)
 */
export function subnetsIn(scope: Scope, inputs: ValueMap): readonly Subnet[] {
  const ids = texts(inputs, "vpcZoneIdentifiers");
  if (ids.length > 0)
    return ids.map((id) => findSubnet(scope, id)).filter((subnet) => subnet !== undefined);
  const zones = texts(inputs, "availabilityZones");
  const standing = standingSubnet(scope, inputs);
  if (standing !== undefined) return zones.includes(standing.availabilityZone) ? [standing] : [];
  const vpc = zones.length === 0 ? undefined : defaultVpc(scope);
  if (vpc === undefined) return [];
  return scope
    .find(subnetKind, "vpc", vpc.id)
    .filter((one) => one.ambient === true && zones.includes(one.availabilityZone));
}

/** Where the interface is that its instance is to have. */
function standingSubnet(scope: Scope, inputs: ValueMap): Subnet | undefined {
  const reference = templateReference(inputs);
  if (reference === undefined || findTemplate(scope, reference) === undefined) return undefined;
  const { interfaceId } = launchOf(templateData(scope, reference));
  const found = scope.get(networkInterfaceKind, interfaceId ?? "");
  return found === undefined ? undefined : findSubnet(scope, found.subnetId);
}

/** As CreateAutoScalingGroup tries the template out, in every subnet. @throws AwsError */
export function acceptTemplate({ scope, inputs }: Wanted, subnets: readonly Subnet[]): void {
  try {
    for (const launch of launchesIn(scope, inputs))
      for (const subnet of subnets)
        // An interface that is in use is met at the launch: it may be by the group's own instance.
        checkRequest(scope, {
          ...launch,
          ...(isTaken(scope, launch) ? { interfaceId: undefined } : {}),
          ...{ subnetId: subnet.id, availabilityZone: undefined },
        });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      "ValidationError",
      `You must use a valid fully-formed launch template. ${error.message}`,
    );
  }
}

const isTaken = (scope: Scope, { interfaceId }: Launch): boolean =>
  scope.get(networkInterfaceKind, interfaceId ?? "")?.attachment !== undefined;

export const instancesOf = (scope: Scope, group: string): readonly Thing[] =>
  scope.find(instanceKind, "autoScalingGroup", group);

/** Launches and terminates until there are as many as are desired, where they are to be. @throws AwsError */
export function reachCapacity(wanted: Wanted, group: Thing): void {
  const { scope } = wanted;
  const subnets = subnetsIn(scope, group.properties);
  const ids = subnets.map((subnet) => subnet.id);
  for (const one of instancesOf(scope, group.id))
    if (!ids.includes(text(one.properties, "subnetId") ?? "")) terminate(scope, one);
  const desired = number(group.properties, "desiredCapacity") ?? 0;
  const standing = instancesOf(scope, group.id);
  for (const one of surplus(standing, desired)) terminate(scope, one);
  for (let count = standing.length; count < desired; count++) launchOne(wanted, group, subnets);
}

/** Of those there are too many of, one from the fullest subnet after the other. */
function surplus(instances: readonly Thing[], desired: number): readonly Thing[] {
  const left = [...instances].sort((a, b) => (a.id < b.id ? -1 : 1));
  const gone: Thing[] = [];
  while (left.length > desired) {
    const fullest = mostUsed(left);
    const index = left.findIndex((one) => text(one.properties, "subnetId") === fullest);
    gone.push(...left.splice(Math.max(0, index), 1));
  }
  return gone;
}

function mostUsed(instances: readonly Thing[]): string {
  const counts = new Map<string, number>();
  for (const one of instances) {
    const id = text(one.properties, "subnetId") ?? "";
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/** In the emptiest subnet where a type of the group is to be had; elsewhere where there is no capacity. */
function launchOne(wanted: Wanted, group: Thing, subnets: readonly Subnet[]): void {
  const { scope, urn } = wanted;
  const standing = instancesOf(scope, group.id);
  const used = ({ id }: Subnet): number =>
    standing.filter((one) => text(one.properties, "subnetId") === id).length;
  const sorted = [...subnets].sort((a, b) => used(a) - used(b) || (a.id < b.id ? -1 : 1));
  const launches = launchesIn(scope, group.properties);
  let refused: AwsError | undefined;
  for (const subnet of sorted)
    for (const launch of launches) {
      const placed = { ...launch, subnetId: subnet.id, availabilityZone: undefined };
      const { type } = checkRequest(scope, placed);
      const fault = isOfferedIn(type, subnet.availabilityZoneId)
        ? takeFault(scope, ["RunInstances"], urn)
        : undefined;
      try {
        if (fault !== undefined) throw faultError(fault, "EC2");
        launchAt(wanted, group, placed);
        return;
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        refused = error;
      }
    }
  if (refused !== undefined) throw refused;
}

function launchAt({ scope, urn }: Wanted, group: Thing, launch: Launch): void {
  const checked = checkLaunch(scope, launch);
  const id = simulatedId("i", scope.newLife("instance of a group", urn));
  const facts = instanceFacts(scope, id, checked, launch);
  scope.put(instanceKind, {
    id,
    properties: { ...facts, autoScalingGroup: group.id },
    names: [scope.arn("ec2", `instance/${id}`)],
    tags: propagated(group),
  });
  placeInstance(scope, id, launch, checked);
}

function propagated(group: Thing): Tags {
  const tags: Record<string, string> = { "aws:autoscaling:groupName": group.id };
  for (const one of maps(group.properties, "tags"))
    if (flag(one, "propagateAtLaunch") === true)
      tags[text(one, "key") ?? ""] = text(one, "value") ?? "";
  return tags;
}

export function terminateAll(scope: Scope, group: string): void {
  for (const one of instancesOf(scope, group)) terminate(scope, one);
}

/** As the state has it: id, name and version, whichever were given. */
export function shownTemplate(scope: Scope, reference: ValueMap): ValueMap {
  const template = findTemplate(scope, reference);
  if (template === undefined) return reference;
  const { name = "" } = template.properties;
  return { version: "$Default", ...reference, id: template.id, name };
}

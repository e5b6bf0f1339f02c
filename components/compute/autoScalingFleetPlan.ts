/** What `AutoScalingFleet` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { insideTiers, isKey, refuseNumber, refuseWhole, under } from "../network";
import type { AutoScalingFleetArgs, FleetCapacity, FleetSchedule } from "./autoScalingFleetArgs";

export interface AutoScalingFleetPlan {
  readonly tier: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly cpuTargetPercent: number;
  readonly schedules: readonly (readonly [name: string, schedule: FleetSchedule])[];
  readonly volume: { readonly sizeInGiB: number; readonly deviceName: string };
  readonly healthCheckGracePeriodInSeconds: number;
  /** Undefined where instances are on demand. */
  readonly spotTypes: readonly string[] | undefined;
  readonly issues: readonly Issue[];
}

const TYPE = /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/;

export function planAutoScalingFleet(args: AutoScalingFleetArgs): AutoScalingFleetPlan {
  const { capacity, volume, spot } = args;
  const tier = args.tier ?? insideTiers(args.vpc.subnetTypes)[0] ?? "";
  const settings = {
    tier,
    minSize: capacity.minSize,
    maxSize: capacity.maxSize,
    cpuTargetPercent: capacity.cpuTargetPercent ?? 60,
    schedules: Object.entries(capacity.schedules ?? {}),
    volume: {
      sizeInGiB: volume?.sizeInGiB ?? 20,
      deviceName: volume?.deviceName ?? "/dev/xvda",
    },
    healthCheckGracePeriodInSeconds: args.healthCheckGracePeriodInSeconds ?? 300,
    spotTypes: spot && [...new Set([args.instanceType, ...(spot.instanceTypes ?? [])])],
  };
  const grace = settings.healthCheckGracePeriodInSeconds;
  return {
    ...settings,
    issues: [
      ...refuseTier(args, tier),
      ...refuseGroups(args),
      ...refuseTypes(args),
      ...under("capacity", refuseCapacity(capacity, settings.cpuTargetPercent)),
      ...under("volume", refuseVolume(settings.volume)),
      ...refuseWhole("healthCheckGracePeriodInSeconds", grace, [0, 7200]),
    ],
  };
}

function refuseTier({ vpc }: AutoScalingFleetArgs, tier: string): Issue[] {
  if (Object.hasOwn(vpc.subnetTypes, tier)) return [];
  const tiers = Object.keys(vpc.subnetTypes).join(", ");
  return [{ propertyPath: "tier", reason: `must be one of ${tiers}, got "${tier}"` }];
}

function refuseGroups({ securityGroupIds }: AutoScalingFleetArgs): Issue[] {
  if (securityGroupIds.length > 0) return [];
  const reason =
    "must list a security group, got none; AWS would give the instances the network's default one";
  return [{ propertyPath: "securityGroupIds", reason }];
}

function refuseTypes({ instanceType, spot }: AutoScalingFleetArgs): Issue[] {
  const given: [string, string][] = [
    ["instanceType", instanceType],
    ...(spot?.instanceTypes ?? []).map((type, index): [string, string] => [
      `spot.instanceTypes[${index}]`,
      type,
    ]),
  ];
  return given
    .filter(([, type]) => !TYPE.test(type))
    .map(([propertyPath, type]) => ({
      propertyPath,
      reason: `must be an instance type such as "t3.small", got "${type}"`,
    }));
}

function refuseCapacity(capacity: FleetCapacity, cpuTargetPercent: number): Issue[] {
  return [
    ...refuseSizes(capacity),
    ...refuseNumber("cpuTargetPercent", cpuTargetPercent, [1, 100]),
    ...Object.entries(capacity.schedules ?? {}).flatMap(([name, schedule]) =>
      under(`schedules["${name}"]`, refuseSchedule(name, schedule)),
    ),
  ];
}

function refuseSizes({ minSize, maxSize }: Pick<FleetCapacity, "minSize" | "maxSize">): Issue[] {
  const issues = refuseWhole("minSize", minSize, [0, Infinity]);
  return [...issues, ...refuseWhole("maxSize", maxSize, [minSize, Infinity])];
}

function refuseSchedule(name: string, schedule: FleetSchedule): Issue[] {
  const { recurrence, minSize, maxSize, desiredCapacity } = schedule;
  const issues = [
    ...refuseSizes(schedule),
    ...refuseWhole("desiredCapacity", desiredCapacity, [minSize, maxSize]),
  ];
  if (!isKey(name)) {
    const reason = `must have a name of lower-case letters, digits and hyphens, got "${name}"`;
    issues.push({ propertyPath: "", reason });
  }
  if (!/^\S+( \S+){4}$/.test(recurrence)) {
    const reason = `must be a minute, hour, day, month and day of the week, such as "0 7 * * MON-FRI", got "${recurrence}"`;
    issues.push({ propertyPath: "recurrence", reason });
  }
  return issues;
}

function refuseVolume({ sizeInGiB, deviceName }: AutoScalingFleetPlan["volume"]): Issue[] {
  const issues = refuseWhole("sizeInGiB", sizeInGiB, [1, 65536]);
  if (!/^\/dev\/[a-z0-9]+$/.test(deviceName)) {
    const reason = `must be a device such as "/dev/xvda", got "${deviceName}"`;
    issues.push({ propertyPath: "deviceName", reason });
  }
  return issues;
}

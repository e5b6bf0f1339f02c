/** What `FleetMonitoring` will make, decided from plain values alone. */
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { isKey, refuseNumber, under } from "../network";
import type { FleetMonitoringArgs, FleetThresholds } from "./fleetMonitoringArgs";

export interface FleetMonitoringPlan {
  readonly thresholds: Required<FleetThresholds>;
  readonly metricsNamespace: string;
  readonly dashboardName: string;
  readonly issues: readonly Issue[];
}

export function planFleetMonitoring(name: string, args: FleetMonitoringArgs): FleetMonitoringPlan {
  const given = args.thresholds ?? {};
  const thresholds = {
    cpuPercent: given.cpuPercent ?? 85,
    memoryPercent: given.memoryPercent ?? 85,
    diskPercent: given.diskPercent ?? 80,
    serverErrors: given.serverErrors ?? 10,
    latencyInSeconds: given.latencyInSeconds ?? 1,
  };
  const dashboardName =
    args.dashboardName ??
    [pulumi.getProject(), pulumi.getStack(), name].join("-").replace(/[^\w-]/g, "-");
  return {
    thresholds,
    metricsNamespace: args.metricsNamespace ?? "CWAgent",
    dashboardName,
    issues: [
      ...refuseGroups(Object.keys(args.autoScalingGroupNames)),
      ...refuseDashboard(dashboardName),
      ...under("thresholds", refuseThresholds(thresholds)),
    ],
  };
}

function refuseGroups(keys: readonly string[]): Issue[] {
  const propertyPath = "autoScalingGroupNames";
  if (keys.length === 0)
    return [{ propertyPath, reason: "must name a group, got none: there is nothing to watch" }];
  return keys
    .filter((key) => !isKey(key))
    .map((key) => ({
      propertyPath,
      reason: `must have keys of lower-case letters, digits and hyphens, got "${key}"`,
    }));
}

function refuseDashboard(name: string): Issue[] {
  if (/^[\w-]{1,255}$/.test(name)) return [];
  const reason = `must be 1 to 255 letters, digits, hyphens and underscores, got "${name}"`;
  return [{ propertyPath: "dashboardName", reason }];
}

function refuseThresholds(thresholds: Required<FleetThresholds>): Issue[] {
  return [
    ...refuseNumber("cpuPercent", thresholds.cpuPercent, [1, 100]),
    ...refuseNumber("memoryPercent", thresholds.memoryPercent, [1, 100]),
    ...refuseNumber("diskPercent", thresholds.diskPercent, [1, 100]),
    ...refuseNumber("serverErrors", thresholds.serverErrors, [0, Infinity]),
    ...refuseNumber("latencyInSeconds", thresholds.latencyInSeconds, [0, 4000]),
  ];
}

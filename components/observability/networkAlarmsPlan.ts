/** What `NetworkAlarms` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import type { VpcAttributes } from "../network";
import type { NetworkAlarmsArgs } from "./networkAlarmsArgs";
import { refuseNothing, refuseWatched } from "./networkMetrics";

export interface NetworkAlarmsPlan {
  readonly portErrors: number;
  readonly portErrorPeriods: number;
  readonly droppedPacketsPercent: number;
  readonly endpointDroppedPackets: number;
  readonly evaluationPeriods: number;
  readonly issues: readonly Issue[];
}

const DEFAULTS = {
  portErrors: 0,
  portErrorPeriods: 1,
  droppedPacketsPercent: 0.01,
  endpointDroppedPackets: 0,
  evaluationPeriods: 3,
} as const;

/** Five minutes at a time, and CloudWatch looks back a day at most. */
const MOST_PERIODS = 288;

export function planNetworkAlarms(
  args: NetworkAlarmsArgs,
  site: Pick<VpcAttributes, "availabilityZones" | "region">,
): NetworkAlarmsPlan {
  const settings = {
    portErrors: args.portErrors ?? DEFAULTS.portErrors,
    portErrorPeriods: args.portErrorPeriods ?? DEFAULTS.portErrorPeriods,
    droppedPacketsPercent: args.droppedPacketsPercent ?? DEFAULTS.droppedPacketsPercent,
    endpointDroppedPackets: args.endpointDroppedPackets ?? DEFAULTS.endpointDroppedPackets,
    evaluationPeriods: args.evaluationPeriods ?? DEFAULTS.evaluationPeriods,
  };
  return {
    ...settings,
    issues: [
      ...refuseNothing(args, "watch"),
      ...refuseWatched(args, site),
      ...refuseKey(args),
      ...refuseSettings(settings),
    ],
  };
}

function refuseKey({ topicArn, kmsKeyArn }: NetworkAlarmsArgs): Issue[] {
  if (topicArn === undefined || kmsKeyArn === undefined) return [];
  const reason =
    "must be left out where topicArn is given: whoever has that topic decides how it is encrypted";
  return [{ propertyPath: "kmsKeyArn", reason }];
}

function refuseSettings(settings: Omit<NetworkAlarmsPlan, "issues">): Issue[] {
  const { droppedPacketsPercent } = settings;
  const issues: Issue[] = [];
  if (!(droppedPacketsPercent >= 0 && droppedPacketsPercent < 100)) {
    const reason = `must be from 0 to less than 100, got ${droppedPacketsPercent}`;
    issues.push({ propertyPath: "droppedPacketsPercent", reason });
  }
  for (const propertyPath of ["endpointDroppedPackets", "portErrors"] as const) {
    const { [propertyPath]: most } = settings;
    if (!(most >= 0)) issues.push({ propertyPath, reason: `must be 0 or more, got ${most}` });
  }
  for (const propertyPath of ["evaluationPeriods", "portErrorPeriods"] as const) {
    const { [propertyPath]: count } = settings;
    if (Number.isInteger(count) && count >= 1 && count <= MOST_PERIODS) continue;
    const reason = `must be a whole number from 1 to ${MOST_PERIODS} (a day), got ${count}`;
    issues.push({ propertyPath, reason });
  }
  return issues;
}

/** What settings cannot be, or do not go together: told all at once, before anything is made. */
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "./settings";

type Refusal = readonly [key: keyof Settings, reason: string];

export function refuseSettings(project: string, settings: Settings): void {
  const refusals = [
    ...refuseZones(settings),
    ...refuseEgress(settings),
    ...refuseCounts(settings),
    ...refusePaths(settings),
  ];
  if (refusals.length === 0) return;
  const lines = refusals.map(([key, reason]) => `  - ${project}:${key}: ${reason}`);
  throw new pulumi.RunError(`configuration that cannot be:\n${lines.join("\n")}`);
}

function refuseZones({ availabilityZones: letters }: Settings): Refusal[] {
  const isGood = letters.every((one) => /^[a-z]$/.test(one));
  if (isGood && letters.length >= 2 && letters.length <= 3) return [];
  const got = JSON.stringify(letters);
  return [["availabilityZones", `must be two or three letters such as ["a","b","c"], got ${got}`]];
}

function refuseEgress({ interfaceEndpoints, tasksToInternet }: Settings): Refusal[] {
  if (interfaceEndpoints || tasksToInternet) return [];
  const reason =
    "must be true where interfaceEndpoints is false, got false; tasks would have no way to their images";
  return [["tasksToInternet", reason]];
}

const COUNTS = {
  taskPort: [1024, 65535],
  apiTasks: [0, 1000],
  webTasks: [0, 1000],
  workersTasks: [0, 1000],
  // Fewer would be no replicas.
  cacheReplicas: [1, 5],
} as const;

function refuseCounts(settings: Settings): Refusal[] {
  return (Object.keys(COUNTS) as (keyof typeof COUNTS)[]).flatMap((key): Refusal[] => {
    const [least, most] = COUNTS[key];
    const value = settings[key];
    if (Number.isInteger(value) && value >= least && value <= most) return [];
    return [[key, `must be a whole number from ${least} to ${most}, got ${value}`]];
  });
}

function refusePaths({ apiPath, healthCheckPath }: Settings): Refusal[] {
  const paths = { apiPath, healthCheckPath };
  return (Object.keys(paths) as (keyof typeof paths)[]).flatMap((key): Refusal[] =>
    paths[key].startsWith("/") ? [] : [[key, `must begin with "/", got "${paths[key]}"`]],
  );
}

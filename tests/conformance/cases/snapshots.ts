/** Snapshots by schedule. */
import { casesOf, ref, type Argument, type Arguments, type Case, type Step } from "../case";
import { dlmApi } from "../pages";
import * as aws from "../resources";
import { times, trustOf } from "../surroundings";

const role = aws.role("role", {
  name: "snapshots",
  assumeRolePolicy: trustOf("dlm.amazonaws.com"),
});

const schedule = (args: Readonly<Record<string, Argument>> = {}): Argument => ({
  name: "nightly",
  createRule: { interval: 24, times: "03:00" },
  retainRule: { count: 7 },
  ...args,
});

const policy = (args: Arguments = {}, details: Readonly<Record<string, Argument>> = {}): Step =>
  aws.snapshotPolicy("policy", {
    description: "nightly snapshots",
    executionRoleArn: ref("role.arn"),
    policyDetails: {
      resourceTypes: ["VOLUME"],
      targetTags: { Backup: "nightly" },
      schedules: [schedule()],
      ...details,
    },
    ...args,
  });

const scheduled = (args: Readonly<Record<string, Argument>>): Step =>
  policy({}, { schedules: [schedule(args)] });

/** Each with a name of its own. */
const several = (count: number): Step =>
  policy({}, { schedules: times(count, (index) => schedule({ name: `at ${index}` })) });

export const snapshotCases: readonly Case[] = [
  ...casesOf(dlmApi("CreateLifecyclePolicy"), [
    ["a policy of snapshots", [role], policy(), "accepted"],
    [
      "a policy of snapshots described in 500 characters",
      [role],
      policy({ description: "d".repeat(500) }),
      "accepted",
    ],
    [
      "a policy of snapshots described in 501 characters",
      [role],
      policy({ description: "d".repeat(501) }),
      "refused",
    ],
    [
      "a policy of snapshots described with a dot",
      [role],
      policy({ description: "nightly." }),
      "refused",
    ],
    [
      "a policy of snapshots of a role that does not exist",
      [],
      policy({ executionRoleArn: "arn:aws:iam::000000000001:role/nobody" }),
      "refused",
    ],
  ]),
  ...casesOf(dlmApi("CreateRule"), [
    ["a snapshot every 12 hours", [role], scheduled({ createRule: { interval: 12 } }), "accepted"],
    ["a snapshot every 5 hours", [role], scheduled({ createRule: { interval: 5 } }), "refused"],
    [
      "a snapshot at 23:59",
      [role],
      scheduled({ createRule: { interval: 24, times: "23:59" } }),
      "accepted",
    ],
    [
      "a snapshot at 24:00",
      [role],
      scheduled({ createRule: { interval: 24, times: "24:00" } }),
      "refused",
    ],
  ]),
  ...casesOf(dlmApi("RetainRule"), [
    ["1000 snapshots kept", [role], scheduled({ retainRule: { count: 1000 } }), "accepted"],
    ["1001 snapshots kept", [role], scheduled({ retainRule: { count: 1001 } }), "refused"],
    [
      "snapshots kept by their number and by their age",
      [role],
      scheduled({ retainRule: { count: 7, interval: 1, intervalUnit: "WEEKS" } }),
      "refused",
    ],
  ]),
  ...casesOf(dlmApi("PolicyDetails"), [
    ["a policy of snapshots of 4 schedules", [role], several(4), "accepted"],
    ["a policy of snapshots of 5 schedules", [role], several(5), "refused"],
    ["a policy of snapshots that says no tag", [role], policy({}, { targetTags: null }), "refused"],
  ]),
];

/** Queues. */
import {
  jsonOf,
  ref,
  remove,
  update,
  type Argument,
  type Arguments,
  type Case,
  type Step,
} from "../case";
import { sqsApi } from "../pages";
import * as aws from "../resources";

const queue = (name: string, args: Arguments = {}, resource = "queue"): Step =>
  aws.queue(resource, { name, ...args });

const queues: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a queue name of 80 characters", queue("q".repeat(80)), "accepted"],
  ["a queue name of 81 characters", queue("q".repeat(81)), "refused"],
  ["a queue name of every character allowed", queue("aZ09_-"), "accepted"],
  ["a queue name with a dot", queue("my.queue"), "refused"],
  ["a FIFO queue", queue("orders.fifo", { fifoQueue: true }), "accepted"],
  ["a FIFO queue whose name does not end so", queue("orders", { fifoQueue: true }), "refused"],
  [
    "a queue that hides messages for 12 hours",
    queue("q", { visibilityTimeoutSeconds: 43_200 }),
    "accepted",
  ],
  [
    "a queue that hides messages for 43201 seconds",
    queue("q", { visibilityTimeoutSeconds: 43_201 }),
    "refused",
  ],
  [
    "a queue that keeps messages for a minute",
    queue("q", { messageRetentionSeconds: 60 }),
    "accepted",
  ],
  [
    "a queue that keeps messages for 59 seconds",
    queue("q", { messageRetentionSeconds: 59 }),
    "refused",
  ],
  [
    "a queue that keeps messages for 14 days",
    queue("q", { messageRetentionSeconds: 1_209_600 }),
    "accepted",
  ],
  [
    "a queue that keeps messages for 1209601 seconds",
    queue("q", { messageRetentionSeconds: 1_209_601 }),
    "refused",
  ],
  ["a queue that delays messages for 15 minutes", queue("q", { delaySeconds: 900 }), "accepted"],
  ["a queue that delays messages for 901 seconds", queue("q", { delaySeconds: 901 }), "refused"],
  [
    "a queue that waits for messages for 20 seconds",
    queue("q", { receiveWaitTimeSeconds: 20 }),
    "accepted",
  ],
  [
    "a queue that waits for messages for 21 seconds",
    queue("q", { receiveWaitTimeSeconds: 21 }),
    "refused",
  ],
  ["a queue of messages of 1024 bytes", queue("q", { maxMessageSize: 1024 }), "accepted"],
  ["a queue of messages of 1023 bytes", queue("q", { maxMessageSize: 1023 }), "refused"],
];

const ofQueues = queues.map(([title, attempt, expect]): Case => ({
  title,
  page: sqsApi("CreateQueue"),
  given: [],
  attempt,
  expect,
}));

const redrive = (deadLetterTargetArn: Argument, maxReceiveCount: number): Argument =>
  jsonOf({ deadLetterTargetArn, maxReceiveCount });

const nowhere = "arn:aws:sqs:us-east-1:123456789012:nowhere";

const ofUses: readonly Case[] = [
  {
    title: "a second queue of a name, with other settings",
    page: sqsApi("CreateQueue"),
    given: [queue("jobs", {}, "first")],
    attempt: queue("jobs", { delaySeconds: 5 }),
    expect: "refused",
  },
  {
    title: "the same queue name in another region",
    page: sqsApi("CreateQueue"),
    given: [queue("jobs", {}, "first")],
    attempt: queue("jobs", { region: "eu-west-1" }),
    expect: "accepted",
  },
  {
    title: "a queue whose dead letters go nowhere",
    page: sqsApi("SetQueueAttributes"),
    given: [],
    attempt: queue("jobs", { redrivePolicy: redrive(nowhere, 3) }),
    expect: "refused",
  },
  {
    title: "a queue's time to hide messages, changed",
    page: sqsApi("SetQueueAttributes"),
    given: [queue("jobs")],
    attempt: update("queue", { visibilityTimeoutSeconds: 60 }),
    expect: "accepted",
  },
  {
    title: "deleting a queue",
    page: sqsApi("DeleteQueue"),
    given: [queue("jobs")],
    attempt: remove("queue"),
    expect: "accepted",
  },
];

const dead = queue("dead", {}, "dead");
const deadFifo = queue("dead.fifo", { fifoQueue: true }, "dead");

const redrives: readonly (readonly [title: string, given: Step, count: number, expect: string])[] =
  [
    ["a queue whose dead letters go to another", dead, 3, "accepted"],
    ["a queue whose dead letters go after 1000 attempts", dead, 1000, "accepted"],
    ["a queue whose dead letters go after 1001 attempts", dead, 1001, "refused"],
    ["a queue whose dead letters go after no attempt", dead, 0, "refused"],
    ["a queue whose dead letters go to a FIFO queue", deadFifo, 3, "refused"],
  ];

const ofRedrives = redrives.map(([title, given, count, expect]): Case => ({
  title,
  page: sqsApi("SetQueueAttributes"),
  given: [given],
  attempt: queue("jobs", { redrivePolicy: redrive(ref("dead.arn"), count) }),
  expect,
}));

export const sqsCases: readonly Case[] = [...ofQueues, ...ofUses, ...ofRedrives];

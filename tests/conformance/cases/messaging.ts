/** Topics and their subscriptions. */
import { ref, remove, type Arguments, type Case, type Step } from "../case";
import { snsApi } from "../pages";
import * as aws from "../resources";

const topic = (name: string, args: Arguments = {}, resource = "topic"): Step =>
  aws.topic(resource, { name, ...args });

const topics: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a topic name of 256 characters", topic("t".repeat(256)), "accepted"],
  ["a topic name of 257 characters", topic("t".repeat(257)), "InvalidParameter"],
  ["a topic name with a dot", topic("my.topic"), "InvalidParameter"],
  ["a FIFO topic", topic("orders.fifo", { fifoTopic: true }), "accepted"],
  [
    "a FIFO topic whose name does not end so",
    topic("orders", { fifoTopic: true }),
    "InvalidParameter",
  ],
];

const subscribed = (args: Arguments = {}): Step =>
  aws.subscription("subscription", {
    topic: ref("topic.arn"),
    protocol: "sqs",
    endpoint: ref("queue.arn"),
    ...args,
  });

const queue = aws.queue("queue", { name: "jobs" });

const ofUses: readonly Case[] = [
  {
    title: "a queue that subscribes to a topic",
    page: snsApi("Subscribe"),
    given: [topic("orders"), queue],
    attempt: subscribed(),
    expect: "accepted",
  },
  {
    title: "a subscription to a topic that does not exist",
    page: snsApi("Subscribe"),
    given: [queue],
    attempt: subscribed({ topic: "arn:aws:sns:us-east-1:123456789012:nowhere" }),
    expect: "refused",
  },
  {
    title: "a subscription of a protocol that does not exist",
    page: snsApi("Subscribe"),
    given: [topic("orders"), queue],
    attempt: subscribed({ protocol: "pigeon" }),
    expect: "InvalidParameter",
  },
  {
    title: "a mailbox that subscribes to a FIFO topic",
    page: snsApi("Subscribe"),
    given: [topic("orders.fifo", { fifoTopic: true })],
    attempt: subscribed({ protocol: "email", endpoint: "me@example.com" }),
    expect: "InvalidParameter",
  },
  {
    title: "deleting a topic that has a subscription",
    page: snsApi("DeleteTopic"),
    given: [topic("orders"), queue, subscribed()],
    attempt: remove("topic"),
    expect: "accepted",
  },
  {
    title: "the same topic name in another region",
    page: snsApi("CreateTopic"),
    given: [aws.topic("first", { name: "orders" }), queue],
    attempt: topic("orders", { region: "eu-west-1" }),
    expect: "accepted",
  },
  {
    title: "a topic's display name",
    page: snsApi("SetTopicAttributes"),
    given: [],
    attempt: topic("orders", { displayName: "Orders" }),
    expect: "accepted",
  },
];

export const messagingCases: readonly Case[] = [
  ...topics.map(([title, attempt, expect]): Case => ({
    title,
    page: snsApi("CreateTopic"),
    given: [],
    attempt,
    expect,
  })),
  ...ofUses,
];

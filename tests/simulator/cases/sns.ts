import type { ValueMap } from "../../../simulator";
import { type Suite, permit, tagged } from "../lifecycleCases";
import { textOf } from "../support";

const roles: Readonly<Record<string, () => ValueMap>> = Object.fromEntries(
  ["application", "firehose", "http", "lambda", "sqs"].flatMap((sender) =>
    ["Success", "Failure"].map((kind) => {
      const property = `${sender}${kind}FeedbackRoleArn`;
      return [property, () => ({ [property]: "arn:aws:iam::000000000000:role/feedback" })];
    }),
  ),
);

const policy = (): string => permit("sns:Publish", { AWS: "*" });

export const suite: Suite = {
  async surroundings(stack) {
    const topic = await stack.create("aws:sns/topic:Topic", "around", {});
    const queue = await stack.create("aws:sqs/queue:Queue", "around", {});
    const ids = { topic: topic.id, queue: textOf(queue.properties, "arn") };
    return { ids, made: [topic, queue] };
  },
  cases: [
    {
      type: "aws:sns/topic:Topic",
      args: () => ({ displayName: "a topic" }),
      updates: {
        ...tagged,
        ...roles,
        policy: () => ({ policy: policy() }),
        tracingConfig: () => ({ tracingConfig: "Active" }),
      },
      replaces: { fifoTopic: () => ({ fifoTopic: true, name: "own.fifo" }) },
      untried: {
        archivePolicy: "of FIFO topics, and a topic cannot become one",
        contentBasedDeduplication: "of FIFO topics, and a topic cannot become one",
        fifoThroughputScope: "of FIFO topics, and a topic cannot become one",
      },
    },
    {
      type: "aws:sns/topicPolicy:TopicPolicy",
      args: ({ topic }) => ({ arn: topic!, policy: policy() }),
      updates: { policy: () => ({ policy: permit("sns:*", { AWS: "*" }) }) },
    },
    {
      type: "aws:sns/topicSubscription:TopicSubscription",
      args: ({ topic, queue }) => ({ topic: topic!, protocol: "sqs", endpoint: queue! }),
      updates: {
        filterPolicy: () => ({ filterPolicy: '{"kind":["image"]}' }),
        filterPolicyScope: () => ({
          filterPolicy: '{"kind":["image"]}',
          filterPolicyScope: "MessageBody",
        }),
        redrivePolicy: ({ queue }) => ({
          redrivePolicy: JSON.stringify({ deadLetterTargetArn: queue! }),
        }),
      },
      replaces: {
        protocol: () => ({ protocol: "lambda" }),
        topic: ({ topic }) => ({ topic: `${topic!}x` }),
      },
      untried: {
        subscriptionRoleArn: "of Firehose endpoints only: another protocol is another one",
      },
    },
  ],
};

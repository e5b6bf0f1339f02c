import { type Suite, permit, tagged } from "../lifecycleCases";
import { textOf } from "../support";

const toDeadLetters = (arn = ""): string =>
  JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 5 });

export const suite: Suite = {
  async surroundings(stack) {
    const dead = await stack.create("aws:sqs/queue:Queue", "around", {});
    return { ids: { dead: dead.id, deadArn: textOf(dead.properties, "arn") }, made: [dead] };
  },
  cases: [
    {
      type: "aws:sqs/queue:Queue",
      args: () => ({ delaySeconds: 5 }),
      updates: {
        ...tagged,
        redrivePolicy: ({ deadArn }) => ({ redrivePolicy: toDeadLetters(deadArn) }),
        redriveAllowPolicy: () => ({ redriveAllowPolicy: '{"redrivePermission":"denyAll"}' }),
        policy: () => ({ policy: permit("sqs:SendMessage", { AWS: "*" }) }),
        kmsMasterKeyId: () => ({ kmsMasterKeyId: "alias/aws/sqs" }),
        kmsDataKeyReusePeriodSeconds: () => ({
          kmsMasterKeyId: "alias/aws/sqs",
          kmsDataKeyReusePeriodSeconds: 600,
        }),
        sqsManagedSseEnabled: () => ({ sqsManagedSseEnabled: false }),
      },
      replaces: { fifoQueue: () => ({ fifoQueue: true, name: "own.fifo" }) },
      untried: {
        contentBasedDeduplication: "of FIFO queues, and a queue cannot become one",
        deduplicationScope: "of FIFO queues, and a queue cannot become one",
        fifoThroughputLimit: "of FIFO queues, and a queue cannot become one",
      },
      // Its name is not free for a minute.
      lingers: true,
    },
    {
      type: "aws:sqs/queuePolicy:QueuePolicy",
      args: ({ dead }) => ({ queueUrl: dead!, policy: permit("sqs:SendMessage", { AWS: "*" }) }),
      updates: { policy: () => ({ policy: permit("sqs:*", { AWS: "*" }) }) },
    },
  ],
};

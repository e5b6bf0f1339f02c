/**
 * A queue of SQS and its dead letters: encrypted, over TLS only. Makes two queues, each with its policy.
 * A million requests a month are free, then $0.40 a million.
 *
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
 */
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, detailOf, refuseWhole, tagsOf } from "../network";
import type { MessageQueueArgs } from "./messageQueueArgs";

const DAY = 86_400;
/** As long as SQS keeps anything. */
const DEAD_LETTER_DAYS = 14;

/** A queue, and one for what nobody could handle. */
export class MessageQueue extends pulumi.ComponentResource {
  /** Known once the queue's policy stands. */
  readonly queueUrl: pulumi.Output<string>;
  /** The queue's ARN. */
  readonly queueArn: pulumi.Output<string>;
  /** The queue's name, for its metrics. */
  readonly queueName: pulumi.Output<string>;
  /** The URL of the queue of dead letters. */
  readonly deadLetterQueueUrl: pulumi.Output<string>;
  /** Its ARN. */
  readonly deadLetterQueueArn: pulumi.Output<string>;
  /** Its name, for its metrics. */
  readonly deadLetterQueueName: pulumi.Output<string>;

  constructor(name: string, args: MessageQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:MessageQueue", name, {}, opts);
    const checked = { component: this, kind: "MessageQueue", name };
    const plan = checkedPlan(checked, args, () => planMessageQueue(args));
    const building: Building = { parent: this, args };
    const dead = createQueue(building, childName(name, "dead"), {
      messageRetentionSeconds: DEAD_LETTER_DAYS * DAY,
    });
    const queue = createQueue(building, name, {
      messageRetentionSeconds: plan.retentionInDays * DAY,
      visibilityTimeoutSeconds: plan.visibilityTimeoutSeconds,
      redrivePolicy: pulumi.jsonStringify({
        deadLetterTargetArn: dead.arn,
        maxReceiveCount: plan.maxReceiveCount,
      }),
    });
    this.deadLetterQueueUrl = allowTlsOnly(building, childName(name, "dead"), dead).queueUrl;
    this.queueUrl = allowTlsOnly(building, name, queue).queueUrl;
    this.queueArn = queue.arn;
    this.queueName = queue.name;
    this.deadLetterQueueArn = dead.arn;
    this.deadLetterQueueName = dead.name;
    this.registerOutputs({
      queueUrl: this.queueUrl,
      queueArn: this.queueArn,
      queueName: this.queueName,
      deadLetterQueueUrl: this.deadLetterQueueUrl,
      deadLetterQueueArn: this.deadLetterQueueArn,
      deadLetterQueueName: this.deadLetterQueueName,
    });
  }
}

interface Building {
  readonly parent: MessageQueue;
  readonly args: MessageQueueArgs;
}

function planMessageQueue(args: MessageQueueArgs) {
  const { visibilityTimeoutSeconds = 180, maxReceiveCount = 5, retentionInDays = 4 } = args;
  return {
    visibilityTimeoutSeconds,
    maxReceiveCount,
    retentionInDays,
    issues: [
      ...refuseWhole("visibilityTimeoutSeconds", visibilityTimeoutSeconds, [0, 43_200]),
      ...refuseWhole("maxReceiveCount", maxReceiveCount, [1, 1000]),
      ...refuseWhole("retentionInDays", retentionInDays, [1, DEAD_LETTER_DAYS]),
    ],
  };
}

function createQueue({ parent, args }: Building, child: string, own: sqs.QueueArgs): sqs.Queue {
  const { kmsKeyArn, region } = args;
  return new sqs.Queue(
    child,
    {
      ...own,
      ...(kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn }),
      region,
      tags: tagsOf(args, { child, resourceType: "sqs", detail: detailOf(args, child) }),
    },
    { parent },
  );
}

function allowTlsOnly({ parent, args }: Building, child: string, queue: sqs.Queue) {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: queue.arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  return new sqs.QueuePolicy(
    child,
    { queueUrl: queue.url, policy: pulumi.jsonStringify(policy), region: args.region },
    { parent },
  );
}

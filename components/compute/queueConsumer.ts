/**
 * A function that is called with what a queue holds. Makes the mapping, and lets the function's role
 * read that queue. The function answers which messages of a batch it could not handle
 * (`batchItemFailures`): these alone come back. Nothing of it costs but the calls and SQS's requests,
 * of which an empty queue takes some 15 a minute ($0.26 a month).
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, detailOf, refuseWhole, tagsOf } from "../network";
import type { QueueConsumerArgs } from "./queueConsumerArgs";

const INPUTS = { functionName: 0, roleName: 0, queueArn: 0 };

/** A queue's messages, handed to a function. */
export class QueueConsumer extends pulumi.ComponentResource {
  /** The mapping's UUID. */
  readonly mappingId: pulumi.Output<string>;

  constructor(name: string, args: QueueConsumerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:QueueConsumer", name, {}, opts);
    const { batchSize = 10, maximumConcurrency } = args;
    const checked = { component: this, kind: "QueueConsumer", name, inputs: INPUTS };
    checkedPlan(checked, args, () => ({
      issues: [
        ...refuseWhole("batchSize", batchSize, [1, 10]),
        ...(maximumConcurrency === undefined
          ? []
          : refuseWhole("maximumConcurrency", maximumConcurrency, [2, 1000])),
      ],
    }));
    const reads = createPolicy(this, name, args);
    const mapping = new lambda.EventSourceMapping(
      name,
      {
        eventSourceArn: args.queueArn,
        functionName: args.functionName,
        batchSize,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: maximumConcurrency === undefined ? undefined : { maximumConcurrency },
        region: args.region,
        tags: tagsOf(args, { child: name, resourceType: "mapping", detail: detailOf(args, name) }),
      },
      // Lambda tries the role when it makes the mapping.
      { parent: this, dependsOn: [reads] },
    );
    this.mappingId = mapping.uuid;
    this.registerOutputs({ mappingId: this.mappingId });
  }
}

function createPolicy(
  parent: QueueConsumer,
  name: string,
  { roleName, queueArn }: QueueConsumerArgs,
): iam.RolePolicy {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        Resource: queueArn,
      },
    ],
  };
  return new iam.RolePolicy(
    name,
    { role: roleName, policy: pulumi.jsonStringify(policy) },
    { parent },
  );
}

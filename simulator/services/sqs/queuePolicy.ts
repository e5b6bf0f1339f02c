/**
 * Who may use a queue: an attribute of the queue, so a second one takes the first's place. Replaces as
 * internal/service/sqs/queue_policy.go says.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
import { AwsError } from "../../errors";
import { region, type Model } from "../../model";
import type { Scope } from "../../world/scope";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";
import { findQueue, queueKind } from "./entities";

function put(scope: Scope, url: string, inputs: ValueMap): string {
  const queue = findQueue(scope, url);
  if (queue === undefined)
    throw new AwsError(
      "AWS.SimpleQueueService.NonExistentQueue",
      "The specified queue does not exist.",
    );
  const policy = text(inputs, "policy") ?? "";
  if (!policy.includes('"Statement"'))
    throw new AwsError("InvalidAttributeValue", "Invalid value for the parameter Policy.");
  scope.put(queueKind, { ...queue, properties: { ...queue.properties, policy } });
  return queue.id;
}

export const queuePolicy: Model = {
  type: "aws:sqs/queuePolicy:QueuePolicy",
  service: "SQS",
  noun: "SQS Queue Policy",
  calls: {
    create: "SetQueueAttributes",
    update: "SetQueueAttributes",
    delete: "SetQueueAttributes",
  },
  properties: {
    region,
    policy: { kind: "json", required: true },
    queueUrl: { required: true, replaces: true },
  },
  create: (scope, inputs) => put(scope, text(inputs, "queueUrl") ?? "", inputs),
  read(scope, id) {
    const policy = text(findQueue(scope, id)?.properties ?? {}, "policy");
    return policy === undefined ? undefined : { policy, queueUrl: id };
  },
  update: (scope, id, { news }) => void put(scope, id, news),
  delete(scope, id) {
    const queue = findQueue(scope, id);
    if (queue === undefined) return;
    const { policy: _gone, ...properties } = queue.properties;
    scope.put(queueKind, { ...queue, properties });
  },
};

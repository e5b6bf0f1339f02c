/**
 * What each kind of event source asks of a mapping, and of the function's role.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, isGiven, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findTable } from "../dynamodb/entities";
import { findQueue } from "../sqs/entities";
import { needAction, roleMay } from "./roleActions";

const invalid = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message);

interface Mapping {
  readonly scope: Scope;
  readonly inputs: ValueMap;
  readonly source: string;
  readonly target: Thing;
}

export const serviceOf = (arn: string): string => arn.split(":")[2] ?? "";

/** @throws AwsError for a source that is not there, or does not go with the rest. */
export function checkSource(mapping: Mapping): void {
  const service = serviceOf(mapping.source);
  if (service === "sqs") checkQueue(mapping);
  else if (service === "dynamodb" || service === "kinesis") checkStream(mapping, service);
  if (service !== "sqs" && mapping.inputs.scalingConfig !== undefined)
    throw invalid("ScalingConfig is only supported for SQS event sources.");
}

function checkQueue({ scope, inputs, source, target }: Mapping): void {
  const queue = findQueue(scope, source);
  if (queue === undefined) {
    if (scope.pinned !== undefined) return;
    throw invalid(
      "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.",
    );
  }
  needAction(scope, text(target.properties, "role") ?? "", "sqs:ReceiveMessage");
  checkQueueBatches(inputs, flag(queue.properties, "fifoQueue") === true);
  if (isGiven(inputs, "startingPosition"))
    throw invalid("StartingPosition is not valid for SQS event sources.");
  const visible = number(queue.properties, "visibilityTimeoutSeconds") ?? 30;
  const runs = number(target.properties, "timeout") ?? 3;
  if (visible < runs)
    throw invalid(
      `Queue visibility timeout: ${visible} seconds is less than Function timeout: ${runs} seconds`,
    );
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html */
function checkQueueBatches(inputs: ValueMap, isFifo: boolean): void {
  const size = number(inputs, "batchSize") ?? 10;
  const window = number(inputs, "maximumBatchingWindowInSeconds") ?? 0;
  const most = isFifo ? 10 : 10_000;
  if (size > most) throw invalid(`Batch size must be at most ${most} for this queue, got ${size}.`);
  if (isFifo && window > 0) throw invalid("Batching window is not supported for FIFO queues.");
  if (size > 10 && window === 0)
    throw invalid(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
}

function checkStream({ scope, inputs, source, target }: Mapping, service: string): void {
  const isTable = service === "dynamodb";
  if (isTable && scope.pinned === undefined && findTable(scope, source) === undefined)
    throw invalid(`Stream not found: ${source}`);
  if (!isGiven(inputs, "startingPosition"))
    throw invalid("StartingPosition must be specified for this event source.");
  if (inputs.startingPosition === "AT_TIMESTAMP" && isTable)
    throw invalid("StartingPosition AT_TIMESTAMP is not supported for DynamoDB streams.");
  const role = text(target.properties, "role") ?? "";
  const actions = ["GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"];
  if (actions.every((action) => roleMay(scope, role, `${service}:${action}`))) return;
  throw invalid(
    `Cannot access stream ${source}. Please ensure the role can perform the ${actions.slice(0, 3).join(", ")}, and ListStreams Actions on your stream in IAM.`,
  );
}

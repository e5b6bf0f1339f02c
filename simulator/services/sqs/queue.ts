/**
 * A queue. Replaces as internal/service/sqs/queue.go says.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
import { AwsError } from "../../errors";
import { common, computed, optional, output, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { checkConflict, checkRange } from "../../resource/checks";
import { checkWholeName } from "../../resource/wholeName";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isGiven, isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { findQueue, queueKind } from "./entities";

const isFifo = (inputs: ValueMap): boolean => flag(inputs, "fifoQueue") === true;

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const deduplicates = flag(inputs, "contentBasedDeduplication") === true;
  return [
    ...checkWholeName(inputs, isFifo(inputs), { most: 80, what: "queue" }),
    ...(deduplicates && !isFifo(inputs)
      ? [
          {
            property: "contentBasedDeduplication",
            reason: "content-based deduplication can only be set for FIFO queue",
          },
        ]
      : []),
    ...checkConflict(inputs, "namePrefix", "name"),
    ...checkConflict(inputs, "kmsMasterKeyId", "sqsManagedSseEnabled"),
    ...checkOneOf(inputs, "deduplicationScope", ["messageGroup", "queue"]),
    ...checkOneOf(inputs, "fifoThroughputLimit", ["perMessageGroupId", "perQueue"]),
    ...checkRange(inputs, "delaySeconds", [0, 900]),
    ...checkRange(inputs, "kmsDataKeyReusePeriodSeconds", [60, 86_400]),
    ...checkRange(inputs, "maxMessageSize", [1024, 1_048_576]),
    ...checkRange(inputs, "messageRetentionSeconds", [60, 1_209_600]),
    ...checkRange(inputs, "visibilityTimeoutSeconds", [0, 43_200]),
  ];
}

const badAttribute = (value: Value, name: string, reason?: string): AwsError => {
  const said = typeof value === "string" ? value : JSON.stringify(value);
  return new AwsError(
    "InvalidParameterValue",
    `Value ${said} for parameter ${name} is invalid.${reason === undefined ? "" : ` Reason: ${reason}`}`,
  );
};

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const wait = Number(inputs.receiveWaitTimeSeconds ?? 0);
  if (wait < 0 || wait > 20) throw badAttribute(wait, "ReceiveMessageWaitTimeSeconds");
  for (const property of ["deduplicationScope", "fifoThroughputLimit"])
    if (!isFifo(inputs) && text(inputs, property) !== undefined)
      throw new AwsError(
        "InvalidAttributeName",
        `You can specify the ${property[0]?.toUpperCase()}${property.slice(1)} only when FifoQueue is set to true.`,
      );
  const perGroup = text(inputs, "fifoThroughputLimit") === "perMessageGroupId";
  if (perGroup && text(inputs, "deduplicationScope") !== "messageGroup")
    throw badAttribute(
      "perMessageGroupId",
      "FifoThroughputLimit",
      "FifoThroughputLimit can be perMessageGroupId only when DeduplicationScope is messageGroup",
    );
  checkRedrive(scope, inputs);
  const name = text(inputs, "name");
  if (before === undefined && name !== undefined) checkName(scope, urlOf(scope, name), inputs);
}

/** Where messages go that cannot be handled: a queue of the same kind, account and region. */
function checkRedrive(scope: Scope, inputs: ValueMap): void {
  const given = text(inputs, "redrivePolicy");
  if (given === undefined) return;
  const policy = parsed(given);
  const target = policy === undefined ? undefined : text(policy, "deadLetterTargetArn");
  const count = Number(policy?.maxReceiveCount);
  if (target === undefined)
    throw badAttribute(
      given,
      "RedrivePolicy",
      "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.",
    );
  if (!(Number.isInteger(count) && count >= 1 && count <= 1000))
    throw badAttribute(
      given,
      "RedrivePolicy",
      "Redrive policy must have a maxReceiveCount from 1 to 1000.",
    );
  const found = findQueue(scope, target);
  if (found === undefined)
    throw badAttribute(given, "RedrivePolicy", "Dead letter target does not exist.");
  if (isFifo(found.properties) !== isFifo(inputs))
    throw badAttribute(
      given,
      "RedrivePolicy",
      "Dead-letter queue must be same type of queue as the source.",
    );
}

function parsed(json: string): ValueMap | undefined {
  try {
    const value = JSON.parse(json) as Value;
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const attributes = [
  "delaySeconds",
  "fifoQueue",
  "maxMessageSize",
  "messageRetentionSeconds",
].concat(["receiveWaitTimeSeconds", "visibilityTimeoutSeconds", "kmsMasterKeyId", "redrivePolicy"]);

/** The name of a queue that was just deleted is not free; one that is there is answered, if it is the same. */
function checkName(scope: Scope, url: string, inputs: ValueMap): void {
  const found = scope.get(queueKind, url);
  if (found === undefined) return;
  if (found.settlesAt !== undefined)
    throw new AwsError(
      "AWS.SimpleQueueService.QueueDeletedRecently",
      "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
    );
  const other = attributes.find(
    (key) => JSON.stringify(found.properties[key] ?? "") !== JSON.stringify(inputs[key] ?? ""),
  );
  if (other !== undefined)
    throw new AwsError(
      "QueueAlreadyExists",
      `A queue already exists with the same name and a different value for attribute ${other}`,
    );
}

function nameFor(wanted: Wanted): string {
  const isOwn = text(wanted.inputs, "name") !== undefined;
  return `${nameOf(wanted)}${!isOwn && isFifo(wanted.inputs) ? ".fifo" : ""}`;
}

const urlOf = ({ region, account, partition }: Scope, name: string): string =>
  `https://sqs.${region}.amazonaws.com${partition.name === "aws-cn" ? ".cn" : ""}/${account}/${name}`;

function fill({ scope, inputs }: Wanted, url: string): ValueMap {
  const name = url.slice(url.lastIndexOf("/") + 1);
  const encrypts = text(inputs, "kmsMasterKeyId") === undefined;
  return {
    arn: scope.arn("sqs", name),
    ...(isFifo(inputs) ? { deduplicationScope: "queue", fifoThroughputLimit: "perQueue" } : {}),
    kmsDataKeyReusePeriodSeconds: 300,
    name,
    namePrefix: "",
    sqsManagedSseEnabled: encrypts,
    url,
  };
}

export const queue: Model = defineResource({
  type: "aws:sqs/queue:Queue",
  service: "SQS",
  noun: "SQS Queue",
  calls: { create: "CreateQueue", update: "SetQueueAttributes", delete: "DeleteQueue" },
  kind: queueKind,
  autoname: { max: 80, ending: (inputs) => (isFifo(inputs) ? ".fifo" : "") },
  properties: {
    ...common,
    arn: output,
    contentBasedDeduplication: { kind: "flag", default: false },
    deduplicationScope: computed,
    delaySeconds: { kind: "number", default: 0 },
    fifoQueue: { kind: "flag", default: false, replaces: true },
    fifoThroughputLimit: computed,
    kmsDataKeyReusePeriodSeconds: {
      kind: "number",
      computed: true,
      // Without a key there is nothing to use again.
      counts: (inputs) => isGiven(inputs, "kmsMasterKeyId"),
    },
    kmsMasterKeyId: optional,
    maxMessageSize: { kind: "number", default: 262_144 },
    messageRetentionSeconds: { kind: "number", default: 345_600 },
    name: { computed: true, replaces: true },
    namePrefix: { computed: true, replaces: true },
    policy: { kind: "json", computed: true },
    receiveWaitTimeSeconds: { kind: "number", default: 0 },
    redriveAllowPolicy: { kind: "json", computed: true },
    redrivePolicy: { kind: "json", computed: true },
    sqsManagedSseEnabled: { kind: "flag", computed: true },
    url: output,
    visibilityTimeoutSeconds: { kind: "number", default: 30 },
  },
  // The provider waits the minute out: half of its three.
  retries: { create: { codes: ["AWS.SimpleQueueService.QueueDeletedRecently"], seconds: 90 } },
  validate,
  id: (wanted) => urlOf(wanted.scope, nameFor(wanted)),
  accept,
  fill,
  find: (scope, id) => findQueue(scope, id),
  gone: () =>
    new AwsError("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist."),
  removed: (scope, thing) => ({ ...thing, settlesAt: scope.clock + 60 }),
});

/** `aws:sqs/getQueue:getQueue` */
export function getQueue(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name") ?? "";
  const found = findQueue(scope, name);
  if (found === undefined)
    throw new AwsError(
      "AWS.SimpleQueueService.NonExistentQueue",
      "The specified queue does not exist.",
    );
  const { id, properties } = found;
  return { id, name, arn: text(properties, "arn") ?? "", url: id, tags: found.tags ?? {} };
}

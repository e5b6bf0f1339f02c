/**
 * Lambda reads a queue or a stream, and invokes a function with what it read. Replaces as
 * internal/service/lambda/event_source_mapping.go says.
 * https://docs.aws.amazon.com/lambda/latest/dg/API_CreateEventSourceMapping.html
 */
import { AwsError } from "../../errors";
import {
  common,
  forcesNew,
  optional,
  optionalFlag,
  optionalNumber,
  output,
  type Model,
} from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { blockOf, checkArn, checkChoice, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { dateFrom, uuidFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { ofLength, oneOf, timestamp } from "../../resource/forms";
import { flag, isGiven, isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { eventSourceMappingKind, findFunction, functionNamed, needFunction } from "./entities";
import { checkSource, serviceOf } from "./eventSources";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const { filterCriteria } = inputs;
  const filters = isMap(filterCriteria) ? filterCriteria.filters : undefined;
  const tooMany = Array.isArray(filters) && filters.length > 10;
  const age = inputs.maximumRecordAgeInSeconds;
  return [
    ...checkChoice(inputs, ["eventSourceArn", "selfManagedEventSource"]),
    ...checkArn(inputs, "kmsKeyArn"),
    ...(age === -1 ? [] : checkRange(inputs, "maximumRecordAgeInSeconds", [60, 604_800])),
    ...checkRange(inputs, "maximumRetryAttempts", [-1, 10_000]),
    ...checkRange(inputs, "parallelizationFactor", [1, 10]),
    ...checkRange(inputs, "tumblingWindowInSeconds", [0, 900]),
    ...checkRange(blockOf(inputs, "scalingConfig"), "maximumConcurrency", [
      2,
      Number.MAX_SAFE_INTEGER,
    ]),
    ...checkOneOf(inputs, "startingPosition", ["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"]),
    ...(tooMany
      ? [
          {
            property: "filterCriteria",
            reason: `Attribute filter supports 10 item maximum, but config has ${filters.length} declared`,
          },
        ]
      : []),
  ];
}

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "functionName") ?? "";
  const source = text(inputs, "eventSourceArn");
  const target = needFunction(scope, name);
  if (source === undefined) return;
  checkSource({ scope, inputs, source, target });
  refuseNoBatch(inputs, before);
  const window = Number(inputs.maximumBatchingWindowInSeconds ?? 0);
  if (window > 300)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${window}' at 'maximumBatchingWindowInSeconds' failed to satisfy constraint: Member must have value less than or equal to 300`,
    );
  const [other] = scope
    .find(eventSourceMappingKind, "name", pairOf(source, name))
    .filter((one) => one.id !== before?.id);
  if (other !== undefined)
    throw new AwsError(
      "ResourceConflictException",
      `An event source mapping with ${serviceOf(source).toUpperCase()} arn (" ${source} ") and function (" ${target.id} ") already exists. Please update or delete the existing mapping with UUID ${other.id}`,
    );
}

/** Left out after it was given, the provider sends a batch of none. */
function refuseNoBatch(inputs: ValueMap, before: Thing | undefined): void {
  const was = before?.properties.batchSize;
  if (was === undefined || isGiven(inputs, "batchSize") || was === standardBatch(inputs)) return;
  throw new AwsError(
    "ValidationException",
    "1 validation error detected: Value '0' at 'batchSize' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
}

/** A source is read for a function once. */
const pairOf = (source: string, functionName: string): string => {
  const { name, qualifier = "" } = functionNamed(functionName);
  return `${source} to ${name}:${qualifier}`;
};

function show(scope: Scope, { properties }: Thing): ValueMap {
  const name = text(properties, "functionName") ?? "";
  const { qualifier } = functionNamed(name);
  const found = findFunction(scope, name);
  const arn = text(found?.properties ?? {}, "arn") ?? name;
  return {
    functionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
    state: flag(properties, "enabled") === false ? "Disabled" : "Enabled",
  };
}

const standardBatch = (inputs: ValueMap): number =>
  serviceOf(text(inputs, "eventSourceArn") ?? "") === "sqs" ? 10 : 100;

/** By its name it is the same as by its ARN, and as with a qualifier: suppressEquivalentFunctionNameOrARN of alias.go. */
function isOtherFunction(inputs: ValueMap, before?: Value): boolean {
  const after = text(inputs, "functionName");
  if (typeof before !== "string" || after === undefined) return true;
  return functionNamed(before).name !== after && functionNamed(after).name !== before;
}

const filledBlock = { kind: "block", computed: true, replaces: true } as const;
const block = { kind: "block" } as const;
const filledNumber = { kind: "number", computed: true } as const;

export const eventSourceMapping: Model = defineResource({
  type: "aws:lambda/eventSourceMapping:EventSourceMapping",
  service: "Lambda",
  noun: "Lambda Event Source Mapping",
  calls: {
    create: "CreateEventSourceMapping",
    update: "UpdateEventSourceMapping",
    delete: "DeleteEventSourceMapping",
  },
  kind: eventSourceMappingKind,
  properties: {
    ...common,
    amazonManagedKafkaEventSourceConfig: filledBlock,
    arn: output,
    // 100, or 10 of a queue: the provider leaves that alone, and no other.
    batchSize: { ...filledNumber, lapses: (was, inputs) => was !== standardBatch(inputs) },
    bisectBatchOnFunctionError: optionalFlag,
    destinationConfig: block,
    documentDbEventSourceConfig: block,
    enabled: { kind: "flag", default: true },
    eventSourceArn: forcesNew,
    filterCriteria: block,
    functionArn: output,
    functionName: { required: true, counts: isOtherFunction },
    functionResponseTypes: { kind: "set", form: oneOf("ReportBatchItemFailures") },
    kmsKeyArn: optional,
    lastModified: output,
    lastProcessingResult: output,
    maximumBatchingWindowInSeconds: optionalNumber,
    maximumRecordAgeInSeconds: filledNumber,
    maximumRetryAttempts: filledNumber,
    metricsConfig: block,
    parallelizationFactor: filledNumber,
    provisionedPollerConfig: block,
    queues: { kind: "list", replaces: true, form: ofLength(1, 1000) },
    scalingConfig: block,
    selfManagedEventSource: { kind: "block", replaces: true },
    selfManagedKafkaEventSourceConfig: filledBlock,
    sourceAccessConfigurations: { kind: "blocks" },
    startingPosition: forcesNew,
    startingPositionTimestamp: { ...forcesNew, form: timestamp },
    state: output,
    stateTransitionReason: output,
    topics: { kind: "set", replaces: true, form: ofLength(1, 249) },
    tumblingWindowInSeconds: optionalNumber,
    useResourceTimeoutForPropagation: { kind: "flag", local: true },
    uuid: output,
  },
  // retryEventSourceMapping of event_source_mapping.go.
  retries: {
    create: {
      codes: ["InvalidParameterValueException"],
      message:
        /cannot be assumed by Lambda|execution role does not have|ensure the role can perform/,
      seconds: 300,
    },
  },
  validate,
  id: ({ scope, urn }) => uuidFrom(scope.newLife("event source mapping", urn)),
  names: (id, properties) => {
    const source = text(properties, "eventSourceArn");
    const pair =
      source === undefined ? [] : [pairOf(source, text(properties, "functionName") ?? "")];
    return [id, ...pair];
  },
  accept,
  fill: ({ scope, inputs, urn }, id) => ({
    arn: scope.arn("lambda", `event-source-mapping:${id}`),
    batchSize: standardBatch(inputs),
    lastModified: dateFrom(scope.hash("event source mapping", urn)),
    lastProcessingResult: "",
    stateTransitionReason: "USER_INITIATED",
    uuid: id,
  }),
  show,
});

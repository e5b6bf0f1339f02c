/**
 * Where a rule's events go: five a rule at most. Another of the same id is overwritten.
 * Replaces as internal/service/events/target.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
 */
import { AwsError } from "../../errors";
import { optional, region, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn, checkConflict, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { busForm, ruleId, ruleKind, targetKind } from "./eventEntities";

const ways = ["input", "inputPath", "inputTransformer"] as const;

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkArn(inputs, "arn"),
    ...checkArn(inputs, "roleArn"),
    ...checkPattern(
      inputs,
      "targetId",
      /^[0-9A-Za-z_.-]{1,64}$/,
      "letters, digits, . _ and -, 64 at most",
    ),
    ...checkPattern(
      inputs,
      "rule",
      /^[0-9A-Za-z_.-]{1,64}$/,
      "letters, digits, . _ and -, 64 at most",
    ),
    ...ways.flatMap((one, index) =>
      ways.slice(index + 1).flatMap((other) => checkConflict(inputs, one, other)),
    ),
  ];
}

const busOf = (inputs: ValueMap): string => text(inputs, "eventBusName") ?? "default";

const idFor = (inputs: ValueMap): string =>
  `${ruleId(busOf(inputs), text(inputs, "rule") ?? "")}/${text(inputs, "targetId") ?? ""}`;

const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

/** Services that EventBridge calls by a role, and those that let it in by a policy of their own. */
const byRole =
  /^(states|kinesis|firehose|ecs|batch|codebuild|codepipeline|ssm|sagemaker|redshift)$/;
const byPolicy = /^(lambda|sns|logs)$/;

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const rule = ruleId(busOf(inputs), text(inputs, "rule") ?? "");
  if (scope.get(ruleKind, rule) === undefined)
    throw new AwsError(
      "ResourceNotFoundException",
      `Rule ${text(inputs, "rule") ?? ""} does not exist on EventBus ${busOf(inputs)}.`,
    );
  const isNew = before === undefined && scope.get(targetKind, idFor(inputs)) === undefined;
  if (isNew && scope.count(targetKind, "rule", rule) >= 5)
    throw new AwsError(
      "LimitExceededException",
      "The requested resource exceeds the maximum number allowed.",
    );
  acceptTarget(inputs);
}

function acceptTarget(inputs: ValueMap): void {
  const arn = text(inputs, "arn") ?? "";
  const [, , service = ""] = arn.split(":");
  const hasRole = text(inputs, "roleArn") !== undefined;
  if (byRole.test(service) && !hasRole) throw invalid(`RoleArn is required for target ${arn}.`);
  if (byPolicy.test(service) && hasRole)
    throw invalid(`RoleArn is not supported for target ${arn}.`);
  if (service === "ecs" && !isMap(inputs.ecsTarget))
    throw invalid(`EcsParameters are required for target ${arn}.`);
  const isFifo = service === "sqs" && arn.endsWith(".fifo");
  if (isFifo && !isMap(inputs.sqsTarget))
    throw invalid(
      "Parameter(s) SqsParameters must be specified for target: FIFO queues need a message group.",
    );
  if (!isFifo && isMap(inputs.sqsTarget))
    throw invalid(
      "Parameter(s) SqsParameters not valid for target: only FIFO queues take a message group.",
    );
}

/** `rule-target`, with the bus before it where it is not the default one. */
function providerId({ properties }: Thing): string {
  const bus = busOf(properties);
  const parts = [text(properties, "rule") ?? "", text(properties, "targetId") ?? ""];
  return [...(bus === "default" ? [] : [bus]), ...parts].join("-");
}

/** An import gives `rule/target`, or `bus/rule/target`. */
const find = (scope: Scope, id: string, known: ValueMap): Thing | undefined =>
  scope.get(targetKind, text(known, "rule") === undefined ? id : idFor(known));

const block = { kind: "block" } as const;
const properties: Properties = {
  region,
  appsyncTarget: block,
  arn: { required: true },
  batchTarget: block,
  deadLetterConfig: block,
  ecsTarget: block,
  eventBusName: { default: "default", replaces: true, form: busForm },
  forceDestroy: { kind: "flag", default: false, local: true },
  httpTarget: block,
  input: { kind: "json" },
  inputPath: { form: ofLength(0, 256) },
  inputTransformer: block,
  kinesisTarget: block,
  redshiftTarget: block,
  retryPolicy: block,
  roleArn: optional,
  rule: { required: true, replaces: true },
  runCommandTargets: { kind: "list" },
  sagemakerPipelineTarget: {
    ...block,
    // Left out again, it stays.
    counts: ({ sagemakerPipelineTarget }) => sagemakerPipelineTarget !== undefined,
  },
  sqsTarget: block,
  targetId: { computed: true, replaces: true },
};

export const eventTarget: Model = defineResource({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  service: "EventBridge",
  noun: "EventBridge Target",
  calls: { create: "PutTargets", update: "PutTargets", delete: "RemoveTargets" },
  kind: targetKind,
  autoname: { max: 255, property: "targetId" },
  keys: ["rule", "targetId", "eventBusName"],
  properties,
  validate,
  id: ({ inputs }) => idFor(inputs),
  providerId,
  accept,
  find,
});

/**
 * A topic. Replaces as internal/service/sns/topic.go says.
 * https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
import { AwsError } from "../../errors";
import { common, computed, optional, output, type Model, type Property } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn, checkConflict, checkRange } from "../../resource/checks";
import { checkWholeName } from "../../resource/wholeName";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { flag, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { unknownPrincipal } from "../iam/principals";
import { findTopic, subscriptionKind, topicKind } from "./entities";

const senders = ["application", "firehose", "http", "lambda", "sqs"] as const;
const rolesOf = (sender: string): readonly string[] => [
  `${sender}SuccessFeedbackRoleArn`,
  `${sender}FailureFeedbackRoleArn`,
];

/** What each kind of delivery reports of its successes and failures. */
const feedback: Readonly<Record<string, Property>> = Object.fromEntries(
  senders.flatMap((sender): [string, Property][] => [
    ...rolesOf(sender).map((role): [string, Property] => [role, optional]),
    [`${sender}SuccessFeedbackSampleRate`, { kind: "number" }],
  ]),
);

const isFifo = (inputs: ValueMap): boolean => flag(inputs, "fifoTopic") === true;

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkWholeName(inputs, isFifo(inputs), { most: 256, what: "topic" }),
    ...(isFifo(inputs) ? [] : fifoOnly(inputs)),
    ...checkConflict(inputs, "namePrefix", "name"),
    ...checkOneOf(inputs, "tracingConfig", ["Active", "PassThrough"]),
    ...checkOneOf(inputs, "fifoThroughputScope", ["Topic", "MessageGroup"]),
    ...checkRange(inputs, "signatureVersion", [1, 2]),
    ...senders.flatMap((sender) => [
      ...rolesOf(sender).flatMap((role) => checkArn(inputs, role)),
      ...checkRange(inputs, `${sender}SuccessFeedbackSampleRate`, [0, 100]),
    ]),
  ];
}

function fifoOnly(inputs: ValueMap): readonly CheckFailure[] {
  const said = {
    archivePolicy: "message archive policy can only be set for FIFO topics",
    fifoThroughputScope: "FIFO throughput scope can only be set for FIFO topics",
  };
  const failures: CheckFailure[] = Object.entries(said)
    .filter(([property]) => text(inputs, property) !== undefined)
    .map(([property, reason]) => ({ property, reason }));
  if (flag(inputs, "contentBasedDeduplication") === true)
    failures.push({
      property: "contentBasedDeduplication",
      reason: "content-based deduplication can only be set for FIFO topics",
    });
  return failures;
}

function accept({ scope, inputs }: Wanted): void {
  const shown = text(inputs, "displayName") ?? "";
  if (shown.length > 100)
    throw new AwsError(
      "InvalidParameter",
      "Invalid parameter: DisplayName Reason: must be at most 100 characters",
      "SetTopicAttributes",
    );
  const policy = text(inputs, "policy");
  if (policy !== undefined) checkTopicPolicy(scope, policy);
  const name = text(inputs, "name");
  if (name !== undefined) checkTaken(scope, scope.arn("sns", name), inputs);
}

/** One of the name is answered again, unless its tags are others. */
function checkTaken(scope: Scope, arn: string, inputs: ValueMap): void {
  const found = findTopic(scope, arn);
  const isSame = JSON.stringify(found?.tags ?? {}) === JSON.stringify(tagsOf(inputs, "tagsAll"));
  if (found !== undefined && !isSame)
    throw new AwsError(
      "InvalidParameter",
      "Invalid parameter: Tags Reason: Topic already exists with different tags",
    );
}

/** @throws AwsError for a policy that names who is not there, or what is not SNS's. */
export function checkTopicPolicy(scope: Scope, policy: string): void {
  const invalid = (reason: string): AwsError =>
    new AwsError("InvalidParameter", `Invalid parameter: ${reason}`, "SetTopicAttributes");
  if (!policy.includes('"Statement"')) throw invalid("Policy Error: null");
  if (/"(?:Not)?Action"\s*:\s*\[?\s*"(?!sns:|\*)/i.test(policy))
    throw invalid("Policy statement action out of service scope!");
  if (unknownPrincipal(scope, policy) !== undefined)
    throw invalid("Policy Error: PrincipalNotFound");
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
export function defaultPolicy(scope: Scope, arn: string): string {
  const actions = ["GetTopicAttributes", "SetTopicAttributes", "AddPermission"];
  const more = ["RemovePermission", "DeleteTopic", "Subscribe", "ListSubscriptionsByTopic"];
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [...actions, ...more, "Publish"].map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": scope.account } },
      },
    ],
  });
}

const fill = ({ scope, inputs }: Wanted, arn: string): ValueMap => ({
  arn,
  beginningArchiveTime: "",
  ...(isFifo(inputs) ? { fifoThroughputScope: "MessageGroup" } : {}),
  name: arn.slice(arn.lastIndexOf(":") + 1),
  namePrefix: "",
  owner: scope.account,
  policy: defaultPolicy(scope, arn),
  signatureVersion: 0,
  tracingConfig: "",
});

export const topic: Model = defineResource({
  type: "aws:sns/topic:Topic",
  service: "SNS",
  noun: "SNS Topic",
  calls: { create: "CreateTopic", update: "SetTopicAttributes", delete: "DeleteTopic" },
  kind: topicKind,
  autoname: { max: 80, ending: (inputs) => (isFifo(inputs) ? ".fifo" : "") },
  properties: {
    ...common,
    ...feedback,
    archivePolicy: { kind: "json" },
    arn: output,
    beginningArchiveTime: output,
    contentBasedDeduplication: { kind: "flag", default: false },
    deliveryPolicy: { kind: "json" },
    displayName: optional,
    fifoThroughputScope: computed,
    fifoTopic: { kind: "flag", default: false, replaces: true },
    kmsMasterKeyId: optional,
    name: { computed: true, replaces: true },
    namePrefix: { computed: true, replaces: true },
    owner: output,
    policy: { kind: "json", computed: true },
    signatureVersion: { kind: "number", computed: true },
    tracingConfig: computed,
  },
  // putTopicAttribute of topic.go waits for principals that IAM is slow to show.
  retries: {
    create: { codes: ["InvalidParameter"], message: /PrincipalNotFound/, seconds: 120 },
    update: { codes: ["InvalidParameter"], message: /PrincipalNotFound/, seconds: 120 },
  },
  validate,
  id: (wanted) => {
    const made = text(wanted.inputs, "name") === undefined && isFifo(wanted.inputs);
    return wanted.scope.arn("sns", `${nameOf(wanted)}${made ? ".fifo" : ""}`);
  },
  accept: (wanted, before) => {
    if (before === undefined) accept(wanted);
    else accept({ ...wanted, inputs: { ...wanted.inputs, name: null } });
  },
  fill,
  gone: () => new AwsError("NotFound", "Topic does not exist"),
  removed: (scope, { id }) => {
    for (const one of scope.find(subscriptionKind, "name", id)) scope.remove(one);
    return undefined;
  },
});

/** `aws:sns/getTopic:getTopic` */
export function getTopic(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name") ?? "";
  const arn = scope.arn("sns", name);
  const found = findTopic(scope, arn);
  if (found === undefined) throw new AwsError("NotFound", `no matching SNS Topic found: ${name}`);
  return { arn, id: arn, name, tags: found.tags ?? {} };
}

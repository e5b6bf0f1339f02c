/**
 * Who hears of what is published to a topic. Replaces as internal/service/sns/topic_subscription.go says.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
import { AwsError } from "../../errors";
import { computed, optional, output, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { flag, isGiven, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { findQueue } from "../sqs/entities";
import { findTopic, subscriptionKind } from "./entities";

const protocols = ["application", "email", "email-json", "firehose", "http", "https"].concat([
  "lambda",
  "sms",
  "sqs",
]);

/** What an endpoint looks like, and how SNS says that it does not. */
const endpoints: Readonly<Record<string, readonly [form: RegExp, fault: string]>> = {
  application: [/^arn:[^:]+:sns:/, "Application endpoint arn invalid"],
  email: [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "Email address"],
  "email-json": [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "Email address"],
  firehose: [/^arn:[^:]+:firehose:/, "Firehose endpoint ARN"],
  http: [/^http:\/\//, "Endpoint must match the specified protocol"],
  https: [/^https:\/\//, "Endpoint must match the specified protocol"],
  lambda: [/^arn:[^:]+:lambda:[^:]+:\d{12}:function:/, "Lambda endpoint ARN"],
  sms: [/^\+?[\d\s().-]{4,20}$/, "Invalid parameter: Endpoint Reason: no valid phone number"],
  sqs: [/^arn:[^:]+:sqs:[^:]+:\d{12}:/, "SQS endpoint ARN"],
};

const invalid = (reason: string): AwsError =>
  new AwsError("InvalidParameter", `Invalid parameter: ${reason}`);

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkOneOf(inputs, "protocol", protocols),
  ...checkOneOf(inputs, "filterPolicyScope", ["MessageAttributes", "MessageBody"]),
  ...checkArn(inputs, "subscriptionRoleArn"),
  ...checkArn(inputs, "topic"),
];

function accept({ scope, inputs }: Wanted): void {
  const topicArn = text(inputs, "topic") ?? "";
  const protocol = text(inputs, "protocol") ?? "";
  const endpoint = text(inputs, "endpoint") ?? "";
  if (scope.ofArn(topicArn).region !== scope.region) throw invalid("TopicArn");
  const topic = findTopic(scope, topicArn);
  if (topic === undefined) throw new AwsError("NotFound", "Topic does not exist");
  const isFifo = flag(topic.properties, "fifoTopic") === true;
  if (isFifo && protocol !== "sqs") throw invalid(`Invalid protocol type: ${protocol}`);
  const [form, fault] = endpoints[protocol] ?? [/./, "Protocol"];
  if (!form.test(endpoint)) throw invalid(fault);
  if (protocol === "sqs" && endpoint.endsWith(".fifo") && !isFifo)
    throw invalid(
      "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    );
  checkDelivery(scope, inputs, protocol);
}

function checkDelivery(scope: Scope, inputs: ValueMap, protocol: string): void {
  const raw = ["http", "https", "sqs", "firehose"].includes(protocol);
  if (flag(inputs, "rawMessageDelivery") === true && !raw)
    throw invalid(
      `Attributes Reason: RawMessageDelivery: Delivery protocol [${protocol}] does not support raw message delivery.`,
    );
  if ((protocol === "firehose") !== isGiven(inputs, "subscriptionRoleArn"))
    throw invalid(
      "Attributes Reason: SubscriptionRoleArn is of Firehose endpoints, and required of them",
    );
  const redrive = text(inputs, "redrivePolicy");
  const [target] = /arn:[^"]+/.exec(redrive ?? "") ?? [];
  if (redrive === undefined) return;
  if (target === undefined || findQueue(scope, target) === undefined)
    throw invalid(
      `Attributes Reason: RedrivePolicy: Dead-letter queue not found: ${target ?? redrive}`,
    );
}

const pairOf = (inputs: ValueMap): string =>
  ["topic", "protocol", "endpoint"].map((key) => text(inputs, key) ?? "").join(" ");

/** People, and web servers that do not answer by themselves, have to confirm. */
const isPending = (inputs: ValueMap): boolean => {
  const protocol = text(inputs, "protocol") ?? "";
  if (protocol.startsWith("http")) return flag(inputs, "endpointAutoConfirms") !== true;
  return protocol.startsWith("email");
};

export const topicSubscription: Model = defineResource({
  type: "aws:sns/topicSubscription:TopicSubscription",
  service: "SNS",
  noun: "SNS Topic Subscription",
  calls: { create: "Subscribe", update: "SetSubscriptionAttributes", delete: "Unsubscribe" },
  kind: subscriptionKind,
  properties: {
    region,
    arn: output,
    confirmationTimeoutInMinutes: { kind: "number", default: 1, local: true },
    confirmationWasAuthenticated: { kind: "flag", output: true },
    deliveryPolicy: { kind: "json" },
    endpoint: requiredForcesNew,
    endpointAutoConfirms: { kind: "flag", default: false, local: true },
    filterPolicy: { kind: "json" },
    filterPolicyScope: computed,
    ownerId: output,
    pendingConfirmation: { kind: "flag", output: true },
    protocol: requiredForcesNew,
    rawMessageDelivery: { kind: "flag", default: false },
    redrivePolicy: { kind: "json" },
    replayPolicy: { kind: "json" },
    subscriptionRoleArn: optional,
    topic: requiredForcesNew,
  },
  validate,
  // The same endpoint subscribed once more is answered with the subscription that there is.
  id: ({ scope, inputs, urn }) => {
    const [found] = scope.find(subscriptionKind, "name", pairOf(inputs));
    if (found !== undefined) return found.id;
    return `${text(inputs, "topic") ?? ""}:${uuidFrom(scope.newLife("subscription", urn))}`;
  },
  names: (_id, properties) => [text(properties, "topic") ?? "", pairOf(properties)],
  accept,
  fill: ({ scope, inputs }, id) => ({
    arn: id,
    confirmationWasAuthenticated: !isPending(inputs),
    filterPolicyScope: isGiven(inputs, "filterPolicy") ? "MessageAttributes" : "",
    ownerId: scope.account,
    pendingConfirmation: isPending(inputs),
  }),
  gone: () => new AwsError("NotFound", "Subscription does not exist"),
});

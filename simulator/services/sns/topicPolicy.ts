/**
 * Who may use a topic: an attribute of the topic, so a second one takes the first's place; without it the topic has
 * AWS's default. Replaces as internal/service/sns/topic_policy.go says.
 * https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
import { AwsError } from "../../errors";
import { output, region, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { arn as arnForm } from "../../resource/forms";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { findTopic, topicKind } from "./entities";
import { checkTopicPolicy, defaultPolicy } from "./topic";

function put(scope: Scope, arn: string, inputs: ValueMap): string {
  const topic = findTopic(scope, arn);
  if (topic === undefined) throw new AwsError("NotFound", "Topic does not exist");
  const policy = text(inputs, "policy") ?? "";
  checkTopicPolicy(scope, policy);
  scope.put(topicKind, { ...topic, properties: { ...topic.properties, policy } });
  return arn;
}

const retry = {
  codes: ["InvalidParameter"],
  message: /PrincipalNotFound/,
  seconds: 120,
} as const;

export const topicPolicy: Model = {
  type: "aws:sns/topicPolicy:TopicPolicy",
  service: "SNS",
  noun: "SNS Topic Policy",
  calls: {
    create: "SetTopicAttributes",
    update: "SetTopicAttributes",
    delete: "SetTopicAttributes",
  },
  properties: {
    region,
    arn: { required: true, replaces: true, form: arnForm },
    owner: output,
    policy: { kind: "json", required: true },
  },
  retries: { create: retry, update: retry },
  create: (scope, inputs) => put(scope, text(inputs, "arn") ?? "", inputs),
  read(scope, id) {
    const topic = findTopic(scope, id);
    if (topic === undefined) return undefined;
    const { policy = "", owner = "" } = topic.properties;
    if (policy === defaultPolicy(scope, id)) return undefined;
    return { arn: id, owner, policy };
  },
  update: (scope, id, { news }) => void put(scope, id, news),
  delete(scope, id) {
    const topic = findTopic(scope, id);
    if (topic !== undefined) put(scope, id, { policy: defaultPolicy(scope, id) });
  },
};

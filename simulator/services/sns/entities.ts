/** What SNS keeps. */
import { defineThing, type Thing } from "../../resource/spec";
import type { Scope } from "../../world/scope";

/** Its id is its ARN. */
export const topicKind = defineThing("topic");
/** Its id is its ARN; it is also called by its topic, and by its topic, protocol and endpoint together. */
export const subscriptionKind = defineThing("topic-subscription");

/** By ARN, in the account and region where the ARN points. */
export const findTopic = (scope: Scope, arn: string): Thing | undefined =>
  scope.ofArn(arn).get(topicKind, arn);

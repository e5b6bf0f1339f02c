/**
 * A topic that people hear of alarms and events by: encrypted, over TLS only, open to CloudWatch's
 * alarms of its own account and, where asked for, to EventBridge. Makes the topic, its policy, and a subscription
 * for each address. 1,000 e-mails a month are free, then $2 for 100,000.
 *
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { checkedPlan, childName, detailOf, tagsOf } from "../network";
import type { NotificationTopicArgs } from "./notificationTopicArgs";

/** An encrypted topic, and who is told by it. */
export class NotificationTopic extends pulumi.ComponentResource {
  /** Known once the topic's policy stands. */
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: NotificationTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:NotificationTopic", name, {}, opts);
    const checked = { component: this, kind: "NotificationTopic", name };
    checkedPlan(checked, args, () => ({ issues: refuseAddresses(args.emailAddresses ?? []) }));
    const topic = new sns.Topic(
      name,
      {
        kmsMasterKeyId: args.kmsKeyArn,
        region: args.region,
        tags: tagsOf(args, { child: name, resourceType: "sns", detail: detailOf(args, name) }),
      },
      { parent: this },
    );
    const policy = new sns.TopicPolicy(
      name,
      {
        arn: topic.arn,
        policy: pulumi.jsonStringify(policyOf(topic.arn, args.eventBridge ?? false)),
        region: args.region,
      },
      { parent: this },
    );
    for (const address of args.emailAddresses ?? []) {
      new sns.TopicSubscription(
        childName(name, address),
        { topic: topic.arn, protocol: "email", endpoint: address, region: args.region },
        { parent: this },
      );
    }
    this.topicArn = policy.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

function refuseAddresses(addresses: readonly string[]): Issue[] {
  return addresses.flatMap((address, index) => {
    const propertyPath = `emailAddresses[${index}]`;
    if (addresses.indexOf(address) !== index)
      return [{ propertyPath, reason: `must be there once, got "${address}" again` }];
    if (/^[^\s@:$]+@[^\s@:$]+\.[^\s@:$]+$/.test(address)) return [];
    return [{ propertyPath, reason: `must be an e-mail address, got "${address}"` }];
  });
}

function policyOf(topicArn: pulumi.Output<string>, eventBridge: boolean): object {
  // arn:aws:sns:us-east-1:123456789012:name
  const place = topicArn.apply((arn) => arn.split(":"));
  const part = (index: number) => place.apply((parts) => parts[index] ?? "");
  const [partition, region, account] = [part(1), part(3), part(4)];
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: {
            "aws:SourceArn": pulumi.interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:*`,
          },
        },
      },
      ...(eventBridge ? [eventBridgeStatement(topicArn)] : []),
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}

/** EventBridge's rules publish with no condition or not at all: AWS does not say whose rule it is. */
const eventBridgeStatement = (topicArn: pulumi.Output<string>) => ({
  Sid: "EventBridge",
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: "sns:Publish",
  Resource: topicArn,
});

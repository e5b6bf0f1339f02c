/** Who is told when NAT gateways or endpoints drop traffic, and when an image could not be handled. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as net from "pulumi-aws-network";
import type { ServerlessConfig } from "./config";
import type { Labels } from "./labels";

interface Watched {
  readonly vpc: net.Vpc;
  readonly endpoints: net.VpcEndpoints;
  readonly queue: net.MessageQueue;
  readonly messageKey: net.EncryptionKey;
}

export function createAlarms(
  { notificationEmails }: ServerlessConfig,
  { vpc, endpoints, queue, messageKey }: Watched,
  labels: Labels,
): net.NotificationTopic {
  const { name, tagged } = labels;
  const topic = new net.NotificationTopic(`${name}-alarms`, {
    kmsKeyArn: messageKey.keyArn,
    emailAddresses: [...notificationEmails],
    ...tagged,
  });
  new net.NetworkAlarms(name, {
    vpc,
    natGatewayIds: vpc.natGatewayIds,
    interfaceEndpointIds: endpoints.endpointIds,
    topicArn: topic.topicArn,
    // As asked for: more than one connection without a port, twice in a row.
    portErrors: 1,
    portErrorPeriods: 2,
    ...tagged,
  });
  watchDeadLetters(queue, topic, labels);
  return topic;
}

/** A dead letter is an image that nobody will look at again by itself. */
function watchDeadLetters(
  queue: net.MessageQueue,
  topic: net.NotificationTopic,
  { name, tagged: { naming, tags } }: Labels,
): void {
  const { topicArn } = topic;
  new cloudwatch.MetricAlarm(
    `${name}-images-dead`,
    {
      alarmDescription: "An image could not be handled: its message is among the dead letters.",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.deadLetterQueueName },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: { Name: `alarm-${naming.purpose}-images-dead-${naming.suffix}`, ...tags },
    },
    { parent: queue },
  );
}

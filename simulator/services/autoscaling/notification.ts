/**
 * What a topic is told of groups. Replaces as internal/service/autoscaling/notification.go says.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutNotificationConfiguration.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { text, texts } from "../../values";
import { findTopic } from "../sns/entities";
import { groupReference, notificationKind } from "./entities";

const kinds = [
  "autoscaling:EC2_INSTANCE_LAUNCH",
  "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
  "autoscaling:EC2_INSTANCE_TERMINATE",
  "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
  "autoscaling:TEST_NOTIFICATION",
];

export const notification: Model = defineResource({
  type: "aws:autoscaling/notification:Notification",
  service: "Auto Scaling",
  noun: "Auto Scaling Notification",
  calls: {
    create: "PutNotificationConfiguration",
    update: "PutNotificationConfiguration",
    delete: "DeleteNotificationConfiguration",
  },
  kind: notificationKind,
  properties: {
    region,
    groupNames: { kind: "set", required: true },
    notifications: { kind: "set", required: true },
    topicArn: requiredForcesNew,
  },
  references: [
    groupReference("groupNames"),
    {
      property: "topicArn",
      find: findTopic,
      missing: (arn) =>
        new AwsError(
          "ValidationError",
          `Unable to publish notification message to notification target ${arn}: there is no such topic`,
        ),
    },
  ],
  id: ({ inputs }) => text(inputs, "topicArn") ?? "",
  names: () => [],
  accept({ inputs }) {
    const unknown = texts(inputs, "notifications").find((one) => !kinds.includes(one));
    if (unknown !== undefined)
      throw new AwsError(
        "ValidationError",
        `"${unknown}" is not a valid Notification Type. Valid types are ${kinds.join(", ")}`,
      );
  },
});

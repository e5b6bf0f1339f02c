import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record, unknown } from "./recordedMocks";
import { readable } from "./readable";

const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const more = { ...tagged, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("EncryptionKey", () => {
  it("makes a key that is renewed, for its account", async () => {
    expect(
      await made(
        () =>
          new net.EncryptionKey("shop-ebs", { description: "Volumes", accountId: "123456789012" }),
      ),
    ).to.deep.equal({
      "EncryptionKey shop-ebs < ": {},
      "Key shop-ebs < EncryptionKey": {
        deletionWindowInDays: 30,
        description: "Volumes",
        enableKeyRotation: true,
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "PoliciesOfTheAccount",
              Effect: "Allow",
              Principal: {
                AWS: "arn:aws:iam::123456789012:root",
              },
              Action: "kms:*",
              Resource: "*",
            },
          ],
        },
        tags: {
          Name: "shop-ebs",
        },
      },
    });
  });

  it("lets in the services that are named, each by what it takes", async () => {
    expect(
      await made(
        () =>
          new net.EncryptionKey("shop-ebs", {
            description: "Volumes",
            accountId: "123456789012",
            partition: "aws-cn",
            usedBy: [
              net.EncryptionKeyUser.AutoScaling,
              net.EncryptionKeyUser.CloudWatchAlarms,
              net.EncryptionKeyUser.EventBridge,
            ],
            deletionWindowInDays: 7,
            ...more,
          }),
      ),
    ).to.deep.equal({
      "EncryptionKey shop-ebs < ": {},
      "Key shop-ebs < EncryptionKey": {
        deletionWindowInDays: 7,
        description: "Volumes",
        enableKeyRotation: true,
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "PoliciesOfTheAccount",
              Effect: "Allow",
              Principal: {
                AWS: "arn:aws-cn:iam::123456789012:root",
              },
              Action: "kms:*",
              Resource: "*",
            },
            {
              Sid: "AutoScalingUses",
              Effect: "Allow",
              Principal: {
                AWS: "arn:aws-cn:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
              },
              Action: [
                "kms:Encrypt",
                "kms:Decrypt",
                "kms:ReEncrypt*",
                "kms:GenerateDataKey*",
                "kms:DescribeKey",
              ],
              Resource: "*",
            },
            {
              Sid: "AutoScalingGrants",
              Effect: "Allow",
              Principal: {
                AWS: "arn:aws-cn:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
              },
              Action: "kms:CreateGrant",
              Resource: "*",
              Condition: {
                Bool: {
                  "kms:GrantIsForAWSResource": "true",
                },
              },
            },
            {
              Sid: "CloudWatchAlarms",
              Effect: "Allow",
              Principal: {
                Service: "cloudwatch.amazonaws.com",
              },
              Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
              Resource: "*",
              Condition: {
                StringEquals: {
                  "aws:SourceAccount": "123456789012",
                },
              },
            },
            {
              Sid: "EventBridge",
              Effect: "Allow",
              Principal: {
                Service: "events.amazonaws.com",
              },
              Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
              Resource: "*",
            },
          ],
        },
        region: "eu-west-1",
        tags: {
          Name: "kms-shop-ebs-dev",
          Service: "shop",
        },
      },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    const message = await messageOf(
      () =>
        new net.EncryptionKey("shop", {
          description: "",
          accountId: "123456789012",
          usedBy: [unknown("lambda")],
          deletionWindowInDays: 6,
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - usedBy[0]: must be one of "autoScaling", "cloudWatchAlarms", "eventBridge", got "lambda"',
      "  - deletionWindowInDays: must be a whole number from 7 to 30, got 6",
      "  - description: must be 1 to 8192 characters, got 0",
    ]);
  });
});

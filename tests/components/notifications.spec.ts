import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";

const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const more = { ...tagged, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("LogGroups and NotificationTopic", () => {
  it("makes a log group for each name", async () => {
    expect(
      await made(
        () =>
          new net.LogGroups("shop", {
            names: ["system", "application"],
            retentionInDays: 7,
            kmsKeyArn: "key",
            ...more,
          }),
      ),
    ).to.deep.equal({
      "LogGroups shop < ": {},
      "LogGroup shop-system < LogGroups": {
        kmsKeyId: "key",
        region: "eu-west-1",
        retentionInDays: 7,
        tags: {
          Name: "logs-shop-system-dev",
          Service: "shop",
        },
      },
      "LogGroup shop-application < LogGroups": {
        kmsKeyId: "key",
        region: "eu-west-1",
        retentionInDays: 7,
        tags: {
          Name: "logs-shop-application-dev",
          Service: "shop",
        },
      },
    });
  });

  it("makes an encrypted topic for the alarms of its account, over TLS only", async () => {
    expect(await made(() => new net.NotificationTopic("shop", { kmsKeyArn: "key" }))).to.deep.equal(
      {
        "NotificationTopic shop < ": {},
        "Topic shop < NotificationTopic": {
          kmsMasterKeyId: "key",
          tags: {
            Name: "shop",
          },
        },
        "TopicPolicy shop < NotificationTopic": {
          arn: "arn:aws:sns:us-east-1:123456789012:shop",
          policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "AlarmsOfThisAccount",
                Effect: "Allow",
                Principal: {
                  Service: "cloudwatch.amazonaws.com",
                },
                Action: "sns:Publish",
                Resource: "arn:aws:sns:us-east-1:123456789012:shop",
                Condition: {
                  StringEquals: {
                    "aws:SourceAccount": "123456789012",
                  },
                  ArnLike: {
                    "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*",
                  },
                },
              },
              {
                Sid: "TlsOnly",
                Effect: "Deny",
                Principal: "*",
                Action: "sns:Publish",
                Resource: "arn:aws:sns:us-east-1:123456789012:shop",
                Condition: {
                  Bool: {
                    "aws:SecureTransport": "false",
                  },
                },
              },
            ],
          },
        },
      },
    );
  });

  it("lets EventBridge publish where asked for, and people subscribe", async () => {
    expect(
      await made(
        () =>
          new net.NotificationTopic("shop", {
            kmsKeyArn: "key",
            eventBridge: true,
            emailAddresses: ["ops@example.com"],
            ...more,
          }),
      ),
    ).to.deep.equal({
      "NotificationTopic shop < ": {},
      "Topic shop < NotificationTopic": {
        kmsMasterKeyId: "key",
        region: "eu-west-1",
        tags: {
          Name: "sns-shop-dev",
          Service: "shop",
        },
      },
      "TopicSubscription shop-ops@example.com < NotificationTopic": {
        endpoint: "ops@example.com",
        protocol: "email",
        region: "eu-west-1",
        topic: "arn:aws:sns:us-east-1:123456789012:shop",
      },
      "TopicPolicy shop < NotificationTopic": {
        arn: "arn:aws:sns:us-east-1:123456789012:shop",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "AlarmsOfThisAccount",
              Effect: "Allow",
              Principal: {
                Service: "cloudwatch.amazonaws.com",
              },
              Action: "sns:Publish",
              Resource: "arn:aws:sns:us-east-1:123456789012:shop",
              Condition: {
                StringEquals: {
                  "aws:SourceAccount": "123456789012",
                },
                ArnLike: {
                  "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*",
                },
              },
            },
            {
              Sid: "EventBridge",
              Effect: "Allow",
              Principal: {
                Service: "events.amazonaws.com",
              },
              Action: "sns:Publish",
              Resource: "arn:aws:sns:us-east-1:123456789012:shop",
            },
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: "*",
              Action: "sns:Publish",
              Resource: "arn:aws:sns:us-east-1:123456789012:shop",
              Condition: {
                Bool: {
                  "aws:SecureTransport": "false",
                },
              },
            },
          ],
        },
        region: "eu-west-1",
      },
    });
  });

  it("refuses names that are none, twice the same, and times that CloudWatch Logs has not", async () => {
    const message = await messageOf(
      () => new net.LogGroups("shop", { names: ["System", "audit", "audit"], retentionInDays: 31 }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - names[0]: must be lower-case letters, digits and hyphens, got "System"',
      '  - names[2]: must be there once, got "audit" again',
      "  - retentionInDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31; CloudWatch Logs keeps for no other time",
    ]);
  });

  it("refuses to make no log group", async () => {
    const message = await messageOf(() => new net.LogGroups("shop", { names: [] }));
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - names: must name a log group, got none",
    ]);
  });

  it("refuses addresses that are none, and twice the same", async () => {
    const message = await messageOf(
      () =>
        new net.NotificationTopic("shop", {
          kmsKeyArn: "key",
          emailAddresses: ["ops", "ops@example.com", "ops@example.com"],
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - emailAddresses[0]: must be an e-mail address, got "ops"',
      '  - emailAddresses[2]: must be there once, got "ops@example.com" again',
    ]);
  });
});

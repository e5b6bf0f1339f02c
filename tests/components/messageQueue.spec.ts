import { expect } from "chai";
import * as net from "../../components";
import { readable } from "./readable";
import { messageOf, record } from "./recordedMocks";

const tagged = { naming: { purpose: "shop", suffix: "dev" }, tags: { Service: "shop" } };
const made = async (args: net.MessageQueueArgs = {}) =>
  readable(await record(() => new net.MessageQueue("shop-orders", args)));
const refusal = async (args: net.MessageQueueArgs) =>
  (await messageOf(() => new net.MessageQueue("shop-orders", args))).split("\n").slice(1);

const tlsOnly = (name: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: `arn:aws:sqs:us-east-1:123456789012:${name}`,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});
const redrive = (maxReceiveCount: number) => ({
  deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:shop-orders-dead",
  maxReceiveCount,
});

describe("MessageQueue", () => {
  it("makes two queues, encrypted and over TLS alone: what is tried five times goes to the other", async () => {
    expect(await made()).to.deep.equal({
      "MessageQueue shop-orders < ": {},
      "Queue shop-orders-dead < MessageQueue": {
        messageRetentionSeconds: 1_209_600,
        sqsManagedSseEnabled: true,
        tags: { Name: "shop-orders-dead" },
      },
      "Queue shop-orders < MessageQueue": {
        messageRetentionSeconds: 345_600,
        visibilityTimeoutSeconds: 180,
        redrivePolicy: redrive(5),
        sqsManagedSseEnabled: true,
        tags: { Name: "shop-orders" },
      },
      "QueuePolicy shop-orders-dead < MessageQueue": {
        queueUrl: "https://sqs.example/shop-orders-dead",
        policy: tlsOnly("shop-orders-dead"),
      },
      "QueuePolicy shop-orders < MessageQueue": {
        queueUrl: "https://sqs.example/shop-orders",
        policy: tlsOnly("shop-orders"),
      },
    });
  });

  it("is as it is told to be", async () => {
    const all = await made({
      visibilityTimeoutSeconds: 0,
      maxReceiveCount: 1,
      retentionInDays: 1,
      kmsKeyArn: "key-arn",
      region: "eu-west-1",
      ...tagged,
    });
    expect(all["Queue shop-orders < MessageQueue"]).to.deep.equal({
      messageRetentionSeconds: 86_400,
      visibilityTimeoutSeconds: 0,
      redrivePolicy: redrive(1),
      kmsMasterKeyId: "key-arn",
      region: "eu-west-1",
      tags: { Name: "sqs-shop-orders-dev", Service: "shop" },
    });
    expect(all["Queue shop-orders-dead < MessageQueue"]).to.deep.include({
      kmsMasterKeyId: "key-arn",
      tags: { Name: "sqs-shop-orders-dead-dev", Service: "shop" },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    expect(
      await refusal({ visibilityTimeoutSeconds: 43_201, maxReceiveCount: 0, retentionInDays: 15 }),
    ).to.deep.equal([
      "  - visibilityTimeoutSeconds: must be a whole number from 0 to 43200, got 43201",
      "  - maxReceiveCount: must be a whole number from 1 to 1000, got 0",
      "  - retentionInDays: must be a whole number from 1 to 14, got 15",
    ]);
  });
});

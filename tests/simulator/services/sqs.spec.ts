import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { messageOf, newStack, refusalOf, textOf } from "../support";

const queue = "aws:sqs/queue:Queue";
const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";

describe("SQS queues", () => {
  const refused = async (args: ValueMap): Promise<string> =>
    refusalOf((await newStack()).create(queue, "one", args));

  it("have a URL, which is their id, and an ARN", async () => {
    const stack = await newStack();
    const { id, properties } = await stack.create(queue, "one", { name: "orders" });
    const { account } = stack.world.options;
    expect(id).to.match(/^https:\/\/sqs\.us-east-1\.amazonaws\.com\/\d{12}\/orders$/);
    expect(properties.url).to.equal(id);
    expect(properties.arn).to.match(/^arn:aws:sqs:us-east-1:\d{12}:orders$/);
    expect(properties.sqsManagedSseEnabled).to.equal(true);
    if (account !== undefined) expect(id).to.contain(account);
  });

  it("get a name that ends in .fifo where they are FIFO queues", async () => {
    const stack = await newStack();
    const fifo = await stack.create(queue, "one", { fifoQueue: true });
    expect(fifo.properties.name).to.match(/^one-[0-9a-f]{7}\.fifo$/);
    expect(fifo.properties.deduplicationScope).to.equal("queue");
    const prefixed = await stack.create(queue, "two", { fifoQueue: true, namePrefix: "p-" });
    expect(prefixed.properties.name).to.match(/^p-\d{26}\.fifo$/);
    expect((await stack.check(queue, "one", { fifoQueue: true }, fifo.inputs)).name).to.equal(
      fifo.properties.name,
    );
  });

  it("have names of a certain form, FIFO queues another", async () => {
    expect(await refused({ name: "a.fifo" })).to.equal("invalid queue name: a.fifo");
    expect(await refused({ name: "a", fifoQueue: true })).to.equal("invalid queue name: a");
    expect(await refused({ name: "a.fifo", fifoQueue: true })).to.equal("none");
    expect(await refused({ name: "x".repeat(81) })).to.contain("invalid queue name");
    expect(await refused({ name: "x".repeat(80) })).to.equal("none");
  });

  it("have attributes within AWS's ranges, looked at in preview but for one", async () => {
    expect(await refused({ visibilityTimeoutSeconds: 43_201 })).to.equal(
      "expected visibility_timeout_seconds to be in the range (0 - 43200), got 43201",
    );
    expect(await refused({ delaySeconds: 901 })).to.contain("range (0 - 900)");
    expect(await refused({ messageRetentionSeconds: 59 })).to.contain("range (60 - 1209600)");
    expect(await refused({ maxMessageSize: 1_048_577 })).to.contain("range (1024 - 1048576)");
    expect(await refused({ maxMessageSize: 1_048_576 })).to.equal("none");
    expect(await refused({ kmsDataKeyReusePeriodSeconds: 59 })).to.contain("range (60 - 86400)");
    expect(await refused({ receiveWaitTimeSeconds: 21 })).to.equal("InvalidParameterValue");
    expect(await refused({ receiveWaitTimeSeconds: 20 })).to.equal("none");
  });

  it("deduplicate as FIFO queues only", async () => {
    expect(await refused({ contentBasedDeduplication: true })).to.contain("FIFO queue");
    expect(await refused({ contentBasedDeduplication: true, fifoQueue: true })).to.equal("none");
    expect(await refused({ deduplicationScope: "queue" })).to.equal("InvalidAttributeName");
    const perGroup = { fifoQueue: true, fifoThroughputLimit: "perMessageGroupId" };
    expect(await refused(perGroup)).to.equal("InvalidParameterValue");
    expect(await refused({ ...perGroup, deduplicationScope: "messageGroup" })).to.equal("none");
    expect(await refused({ kmsMasterKeyId: "k", sqsManagedSseEnabled: true })).to.contain(
      "conflicts with",
    );
  });

  it("send what fails to a queue that is there, and of the same kind", async () => {
    const stack = await newStack();
    const dead = await stack.create(queue, "dead", {});
    const fifo = await stack.create(queue, "fifo", { fifoQueue: true });
    const to = (deadLetterTargetArn: unknown, maxReceiveCount: unknown = 3): ValueMap => ({
      redrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount }),
    });
    let made = 0;
    const attempt = (args: ValueMap): Promise<string> =>
      messageOf(stack.create(queue, `one${made++}`, args));
    expect(await attempt(to(dead.properties.arn))).to.equal("none");
    expect(await attempt(to(`${textOf(dead.properties, "arn")}x`))).to.contain(
      "Dead letter target does not exist.",
    );
    expect(await attempt(to(fifo.properties.arn))).to.contain("same type of queue");
    expect(await attempt(to(dead.properties.arn, 1001))).to.contain("maxReceiveCount");
    expect(await attempt(to(undefined))).to.contain("mandatory attribute: deadLetterTargetArn");
  });

  it("are answered again where one of the name has the same attributes", async () => {
    const stack = await newStack();
    const first = await stack.create(queue, "one", { name: "q", delaySeconds: 5 });
    const second = await stack.create(queue, "two", { name: "q", delaySeconds: 5 });
    expect(second.id).to.equal(first.id);
    expect(await refusalOf(stack.create(queue, "three", { name: "q" }))).to.equal(
      "QueueAlreadyExists",
    );
  });

  it("keep their name for a minute after they have gone, which the provider waits out", async () => {
    const stack = await newStack();
    const one = await stack.create(queue, "one", { name: "q" });
    await stack.delete(one);
    expect((await stack.refresh(one)).id).to.equal("");
    const before = stack.world.store.clock;
    await stack.create(queue, "two", { name: "q" });
    expect(stack.world.store.clock - before).to.equal(60);
  });

  it("refuse the name within that minute to one who does not wait", async () => {
    const stack = await newStack();
    const one = await stack.create(queue, "one", { name: "q" });
    await stack.delete(one);
    const hurried = stack.provider.create({
      urn: "urn:pulumi:dev::net::aws:sqs/queue:Queue::two",
      type: queue,
      name: "two",
      properties: await stack.check(queue, "two", { name: "q" }),
      preview: false,
      timeout: 10,
    });
    expect(await refusalOf(hurried)).to.equal("AWS.SimpleQueueService.QueueDeletedRecently");
  });

  it("have one policy, whoever sets it", async () => {
    const stack = await newStack();
    const one = await stack.create(queue, "one", {});
    const policy = '{"Statement":[]}';
    const set = await stack.create(queuePolicy, "one", { queueUrl: one.id, policy });
    expect((await stack.refresh(one)).properties.policy).to.equal(policy);
    await stack.delete(set);
    expect((await stack.refresh(one)).properties.policy).to.equal(undefined);
    expect(
      await refusalOf(stack.create(queuePolicy, "two", { queueUrl: `${one.id}x`, policy })),
    ).to.equal("AWS.SimpleQueueService.NonExistentQueue");
    expect(
      await refusalOf(stack.create(queuePolicy, "two", { queueUrl: one.id, policy: "{}" })),
    ).to.equal("InvalidAttributeValue");
  });

  it("are looked up by name", async () => {
    const stack = await newStack();
    const one = await stack.create(queue, "one", { name: "q", tags: { a: "b" } });
    const { result } = await stack.provider.invoke("aws:sqs/getQueue:getQueue", { name: "q" });
    expect(result).to.include({ id: one.id, url: one.id, arn: one.properties.arn });
    expect(result.tags).to.deep.equal({ a: "b" });
    expect(
      await refusalOf(stack.provider.invoke("aws:sqs/getQueue:getQueue", { name: "r" })),
    ).to.equal("AWS.SimpleQueueService.NonExistentQueue");
  });
});

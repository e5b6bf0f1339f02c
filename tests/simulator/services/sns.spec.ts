import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, messageOf, newStack, refusalOf, textOf } from "../support";

const topic = "aws:sns/topic:Topic";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const subscription = "aws:sns/topicSubscription:TopicSubscription";
const queue = "aws:sqs/queue:Queue";

describe("SNS topics", () => {
  const refused = async (args: ValueMap): Promise<string> =>
    refusalOf((await newStack()).create(topic, "one", args));

  it("have an ARN, which is their id, and a policy of AWS's", async () => {
    const stack = await newStack();
    const { id, properties } = await stack.create(topic, "one", { name: "alarms" });
    expect(id).to.match(/^arn:aws:sns:us-east-1:\d{12}:alarms$/);
    expect(properties.arn).to.equal(id);
    expect(properties.policy).to.contain("__default_policy_ID");
    expect(properties.owner).to.match(/^\d{12}$/);
    const found = await stack.provider.invoke("aws:sns/getTopic:getTopic", { name: "alarms" });
    expect(found.result.arn).to.equal(id);
    expect(
      await refusalOf(stack.provider.invoke("aws:sns/getTopic:getTopic", { name: "other" })),
    ).to.equal("NotFound");
  });

  it("have names of a certain form, and FIFO topics another", async () => {
    expect(await refused({ name: "a b" })).to.equal("invalid topic name: a b");
    expect(await refused({ name: "a.fifo" })).to.contain("invalid topic name");
    expect(await refused({ name: "a", fifoTopic: true })).to.contain("invalid topic name");
    const stack = await newStack();
    const made = await stack.create(topic, "one", { fifoTopic: true });
    expect(made.properties.name).to.match(/^one-[0-9a-f]{7}\.fifo$/);
  });

  it("deduplicate, archive and scope as FIFO topics only", async () => {
    expect(await refused({ contentBasedDeduplication: true })).to.contain("FIFO topics");
    expect(await refused({ archivePolicy: "{}" })).to.contain("FIFO topics");
    expect(await refused({ fifoThroughputScope: "Topic" })).to.contain("FIFO topics");
    expect(await refused({ fifoThroughputScope: "Topic", fifoTopic: true })).to.equal("none");
    expect(await refused({ signatureVersion: 3 })).to.contain("range (1 - 2)");
    expect(await refused({ lambdaSuccessFeedbackSampleRate: 101 })).to.contain("range (0 - 100)");
    expect(await refused({ sqsFailureFeedbackRoleArn: "role" })).to.contain("invalid ARN");
    expect(await refused({ displayName: "x".repeat(101) })).to.equal("InvalidParameter");
  });

  it("are answered again where one of the name has the same tags", async () => {
    const stack = await newStack();
    const one = await stack.create(topic, "one", { name: "t" });
    expect((await stack.create(topic, "two", { name: "t" })).id).to.equal(one.id);
    const tagged = { name: "t", tags: { a: "b" } };
    expect(await refusalOf(stack.create(topic, "three", tagged))).to.equal("InvalidParameter");
  });

  it("have one policy, whoever sets it, and AWS's again without it", async () => {
    const stack = await newStack();
    const one = await stack.create(topic, "one", {});
    const allow = (more: ValueMap): string =>
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sns:Publish", ...more }] });
    const set = (policy: string, arn = one.id): Promise<Made> =>
      stack.create(topicPolicy, "p", { arn, policy });
    const made = await set(allow({ Principal: "*" }));
    expect((await stack.refresh(one)).properties.policy).to.equal(allow({ Principal: "*" }));
    await stack.delete(made);
    expect((await stack.refresh(one)).properties.policy).to.equal(one.properties.policy);
    expect(await refusalOf(set("{}"))).to.equal("InvalidParameter");
    expect(await messageOf(set(allow({ Action: "s3:GetObject" })))).to.contain("out of service");
    const account = one.id.split(":")[4] ?? "";
    const nobody = { AWS: `arn:aws:iam::${account}:role/nobody` };
    expect(await messageOf(set(allow({ Principal: nobody })))).to.contain("PrincipalNotFound");
    expect(await refusalOf(set(allow({ Principal: "*" }), `${one.id}x`))).to.equal("NotFound");
  });
});

describe("SNS subscriptions", () => {
  async function scene(topicArgs: ValueMap = {}) {
    const stack = await newStack();
    const one = await stack.create(topic, "one", topicArgs);
    let made = 0;
    const subscribe = (protocol: string, endpoint: string, args: ValueMap = {}): Promise<Made> =>
      stack.create(subscription, `s${made++}`, { topic: one.id, protocol, endpoint, ...args });
    return { stack, one, subscribe };
  }
  const lambda = "arn:aws:lambda:us-east-1:000000000000:function:f";
  const sqs = "arn:aws:sqs:us-east-1:000000000000:q";

  it("wait for people to confirm, and for nobody else", async () => {
    const { one, subscribe } = await scene();
    const mail = await subscribe("email", "ops@example.com");
    expect(mail.id.startsWith(`${one.id}:00000000-`)).to.equal(true);
    expect(mail.properties.pendingConfirmation).to.equal(true);
    expect((await subscribe("sqs", sqs)).properties.pendingConfirmation).to.equal(false);
    const web = await subscribe("https", "https://example.com/hook");
    expect(web.properties.pendingConfirmation).to.equal(true);
    const auto = { endpointAutoConfirms: true };
    const other = await subscribe("https", "https://example.com/auto", auto);
    expect(other.properties.pendingConfirmation).to.equal(false);
  });

  it("have endpoints as their protocol wants them", async () => {
    const { subscribe } = await scene();
    const cases: readonly [string, string, string][] = [
      ["email", "ops", "ops@example.com"],
      ["email-json", "ops", "ops@example.com"],
      ["https", "http://example.com", "https://example.com"],
      ["http", "https://example.com", "http://example.com"],
      ["lambda", sqs, lambda],
      ["sqs", "https://sqs.us-east-1.amazonaws.com/000000000000/q", sqs],
      ["sms", "no number", "+15555550100"],
    ];
    for (const [protocol, bad, good] of cases) {
      expect(await refusalOf(subscribe(protocol, bad)), bad).to.equal("InvalidParameter");
      expect(await refusalOf(subscribe(protocol, good)), good).to.equal("none");
    }
    expect(await messageOf(subscribe("carrier-pigeon", "x"))).to.contain("one of");
  });

  it("are of a topic that is there, in its region", async () => {
    const { one, subscribe } = await scene();
    expect(await refusalOf(subscribe("sqs", sqs, { topic: `${one.id}x` }))).to.equal("NotFound");
    const away = one.id.replace("us-east-1", "eu-west-1");
    expect(await refusalOf(subscribe("sqs", sqs, { topic: away }))).to.equal("InvalidParameter");
  });

  it("of a FIFO topic are queues; FIFO queues are of no other", async () => {
    const fifo = await scene({ fifoTopic: true });
    expect(await messageOf(fifo.subscribe("lambda", lambda))).to.contain("Invalid protocol type");
    expect(await refusalOf(fifo.subscribe("sqs", `${sqs}.fifo`))).to.equal("none");
    expect(await refusalOf(fifo.subscribe("sqs", sqs))).to.equal("none");
    const { subscribe } = await scene();
    expect(await messageOf(subscribe("sqs", `${sqs}.fifo`))).to.contain("FIFO SQS Queues");
  });

  it("have what their protocol can do", async () => {
    const { stack, subscribe } = await scene();
    const raw = { rawMessageDelivery: true };
    expect(await refusalOf(subscribe("lambda", lambda, raw))).to.equal("InvalidParameter");
    expect(await refusalOf(subscribe("sqs", sqs, raw))).to.equal("none");
    const stream = "arn:aws:firehose:us-east-1:000000000000:deliverystream/s";
    expect(await refusalOf(subscribe("firehose", stream))).to.equal("InvalidParameter");
    const subscriptionRoleArn = "arn:aws:iam::000000000000:role/r";
    expect(await refusalOf(subscribe("firehose", stream, { subscriptionRoleArn }))).to.equal(
      "none",
    );
    const dead = await stack.create(queue, "dead", {});
    const to = (deadLetterTargetArn: string): ValueMap => ({
      redrivePolicy: JSON.stringify({ deadLetterTargetArn }),
    });
    const arn = textOf(dead.properties, "arn");
    expect(await refusalOf(subscribe("lambda", lambda, to(arn)))).to.equal("none");
    expect(await refusalOf(subscribe("lambda", `${lambda}2`, to(`${arn}x`)))).to.equal(
      "InvalidParameter",
    );
  });

  it("are one for one endpoint, and go with the topic", async () => {
    const { stack, one, subscribe } = await scene();
    const first = await subscribe("sqs", sqs);
    expect((await subscribe("sqs", sqs)).id).to.equal(first.id);
    await stack.delete(one);
    expect((await stack.refresh(first)).id).to.equal("");
  });
});

import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, messageOf, refusalOf, textOf } from "../support";
import { invalid, queue, scene } from "./lambdaScene";

const mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";

const streamed = {
  attributes: [{ name: "id", type: "S" }],
  hashKey: "id",
  billingMode: "PAY_PER_REQUEST",
  streamEnabled: true,
  streamViewType: "NEW_IMAGE",
};

describe("Lambda event source mappings", () => {
  async function source(actions?: string, queueArgs: ValueMap = {}) {
    const all = await scene(actions);
    const from = await all.stack.create(queue, "from", queueArgs);
    const one = await all.attempt();
    const args = { functionName: one.id, eventSourceArn: from.properties.arn! };
    let made = 0;
    const map = (more: ValueMap = {}): Promise<Made> =>
      all.stack.create(mapping, `m${made++}`, { ...args, ...more });
    return { ...all, from, one, map };
  }

  it("read a queue that is there, for a function that is, once", async () => {
    const { one, map, from } = await source();
    const { id, properties } = await map();
    expect(properties).to.include({ uuid: id, batchSize: 10, state: "Enabled" });
    expect(properties.functionArn).to.equal(one.properties.arn);
    expect(await refusalOf(map())).to.equal("ResourceConflictException");
    const arn = textOf(from.properties, "arn");
    expect(await messageOf(map({ eventSourceArn: `${arn}x` }))).to.contain("NonExistentQueue");
    expect(await refusalOf(map({ functionName: "x" }))).to.equal("ResourceNotFoundException");
    expect(await messageOf(map({ eventSourceArn: null }))).to.contain("must be specified");
  });

  it("need a role that may read", async () => {
    const { map } = await source("logs:*");
    expect(await messageOf(map())).to.contain("permissions to call ReceiveMessage on SQS");
    const other = await source("sqs:Receive*");
    expect(await refusalOf(other.map())).to.equal("none");
  });

  it("leave a message invisible for no shorter than the function may run", async () => {
    const { map } = await source("*", { visibilityTimeoutSeconds: 2 });
    expect(await messageOf(map())).to.contain(
      "Queue visibility timeout: 2 seconds is less than Function timeout: 3 seconds",
    );
    const other = await source("*", { visibilityTimeoutSeconds: 3 });
    expect(await refusalOf(other.map())).to.equal("none");
  });

  it("take batches as the queue gives them", async () => {
    const { map } = await source();
    const window = { maximumBatchingWindowInSeconds: 1 };
    expect(await refusalOf(map({ batchSize: 11 }))).to.equal(invalid);
    expect(await refusalOf(map({ startingPosition: "LATEST" }))).to.equal(invalid);
    expect(await refusalOf(map({ batchSize: 10_001, ...window }))).to.equal(invalid);
    expect(await refusalOf(map({ maximumBatchingWindowInSeconds: 301 }))).to.equal(
      "ValidationException",
    );
    expect(await messageOf(map({ scalingConfig: { maximumConcurrency: 1 } }))).to.contain("range");
    expect(await refusalOf(map({ batchSize: 10_000, ...window }))).to.equal("none");
    const fifo = await source("*", { fifoQueue: true });
    expect(await refusalOf(fifo.map({ batchSize: 11 }))).to.equal(invalid);
    expect(await refusalOf(fifo.map(window))).to.equal(invalid);
    expect(await refusalOf(fifo.map({ batchSize: 10 }))).to.equal("none");
  });

  it("read a table's stream from a position, if the role may", async () => {
    const { stack, map } = await source("dynamodb:*");
    const table = await stack.create("aws:dynamodb/table:Table", "t", streamed);
    const stream = textOf(table.properties, "streamArn");
    const from = { eventSourceArn: stream, startingPosition: "LATEST" };
    const attempt = (args: ValueMap): Promise<string> => refusalOf(map({ ...from, ...args }));
    expect(await attempt({ eventSourceArn: `${stream}x` })).to.equal(invalid);
    expect(await attempt({ startingPosition: null })).to.equal(invalid);
    expect(await attempt({ startingPosition: "AT_TIMESTAMP" })).to.equal(invalid);
    expect(await attempt({ scalingConfig: { maximumConcurrency: 2 } })).to.equal(invalid);
    const made = await map(from);
    expect(made.properties.batchSize).to.equal(100);
    const other = await source("sqs:*");
    expect(await messageOf(other.map({ ...from }))).to.contain("Stream not found");
    const theirs = await other.stack.create("aws:dynamodb/table:Table", "t", streamed);
    const eventSourceArn = textOf(theirs.properties, "streamArn");
    expect(await messageOf(other.map({ ...from, eventSourceArn }))).to.contain(
      "Cannot access stream",
    );
  });
});

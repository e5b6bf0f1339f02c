/** The code of the functions of `serverless`, run with clients that write down what they are asked for. */
import { createRequire } from "node:module";
import { compileFunction } from "node:vm";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import ts from "typescript";
import { dispatchCode } from "../../programs/serverless/functions/dispatch";
import { ingestCode } from "../../programs/serverless/functions/ingest";
import { notifyCode } from "../../programs/serverless/functions/notify";
import { processCode } from "../../programs/serverless/functions/process";

type Event = Readonly<Record<string, unknown>>;
type Answer = (command: string, input: Record<string, unknown>) => unknown;

interface Running {
  readonly handler: (event: Event) => Promise<Record<string, unknown>>;
  /** What AWS was asked for: `PutObject {…}`. */
  readonly asked: [command: string, input: Record<string, unknown>][];
}

const real = createRequire(__filename);

/** @param answer what AWS says to a command; nothing by default */
async function running(
  code: pulumi.asset.AssetArchive,
  env: Record<string, string>,
  answer: Answer = () => ({}),
): Promise<Running> {
  const { "index.mjs": file } = (await code.assets) as Record<string, pulumi.asset.StringAsset>;
  const { outputText } = ts.transpileModule((await file?.text) ?? "", {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const asked: Running["asked"] = [];
  class Client {
    send({ command, input }: { command: string; input: Record<string, unknown> }) {
      asked.push([command, input]);
      return Promise.resolve().then(() => answer(command, input) ?? {});
    }
  }
  // Of the SDK, which Lambda's runtime has: clients, and commands that are what they are called.
  const sdk = new Proxy(
    {},
    {
      get: (_sdk, name: string) =>
        name.endsWith("Client")
          ? Client
          : function command(input: Record<string, unknown>) {
              return { command: name.replace(/Command$/, ""), input };
            },
    },
  );
  const load = (id: string): unknown => (id.startsWith("@aws-sdk/") ? sdk : real(id));
  const exported: Partial<Running> = {};
  const names = ["exports", "require", "process", "console", "Buffer"];
  const quiet = { error: () => undefined };
  (compileFunction(outputText, names) as (...given: unknown[]) => void)(
    ...[exported, load, { env }, quiet, Buffer],
  );
  return { handler: exported.handler!, asked };
}

const env = { BUCKET: "images", TABLE: "table", QUEUE_URL: "queue" };
const bodyOf = ({ body }: Record<string, unknown>) => JSON.parse(String(body)) as { id: string };

describe("the function that takes images in", () => {
  it("keeps an image, then writes it down, then queues it", async () => {
    const { handler, asked } = await running(ingestCode, env);
    const body = Buffer.from("an image").toString("base64");
    const answer = await handler({ httpMethod: "POST", body });
    const { id } = bodyOf(answer);
    expect(id).to.match(/^[0-9a-f-]{36}$/);
    expect(answer).to.deep.include({ statusCode: 202 });
    expect(asked).to.deep.equal([
      ["PutObject", { Bucket: "images", Key: `images/${id}`, Body: Buffer.from("an image") }],
      ["PutItem", { TableName: "table", Item: { id: { S: id }, status: { S: "received" } } }],
      [
        "SendMessage",
        { QueueUrl: "queue", MessageBody: JSON.stringify({ id, key: `images/${id}` }) },
      ],
    ]);
  });

  it("refuses a request without an image, and asks AWS for nothing", async () => {
    const { handler, asked } = await running(ingestCode, env);
    expect(await handler({ httpMethod: "POST", body: null })).to.deep.include({
      statusCode: 400,
      body: '{"error":"the body must be an image in base64"}',
    });
    expect(asked).to.deep.equal([]);
  });

  it("tells what became of an image, and of none", async () => {
    const item = { status: { S: "processed" }, format: { S: "png" } };
    const { handler } = await running(ingestCode, env, (_command, { Key }) =>
      (Key as { id: { S: string } }).id.S === "one" ? { Item: item } : {},
    );
    const asking = (id: string) => handler({ httpMethod: "GET", pathParameters: { id } });
    expect(await asking("one")).to.deep.include({
      statusCode: 200,
      body: '{"id":"one","status":"processed","format":"png"}',
    });
    expect(await asking("two")).to.deep.include({
      statusCode: 404,
      body: '{"error":"there is no image two"}',
    });
  });
});

describe("the function that empties the queue", () => {
  const record = (id: string) => ({ messageId: `message-${id}`, body: JSON.stringify({ id }) });

  it("starts a run for each image, named after it", async () => {
    const { handler, asked } = await running(dispatchCode, { STATE_MACHINE_ARN: "machine" });
    expect(await handler({ Records: [record("one")] })).to.deep.equal({ batchItemFailures: [] });
    expect(asked).to.deep.equal([
      ["StartExecution", { stateMachineArn: "machine", name: "one", input: '{"id":"one"}' }],
    ]);
  });

  it("gives back what could not be started alone, and not what runs already", async () => {
    const fails = (name: string) => {
      throw Object.assign(new Error("no"), { name });
    };
    const { handler } = await running(dispatchCode, {}, (_command, { name }) => {
      if (name === "busy") fails("ThrottlingException");
      if (name === "twice") fails("ExecutionAlreadyExists");
    });
    expect(
      await handler({ Records: [record("busy"), record("twice"), record("one")] }),
    ).to.deep.equal({ batchItemFailures: [{ itemIdentifier: "message-busy" }] });
  });
});

describe("the function that looks at images", () => {
  const looking = (hex: string) =>
    running(processCode, env, () => ({
      Body: { transformToByteArray: () => Buffer.from(hex, "hex") },
    }));

  for (const [format, hex] of [
    ["png", "89504e470d0a1a0a0000000d49484452"],
    ["jpeg", "ffd8ffe000104a46494600010100"],
    ["gif", "474946383961"],
    ["webp", "524946462400000057454250"],
  ] as const)
    it(`knows ${format} by its first bytes, and writes it down`, async () => {
      const { handler, asked } = await looking(hex);
      const event = { id: "one", key: "images/one" };
      expect(await handler(event)).to.deep.equal({ ...event, format });
      expect(asked).to.deep.equal([
        ["GetObject", { Bucket: "images", Key: "images/one", Range: "bytes=0-15" }],
        [
          "UpdateItem",
          {
            TableName: "table",
            Key: { id: { S: "one" } },
            UpdateExpression: "SET #status = :status, #format = :format",
            ExpressionAttributeNames: { "#status": "status", "#format": "format" },
            ExpressionAttributeValues: { ":status": { S: "processed" }, ":format": { S: format } },
          },
        ],
      ]);
    });

  it("fails of what is no image, once that is written down", async () => {
    const { handler, asked } = await looking("3c68746d6c3e");
    const error = await handler({ id: "one", key: "images/one" }).then(String, String);
    expect(error).to.equal("Error: no image format begins with 3c68746d6c3e");
    expect(asked[1]?.[1].ExpressionAttributeValues).to.deep.equal({ ":status": { S: "refused" } });
  });
});

describe("the function that tells of results", () => {
  it("publishes what became of an image, and what went wrong", async () => {
    const { handler, asked } = await running(notifyCode, { TOPIC_ARN: "topic" });
    await handler({ id: "one", key: "images/one", format: "png" });
    await handler({ id: "two", key: "images/two", error: { Error: "Error", Cause: "no image" } });
    expect(asked).to.deep.equal([
      [
        "Publish",
        {
          TopicArn: "topic",
          Subject: "An image was processed",
          Message: '{"id":"one","format":"png"}',
        },
      ],
      [
        "Publish",
        {
          TopicArn: "topic",
          Subject: "An image was not processed",
          Message: '{"id":"two","error":"no image"}',
        },
      ],
    ]);
  });
});

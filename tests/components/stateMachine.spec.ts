import { expect } from "chai";
import * as net from "../../components";
import { readable } from "./readable";
import { messageOf, record, unknown } from "./recordedMocks";
import { SITE } from "./site";
import * as pulumi from "@pulumi/pulumi";

const definition = JSON.stringify({ StartAt: "Done", States: { Done: { Type: "Succeed" } } });
const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const logDelivery = {
  Effect: "Allow",
  Action: [
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
  ],
  Resource: "*",
};

describe("StateMachine", () => {
  const build =
    (args: Partial<net.StateMachineArgs> = {}) =>
    () =>
      new net.StateMachine("shop-orders", { definition, ...args });
  const made = async (args?: Partial<net.StateMachineArgs>) => readable(await record(build(args)));
  const refusal = async (args: Partial<net.StateMachineArgs>) =>
    (await messageOf(build(args))).split("\n").slice(1);

  it("makes a state machine, the role of its account's Step Functions alone, and a log of errors", async () => {
    expect(await made()).to.deep.equal({
      "StateMachine shop-orders < ": {},
      "LogGroup shop-orders < StateMachine": {
        retentionInDays: 30,
        tags: { Name: "shop-orders" },
      },
      "Role shop-orders < StateMachine": {
        description: "What a state machine runs as",
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "states.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
            },
          ],
        },
        tags: { Name: "shop-orders" },
      },
      "RolePolicy shop-orders < StateMachine": {
        role: "shop-orders",
        policy: { Version: "2012-10-17", Statement: [logDelivery] },
      },
      "StateMachine shop-orders < StateMachine": {
        definition: JSON.parse(definition) as unknown,
        roleArn: "arn:aws:iam::123456789012:role/shop-orders",
        type: "STANDARD",
        loggingConfiguration: {
          level: "ERROR",
          includeExecutionData: false,
          logDestination: "arn:aws:logs:us-east-1:123456789012:log-group:shop-orders:*",
        },
        tags: { Name: "shop-orders" },
      },
    });
  });

  it("is as it is told to be", async () => {
    const all = await made({
      type: net.StateMachineType.Express,
      permissions: [
        { actions: ["lambda:InvokeFunction"], resources: [pulumi.output("function-arn")] },
      ],
      logRetentionInDays: 7,
      region: "eu-west-1",
      ...tagged,
    });
    expect(all["StateMachine shop-orders < StateMachine"]).to.deep.include({
      type: "EXPRESS",
      region: "eu-west-1",
      tags: { Name: "sfn-shop-orders-dev", Service: "shop" },
    });
    expect(all["LogGroup shop-orders < StateMachine"]).to.deep.equal({
      retentionInDays: 7,
      region: "eu-west-1",
      tags: { Name: "logs-shop-orders-dev", Service: "shop" },
    });
    expect(all["RolePolicy shop-orders < StateMachine"]?.policy).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: ["function-arn"] },
        logDelivery,
      ],
    });
  });

  it("is made once its role may do what it is to", async () => {
    const { dependencies } = await record(build());
    const [, needed = []] =
      [...dependencies].find(([urn]) => urn.includes("sfn/stateMachine")) ?? [];
    expect(needed.some((urn) => urn.includes("RolePolicy"))).to.equal(true);
  });

  it("refuses everything that is wrong at once", async () => {
    expect(
      await refusal({
        type: unknown("fast"),
        permissions: [
          { actions: ["*", "s3:Get*"], resources: ["*"] },
          { actions: [], resources: [] },
        ],
        logRetentionInDays: 31,
      }),
    ).to.deep.equal([
      '  - type: must be one of "standard", "express", got "fast"',
      '  - permissions[0].actions[0]: must be one action, such as "s3:GetObject", got "*"; name each that is needed',
      '  - permissions[0].actions[1]: must be one action, such as "s3:GetObject", got "s3:Get*"; name each that is needed',
      '  - permissions[0].resources: must list ARNs, got "*"; name what the actions are done on',
      "  - permissions[1].actions: must list an action, got none; leave the permission out",
      "  - permissions[1].resources: must list ARNs, got none; name what the actions are done on",
      "  - logRetentionInDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31; CloudWatch Logs keeps for no other time",
    ]);
  });
});

describe("LambdaFunction's permissions", () => {
  const code = new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset("//") });
  const build = (permissions: net.RolePermission[]) => () =>
    new net.LambdaFunction("main-resize", {
      ...{ vpc: SITE, securityGroupIds: ["sg-1"], code, permissions },
    });

  it("are a policy of its role, which stands before the function", async () => {
    const recording = await record(
      build([{ actions: ["s3:GetObject"], resources: [pulumi.output("bucket-arn/*")] }]),
    );
    expect(
      readable(recording)["RolePolicy main-resize-permissions < LambdaFunction"],
    ).to.deep.equal({
      role: "main-resize",
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["bucket-arn/*"] }],
      },
    });
    const [, needed = []] =
      [...recording.dependencies].find(([urn]) => urn.endsWith(":Function::main-resize")) ?? [];
    expect(needed.some((urn) => urn.includes("main-resize-permissions"))).to.equal(true);
  });

  it("are refused where they are everything", async () => {
    const said = await messageOf(build([{ actions: ["s3:*"], resources: ["bucket-arn"] }]));
    expect(said.split("\n").slice(1)).to.deep.equal([
      '  - permissions[0].actions[0]: must be one action, such as "s3:GetObject", got "s3:*"; name each that is needed',
    ]);
  });
});

describe("QueueConsumer", () => {
  const consumer = { functionName: "fn", roleName: "role", queueArn: "queue-arn" };
  const build =
    (args: Partial<net.QueueConsumerArgs> = {}) =>
    () =>
      new net.QueueConsumer("shop-orders", { ...consumer, ...args });

  it("lets the function read the queue, and hands it what is there", async () => {
    const recording = await record(build());
    expect(readable(recording)).to.deep.equal({
      "QueueConsumer shop-orders < ": {},
      "RolePolicy shop-orders < QueueConsumer": {
        role: "role",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
              Resource: "queue-arn",
            },
          ],
        },
      },
      "EventSourceMapping shop-orders < QueueConsumer": {
        eventSourceArn: "queue-arn",
        functionName: "fn",
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        tags: { Name: "shop-orders" },
      },
    });
    const [, needed = []] =
      [...recording.dependencies].find(([urn]) => urn.includes("eventSourceMapping")) ?? [];
    expect(needed.some((urn) => urn.includes("RolePolicy"))).to.equal(true);
  });

  it("is as it is told to be", async () => {
    const all = readable(
      await record(build({ batchSize: 1, maximumConcurrency: 2, region: "eu-west-1", ...tagged })),
    );
    expect(all["EventSourceMapping shop-orders < QueueConsumer"]).to.deep.include({
      batchSize: 1,
      scalingConfig: { maximumConcurrency: 2 },
      region: "eu-west-1",
      tags: { Name: "mapping-shop-orders-dev", Service: "shop" },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    const said = await messageOf(build({ batchSize: 11, maximumConcurrency: 1 }));
    expect(said.split("\n").slice(1)).to.deep.equal([
      "  - batchSize: must be a whole number from 1 to 10, got 11",
      "  - maximumConcurrency: must be a whole number from 2 to 1000, got 1",
    ]);
  });
});

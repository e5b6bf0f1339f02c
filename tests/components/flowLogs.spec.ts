import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, record } from "./recordedMocks";
import { SITE } from "./site";

const LOG_GROUP_ARN = "arn:aws:logs:us-east-1:123456789012:log-group:main-flow-logs";
const made = async (args: Omit<net.FlowLogsArgs, "vpc">) =>
  inventory(await record(() => new net.FlowLogs("main", { vpc: SITE, ...args })));
const json = (value: unknown): unknown => JSON.parse(String(value));

describe("FlowLogs", () => {
  it("makes a log group, a role that writes to it alone, and the flow log", async () => {
    const all = await made({});
    const role = all["Role main-flow-logs < FlowLogs"];
    const policy = all["RolePolicy main-flow-logs < FlowLogs"];
    expect(json(role?.assumeRolePolicy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
    expect(json(policy?.policy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: `${LOG_GROUP_ARN}:*`,
        },
        { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      ],
    });
    expect(all).to.deep.equal({
      "FlowLogs main < ": {},
      "LogGroup main-flow-logs < FlowLogs": {
        retentionInDays: 30,
        tags: { Name: "main-flow-logs" },
      },
      "Role main-flow-logs < FlowLogs": {
        description: "Writes VPC flow logs to their log group",
        assumeRolePolicy: role?.assumeRolePolicy,
        tags: { Name: "main-flow-logs" },
      },
      "RolePolicy main-flow-logs < FlowLogs": { role: "main-flow-logs", policy: policy?.policy },
      "FlowLog main-flow-logs < FlowLogs": {
        vpcId: "vpc-1",
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: LOG_GROUP_ARN,
        iamRoleArn: "arn:aws:iam::123456789012:role/main-flow-logs",
        maxAggregationInterval: 600,
        tags: { Name: "main-flow-logs" },
      },
    });
  });

  it("lets only the account's own flow logs use the role where the account is given", async () => {
    const all = await made({ accountId: "123456789012" });
    expect(json(all["Role main-flow-logs < FlowLogs"]?.assumeRolePolicy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });

  it("keeps as long, aggregates as fast and is called as it is told", async () => {
    const all = await made({
      retentionInDays: 365,
      maxAggregationInterval: 60,
      logGroupName: "mine",
    });
    expect(all["LogGroup main-flow-logs < FlowLogs"]).to.deep.equal({
      name: "mine",
      retentionInDays: 365,
      tags: { Name: "main-flow-logs" },
    });
    expect(all["FlowLog main-flow-logs < FlowLogs"]?.maxAggregationInterval).to.equal(60);
  });

  it("makes the flow log after the role may write", async () => {
    const { dependencies } = await record(() => new net.FlowLogs("main", { vpc: SITE }));
    const [, needed = []] =
      [...dependencies].find(([urn]) => urn.endsWith("FlowLog::main-flow-logs")) ?? [];
    expect(needed.some((urn) => urn.includes("aws:iam/rolePolicy:RolePolicy"))).to.equal(true);
  });

  it("refuses times that AWS has not", async () => {
    expect(
      await messageOf(
        () =>
          new net.FlowLogs("main", { vpc: SITE, retentionInDays: 0, maxAggregationInterval: 300 }),
      ),
    ).to.equal(
      [
        'FlowLogs "main" was given invalid arguments:',
        "  - retentionInDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 0; CloudWatch Logs keeps for no other time",
        "  - maxAggregationInterval: must be 60 or 600, got 300",
      ].join("\n"),
    );
  });
});

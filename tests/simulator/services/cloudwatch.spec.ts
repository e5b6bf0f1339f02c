import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit } from "../lifecycleCases";
import { type Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const dashboard = "aws:cloudwatch/dashboard:Dashboard";
const rule = "aws:cloudwatch/eventRule:EventRule";
const target = "aws:cloudwatch/eventTarget:EventTarget";
const stream = "aws:cloudwatch/logStream:LogStream";
const metricFilter = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const subscription = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const resourcePolicy = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

const arn = (service: string, what: string): string =>
  `arn:aws:${service}:us-east-1:000000000000:${what}`;

const cpu: ValueMap = {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 2,
  metricName: "CPUUtilization",
  namespace: "AWS/EC2",
  period: 120,
  statistic: "Average",
  threshold: 80,
};

const refused = (stack: Stack, type: string, args: ValueMap): Promise<string> =>
  refusalOf(stack.create(type, "x", args));

describe("log groups", () => {
  it("are encrypted with a key that lets CloudWatch Logs use it", async () => {
    const stack = await newStack();
    const make = async (name: string, policy: string | null): Promise<string> => {
      const key = await stack.create("aws:kms/key:Key", name, policy === null ? {} : { policy });
      const kmsKeyId = textOf(key.properties, "arn");
      return refusalOf(stack.create(types.logGroup, name, { kmsKeyId }));
    };
    expect(await make("closed", null)).to.equal("InvalidParameterException");
    const logs = permit("kms:*", { Service: "logs.us-east-1.amazonaws.com", AWS: "*" });
    expect(await make("open", logs)).to.equal("none");
    const kmsKeyId = arn("kms", "key/none");
    expect(await refused(stack, types.logGroup, { kmsKeyId })).to.equal(
      "InvalidParameterException",
    );
  });

  it("take their streams and filters with them", async () => {
    const stack = await newStack();
    const group = await stack.create(types.logGroup, "one", { name: "/one" });
    await stack.create(stream, "s", { logGroupName: "/one", name: "s" });
    await stack.delete(group);
    expect(stack.world.list()).to.deep.equal([]);
  });

  it("stay where they are protected, and are given up where that is asked", async () => {
    const stack = await newStack();
    const args = { name: "/one", deletionProtectionEnabled: true };
    const group = await stack.create(types.logGroup, "one", args);
    expect(await refusalOf(stack.delete(group))).to.equal("ValidationException");
    const kept = await stack.create(types.logGroup, "two", { name: "/two", skipDestroy: true });
    await stack.delete(kept);
    expect(stack.world.list().map((one) => one.id)).to.include("/two");
    expect(await refused(stack, types.logGroup, { name: "/two" })).to.equal(
      "ResourceAlreadyExistsException",
    );
  });

  it("are looked up by name", async () => {
    const stack = await newStack();
    await stack.create(types.logGroup, "one", { name: "/one", retentionInDays: 7 });
    const token = "aws:cloudwatch/getLogGroup:getLogGroup";
    const { result } = await stack.provider.invoke(token, { name: "/one" });
    expect(result.retentionInDays).to.equal(7);
    expect(await refusalOf(stack.provider.invoke(token, { name: "/none" }))).to.equal(
      "ResourceNotFoundException",
    );
  });

  it("are there before what stands in them", async () => {
    const stack = await newStack();
    const metricTransformation = { name: "m", namespace: "n", value: "1" };
    const filter = { logGroupName: "/one", pattern: "x", metricTransformation };
    const missing = "ResourceNotFoundException";
    expect(await refused(stack, stream, { logGroupName: "/one" })).to.equal(missing);
    expect(await refused(stack, metricFilter, filter)).to.equal(missing);
    await stack.create(types.logGroup, "one", { name: "/one" });
    await stack.create(stream, "s", { logGroupName: "/one", name: "s" });
    const again = { logGroupName: "/one", name: "s" };
    expect(await refused(stack, stream, again)).to.equal("ResourceAlreadyExistsException");
    expect(await refused(stack, metricFilter, filter)).to.equal("none");
    const both = { ...metricTransformation, defaultValue: "0", dimensions: { a: "$.a" } };
    expect(await refused(stack, metricFilter, { ...filter, metricTransformation: both })).to.equal(
      "InvalidParameterException",
    );
    for (let index = 0; index < 99; index++) await stack.create(metricFilter, `f${index}`, filter);
    expect(await refused(stack, metricFilter, { ...filter, name: "more" })).to.equal(
      "LimitExceededException",
    );
  });

  it("have two subscriptions at most, and functions that let CloudWatch Logs in", async () => {
    const stack = await newStack();
    await stack.create(types.logGroup, "one", { name: "/one" });
    const args = {
      logGroup: "/one",
      filterPattern: "",
      destinationArn: arn("kinesis", "stream/one"),
      roleArn: "arn:aws:iam::000000000000:role/aws-service-role/x",
    };
    const bare = "InvalidParameterException";
    expect(await refused(stack, subscription, { ...args, roleArn: null })).to.equal(bare);
    expect(
      await refused(stack, subscription, {
        ...args,
        roleArn: "arn:aws:iam::000000000000:role/none",
      }),
    ).to.equal(bare);
    const destinationArn = arn("lambda", "function:none");
    expect(await refused(stack, subscription, { ...args, roleArn: null, destinationArn })).to.equal(
      bare,
    );
    await stack.create(subscription, "a", args);
    await stack.create(subscription, "b", args);
    expect(await refused(stack, subscription, args)).to.equal("LimitExceededException");
  });

  it("are written to by ten policies of a region at most", async () => {
    const stack = await newStack();
    const policyDocument = permit("logs:PutLogEvents", { Service: "es.amazonaws.com" });
    for (let index = 0; index < 10; index++)
      await stack.create(resourcePolicy, `p${index}`, { policyName: `p${index}`, policyDocument });
    expect(await refused(stack, resourcePolicy, { policyName: "p10", policyDocument })).to.equal(
      "LimitExceededException",
    );
    expect(
      await refused(stack, resourcePolicy, { policyName: "p1", policyDocument: permit("x:*") }),
    ).to.equal("InvalidParameterException");
  });
});

describe("metric alarms", () => {
  const cases: readonly (readonly [string, ValueMap])[] = [
    ["more than a day", { evaluationPeriods: 1000 }],
    ["more points than periods", { datapointsToAlarm: 3 }],
    ["no namespace", { namespace: null }],
    ["no operator", { comparisonOperator: null }],
    ["seconds of AWS's own metrics", { period: 10 }],
    ["six actions", { alarmActions: [1, 2, 3, 4, 5, 6].map((one) => arn("sns", `t${one}`)) }],
    ["another region's topic", { okActions: ["arn:aws:sns:eu-west-1:000000000000:t"] }],
    ["two queries that return", queries([{ id: "a" }, { id: "b" }])],
    ["a query's id in capitals", queries([{ id: "A" }])],
    ["two queries of one id", queries([{ id: "a" }, { id: "a", returnData: false }])],
  ];
  for (const [what, change] of cases)
    it(`are refused with ${what}`, async () => {
      const stack = await newStack();
      expect(await refused(stack, alarm, cpu)).to.equal("none");
      expect(await refused(stack, alarm, { ...cpu, ...change })).to.equal("ValidationError");
    });

  it("are checked by the provider first", async () => {
    const stack = await newStack();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(alarm, "x", { ...cpu, ...change }));
    expect(await failure({ statistic: null })).to.contain("One of `statistic`");
    expect(await failure({ extendedStatistic: "p99" })).to.contain("conflicts with");
    expect(await failure({ extendedStatistic: "p1x", statistic: null })).to.contain("extended_");
    expect(await failure({ period: 7 })).to.contain("period");
    expect(await failure({ evaluationPeriods: 0 })).to.contain("at least (1)");
    expect(await failure({ alarmActions: ["x"] })).to.contain("invalid ARN");
    expect(await failure({ unit: "Miles" })).to.contain("unit");
    expect(await failure(queries([{ id: "a" }], {}))).to.contain("conflicts with");
  });

  it("are overwritten by another of their name", async () => {
    const stack = await newStack();
    const one = await stack.create(alarm, "one", { ...cpu, name: "cpu" });
    await stack.create(alarm, "two", { ...cpu, name: "cpu", threshold: 90 });
    expect((await stack.refresh(one)).properties.threshold).to.equal(90);
  });

  it("make composite alarms, where they are there", async () => {
    const stack = await newStack();
    const args = { alarmName: "both", alarmRule: 'ALARM("cpu") AND NOT OK(disk)' };
    expect(await refused(stack, composite, args)).to.equal("ValidationError");
    await stack.create(alarm, "cpu", { ...cpu, name: "cpu" });
    await stack.create(alarm, "disk", { ...cpu, name: "disk" });
    expect(await refused(stack, composite, { ...args, alarmRule: "cpu" })).to.equal(
      "ValidationError",
    );
    expect(await refused(stack, composite, args)).to.equal("none");
    expect(await refused(stack, composite, { ...args, alarmRule: "ALARM(both)" })).to.equal(
      "ValidationError",
    );
  });
});

function queries(
  own: readonly ValueMap[],
  instead: ValueMap = { metricName: null, namespace: null, period: null, statistic: null },
): ValueMap {
  const metricQueries = own.map((one) => ({ expression: "x", returnData: true, ...one }));
  return { ...instead, metricQueries };
}

describe("dashboards", () => {
  it("show widgets that there are, in 24 columns", async () => {
    const stack = await newStack();
    const make = (dashboardBody: string): Promise<string> =>
      refused(stack, dashboard, { dashboardName: "one", dashboardBody });
    const bad = "InvalidParameterInput";
    expect(await make("[]")).to.equal(bad);
    const widget = { type: "text", properties: { markdown: "x" }, width: 6 };
    const body = (one: ValueMap): string => JSON.stringify({ widgets: [{ ...widget, ...one }] });
    expect(await make(body({ type: "film" }))).to.equal(bad);
    expect(await make(body({ width: 25 }))).to.equal(bad);
    expect(await make(JSON.stringify({ widgets: [{ type: "text" }] }))).to.equal(bad);
    expect(await make(body({}))).to.equal("none");
    expect(
      await messageOf(stack.preview(dashboard, "x", { dashboardName: "a b", dashboardBody: "{}" })),
    ).to.contain("restrictions");
  });
});

describe("event rules", () => {
  const make = (stack: Stack, args: ValueMap): Promise<string> =>
    refused(stack, rule, { name: "one", ...args });

  it("have schedules that EventBridge reads", async () => {
    const stack = await newStack();
    for (const scheduleExpression of [
      "rate(1 hours)",
      "rate(5 minute)",
      "cron(0 12 * * *)",
      "at(x)",
    ])
      expect(await make(stack, { scheduleExpression })).to.equal("ValidationException");
    const scheduleExpression = "rate(1 hour)";
    expect(await make(stack, { scheduleExpression, eventBusName: "other" })).to.equal(
      "ValidationException",
    );
    expect(await make(stack, { scheduleExpression })).to.equal("none");
    expect(await make(stack, { scheduleExpression })).to.equal("ResourceAlreadyExistsException");
    expect(await messageOf(stack.preview(rule, "x", {}))).to.contain("must be specified");
  });

  it("have patterns of lists", async () => {
    const stack = await newStack();
    for (const pattern of [[], {}, { source: "aws.ec2" }, { source: [] }, { detail: { a: "b" } }])
      expect(await make(stack, { eventPattern: JSON.stringify(pattern) })).to.equal(
        "InvalidEventPatternException",
      );
    const eventPattern = JSON.stringify({ source: ["aws.ec2"], detail: { state: ["running"] } });
    expect(await make(stack, { eventPattern })).to.equal("none");
  });

  it("have five targets at most, with a role where the service takes one", async () => {
    const stack = await newStack();
    const to = (what: string, more: ValueMap = {}): Promise<string> =>
      refused(stack, target, { rule: "one", arn: what, targetId: "t", ...more });
    const roleArn = "arn:aws:iam::000000000000:role/r";
    expect(await to(arn("sns", "t"))).to.equal("ResourceNotFoundException");
    await make(stack, { scheduleExpression: "rate(1 hour)" });
    const bad = "ValidationException";
    expect(await to(arn("states", "stateMachine:s"))).to.equal(bad);
    expect(await to(arn("states", "stateMachine:s"), { roleArn })).to.equal("none");
    expect(await to(arn("lambda", "function:f"), { roleArn })).to.equal(bad);
    expect(await to(arn("ecs", "cluster/c"), { roleArn })).to.equal(bad);
    expect(await to(arn("sqs", "q.fifo"))).to.equal(bad);
    expect(await to(arn("sqs", "q"), { sqsTarget: { messageGroupId: "g" } })).to.equal(bad);
    for (const targetId of ["a", "b", "c", "d"])
      expect(await to(arn("sns", "t"), { targetId })).to.equal("none");
    expect(await to(arn("sns", "t"), { targetId: "e" })).to.equal("LimitExceededException");
    expect(
      await messageOf(
        stack.preview(target, "x", { rule: "one", arn: "x", input: "{}", inputPath: "$" }),
      ),
    ).to.contain("conflicts with");
  });
});

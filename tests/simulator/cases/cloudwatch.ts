/** Logs, alarms, dashboards and events. */
import { type Case, type Suite, type Surroundings, permit, tagged, trust } from "../lifecycleCases";
import { type Stack, textOf, types } from "../support";

const stream = "aws:cloudwatch/logStream:LogStream";
const metricFilter = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const subscription = "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const rule = "aws:cloudwatch/eventRule:EventRule";
const target = "aws:cloudwatch/eventTarget:EventTarget";

const topic = (name: string): string => `arn:aws:sns:us-east-1:000000000000:${name}`;
const role = "arn:aws:iam::000000000000:role/r";

async function surroundings(stack: Stack): Promise<Surroundings> {
  const group = await stack.create(types.logGroup, "around", { name: "/around" });
  const key = await stack.create("aws:kms/key:Key", "around", {
    policy: permit("kms:*", { AWS: "*" }),
  });
  const caller = await stack.create(types.role, "around", {
    assumeRolePolicy: trust("lambda.amazonaws.com"),
  });
  await stack.world.advance(60);
  const reader = await stack.create("aws:lambda/function:Function", "reader", {
    role: caller.properties.arn!,
    code: { path: "./function.zip", hash: "one" },
    handler: "index.handler",
    runtime: "nodejs22.x",
  });
  const right = await stack.create("aws:lambda/permission:Permission", "reader", {
    action: "lambda:InvokeFunction",
    function: reader.id,
    principal: "logs.amazonaws.com",
  });
  const metric = await stack.create(alarm, "around", cpu());
  const around = await stack.create(rule, "around", {
    name: "around",
    scheduleExpression: "rate(1 hour)",
  });
  const made = [group, key, caller, reader, right, metric, around];
  return {
    ids: {
      group: group.id,
      key: textOf(key.properties, "arn"),
      alarm: metric.id,
      reader: textOf(reader.properties, "arn"),
      rule: around.id,
      role: textOf(caller.properties, "arn"),
    },
    made,
  };
}

const cpu = () => ({
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 2,
  metricName: "CPUUtilization",
  namespace: "AWS/EC2",
  period: 120,
  statistic: "Average",
  threshold: 80,
});

const query = (id: string) => ({
  metricQueries: [
    { id, expression: "SELECT AVG(CPUUtilization) FROM EC2", period: 60, returnData: true },
  ],
  metricName: null,
  namespace: null,
  period: null,
  statistic: null,
});

const cases: readonly Case[] = [
  {
    type: types.logGroup,
    args: () => ({ retentionInDays: 30 }),
    updates: {
      ...tagged,
      retentionInDays: () => ({ retentionInDays: 90 }),
      kmsKeyId: ({ key }) => ({ kmsKeyId: key! }),
    },
    replaces: {
      name: () => ({ name: "/own" }),
      namePrefix: () => ({ namePrefix: "own-" }),
      logGroupClass: () => ({ logGroupClass: "INFREQUENT_ACCESS" }),
    },
  },
  {
    type: stream,
    args: ({ group }) => ({ logGroupName: group! }),
    importId: (made) => `${textOf(made.inputs, "logGroupName")}:${made.id}`,
  },
  {
    type: metricFilter,
    args: ({ group }) => ({
      logGroupName: group!,
      pattern: "ERROR",
      metricTransformation: { name: "errors", namespace: "own", value: "1" },
    }),
    updates: {
      metricTransformation: () => ({
        metricTransformation: { name: "errors", namespace: "own", value: "2" },
      }),
    },
    importId: (made) => `${textOf(made.inputs, "logGroupName")}:${made.id}`,
  },
  {
    type: subscription,
    args: ({ group, reader }) => ({
      logGroup: group!,
      filterPattern: "",
      destinationArn: reader!,
    }),
    updates: {
      distribution: () => ({ distribution: "Random" }),
      roleArn: () => ({ roleArn: "arn:aws:iam::000000000000:role/aws-service-role/logs" }),
    },
    replaces: {
      destinationArn: ({ role: roleArn }) => ({
        destinationArn: "arn:aws:kinesis:us-east-1:000000000000:stream/two",
        roleArn: roleArn!,
      }),
    },
    importId: (made) => `${textOf(made.inputs, "logGroup")}|${textOf(made.inputs, "name")}`,
  },
  {
    type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    args: () => ({
      policyName: "route53",
      policyDocument: permit("logs:PutLogEvents", { Service: "route53.amazonaws.com" }),
    }),
    updates: {
      policyDocument: () => ({
        policyDocument: permit("logs:*", { Service: "route53.amazonaws.com" }),
      }),
    },
    replaces: {
      resourceArn: () => ({
        policyName: null,
        resourceArn: "arn:aws:logs:us-east-1:000000000000:log-group:one",
      }),
    },
  },
  {
    type: alarm,
    args: cpu,
    updates: {
      ...tagged,
      alarmActions: () => ({ alarmActions: [topic("one")] }),
      okActions: () => ({ okActions: [topic("one")] }),
      insufficientDataActions: () => ({ insufficientDataActions: [topic("one")] }),
      comparisonOperator: () => ({ comparisonOperator: "LessThanThreshold" }),
      datapointsToAlarm: () => ({ datapointsToAlarm: 2 }),
      dimensions: () => ({ dimensions: { InstanceId: "i-0" } }),
      evaluateLowSampleCountPercentiles: () => ({ evaluateLowSampleCountPercentiles: "ignore" }),
      evaluationCriteria: () => ({
        evaluationCriteria: { promqlCriteria: { query: "up == 0" } },
        ...query("a"),
        metricQueries: null,
      }),
      extendedStatistic: () => ({ extendedStatistic: "p99", statistic: null }),
      metricQueries: () => query("a"),
      period: () => ({ period: 60 }),
      statistic: () => ({ statistic: "Sum" }),
      thresholdMetricId: () => ({ threshold: null, thresholdMetricId: "a" }),
      treatMissingData: () => ({ treatMissingData: "breaching" }),
      unit: () => ({ unit: "Percent" }),
    },
    heldBy: {
      type: composite,
      args: (_ids, made) => ({ alarmName: "both", alarmRule: `ALARM("${made.id}")` }),
      code: "ValidationError",
    },
  },
  {
    type: composite,
    args: ({ alarm: name }) => ({ alarmName: "one", alarmRule: `ALARM("${name!}")` }),
    updates: {
      ...tagged,
      actionsSuppressor: ({ alarm: name }) => ({
        actionsSuppressor: { alarm: name!, extensionPeriod: 60, waitPeriod: 60 },
      }),
      alarmActions: () => ({ alarmActions: [topic("one")] }),
      okActions: () => ({ okActions: [topic("one")] }),
      insufficientDataActions: () => ({ insufficientDataActions: [topic("one")] }),
      alarmRule: ({ alarm: name }) => ({ alarmRule: `OK("${name!}")` }),
    },
  },
  {
    type: "aws:cloudwatch/dashboard:Dashboard",
    args: () => ({ dashboardName: "one", dashboardBody: JSON.stringify({ widgets: [] }) }),
    updates: {
      dashboardBody: () => ({
        dashboardBody: JSON.stringify({
          widgets: [{ type: "text", properties: { markdown: "x" } }],
        }),
      }),
    },
  },
  {
    type: rule,
    args: () => ({ name: "one", scheduleExpression: "rate(5 minutes)" }),
    updates: {
      ...tagged,
      scheduleExpression: () => ({ scheduleExpression: "cron(0 12 * * ? *)" }),
      eventPattern: () => ({ eventPattern: JSON.stringify({ source: ["aws.ec2"] }) }),
      isEnabled: () => ({ isEnabled: true }),
      roleArn: () => ({ roleArn: role }),
      state: () => ({ state: "DISABLED" }),
    },
    kept: ["isEnabled"],
    replaces: {
      namePrefix: () => ({ name: null, namePrefix: "own-" }),
      eventBusName: () => ({ eventBusName: "other" }),
    },
    heldBy: {
      type: target,
      args: (_ids, made) => ({ rule: made.id, arn: topic("one") }),
      code: "ValidationException",
    },
  },
  {
    type: target,
    args: ({ rule: name }) => ({ rule: name!, arn: "arn:aws:sqs:us-east-1:000000000000:queue" }),
    updates: {
      arn: () => ({ arn: topic("two") }),
      input: () => ({ input: JSON.stringify({ one: 1 }) }),
      inputPath: () => ({ inputPath: "$.detail" }),
      inputTransformer: () => ({ inputTransformer: { inputTemplate: '"<one>"' } }),
      roleArn: () => ({ roleArn: role }),
      runCommandTargets: () => ({ runCommandTargets: [{ key: "tag:Name", values: ["a"] }] }),
      sqsTarget: () => ({
        arn: "arn:aws:sqs:us-east-1:000000000000:queue.fifo",
        sqsTarget: { messageGroupId: "one" },
      }),
    },
    kept: ["sagemakerPipelineTarget"],
    importId: (made) => `${textOf(made.inputs, "rule")}/${textOf(made.inputs, "targetId")}`,
  },
];

export const suite: Suite = { cases, surroundings };

/** Alarms, dashboards, event rules and their targets. */
import { ref, remove, type Arguments, type Case, type Step } from "../case";
import { cloudWatchApi, eventsApi } from "../pages";
import * as aws from "../resources";
import { times } from "../surroundings";

const alarm = (args: Arguments = {}): Step =>
  aws.metricAlarm("alarm", {
    name: "busy",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 2,
    metricName: "CPUUtilization",
    namespace: "AWS/EC2",
    period: 300,
    statistic: "Average",
    threshold: 80,
    ...args,
  });

const alarms: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["an alarm", {}, "accepted"],
  ["an alarm name of 255 characters", { name: "a".repeat(255) }, "accepted"],
  ["an alarm name of 256 characters", { name: "a".repeat(256) }, "ValidationError"],
  [
    "an alarm that looks at one's own metric every 10 seconds",
    { period: 10, namespace: "App" },
    "accepted",
  ],
  ["an alarm that looks every 45 seconds", { period: 45 }, "ValidationError"],
  ["an alarm that looks at no period", { evaluationPeriods: 0 }, "ValidationError"],
  [
    "an alarm of a comparison that does not exist",
    { comparisonOperator: "Above" },
    "ValidationError",
  ],
  ["an alarm of a statistic that does not exist", { statistic: "Median" }, "ValidationError"],
];

const dashboard = (dashboardBody: string): Step =>
  aws.dashboard("dashboard", { dashboardName: "app", dashboardBody });

const ofAlarms: readonly Case[] = [
  ...alarms.map(([title, args, expect]): Case => ({
    title,
    page: cloudWatchApi("PutMetricAlarm"),
    given: [],
    attempt: alarm(args),
    expect,
  })),
  {
    title: "a dashboard",
    page: cloudWatchApi("PutDashboard"),
    given: [],
    attempt: dashboard(JSON.stringify({ widgets: [] })),
    expect: "accepted",
  },
  {
    title: "a dashboard that is no JSON",
    page: cloudWatchApi("PutDashboard"),
    given: [],
    attempt: dashboard("a graph"),
    expect: "InvalidParameterInput",
  },
];

const rule = (args: Arguments = {}): Step =>
  aws.eventRule("rule", { name: "nightly", scheduleExpression: "rate(1 day)", ...args });

const pattern = JSON.stringify({ source: ["aws.ec2"] });

const rules: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["an event rule by a rate", {}, "accepted"],
  ["an event rule by a clock", { scheduleExpression: "cron(0 20 * * ? *)" }, "accepted"],
  ["an event rule by a pattern", { scheduleExpression: null, eventPattern: pattern }, "accepted"],
  ["an event rule name of 64 characters", { name: "r".repeat(64) }, "accepted"],
  ["an event rule name of 65 characters", { name: "r".repeat(65) }, "ValidationException"],
  ["an event rule name with a blank", { name: "my rule" }, "ValidationException"],
  [
    "an event rule every no minutes",
    { scheduleExpression: "rate(0 minutes)" },
    "ValidationException",
  ],
  [
    "an event rule every 1 minutes",
    { scheduleExpression: "rate(1 minutes)" },
    "ValidationException",
  ],
  ["an event rule by no expression", { scheduleExpression: "nightly" }, "ValidationException"],
  [
    "an event rule without schedule and pattern",
    { scheduleExpression: null },
    "ValidationException",
  ],
  [
    "an event rule by a pattern that is none",
    { scheduleExpression: null, eventPattern: JSON.stringify({ source: "aws.ec2" }) },
    "InvalidEventPatternException",
  ],
];

const queue = aws.queue("queue", { name: "jobs" });

const target = (name: string, args: Arguments = {}): Step =>
  aws.eventTarget(name, {
    rule: ref("rule.name"),
    targetId: name,
    arn: ref("queue.arn"),
    ...args,
  });

const ofRules: readonly Case[] = [
  ...rules.map(([title, args, expect]): Case => ({
    title,
    page: eventsApi("PutRule"),
    given: [],
    attempt: rule(args),
    expect,
  })),
  {
    title: "an event rule's target",
    page: eventsApi("PutTargets"),
    given: [rule(), queue],
    attempt: target("jobs"),
    expect: "accepted",
  },
  {
    title: "a target of an event rule that does not exist",
    page: eventsApi("PutTargets"),
    given: [queue],
    attempt: target("jobs", { rule: "nosuchrule" }),
    expect: "ResourceNotFoundException",
  },
  {
    title: "an event rule's fifth target",
    page: eventsApi("PutTargets"),
    given: [rule(), queue, ...times(4, (index) => target(`target${index}`))],
    attempt: target("jobs"),
    expect: "accepted",
  },
  {
    title: "an event rule's sixth target",
    page: eventsApi("PutTargets"),
    given: [rule(), queue, ...times(5, (index) => target(`target${index}`))],
    attempt: target("jobs"),
    expect: "LimitExceededException",
  },
  {
    title: "deleting an event rule with a target",
    page: eventsApi("DeleteRule"),
    given: [rule(), queue, target("jobs")],
    attempt: remove("rule"),
    expect: "ValidationException",
  },
  {
    title: "deleting an event rule after its target",
    page: eventsApi("DeleteRule"),
    given: [rule(), queue, target("jobs"), remove("jobs")],
    attempt: remove("rule"),
    expect: "accepted",
  },
];

export const monitoringCases: readonly Case[] = [...ofAlarms, ...ofRules];

/** Log groups and flow logs. */
import { id, ref, remove, update, type Arguments, type Case, type Step } from "../case";
import { ec2Api, logsApi, pages } from "../pages";
import * as aws from "../resources";
import { aVpc, trustOf } from "../surroundings";

const named = (name: string, resource = "group"): Step => aws.logGroup(resource, { name });

const names: readonly (readonly [what: string, name: string, expect: string])[] = [
  ["512 characters", "g".repeat(512), "accepted"],
  ["513 characters", "g".repeat(513), "InvalidParameterException"],
  ["every character allowed", "aZ09_-/.#", "accepted"],
  ["a blank", "my group", "InvalidParameterException"],
  ["an asterisk", "group*", "InvalidParameterException"],
];

const ofNames = names.map(([what, name, expect]): Case => ({
  title: `a log group name of ${what}`,
  page: logsApi("CreateLogGroup"),
  given: [],
  attempt: named(name),
  expect,
}));

const retentions: readonly (readonly [days: number, expect: string])[] = [
  [1, "accepted"],
  [7, "accepted"],
  [2, "InvalidParameterException"],
  [8, "InvalidParameterException"],
  [365, "accepted"],
  [366, "InvalidParameterException"],
  [1096, "accepted"],
  [3653, "accepted"],
  [3654, "InvalidParameterException"],
];

const ofRetentions = retentions.map(([retentionInDays, expect]): Case => ({
  title: `a log group kept for ${retentionInDays} days`,
  page: logsApi("PutRetentionPolicy"),
  given: [],
  attempt: aws.logGroup("group", { name: "group", retentionInDays }),
  expect,
}));

const ofGroups: readonly Case[] = [
  {
    title: "a second log group of the same name",
    page: logsApi("CreateLogGroup"),
    given: [named("app", "first")],
    attempt: named("app"),
    expect: "ResourceAlreadyExistsException",
  },
  {
    title: "a log group whose name differs in case",
    page: logsApi("CreateLogGroup"),
    given: [named("app", "first")],
    attempt: named("App"),
    expect: "accepted",
  },
  {
    title: "the same log group name in another region",
    page: logsApi("CreateLogGroup"),
    given: [named("app", "first")],
    attempt: aws.logGroup("group", { name: "app", region: "eu-west-1" }),
    expect: "accepted",
  },
  {
    title: "a log group kept for another time",
    page: logsApi("PutRetentionPolicy"),
    given: [aws.logGroup("group", { name: "app", retentionInDays: 7 })],
    attempt: update("group", { retentionInDays: 14 }),
    expect: "accepted",
  },
  {
    title: "a log group kept for ever again",
    page: logsApi("DeleteRetentionPolicy"),
    given: [aws.logGroup("group", { name: "app", retentionInDays: 7 })],
    attempt: update("group", { retentionInDays: 0 }),
    expect: "accepted",
  },
  {
    title: "deleting a log group",
    page: logsApi("DeleteLogGroup"),
    given: [named("app")],
    attempt: remove("group"),
    expect: "accepted",
  },
];

const delivery: readonly Step[] = [
  aVpc,
  named("flows"),
  aws.role("role", { name: "flows", assumeRolePolicy: trustOf("vpc-flow-logs.amazonaws.com") }),
];

const toLogs: Arguments = {
  vpcId: id("vpc"),
  trafficType: "ALL",
  logDestination: ref("group.arn"),
  iamRoleArn: ref("role.arn"),
};

const flows = (args: Arguments = {}, name = "flows"): Step =>
  aws.flowLog(name, { ...toLogs, ...args });

const ofFlowLogs: readonly Case[] = [
  {
    title: "a VPC's flow log to a log group",
    page: pages.flowLogs,
    given: delivery,
    attempt: flows(),
    expect: "accepted",
  },
  {
    title: "a flow log to a log group without a role",
    page: ec2Api("CreateFlowLogs"),
    given: delivery,
    attempt: aws.flowLog("flows", {
      vpcId: id("vpc"),
      trafficType: "ALL",
      logDestination: ref("group.arn"),
    }),
    expect: "InvalidParameter",
  },
  {
    title: "a flow log without a destination",
    page: ec2Api("CreateFlowLogs"),
    given: delivery,
    attempt: aws.flowLog("flows", {
      vpcId: id("vpc"),
      trafficType: "ALL",
      iamRoleArn: ref("role.arn"),
    }),
    expect: "InvalidParameter",
  },
  {
    title: "a flow log of a VPC that does not exist",
    page: pages.ec2Errors,
    given: delivery,
    attempt: flows({ vpcId: "vpc-0123456789abcdef0" }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "the same flow log twice",
    page: pages.ec2Errors,
    given: [...delivery, flows({}, "first")],
    attempt: flows(),
    expect: "FlowLogAlreadyExists",
  },
  {
    title: "two flow logs of a VPC to two log groups",
    page: pages.flowLogs,
    given: [...delivery, flows({}, "first"), named("more", "more")],
    attempt: flows({ logDestination: ref("more.arn") }),
    expect: "accepted",
  },
  {
    title: "a flow log aggregated over 60 seconds",
    page: ec2Api("CreateFlowLogs"),
    given: delivery,
    attempt: flows({ maxAggregationInterval: 60 }),
    expect: "accepted",
  },
  {
    title: "a flow log aggregated over 61 seconds",
    page: ec2Api("CreateFlowLogs"),
    given: delivery,
    attempt: flows({ maxAggregationInterval: 61 }),
    expect: "refused",
  },
  {
    title: "deleting a VPC that has a flow log",
    page: ec2Api("DeleteVpc"),
    given: [...delivery, flows()],
    attempt: remove("vpc"),
    expect: "accepted",
  },
];

export const logCases: readonly Case[] = [...ofNames, ...ofRetentions, ...ofGroups, ...ofFlowLogs];

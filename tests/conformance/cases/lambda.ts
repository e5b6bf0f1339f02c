/** Functions: their settings, their roles, their networks, and what calls them. */
import { id, ref, remove, update, type Arguments, type Case, type Step } from "../case";
import { ec2Api, lambdaApi, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, aSubnet, aVpc, otherVpc, trustOf } from "../surroundings";

const role = (service = "lambda.amazonaws.com"): Step =>
  aws.role("role", { name: "functions", assumeRolePolicy: trustOf(service) });

const logsAndInterfaces = aws.rolePolicy("rights", {
  role: id("role"),
  name: "rights",
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeSubnets",
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
        ],
        Resource: "*",
      },
    ],
  }),
});

const fn = (args: Arguments = {}, resource = "function"): Step =>
  aws.lambdaFunction(resource, {
    name: "app",
    role: ref("role.arn"),
    code: "function.zip",
    handler: "index.handler",
    runtime: "nodejs22.x",
    ...args,
  });

const functions: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a function", {}, "accepted"],
  ["a function name of 64 characters", { name: "f".repeat(64) }, "accepted"],
  ["a function name of 65 characters", { name: "f".repeat(65) }, "refused"],
  ["a function name with a dot", { name: "my.function" }, "refused"],
  ["a function of 128 MB", { memorySize: 128 }, "accepted"],
  ["a function of 127 MB", { memorySize: 127 }, "refused"],
  ["a function that may take 15 minutes", { timeout: 900 }, "accepted"],
  ["a function that may take 901 seconds", { timeout: 901 }, "refused"],
  ["a function with 512 MB of storage", { ephemeralStorage: { size: 512 } }, "accepted"],
  ["a function with 511 MB of storage", { ephemeralStorage: { size: 511 } }, "refused"],
  [
    "a function of a runtime that does not exist",
    { runtime: "cobol85" },
    "InvalidParameterValueException",
  ],
  [
    "a function with a variable of its own",
    { environment: { variables: { STAGE: "dev" } } },
    "accepted",
  ],
  [
    "a function with a variable that Lambda reserves",
    { environment: { variables: { AWS_REGION: "here" } } },
    "InvalidParameterValueException",
  ],
];

const ofFunctions = functions.map(([title, args, expect]): Case => ({
  title,
  page: lambdaApi("CreateFunction"),
  given: [role()],
  attempt: fn(args),
  expect,
}));

const ofNames: readonly Case[] = [
  {
    title: "a second function of the same name",
    page: lambdaApi("CreateFunction"),
    given: [role(), fn({}, "first")],
    attempt: fn(),
    expect: "ResourceConflictException",
  },
  {
    title: "a function with a role that only EC2 may take",
    page: pages.lambdaRoles,
    given: [role("ec2.amazonaws.com")],
    attempt: fn(),
    expect: "InvalidParameterValueException",
  },
  {
    title: "a function with a role that does not exist",
    page: pages.lambdaRoles,
    given: [],
    attempt: fn({ role: "arn:aws:iam::123456789012:role/nosuchrole" }),
    expect: "InvalidParameterValueException",
  },
  {
    title: "900 of an account's 1,000 executions, kept for one function",
    page: pages.lambdaConcurrency,
    given: [role()],
    attempt: fn({ reservedConcurrentExecutions: 900 }),
    expect: "accepted",
  },
  {
    title: "901 of an account's 1,000 executions, kept for one function",
    page: pages.lambdaConcurrency,
    given: [role()],
    attempt: fn({ reservedConcurrentExecutions: 901 }),
    expect: "InvalidParameterValueException",
  },
  {
    title: "a function's memory changed",
    page: lambdaApi("UpdateFunctionConfiguration"),
    given: [role(), fn()],
    attempt: update("function", { memorySize: 256 }),
    expect: "accepted",
  },
  {
    title: "deleting a function",
    page: lambdaApi("DeleteFunction"),
    given: [role(), fn()],
    attempt: remove("function"),
    expect: "accepted",
  },
];

const inVpc: Arguments = {
  vpcConfig: { subnetIds: [id("subnet")], securityGroupIds: [id("group")] },
};

const network: readonly Step[] = [aVpc, aSubnet("subnet"), aGroup()];
const able: readonly Step[] = [role(), logsAndInterfaces];

const ofVpcs: readonly Case[] = [
  {
    title: "a function in a VPC",
    page: pages.lambdaInVpc,
    given: [...network, ...able],
    attempt: fn(inVpc),
    expect: "accepted",
  },
  {
    title: "a function in a VPC whose role may make no interface",
    page: pages.lambdaInVpc,
    given: [...network, role()],
    attempt: fn(inVpc),
    expect: "InvalidParameterValueException",
  },
  {
    title: "a function in a subnet that does not exist",
    page: pages.lambdaInVpc,
    given: [...network, ...able],
    attempt: fn({
      vpcConfig: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: [id("group")] },
    }),
    expect: "InvalidParameterValueException",
  },
  {
    title: "a function with a subnet and a group of two VPCs",
    page: pages.lambdaInVpc,
    given: [aVpc, otherVpc, aSubnet("subnet"), aGroup("group", "other"), ...able],
    attempt: fn(inVpc),
    expect: "InvalidParameterValueException",
  },
  {
    title: "deleting the subnet of a function",
    page: ec2Api("DeleteSubnet"),
    given: [...network, ...able, fn(inVpc)],
    attempt: remove("subnet"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting the group of a function",
    page: ec2Api("DeleteSecurityGroup"),
    given: [...network, ...able, fn(inVpc)],
    attempt: remove("group"),
    expect: "DependencyViolation",
  },
];

const permission = (args: Arguments = {}, name = "permission"): Step =>
  aws.lambdaPermission(name, {
    function: id("function"),
    statementId: "events",
    action: "lambda:InvokeFunction",
    principal: "events.amazonaws.com",
    ...args,
  });

const jobs = (args: Arguments = {}): Step => aws.queue("queue", { name: "jobs", ...args });

const from = (args: Arguments = {}): Step =>
  aws.eventSource("source", {
    functionName: id("function"),
    eventSourceArn: ref("queue.arn"),
    ...args,
  });

const called: readonly Step[] = [...able, fn()];

const ofCallers: readonly Case[] = [
  {
    title: "a permission to call a function",
    page: lambdaApi("AddPermission"),
    given: called,
    attempt: permission(),
    expect: "accepted",
  },
  {
    title: "a second permission of the same statement",
    page: lambdaApi("AddPermission"),
    given: [...called, permission({}, "first")],
    attempt: permission(),
    expect: "ResourceConflictException",
  },
  {
    title: "a permission to call a function that does not exist",
    page: lambdaApi("AddPermission"),
    given: [],
    attempt: permission({ function: "nosuchfunction" }),
    expect: "ResourceNotFoundException",
  },
  {
    title: "an alias of a function's version that does not exist",
    page: lambdaApi("CreateAlias"),
    given: called,
    attempt: aws.lambdaAlias("alias", {
      name: "live",
      functionName: id("function"),
      functionVersion: "7",
    }),
    expect: "ResourceNotFoundException",
  },
  {
    title: "an alias of a function's latest version",
    page: lambdaApi("CreateAlias"),
    given: called,
    attempt: aws.lambdaAlias("alias", {
      name: "live",
      functionName: id("function"),
      functionVersion: "$LATEST",
    }),
    expect: "accepted",
  },
  {
    title: "a queue that calls a function",
    page: pages.lambdaQueues,
    given: [...called, jobs()],
    attempt: from(),
    expect: "accepted",
  },
  {
    title: "a queue that hides messages for less time than the function may take",
    page: pages.lambdaQueues,
    given: [...able, fn({ timeout: 60 }), jobs({ visibilityTimeoutSeconds: 30 })],
    attempt: from(),
    expect: "InvalidParameterValueException",
  },
  {
    title: "a queue that calls a function that does not exist",
    page: lambdaApi("CreateEventSourceMapping"),
    given: [jobs()],
    attempt: from({ functionName: "nosuchfunction" }),
    expect: "ResourceNotFoundException",
  },
  {
    title: "a queue that calls a function a second time",
    page: lambdaApi("CreateEventSourceMapping"),
    given: [
      ...called,
      jobs(),
      aws.eventSource("first", {
        functionName: id("function"),
        eventSourceArn: ref("queue.arn"),
      }),
    ],
    attempt: from(),
    expect: "ResourceConflictException",
  },
];

export const lambdaCases: readonly Case[] = [...ofFunctions, ...ofNames, ...ofVpcs, ...ofCallers];

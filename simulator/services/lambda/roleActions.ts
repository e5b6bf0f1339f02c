/**
 * Whether a function's role may do what Lambda tries before it takes the role: a look at the actions that its policies
 * name. Resources and conditions are not looked at; a policy of AWS's own that is not listed here is taken to allow.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
import { AwsError } from "../../errors";
import { isList, text, texts } from "../../values";
import type { ValueMap } from "../../protocol";
import type { Scope } from "../../world/scope";
import { policyKind, roleAttachmentKind, rolePolicyKind } from "../iam/entities";
import { statementsOf } from "../iam/principals";
import { findRole } from "../iam/references";

const logs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const interfaces = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
const stream = (service: string): readonly string[] =>
  ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
    (one) => `${service}:${one}`,
  );

/** By the name of AWS's managed policy: what Lambda's own allow, and those often attached that allow none of it. */
const managed: Readonly<Record<string, readonly string[]>> = {
  AWSLambdaBasicExecutionRole: logs,
  AWSLambdaDynamoDBExecutionRole: [...stream("dynamodb"), ...logs],
  AWSLambdaENIManagementAccess: interfaces,
  AWSLambdaKinesisExecutionRole: [...stream("kinesis"), ...logs],
  AWSLambdaSQSQueueExecutionRole: [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    ...logs,
  ],
  AWSLambdaVPCAccessExecutionRole: [...interfaces, ...logs],
  AWSXRayDaemonWriteAccess: ["xray:*"],
  AmazonDynamoDBFullAccess: ["dynamodb:*"],
  AmazonS3FullAccess: ["s3:*"],
  AmazonS3ReadOnlyAccess: ["s3:Get*", "s3:List*"],
  AmazonSNSFullAccess: ["sns:*"],
  AmazonSQSFullAccess: ["sqs:*"],
  AmazonSSMReadOnlyAccess: ["ssm:Describe*", "ssm:Get*", "ssm:List*"],
  AWSStepFunctionsFullAccess: ["states:*"],
  CloudWatchLogsFullAccess: ["logs:*", "cloudwatch:GenerateQuery"],
  SecretsManagerReadWrite: ["secretsmanager:*"],
};

/** A role of an account of which nothing is known may do everything. */
export function roleMay(scope: Scope, roleArn: string, action: string): boolean {
  const role = findRole(scope, roleArn);
  if (role === undefined) return true;
  const there = scope.at(role);
  const inline = there.find(rolePolicyKind, "role", role.id).map((one) => one.policy);
  return (
    inline.some((policy) => allows(policy, action)) ||
    there
      .find(roleAttachmentKind, "role", role.id)
      .some(({ policyArn }) => managedAllows(there, policyArn, action))
  );
}

function managedAllows(scope: Scope, arn: string, action: string): boolean {
  const own = scope.get(policyKind, arn);
  if (own !== undefined) return allows(text(own.properties, "policy") ?? "", action);
  const allowed = managed[arn.slice(arn.lastIndexOf("/") + 1)];
  return allowed === undefined || allowed.some((pattern) => covers(pattern, action));
}

function allows(policy: string, action: string): boolean {
  return statementsOf(policy).some(
    (statement) =>
      text(statement, "Effect") === "Allow" &&
      ("NotAction" in statement
        ? !names(statement, "NotAction", action)
        : names(statement, "Action", action)),
  );
}

function names(statement: ValueMap, key: string, action: string): boolean {
  const given = isList(statement[key]) ? texts(statement, key) : [text(statement, key) ?? ""];
  return given.some((pattern) => covers(pattern, action));
}

/** `*` stands for any characters, `?` for one; case does not count. */
function covers(pattern: string, action: string): boolean {
  const form = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${form}$`, "i").test(action);
}

/** @throws AwsError, as Lambda words it that a role lacks a permission. */
export function needAction(scope: Scope, roleArn: string, action: string): void {
  if (scope.pinned !== undefined || roleMay(scope, roleArn, action)) return;
  const [service = "", call = ""] = action.split(":");
  throw new AwsError(
    "InvalidParameterValueException",
    `The provided execution role does not have permissions to call ${call} on ${service.toUpperCase()}`,
  );
}

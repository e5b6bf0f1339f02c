/**
 * The functions, each with the least that it needs, and what calls them:
 *
 *     API ── ingest ── bucket, table, queue ── dispatch ── state machine ── process ── notify ── topic
 */
import { interpolate, jsonStringify, type Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { ServerlessConfig } from "./config";
import { dispatchCode } from "./functions/dispatch";
import { ingestCode } from "./functions/ingest";
import { notifyCode } from "./functions/notify";
import { processCode } from "./functions/process";
import type { Labels } from "./labels";
import { DISPATCH_TIMEOUT, type Storage } from "./storage";

interface Site {
  readonly vpc: net.Vpc;
  readonly groups: net.SecurityGroups;
  readonly storage: Storage;
  readonly messageKey: net.EncryptionKey;
}

export interface Functions {
  readonly ingest: net.LambdaFunction;
  readonly process: net.LambdaFunction;
  readonly notify: net.LambdaFunction;
}

type Own = Omit<net.LambdaFunctionArgs, "vpc" | "securityGroupIds">;

/** A function in the private subnets, behind the group of functions. */
function createFunction(which: string, { vpc, groups }: Site, { name, tagged }: Labels, own: Own) {
  return new net.LambdaFunction(`${name}-${which}`, {
    vpc,
    securityGroupIds: [groups.groupId("lambda")],
    ...own,
    ...tagged,
  });
}

export function createFunctions(site: Site, labels: Labels): Functions {
  const { images, table, queue, results } = site.storage;
  const objects = interpolate`${images.bucketArn}/images/*`;
  const environment = { BUCKET: images.bucketName, TABLE: table.tableName };
  return {
    ingest: createFunction("ingest", site, labels, {
      code: ingestCode,
      memorySize: 256,
      timeout: 15,
      environment: { ...environment, QUEUE_URL: queue.queueUrl },
      permissions: [
        { actions: ["s3:PutObject"], resources: [objects] },
        { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resources: [table.tableArn] },
        { actions: ["sqs:SendMessage"], resources: [queue.queueArn] },
      ],
    }),
    process: createFunction("process", site, labels, {
      code: processCode,
      memorySize: 512,
      timeout: 60,
      environment,
      permissions: [
        { actions: ["s3:GetObject"], resources: [objects] },
        { actions: ["dynamodb:UpdateItem"], resources: [table.tableArn] },
      ],
    }),
    notify: createFunction("notify", site, labels, {
      code: notifyCode,
      timeout: 15,
      environment: { TOPIC_ARN: results.topicArn },
      permissions: [
        { actions: ["sns:Publish"], resources: [results.topicArn] },
        { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [site.messageKey.keyArn] },
      ],
    }),
  };
}

/** An image is processed, and who wants to know is told, of failures too. */
export function createStateMachine(
  { process, notify }: Functions,
  { name, tagged }: Labels,
): net.StateMachine {
  return new net.StateMachine(`${name}-images`, {
    definition: jsonStringify(definitionOf(process.functionArn, notify.functionArn)),
    permissions: [
      {
        actions: ["lambda:InvokeFunction"],
        resources: [process.functionArn, notify.functionArn],
      },
    ],
    ...tagged,
  });
}

function definitionOf(processArn: Output<string>, notifyArn: Output<string>): object {
  /** Lambda itself may be busy: that mends itself. */
  const Retry = [
    {
      ErrorEquals: [
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
      ],
      IntervalSeconds: 1,
      MaxAttempts: 4,
      BackoffRate: 2,
    },
  ];
  const notify = { Type: "Task", Resource: notifyArn, Retry };
  return {
    StartAt: "Process",
    States: {
      Process: {
        Type: "Task",
        Resource: processArn,
        Retry,
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "TellFailure" }],
        Next: "Tell",
      },
      Tell: { ...notify, End: true },
      TellFailure: { ...notify, Next: "Failed" },
      Failed: { Type: "Fail", Error: "ImageNotProcessed" },
    },
  };
}

/** What the queue holds is handed to the state machine. */
export function createDispatch(site: Site, stateMachine: net.StateMachine, labels: Labels): void {
  const { name, tagged } = labels;
  const { stateMachineArn } = stateMachine;
  const dispatch = createFunction("dispatch", site, labels, {
    code: dispatchCode,
    timeout: DISPATCH_TIMEOUT,
    environment: { STATE_MACHINE_ARN: stateMachineArn },
    permissions: [{ actions: ["states:StartExecution"], resources: [stateMachineArn] }],
  });
  new net.QueueConsumer(`${name}-dispatch`, {
    functionName: dispatch.functionName,
    roleName: dispatch.roleName,
    queueArn: site.storage.queue.queueArn,
    ...tagged,
  });
}

/** Images come in by it, and what became of them is asked for. */
export function createApi(
  config: ServerlessConfig,
  { ingest }: Functions,
  { userPool, labels }: { readonly userPool: net.UserPool; readonly labels: Labels },
): net.RestApi {
  const { functionArn, invokeArn } = ingest;
  const answers = { functionArn, invokeArn };
  return new net.RestApi(labels.name, {
    routes: {
      "post-image": { method: net.HttpMethod.Post, path: "/images", ...answers },
      "get-image": { method: net.HttpMethod.Get, path: "/images/{id}", ...answers },
    },
    userPoolArns: [userPool.userPoolArn],
    throttle: { requestsPerSecond: config.apiRequestsPerSecond },
    accountLogging: config.apiAccountLogging,
    ...labels.tagged,
  });
}

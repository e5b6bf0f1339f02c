/** What `serverless` runs in its network: who may do what, who may call it, who is told. */
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readable } from "../components/readable";
import { ofTypes } from "../components/recordedMocks";
import { runProgram } from "./runProgram";

const ROOT = path.join(__dirname, "../..");
const environments = ["dev", "staging", "prod"] as const;
type Made = Record<string, Record<string, unknown>>;

/** The settings of an environment's file, as the CLI hands them on. */
function settingsOf(stack: string): Record<string, string> {
  const file = parse(fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  return Object.fromEntries(
    Object.entries(file.config).map(([key, setting]) => [
      key,
      typeof setting === "string" ? setting : JSON.stringify(setting),
    ]),
  );
}

async function made(stack: string, config: Record<string, string> = {}): Promise<Made> {
  const { recording } = await runProgram("serverless", stack, { ...settingsOf(stack), ...config });
  return readable(recording);
}

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}
const statementsOf = (policy: unknown): readonly Statement[] =>
  (policy as { Statement?: readonly Statement[] } | undefined)?.Statement ?? [];

describe("what `serverless` runs", () => {
  let dev: Made;
  before(async () => {
    dev = await made("dev");
  });

  it("consists of exactly this, beside the network", () => {
    const counts: Record<string, number> = {};
    for (const key of Object.keys(dev)) {
      const type = key.split(" ")[0] ?? "";
      counts[type] = (counts[type] ?? 0) + 1;
    }
    expect(counts).to.include({
      Function: 4,
      LambdaFunction: 4,
      EventSourceMapping: 1,
      StateMachine: 2,
      Bucket: 1,
      Queue: 2,
      QueuePolicy: 2,
      Table: 1,
      Topic: 2,
      TopicPolicy: 2,
      Key: 1,
      RestApi: 2,
      Resource: 2,
      Method: 2,
      Integration: 2,
      Permission: 2,
      Authorizer: 1,
      Deployment: 1,
      Stage: 1,
      MethodSettings: 1,
      Account: 1,
      UserPool: 2,
      UserPoolClient: 1,
      WebAcl: 2,
      WebAclAssociation: 1,
      // NAT gateway 2, endpoints 4, dead letters 1.
      MetricAlarm: 7,
      // Four functions, the state machine, flow logs, API Gateway.
      Role: 7,
    });
    expect(counts).not.to.have.any.keys("Zone", "FunctionUrl", "Cluster");
  });

  it("gives each function what it needs, and no more", () => {
    const allowed = Object.fromEntries(
      Object.entries(ofTypes(dev, "RolePolicy"))
        .filter(([key]) => key.includes("-permissions") || key.includes("QueueConsumer"))
        .map(([key, { role, policy }]) => [
          key.replace("RolePolicy ", ""),
          [
            role,
            ...statementsOf(policy).map(
              ({ Effect, Action, Resource }) =>
                `${Effect} ${[Action].flat().join()} ${[Resource].flat().join()}`,
            ),
          ],
        ]),
    );
    const place = "us-east-1:123456789012";
    expect(allowed).to.deep.equal({
      "analytics-ingest-permissions < LambdaFunction": [
        "analytics-ingest",
        "Allow s3:PutObject arn:aws:s3:::analytics-images/images/*",
        `Allow dynamodb:GetItem,dynamodb:PutItem arn:aws:dynamodb:${place}:table/analytics-images`,
        `Allow sqs:SendMessage arn:aws:sqs:${place}:analytics-images`,
      ],
      "analytics-process-permissions < LambdaFunction": [
        "analytics-process",
        "Allow s3:GetObject arn:aws:s3:::analytics-images/images/*",
        `Allow dynamodb:UpdateItem arn:aws:dynamodb:${place}:table/analytics-images`,
      ],
      "analytics-notify-permissions < LambdaFunction": [
        "analytics-notify",
        `Allow sns:Publish arn:aws:sns:${place}:analytics-results`,
        "Allow kms:Decrypt,kms:GenerateDataKey Key analytics-messages arn",
      ],
      "analytics-dispatch-permissions < LambdaFunction": [
        "analytics-dispatch",
        `Allow states:StartExecution arn:aws:states:${place}:stateMachine:analytics-images`,
      ],
      "analytics-dispatch < QueueConsumer": [
        "analytics-dispatch",
        `Allow sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes arn:aws:sqs:${place}:analytics-images`,
      ],
    });
  });

  it("allows nothing on everything but what IAM cannot scope: log delivery, and a look at log groups", () => {
    const wide = Object.entries(dev).flatMap(([key, { policy }]) =>
      statementsOf(policy)
        .filter(({ Effect, Resource }) => Effect === "Allow" && [Resource].flat().includes("*"))
        // A key's policy is of that key alone.
        .filter(() => !key.startsWith("Key "))
        .map(({ Action }) => `${key}: ${[Action].flat().join()}`),
    );
    expect(wide).to.deep.equal([
      "RolePolicy analytics-flow-logs < FlowLogs: logs:DescribeLogGroups",
      "RolePolicy analytics-images < StateMachine: logs:CreateLogDelivery,logs:GetLogDelivery,logs:UpdateLogDelivery,logs:DeleteLogDelivery,logs:ListLogDeliveries,logs:PutResourcePolicy,logs:DescribeResourcePolicies,logs:DescribeLogGroups",
    ]);
  });

  it("is asked by users of its pool alone, through the web ACL", () => {
    const methods = Object.values(ofTypes(dev, "Method")).map(
      ({ httpMethod, authorization, authorizerId }) =>
        [httpMethod, authorization, authorizerId].map(String).join(" "),
    );
    expect(methods).to.have.members([
      "POST COGNITO_USER_POOLS Authorizer analytics",
      "GET COGNITO_USER_POOLS Authorizer analytics",
    ]);
    expect(dev["Authorizer analytics < RestApi"]?.providerArns).to.deep.equal([
      "arn:aws:cognito-idp:us-east-1:123456789012:userpool/analytics",
    ]);
    expect(dev["WebAclAssociation analytics-api < WebAcl"]).to.include({
      resourceArn: "arn:aws:apigateway:us-east-1::/restapis/analytics/stages/live",
    });
    expect(dev["MethodSettings analytics < RestApi"]?.settings).to.deep.include({
      throttlingRateLimit: 50,
      throttlingBurstLimit: 100,
    });
    expect(dev["UserPool analytics < UserPool"]).to.deep.include({
      mfaConfiguration: "ON",
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
    });
  });

  it("has no group for the API, which stands in no VPC", () => {
    expect(Object.keys(ofTypes(dev, "SecurityGroup"))).to.have.members([
      "SecurityGroup analytics-lambda < SecurityGroups",
      "SecurityGroup analytics-endpoints < VpcEndpoints",
    ]);
  });

  it("processes an image, then tells, of failures too", () => {
    const { definition } = dev["StateMachine analytics-images < StateMachine"] ?? {};
    const { StartAt, States } = definition as {
      StartAt: string;
      States: Record<string, { Resource?: string; Next?: string; Catch?: { Next: string }[] }>;
    };
    const steps = Object.entries(States).map(
      ([name, { Resource = "", Next = "", Catch = [] }]) =>
        `${name} ${Resource.split(":").at(-1) ?? ""} ${Next} ${Catch.map((one) => one.Next).join()}`,
    );
    expect([StartAt, ...steps.map((one) => one.replace(/\s+/g, " ").trim())]).to.deep.equal([
      "Process",
      "Process analytics-process Tell TellFailure",
      "Tell analytics-notify",
      "TellFailure analytics-notify Failed",
      "Failed",
    ]);
  });

  it("hides a message six times as long as its function takes", () => {
    const { timeout } = dev["Function analytics-dispatch < LambdaFunction"] ?? {};
    expect(dev["Queue analytics-images < MessageQueue"]?.visibilityTimeoutSeconds).to.equal(
      6 * Number(timeout),
    );
  });

  it("watches its NAT gateway as asked for, each endpoint, and the dead letters, with metrics that exist", () => {
    const alarms = Object.values(ofTypes(dev, "MetricAlarm"));
    const metrics = alarms.map((alarm) => {
      const { namespace, metricName } = alarm as { namespace?: string; metricName?: string };
      return [namespace ?? "expression", metricName].filter(Boolean).join(" ");
    });
    expect(metrics.sort()).to.deep.equal([
      "AWS/NATGateway ErrorPortAllocation",
      "AWS/PrivateLinkEndpoints PacketsDropped",
      "AWS/PrivateLinkEndpoints PacketsDropped",
      "AWS/PrivateLinkEndpoints PacketsDropped",
      "AWS/PrivateLinkEndpoints PacketsDropped",
      "AWS/SQS ApproximateNumberOfMessagesVisible",
      "expression",
    ]);
    expect(alarms.find(({ metricName }) => metricName === "ErrorPortAllocation")).to.deep.include({
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 2,
      threshold: 1,
      comparisonOperator: "GreaterThanThreshold",
    });
    const topic = "arn:aws:sns:us-east-1:123456789012:analytics-alarms";
    for (const { alarmActions } of alarms) expect(alarmActions).to.deep.equal([topic]);
  });

  it("has a private zone of a domain, tells whom it is told to, and leaves the account's role alone", async () => {
    const all = await made("dev", {
      "serverless:domain": "example.com",
      "serverless:notificationEmails": '["a@example.com"]',
      "serverless:apiAccountLogging": "false",
      "serverless:apiRequestsPerSecond": "5",
    });
    expect(all["Zone analytics < PrivateHostedZone"]).to.include({ name: "internal.example.com" });
    expect(Object.values(ofTypes(all, "TopicSubscription"))).to.deep.equal([
      {
        topic: "arn:aws:sns:us-east-1:123456789012:analytics-alarms",
        protocol: "email",
        endpoint: "a@example.com",
      },
    ]);
    expect(ofTypes(all, "Account")).to.deep.equal({});
    expect(all["MethodSettings analytics < RestApi"]?.settings).to.deep.include({
      throttlingRateLimit: 5,
    });
  });

  it("refuses addresses that are no list", async () => {
    const refused = await made("dev", { "serverless:notificationEmails": '"a@example.com"' }).then(
      () => "nothing",
      (error: unknown) => (error as Error).message,
    );
    expect(refused).to.equal(
      'serverless:notificationEmails must be a list of addresses such as ["a@example.com"], got "a@example.com"',
    );
  });
});

for (const stack of environments)
  describe(`what serverless/${stack} keeps`, () => {
    let all: Made;
    before(async () => {
      all = await made(stack);
    });
    const isProtected = stack !== "dev";

    it(`${isProtected ? "is" : "is not"} protected from deletion`, () => {
      expect(all["Table analytics-images < DocumentTable"]?.deletionProtectionEnabled).to.equal(
        isProtected,
      );
      expect(all["UserPool analytics < UserPool"]?.deletionProtection).to.equal(
        isProtected ? "ACTIVE" : "INACTIVE",
      );
      expect(all["Bucket analytics-images < PrivateBucket"]?.forceDestroy).to.equal(!isProtected);
    });

    it("is encrypted, and open to nobody outside", () => {
      expect(
        all["PublicAccessBlock analytics-images < PrivateBucket"] ??
          all["BucketPublicAccessBlock analytics-images < PrivateBucket"],
      ).to.include({ blockPublicAcls: true, restrictPublicBuckets: true });
      for (const queue of Object.values(ofTypes(all, "Queue")))
        expect(queue.sqsManagedSseEnabled).to.equal(true);
      for (const topic of Object.values(ofTypes(all, "Topic")))
        expect(topic.kmsMasterKeyId).to.equal("Key analytics-messages arn");
      expect(all["Table analytics-images < DocumentTable"]).to.deep.include({
        serverSideEncryption: { enabled: true },
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      });
    });
  });

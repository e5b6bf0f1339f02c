import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { readable } from "./readable";
import { messageOf, ofTypes, record, unknown } from "./recordedMocks";

const tagged = { naming: { purpose: "shop", suffix: "dev" }, tags: { Service: "shop" } };
const answers = { functionArn: "fn-arn", invokeArn: pulumi.output("fn-invoke") };
const get = { method: net.HttpMethod.Get, path: "/orders/{id}", ...answers };
type Args = Partial<net.RestApiArgs>;
const build =
  (args: Args = {}) =>
  () =>
    new net.RestApi("shop", { routes: { "get-order": get }, ...args });
const made = async (args?: Args) => readable(await record(build(args)));
const refusal = async (args: Args) => (await messageOf(build(args))).split("\n").slice(1);

describe("RestApi", () => {
  it("makes an API for callers with AWS credentials, throttled and logged", async () => {
    const all = await made();
    const { format } = all["Stage shop < RestApi"]?.accessLogSettings as { format: string };
    expect(JSON.parse(format)).to.deep.include({
      requestId: "$context.requestId",
      sourceIp: "$context.identity.sourceIp",
      status: "$context.status",
      webAcl: "$context.wafResponseCode",
    });
    const route = { restApi: "RestApi shop", resourceId: "Resource shop-orders.{id}" };
    expect(all).to.deep.equal({
      "RestApi shop < ": {},
      "RestApi shop < RestApi": {
        endpointConfiguration: { types: "REGIONAL" },
        tags: { Name: "shop" },
      },
      "Resource shop-orders < RestApi": {
        restApi: "RestApi shop",
        parentId: "root",
        pathPart: "orders",
      },
      "Resource shop-orders.{id} < RestApi": {
        restApi: "RestApi shop",
        parentId: "Resource shop-orders",
        pathPart: "{id}",
      },
      "Method shop-get-order < RestApi": { ...route, httpMethod: "GET", authorization: "AWS_IAM" },
      "Integration shop-get-order < RestApi": {
        ...route,
        httpMethod: "GET",
        type: "AWS_PROXY",
        integrationHttpMethod: "POST",
        uri: "fn-invoke",
      },
      "Permission shop-get-order < RestApi": {
        action: "lambda:InvokeFunction",
        function: "fn-arn",
        principal: "apigateway.amazonaws.com",
        sourceArn: "arn:aws:execute-api:us-east-1:123456789012:shop/live/GET/orders/*",
      },
      "Deployment shop < RestApi": {
        restApi: "RestApi shop",
        triggers: {
          routes: JSON.stringify({
            routes: [["get-order", "GET", "/orders/{id}", "fn-arn", "fn-invoke"]],
            userPoolArns: [],
          }),
        },
      },
      "LogGroup shop < RestApi": { retentionInDays: 30, tags: { Name: "shop" } },
      "Stage shop < RestApi": {
        restApi: "RestApi shop",
        deployment: "Deployment shop",
        stageName: "live",
        accessLogSettings: {
          destinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:shop",
          format,
        },
        tags: { Name: "shop" },
      },
      "MethodSettings shop < RestApi": {
        restApi: "RestApi shop",
        stageName: "live",
        methodPath: "*/*",
        settings: {
          throttlingRateLimit: 50,
          throttlingBurstLimit: 100,
          loggingLevel: "ERROR",
          dataTraceEnabled: false,
        },
      },
    });
  });

  it("is for the users of a pool, where one is given", async () => {
    const all = await made({ userPoolArns: [pulumi.output("pool-arn")] });
    expect(all["Authorizer shop < RestApi"]).to.deep.equal({
      restApi: "RestApi shop",
      type: "COGNITO_USER_POOLS",
      providerArns: ["pool-arn"],
    });
    expect(all["Method shop-get-order < RestApi"]).to.deep.include({
      authorization: "COGNITO_USER_POOLS",
      authorizerId: "Authorizer shop",
    });
  });

  it("shares the beginnings of paths, and answers at the root", async () => {
    const all = await made({
      routes: {
        home: { ...get, path: "/" },
        "get-order": get,
        "put-order": { ...get, method: net.HttpMethod.Put },
        lines: { ...get, path: "/orders/{id}/lines" },
      },
    });
    expect(Object.keys(ofTypes(all, "Resource")).sort()).to.deep.equal([
      "Resource shop-orders < RestApi",
      "Resource shop-orders.{id} < RestApi",
      "Resource shop-orders.{id}.lines < RestApi",
    ]);
    expect(all["Method shop-home < RestApi"]?.resourceId).to.equal("root");
    expect(all["Permission shop-home < RestApi"]?.sourceArn).to.equal(
      "arn:aws:execute-api:us-east-1:123456789012:shop/live/GET/",
    );
  });

  it("is deployed with all its methods, and anew when they are others", async () => {
    const { dependencies } = await record(build());
    const [, needed = []] = [...dependencies].find(([urn]) => urn.includes(":Deployment::")) ?? [];
    for (const type of [":Method::", ":Integration::", ":Permission::"])
      expect(
        needed.some((urn) => urn.includes(type)),
        type,
      ).to.equal(true);
    const triggers = async (args?: Args) =>
      JSON.stringify((await made(args))["Deployment shop < RestApi"]?.triggers);
    expect(await triggers({ userPoolArns: ["pool-arn"] })).not.to.equal(await triggers());
    expect(await triggers({ routes: { "get-order": { ...get, path: "/o" } } })).not.to.equal(
      await triggers(),
    );
  });

  it("sets the account's role where it is told to, before the stage that logs with it", async () => {
    const recording = await record(build({ accountLogging: true, region: "eu-west-1" }));
    const all = readable(recording);
    expect(all["RolePolicyAttachment shop-logs < RestApi"]).to.deep.equal({
      role: "shop-logs",
      policyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    });
    expect(all["Account shop-logs < RestApi"]).to.deep.equal({
      cloudwatchRoleArn: "arn:aws:iam::123456789012:role/shop-logs",
      region: "eu-west-1",
    });
    expect(all["Role shop-logs < RestApi"]?.assumeRolePolicy).to.deep.include({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "apigateway.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
    const needs = (type: string) =>
      [...recording.dependencies].find(([urn]) => urn.includes(type))?.[1] ?? [];
    expect(needs(":Stage::").some((urn) => urn.includes(":Account::"))).to.equal(true);
    expect(needs(":Account::").some((urn) => urn.includes("RolePolicyAttachment"))).to.equal(true);
  });

  it("is as it is told to be", async () => {
    const all = await made({
      throttle: { requestsPerSecond: 5, burst: 7 },
      stageName: "v1",
      logRetentionInDays: 7,
      ...tagged,
    });
    expect(all["MethodSettings shop < RestApi"]).to.deep.include({
      stageName: "v1",
      settings: {
        throttlingRateLimit: 5,
        throttlingBurstLimit: 7,
        loggingLevel: "ERROR",
        dataTraceEnabled: false,
      },
    });
    expect(all["Permission shop-get-order < RestApi"]?.sourceArn).to.contain(":shop/v1/GET/");
    expect(all["LogGroup shop < RestApi"]).to.deep.equal({
      retentionInDays: 7,
      tags: { Name: "logs-api-shop-dev", Service: "shop" },
    });
    expect(all["Stage shop < RestApi"]?.tags).to.deep.equal({
      Name: "stage-shop-dev",
      Service: "shop",
    });
  });

  it("refuses everything that is wrong at once", async () => {
    expect(
      await refusal({
        routes: {
          "Get Order": { ...get, method: unknown("ANY") },
          bad: { ...get, path: "orders/{id" },
          one: get,
          two: get,
        },
        userPoolArns: [],
        throttle: { requestsPerSecond: 0, burst: 0.5 },
        stageName: "v 1",
        logRetentionInDays: 31,
      }),
    ).to.deep.equal([
      '  - routes.Get Order.method: must be one of "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", got "ANY"',
      '  - routes: must have keys of lower-case letters, digits and hyphens, got "Get Order"',
      '  - routes.bad.path: must be words and parameters after slashes, such as "/images/{id}", got "orders/{id"',
      '  - routes.two: must be another method or path than those of "one", got GET /orders/{id}',
      "  - throttle.requestsPerSecond: must be a whole number of 1 or more, got 0",
      "  - throttle.burst: must be a whole number of 1 or more, got 0.5",
      "  - logRetentionInDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31; CloudWatch Logs keeps for no other time",
      "  - userPoolArns: must list a user pool, got none; leave it out for callers with AWS credentials",
      '  - stageName: must be 1 to 128 letters, digits, hyphens and underscores, got "v 1"',
    ]);
    expect(await refusal({ routes: {} })).to.deep.equal([
      "  - routes: must have a route, got none",
    ]);
  });
});

describe("UserPool", () => {
  const pool = async (args: net.UserPoolArgs = {}) =>
    readable(await record(() => new net.UserPool("shop", args)));

  it("makes a pool whose users administrators make, with two factors, and a client", async () => {
    expect(await pool()).to.deep.equal({
      "UserPool shop < ": {},
      "UserPool shop < UserPool": {
        usernameAttributes: ["email"],
        autoVerifiedAttributes: ["email"],
        adminCreateUserConfig: { allowAdminCreateUserOnly: true },
        mfaConfiguration: "ON",
        softwareTokenMfaConfiguration: { enabled: true },
        passwordPolicy: {
          minimumLength: 14,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
          requireUppercase: true,
          temporaryPasswordValidityDays: 1,
        },
        accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
        deletionProtection: "ACTIVE",
        tags: { Name: "shop" },
      },
      "UserPoolClient shop < UserPool": {
        userPoolId: "UserPool shop",
        explicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        preventUserExistenceErrors: "ENABLED",
        enableTokenRevocation: true,
      },
    });
  });

  it("is as it is told to be", async () => {
    const all = await pool({
      selfSignUp: true,
      secondFactor: net.SecondFactor.None,
      minimumPasswordLength: 8,
      deletionProtection: false,
      region: "eu-west-1",
      ...tagged,
    });
    expect(all["UserPool shop < UserPool"]).to.deep.include({
      adminCreateUserConfig: { allowAdminCreateUserOnly: false },
      mfaConfiguration: "OFF",
      deletionProtection: "INACTIVE",
      region: "eu-west-1",
      tags: { Name: "cognito-shop-dev", Service: "shop" },
    });
    expect(all["UserPool shop < UserPool"]).not.to.have.property("softwareTokenMfaConfiguration");
    const optional = await pool({ secondFactor: net.SecondFactor.Optional });
    expect(optional["UserPool shop < UserPool"]).to.deep.include({
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    const said = await messageOf(
      () => new net.UserPool("shop", { secondFactor: unknown("sms"), minimumPasswordLength: 100 }),
    );
    expect(said.split("\n").slice(1)).to.deep.equal([
      '  - secondFactor: must be one of "required", "optional", "none", got "sms"',
      "  - minimumPasswordLength: must be a whole number from 8 to 99, got 100",
    ]);
  });
});

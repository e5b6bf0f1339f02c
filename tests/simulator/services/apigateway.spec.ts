import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Made, type Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const type = (name: string): string =>
  `aws:apigateway/${name[0]!.toLowerCase()}${name.slice(1)}:${name}`;
const pool = "aws:cognito/userPool:UserPool";
const lambda =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations";

async function scene(apiArgs: ValueMap = {}) {
  const stack = await newStack();
  const api = await stack.create(type("RestApi"), "one", apiArgs);
  const restApi = api.id;
  const root = textOf(api.properties, "rootResourceId");
  let count = 0;
  const make = (name: string, args: ValueMap): Promise<Made> =>
    stack.create(type(name), `x${count++}`, { restApi, ...args });
  const path = (pathPart: string, parentId = root): Promise<Made> =>
    make("Resource", { parentId, pathPart });
  const method = (httpMethod: string, args: ValueMap = {}): Promise<Made> =>
    make("Method", { resourceId: root, httpMethod, authorization: "NONE", ...args });
  const integrate = (httpMethod: string, args: ValueMap = {}): Promise<Made> =>
    make("Integration", { resourceId: root, httpMethod, type: "MOCK", ...args });
  return { stack, api, restApi, root, make, path, method, integrate };
}

async function logsRole(stack: Stack, service: string, action: string): Promise<Made> {
  const role = await stack.create(types.role, `${service}-${action.slice(0, -2)}`, {
    assumeRolePolicy: trust(service),
  });
  await stack.create(types.rolePolicy, role.name, { role: role.id, policy: permit(action) });
  await stack.world.advance(60);
  return role;
}

describe("REST APIs", () => {
  it("have ARNs, and a root", async () => {
    const { api, root, restApi } = await scene();
    expect(restApi).to.match(/^000[a-z0-9]{7}$/);
    expect(api.properties.arn).to.equal(`arn:aws:apigateway:us-east-1::/restapis/${restApi}`);
    expect(api.properties.executionArn).to.match(
      new RegExp(`^arn:aws:execute-api:us-east-1:\\d{12}:${restApi}$`),
    );
    expect(root).not.to.equal("");
    expect(api.properties.endpointConfiguration).to.include({ types: "EDGE" });
  });

  it("are refused for what does not go together", async () => {
    const endpoint = (endpointConfiguration: ValueMap): Promise<string> =>
      refusalOf(scene({ endpointConfiguration }));
    const vpcEndpointIds = ["vpce-0"];
    expect(await endpoint({ types: "REGIONAL", vpcEndpointIds })).to.equal("BadRequestException");
    expect(await endpoint({ types: "PRIVATE", vpcEndpointIds })).to.equal("none");
    expect(await endpoint({ types: "LOCAL" })).to.contain("one of");
    expect(await refusalOf(scene({ minimumCompressionSize: "-2" }))).to.contain("range");
    expect(await refusalOf(scene({ body: "hello" }))).to.equal("BadRequestException");
  });

  it("have one policy, whoever sets it", async () => {
    const { stack, api, restApi } = await scene();
    const set = (policy: string, restApiId = restApi): Promise<Made> =>
      stack.create(type("RestApiPolicy"), "p", { restApiId, policy });
    const made = await set('{"Statement":[]}');
    expect((await stack.refresh(api)).properties.policy).to.equal('{"Statement":[]}');
    await stack.delete(made);
    expect((await stack.refresh(api)).properties.policy ?? "").to.equal("");
    expect(await refusalOf(set("{}"))).to.equal("BadRequestException");
    expect(await refusalOf(set('{"Statement":[]}', "nobody"))).to.equal("NotFoundException");
  });

  it("have paths, part by part", async () => {
    const { make, path } = await scene();
    const images = await path("images");
    const one = await path("{id}", images.id);
    expect(one.properties.path).to.equal("/images/{id}");
    expect(await refusalOf(path("images"))).to.equal("ConflictException");
    expect(await refusalOf(path("{other}", images.id))).to.equal("BadRequestException");
    expect(await refusalOf(path("a/b"))).to.equal("BadRequestException");
    expect(await refusalOf(path("x", "nobody"))).to.equal("NotFoundException");
    const greedy = await path("{proxy+}");
    expect(await refusalOf(path("below", greedy.id))).to.equal("BadRequestException");
    const args = { restApi: "nobody", parentId: images.id, pathPart: "x" };
    expect(await refusalOf(make("Resource", args))).to.equal("NotFoundException");
  });

  it("take what is below a path, and their parts, with them", async () => {
    const { stack, api, path, make } = await scene();
    const above = await path("a");
    const below = await path("b", above.id);
    const on = { resourceId: below.id, httpMethod: "GET" };
    const method = await make("Method", { ...on, authorization: "NONE" });
    const integration = await make("Integration", { ...on, type: "MOCK" });
    await stack.delete(above);
    for (const one of [below, method, integration])
      expect((await stack.refresh(one)).id).to.equal("");
    await stack.delete(api);
    expect(stack.world.list()).to.deep.equal([]);
  });

  it("have one method of a kind on a path, with an authorizer of its type", async () => {
    const { stack, make, method } = await scene();
    await method("GET");
    expect(await refusalOf(method("GET"))).to.equal("ConflictException");
    expect(await refusalOf(method("FETCH"))).to.contain("one of");
    expect(await refusalOf(method("PUT", { resourceId: "nobody" }))).to.equal("NotFoundException");
    expect(await refusalOf(method("PUT", { authorization: "ANY" }))).to.equal(
      "BadRequestException",
    );
    const parameters = { requestParameters: { "query.size": true } };
    expect(await refusalOf(method("PUT", parameters))).to.equal("BadRequestException");
    const users = await stack.create(pool, "p", {});
    const authorizer = await make("Authorizer", {
      type: "COGNITO_USER_POOLS",
      providerArns: [users.properties.arn!],
    });
    const authorizerId = authorizer.id;
    const byPool = { authorization: "COGNITO_USER_POOLS" };
    expect(await refusalOf(method("PUT", byPool))).to.equal("BadRequestException");
    const custom = { authorization: "CUSTOM", authorizerId };
    expect(await refusalOf(method("PUT", custom))).to.equal("BadRequestException");
    expect(await refusalOf(method("PUT", { ...byPool, authorizerId }))).to.equal("none");
    const other = await stack.create(type("RestApi"), "other", {});
    const elsewhere = {
      restApi: other.id,
      resourceId: textOf(other.properties, "rootResourceId"),
      httpMethod: "PUT",
      ...{ ...byPool, authorizerId },
    };
    expect(await refusalOf(make("Method", elsewhere))).to.equal("BadRequestException");
  });

  it("have authorizers of their own name, for pools that are there", async () => {
    const { stack, make } = await scene();
    const users = await stack.create(pool, "p", {});
    const arn = textOf(users.properties, "arn");
    const attempt = (args: ValueMap): Promise<string> => refusalOf(make("Authorizer", args));
    const byPool = { type: "COGNITO_USER_POOLS", providerArns: [arn] };
    expect(await attempt({ ...byPool, name: "a" })).to.equal("none");
    expect(await attempt({ ...byPool, name: "a" })).to.equal("ConflictException");
    expect(await attempt({ ...byPool, providerArns: [`${arn}x`] })).to.equal("BadRequestException");
    expect(await attempt({ ...byPool, providerArns: [] })).to.contain("provider_arns must be set");
    expect(await attempt({})).to.contain("authorizer_uri must be set");
    const request = { type: "REQUEST", authorizerUri: lambda };
    expect(await attempt({ ...request, identitySource: "" })).to.equal("BadRequestException");
    expect(await attempt(request)).to.equal("none");
    expect(await attempt({ ...request, authorizerResultTtlInSeconds: 3601 })).to.contain("range");
  });

  it("have integrations of methods that are there", async () => {
    const { stack, method, integrate } = await scene();
    expect(await refusalOf(integrate("GET"))).to.equal("NotFoundException");
    await method("GET");
    const attempt = (args: ValueMap): Promise<string> => messageOf(integrate("GET", args));
    const proxy = { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: lambda };
    expect(await attempt(proxy)).to.equal("none");
    expect(await attempt({ ...proxy, integrationHttpMethod: null })).to.contain("HttpMethod");
    expect(await attempt({ ...proxy, uri: "arn:aws:lambda:us-east-1:0:f" })).to.contain(
      "Invalid ARN",
    );
    const queue = "arn:aws:apigateway:us-east-1:sqs:path/000000000000/q";
    expect(await attempt({ ...proxy, uri: queue })).to.contain("AWS_PROXY");
    expect(await attempt({ ...proxy, type: "AWS", uri: queue })).to.equal("none");
    const web = { type: "HTTP_PROXY", integrationHttpMethod: "GET", uri: "https://example.com" };
    expect(await attempt(web)).to.equal("none");
    expect(await attempt({ ...web, uri: "example.com" })).to.contain("Invalid HTTP endpoint");
    expect(await attempt({ timeoutMilliseconds: 29_001 })).to.contain("29000 ms");
    expect(await attempt({ timeoutMilliseconds: 29_000 })).to.equal("none");
    const link = { ...web, connectionType: "VPC_LINK" };
    expect(await attempt(link)).to.contain("ConnectionId must be provided");
    expect(await attempt({ ...link, connectionId: "nobody" })).to.contain("does not exist");
    expect(await attempt({ requestParameters: { "request.header.x": "y" } })).to.contain("mapping");
    const one = await integrate("GET", web);
    const replaced = await stack.diff(one, { ...web, ...one.inputs, type: "HTTP" });
    expect(replaced.deleteBeforeReplace).to.equal(true);
  });

  it("answer what a method may answer", async () => {
    const { root, make, method, integrate } = await scene();
    const on = { resourceId: root, httpMethod: "GET", statusCode: "200" };
    expect(await refusalOf(make("MethodResponse", on))).to.equal("NotFoundException");
    await method("GET");
    await make("MethodResponse", on);
    expect(await refusalOf(make("MethodResponse", on))).to.equal("ConflictException");
    expect(await messageOf(make("MethodResponse", { ...on, statusCode: "ok" }))).to.contain(
      "Invalid status code",
    );
    expect(await messageOf(make("IntegrationResponse", on))).to.contain("Integration identifier");
    await integrate("GET");
    expect(await refusalOf(make("IntegrationResponse", on))).to.equal("none");
    expect(await messageOf(make("IntegrationResponse", { ...on, statusCode: "404" }))).to.contain(
      "Response status code",
    );
  });

  it("are asked for an answer that is not there when its status changes, and put another of an integration", async () => {
    const { stack, root, make, method, integrate } = await scene();
    const at = { resourceId: root, httpMethod: "GET" };
    await method("GET");
    await integrate("GET");
    const answer = await make("MethodResponse", { ...at, statusCode: "200" });
    const moved = { ...answer.inputs, statusCode: "201" };
    expect((await stack.diff(answer, moved)).replaces).to.deep.equal([]);
    expect(await refusalOf(stack.update(answer, moved))).to.equal("NotFoundException");
    await stack.create("aws:apigateway/methodResponse:MethodResponse", "created", moved);
    const own = await make("IntegrationResponse", { ...at, statusCode: "200" });
    const other = { ...own.inputs, statusCode: "201" };
    const updated = await stack.update(own, other);
    expect((await stack.diff(updated, other)).changes).to.equal(false);
    await stack.delete(updated);
    const left = await stack.import(
      "aws:apigateway/integrationResponse:IntegrationResponse",
      "left",
      own.id,
    );
    expect(left.properties.statusCode).to.equal("200");
  });

  it("replace an authorizer that asks somebody else", async () => {
    const { stack, make } = await scene();
    const uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";
    const one = await make("Authorizer", { authorizerUri: uri });
    const replaces = async (change: ValueMap) =>
      (await stack.diff(one, { ...one.inputs, ...change })).replaces;
    expect(await replaces({ type: "REQUEST" })).to.deep.equal([]);
    const pool = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a";
    expect(
      await replaces({ type: "COGNITO_USER_POOLS", authorizerUri: null, providerArns: [pool] }),
    ).to.deep.equal(["type"]);
  });

  it("are deployed with methods, each with its integration", async () => {
    const { make, method, integrate } = await scene();
    expect(await messageOf(make("Deployment", {}))).to.contain("doesn't contain any methods");
    await method("GET");
    expect(await messageOf(make("Deployment", {}))).to.contain("No integration defined for method");
    await integrate("GET");
    expect(await refusalOf(make("Deployment", {}))).to.equal("none");
    const defined = await scene({ body: '{"openapi":"3.0.1"}' });
    expect(await refusalOf(defined.make("Deployment", {}))).to.equal("none");
  });

  it("are deployed, where private, with a policy", async () => {
    const { stack, restApi, make, method, integrate } = await scene({
      endpointConfiguration: { types: "PRIVATE" },
    });
    await method("GET");
    await integrate("GET");
    expect(await messageOf(make("Deployment", {}))).to.contain("resource policy");
    const policy = '{"Statement":[]}';
    await stack.create(type("RestApiPolicy"), "p", { restApiId: restApi, policy });
    expect(await refusalOf(make("Deployment", {}))).to.equal("none");
  });
});

describe("VPC links of REST APIs", () => {
  it("lead to a network load balancer that is there", async () => {
    const stack = await newStack();
    const arn = "arn:aws:elasticloadbalancing:us-east-1:000000000000:loadbalancer";
    const link = (targetArn: string): Promise<string> =>
      messageOf(stack.create(type("VpcLink"), "l", { targetArn }));
    expect(await link(`${arn}/app/a/0`)).to.contain("NLB ARN is malformed");
    expect(await link(`${arn}/net/a/0`)).to.contain("Failed to find");
    expect(await link("nobody")).to.contain("invalid ARN");
  });
});

describe("stages of REST APIs", () => {
  async function deployed() {
    const all = await scene();
    await all.method("GET");
    await all.integrate("GET");
    const deployment = await all.make("Deployment", {});
    const stage = (stageName: string, args: ValueMap = {}): Promise<Made> =>
      all.make("Stage", { deployment: deployment.id, stageName, ...args });
    const settings = (args: ValueMap, stageName = "dev"): Promise<Made> =>
      all.make("MethodSettings", { stageName, methodPath: "*/*", settings: args });
    return { ...all, deployment, stage, settings };
  }

  it("show a deployment at an address", async () => {
    const { restApi, stage } = await deployed();
    const { id, properties } = await stage("dev");
    expect(id).to.equal(`ags-${restApi}-dev`);
    expect(properties.invokeUrl).to.equal(
      `https://${restApi}.execute-api.us-east-1.amazonaws.com/dev`,
    );
    expect(properties.executionArn).to.match(new RegExp(`:${restApi}/dev$`));
    expect(await refusalOf(stage("dev"))).to.equal("ConflictException");
    expect(await refusalOf(stage("a b"))).to.equal("BadRequestException");
    expect(await refusalOf(stage("x", { deployment: "nobody" }))).to.equal("NotFoundException");
    expect(await refusalOf(stage("x", { cacheClusterSize: "1" }))).to.contain("one of");
  });

  it("write logs once the account has a role for it", async () => {
    const { stack, stage, settings } = await deployed();
    await stage("dev");
    const arn = "arn:aws:logs:us-east-1:000000000000:log-group:access";
    const logged = (destinationArn: string): ValueMap => ({
      accessLogSettings: { destinationArn, format: "$context.requestId" },
    });
    expect(await messageOf(stage("a", logged(arn)))).to.contain("CloudWatch Logs role ARN");
    expect(await messageOf(settings({ loggingLevel: "INFO" }))).to.contain("CloudWatch Logs role");
    expect(await messageOf(settings({ dataTraceEnabled: true }))).to.contain(
      "CloudWatch Logs role",
    );
    const role = await logsRole(stack, "apigateway.amazonaws.com", "logs:*");
    await stack.create(type("Account"), "a", { cloudwatchRoleArn: role.properties.arn! });
    expect(await refusalOf(stage("a", logged(arn)))).to.equal("none");
    expect(await refusalOf(stage("b", logged("arn:aws:s3:::bucket")))).to.equal(
      "BadRequestException",
    );
    expect(await refusalOf(settings({ loggingLevel: "INFO" }))).to.equal("none");
    expect(await refusalOf(settings({ loggingLevel: "ALL" }))).to.contain("one of");
    expect(await refusalOf(settings({}, "nobody"))).to.equal("NotFoundException");
  });

  it("take a role for logs that API Gateway may use", async () => {
    const { stack } = await deployed();
    const attempt = (role: Made): Promise<string> =>
      refusalOf(
        stack.create(type("Account"), role.name, { cloudwatchRoleArn: role.properties.arn! }),
      );
    expect(await attempt(await logsRole(stack, "lambda.amazonaws.com", "logs:*"))).to.equal(
      "BadRequestException",
    );
    expect(await attempt(await logsRole(stack, "apigateway.amazonaws.com", "s3:*"))).to.equal(
      "BadRequestException",
    );
    expect(await attempt(await logsRole(stack, "apigateway.amazonaws.com", "logs:*"))).to.equal(
      "none",
    );
    const nobody = { cloudwatchRoleArn: "arn:aws:iam::000000000000:role/nobody" };
    expect(await refusalOf(stack.create(type("Account"), "n", nobody))).to.equal(
      "BadRequestException",
    );
  });
});

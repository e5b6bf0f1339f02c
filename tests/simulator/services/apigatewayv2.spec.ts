import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, messageOf, network, newStack, refusalOf, textOf, types } from "../support";

const type = (name: string): string =>
  `aws:apigatewayv2/${name[0]!.toLowerCase()}${name.slice(1)}:${name}`;
const lambda = "arn:aws:lambda:us-east-1:000000000000:function:f";
const listener = "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/a/0/0";
const socket = { protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" };
const web = {
  integrationType: "HTTP_PROXY",
  integrationMethod: "GET",
  integrationUri: "https://x",
};

async function scene(apiArgs: ValueMap = {}) {
  const stack = await newStack();
  const api = await stack.create(type("Api"), "one", { protocolType: "HTTP", ...apiArgs });
  let count = 0;
  const make = (name: string, args: ValueMap = {}): Promise<Made> =>
    stack.create(type(name), `x${count++}`, { apiId: api.id, ...args });
  const attempt = (name: string, args: ValueMap = {}): Promise<string> =>
    messageOf(make(name, args));
  return { stack, api, make, attempt };
}

describe("HTTP and WebSocket APIs", () => {
  it("have an endpoint, and ARNs", async () => {
    const { api } = await scene();
    expect(api.properties).to.include({
      apiEndpoint: `https://${api.id}.execute-api.us-east-1.amazonaws.com`,
      arn: `arn:aws:apigateway:us-east-1::/apis/${api.id}`,
    });
    const other = await scene(socket);
    expect(other.api.properties.apiEndpoint).to.match(/^wss:/);
  });

  it("have what their protocol has", async () => {
    const attempt = (args: ValueMap): Promise<string> => refusalOf(scene(args));
    const corsConfiguration = { allowOrigins: ["*"] };
    expect(await attempt({ corsConfiguration })).to.equal("none");
    expect(await attempt({ ...socket, corsConfiguration })).to.equal("BadRequestException");
    expect(await attempt({ target: lambda })).to.equal("none");
    expect(await attempt({ ...socket, target: lambda })).to.equal("BadRequestException");
    expect(await attempt({ protocolType: "WEBSOCKET" })).to.equal("BadRequestException");
    expect(await attempt({ protocolType: "TCP" })).to.contain("one of");
    expect(await attempt({ version: "x".repeat(65) })).to.contain("range (1 - 64)");
  });

  it("are needed by their parts, which go with them", async () => {
    const { stack, api, make } = await scene();
    expect(await refusalOf(make("Route", { apiId: "nobody", routeKey: "$default" }))).to.equal(
      "NotFoundException",
    );
    const route = await make("Route", { routeKey: "$default" });
    await stack.delete(api);
    expect((await stack.refresh(route)).id).to.equal("");
  });

  it("integrate with what their protocol can reach", async () => {
    const { attempt, make } = await scene();
    expect(await attempt("Integration", web)).to.equal("none");
    expect(await attempt("Integration", { integrationType: "MOCK" })).to.contain("not supported");
    const proxy = { integrationType: "AWS_PROXY" };
    expect(await attempt("Integration", proxy)).to.contain("URI must be specified");
    expect(await attempt("Integration", { ...proxy, integrationUri: lambda })).to.equal("none");
    expect(await attempt("Integration", { ...web, integrationMethod: null })).to.contain(
      "HttpMethod must be specified",
    );
    expect(await attempt("Integration", { ...web, timeoutMilliseconds: 30_001 })).to.contain(
      "between 50 ms and 30000 ms",
    );
    expect(await attempt("Integration", { ...web, timeoutMilliseconds: 49 })).to.contain(
      "between 50 ms and 30000 ms",
    );
    const made = await make("Integration", web);
    expect(made.properties.timeoutMilliseconds).to.equal(30_000);
    const sockets = await scene(socket);
    const slow = { ...web, timeoutMilliseconds: 29_001 };
    expect(await sockets.attempt("Integration", slow)).to.contain("29000 ms");
    expect(await sockets.attempt("Integration", { integrationType: "MOCK" })).to.equal("none");
  });

  it("have routes of different keys, to integrations that are there", async () => {
    const { attempt, make } = await scene();
    const integration = await make("Integration", web);
    const target = `integrations/${integration.id}`;
    expect(await attempt("Route", { routeKey: "GET /a", target })).to.equal("none");
    expect(await refusalOf(make("Route", { routeKey: "GET /a" }))).to.equal("ConflictException");
    expect(await attempt("Route", { routeKey: "/a" })).to.contain("not formatted properly");
    expect(await attempt("Route", { routeKey: "$default", target: "integrations/x" })).to.contain(
      "Invalid integration identifier",
    );
    expect(await attempt("Route", { routeKey: "GET /b", apiKeyRequired: true })).to.contain(
      "not supported for HTTP APIs",
    );
    const sockets = await scene(socket);
    expect(await sockets.attempt("Route", { routeKey: "send" })).to.equal("none");
    expect(await sockets.attempt("Route", { routeKey: "x", authorizationType: "JWT" })).to.contain(
      "HTTP APIs only",
    );
  });

  it("authorize by tokens of issuers that are there, or by functions", async () => {
    const { stack, attempt, make } = await scene();
    const pool = await stack.create("aws:cognito/userPool:UserPool", "p", {});
    const issuer = `https://${textOf(pool.properties, "endpoint")}`;
    const identitySources = ["$request.header.Authorization"];
    const jwt = (jwtConfiguration: ValueMap, more: ValueMap = {}): ValueMap => ({
      ...{ authorizerType: "JWT", identitySources, jwtConfiguration },
      ...more,
    });
    const audiences = ["a"];
    expect(await attempt("Authorizer", jwt({ issuer }))).to.contain("audience");
    expect(await attempt("Authorizer", jwt({ issuer: `${issuer}x`, audiences }))).to.contain(
      "Invalid issuer",
    );
    expect(await attempt("Authorizer", jwt({ issuer: "x", audiences }))).to.contain("issuer");
    expect(
      await attempt("Authorizer", jwt({ issuer, audiences }, { identitySources: [] })),
    ).to.contain("identity source");
    const one = await make("Authorizer", jwt({ issuer, audiences }));
    const request = { authorizerType: "REQUEST", authorizerUri: lambda };
    expect(await attempt("Authorizer", request)).to.contain("AuthorizerPayloadFormatVersion");
    const payload = { authorizerPayloadFormatVersion: "2.0" };
    expect(await attempt("Authorizer", { ...request, ...payload })).to.equal("none");
    expect(await attempt("Authorizer", { authorizerType: "REQUEST", ...payload })).to.contain(
      "Authorizer URI",
    );
    const by = (authorizationType: string, authorizerId?: string): Promise<string> =>
      attempt("Route", {
        ...{ routeKey: `GET /${authorizationType}`, authorizationType },
        ...(authorizerId === undefined ? {} : { authorizerId }),
      });
    expect(await by("JWT")).to.contain("valid authorizer");
    expect(await by("CUSTOM", one.id)).to.contain("valid authorizer");
    expect(await by("JWT", one.id)).to.equal("none");
    const sockets = await scene(socket);
    expect(await sockets.attempt("Authorizer", jwt({ issuer, audiences }))).to.contain(
      "HTTP APIs only",
    );
  });

  it("are deployed with a route, and served at stages", async () => {
    const { stack, api, attempt, make } = await scene();
    expect(await attempt("Deployment")).to.contain("At least one route");
    const quick = await scene({ target: lambda });
    expect(await quick.attempt("Deployment")).to.equal("none");
    await make("Route", { routeKey: "$default" });
    const deployment = await make("Deployment");
    const stage = await make("Stage", { name: "$default", deploymentId: deployment.id });
    expect(stage.id).to.equal("$default");
    const endpoint = textOf(api.properties, "apiEndpoint");
    expect(stage.properties.invokeUrl).to.equal(`${endpoint}/`);
    const dev = await make("Stage", { name: "dev" });
    expect(dev.properties.invokeUrl).to.equal(`${endpoint}/dev`);
    expect(await refusalOf(make("Stage", { name: "dev" }))).to.equal("ConflictException");
    const other = await stack.create(type("Api"), "other", { protocolType: "HTTP" });
    const same = await make("Stage", { name: "dev", apiId: other.id });
    expect(same.id).to.equal("dev");
    await stack.delete(same);
    expect((await stack.refresh(dev)).id).to.equal("dev");
    expect(await refusalOf(make("Stage", { deploymentId: "nobody" }))).to.equal(
      "NotFoundException",
    );
    expect(await attempt("Stage", { name: "a b" })).to.contain("Stage name only allows");
    const level = { defaultRouteSettings: { loggingLevel: "INFO" } };
    expect(await attempt("Stage", level)).to.contain("Execution logs are not supported");
    const trace = { defaultRouteSettings: { dataTraceEnabled: true } };
    expect(await attempt("Stage", trace)).to.contain("Data trace is not supported");
    const bucket = { accessLogSettings: { destinationArn: "arn:aws:s3:::b", format: "x" } };
    expect(await attempt("Stage", bucket)).to.contain("log destination");
    const sockets = await scene(socket);
    expect(await sockets.attempt("Stage", { autoDeploy: true })).to.contain("At least one route");
    expect(await sockets.attempt("Stage", level)).to.equal("none");
  });
});

describe("VPC links of HTTP APIs", () => {
  it("have an interface in each subnet, for as long as they are there", async () => {
    const { stack, attempt, make } = await scene();
    const { vpc, subnet } = await network(stack);
    const group = await stack.create(types.group, "g", { vpcId: vpc.id });
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
    const away = await stack.create(types.group, "away", { vpcId: other.id });
    let count = 0;
    const link = (subnetIds: string[], securityGroupIds: string[]): Promise<Made> =>
      stack.create(type("VpcLink"), `l${count++}`, { subnetIds, securityGroupIds });
    expect(await refusalOf(link([], []))).to.equal("BadRequestException");
    expect(await refusalOf(link(["subnet-0"], []))).to.equal("BadRequestException");
    expect(await refusalOf(link([subnet.id], ["sg-0"]))).to.equal("BadRequestException");
    expect(await refusalOf(link([subnet.id], [away.id]))).to.equal("BadRequestException");
    const one = await link([subnet.id], [group.id]);
    const hurried = refusalOf(stack.provider.delete({ ...group, timeout: 1 }));
    expect(await hurried).to.equal("DependencyViolation");
    const through = { ...web, connectionType: "VPC_LINK" };
    expect(await attempt("Integration", through)).to.contain("ConnectionId");
    expect(await attempt("Integration", { ...through, connectionId: "nobody" })).to.contain(
      "does not exist",
    );
    expect(await attempt("Integration", { ...through, connectionId: one.id })).to.contain(
      "valid ELB listener ARN",
    );
    const linked = { ...through, connectionId: one.id, integrationUri: listener };
    const integration = await make("Integration", linked);
    expect(await refusalOf(stack.delete(one))).to.equal("BadRequestException");
    await stack.delete(integration);
    await stack.delete(one);
    expect(await refusalOf(stack.delete(group))).to.equal("none");
  });
});

/** HTTP and WebSocket APIs: their routes, integrations, authorizers and stages. */
import { casesOf, id, remove, type Arguments, type Case, type Step } from "../case";
import { httpApi, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, aSubnet, aVpc } from "../surroundings";

const api = (args: Arguments = {}): Step =>
  aws.httpApi("api", { name: "app", protocolType: "HTTP", ...args });

const webSockets: Arguments = {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
};

const anApi = api();
const aChat = api(webSockets);

const integration = (args: Arguments = {}): Step =>
  aws.httpIntegration("integration", {
    apiId: id("api"),
    integrationType: "HTTP_PROXY",
    integrationMethod: "GET",
    integrationUri: "https://example.com/pets",
    ...args,
  });

const waiting = (timeoutMilliseconds: number): Step => integration({ timeoutMilliseconds });

const route = (routeKey: string, args: Arguments = {}, name = "route"): Step =>
  aws.httpRoute(name, { apiId: id("api"), routeKey, ...args });

const tokens = (args: Arguments = {}): Step =>
  aws.httpAuthorizer("authorizer", {
    apiId: id("api"),
    name: "tokens",
    authorizerType: "JWT",
    identitySources: ["$request.header.Authorization"],
    jwtConfiguration: { issuer: "https://example.com", audiences: ["app"] },
    ...args,
  });

const stage = (name: string, resource = "stage"): Step =>
  aws.httpStage(resource, { apiId: id("api"), name });

export const httpApiCases: readonly Case[] = [
  ...casesOf(httpApi("apis"), [
    ["an HTTP API", [], anApi, "accepted"],
    ["a WebSocket API", [], aChat, "accepted"],
    ["an HTTP API's name of 128 characters", [], api({ name: "a".repeat(128) }), "accepted"],
    [
      "an HTTP API's name of 129 characters",
      [],
      api({ name: "a".repeat(129) }),
      "BadRequestException",
    ],
    [
      "an HTTP API that other sites may call",
      [],
      api({ corsConfiguration: { allowOrigins: ["https://example.com"], allowMethods: ["GET"] } }),
      "accepted",
    ],
    [
      "a WebSocket API that other sites may call",
      [],
      api({ ...webSockets, corsConfiguration: { allowOrigins: ["https://example.com"] } }),
      "BadRequestException",
    ],
  ]),
  ...casesOf(pages.httpRoutes, [
    ["a route of a method and a path", [anApi], route("GET /pets"), "accepted"],
    ["a route of whatever has none", [anApi], route("$default"), "accepted"],
    ["a route of any method", [anApi], route("ANY /pets/{proxy+}"), "accepted"],
    ["a route of a path without a method", [anApi], route("/pets"), "BadRequestException"],
    ["a route of a method that there is not", [anApi], route("FETCH /pets"), "BadRequestException"],
    ["a WebSocket API's route of connecting", [aChat], route("$connect"), "accepted"],
  ]),
  ...casesOf(httpApi("apis-apiid-routes"), [
    [
      "a route twice",
      [anApi, route("GET /pets", {}, "first")],
      route("GET /pets"),
      "ConflictException",
    ],
    [
      "a route of an API that does not exist",
      [],
      aws.httpRoute("route", { apiId: "abcde12345", routeKey: "GET /pets" }),
      "NotFoundException",
    ],
    [
      "a route to an integration that does not exist",
      [anApi],
      route("GET /pets", { target: "integrations/abc1234" }),
      "refused",
    ],
    [
      "a route of tokens, and no authorizer",
      [anApi],
      route("GET /pets", { authorizationType: "JWT" }),
      "BadRequestException",
    ],
    [
      "a route that an authorizer guards",
      [anApi, tokens()],
      route("GET /pets", { authorizationType: "JWT", authorizerId: id("authorizer") }),
      "accepted",
    ],
  ]),
  ...casesOf(httpApi("apis-apiid-integrations"), [
    ["an HTTP API's integration that waits for 50 ms", [anApi], waiting(50), "accepted"],
    ["an HTTP API's integration that waits for 49 ms", [anApi], waiting(49), "BadRequestException"],
    ["an HTTP API's integration that waits for 30 s", [anApi], waiting(30_000), "accepted"],
    [
      "an HTTP API's integration that waits for longer than 30 s",
      [anApi],
      waiting(30_001),
      "BadRequestException",
    ],
    [
      "an HTTP API's integration that makes the answer up",
      [anApi],
      aws.httpIntegration("integration", { apiId: id("api"), integrationType: "MOCK" }),
      "BadRequestException",
    ],
    [
      "a WebSocket API's integration that makes the answer up",
      [aChat],
      aws.httpIntegration("integration", { apiId: id("api"), integrationType: "MOCK" }),
      "accepted",
    ],
    [
      "an HTTP API's integration without an address",
      [anApi],
      integration({ integrationUri: null }),
      "BadRequestException",
    ],
  ]),
  ...casesOf(httpApi("apis-apiid-authorizers"), [
    ["an authorizer of tokens", [anApi], tokens(), "accepted"],
    ["an authorizer of tokens of a WebSocket API", [aChat], tokens(), "BadRequestException"],
    [
      "an authorizer of tokens whose issuer is not said",
      [anApi],
      tokens({ jwtConfiguration: { audiences: ["app"] } }),
      "BadRequestException",
    ],
    ["deleting an authorizer", [anApi, tokens()], remove("authorizer"), "accepted"],
  ]),
  ...casesOf(httpApi("apis-apiid-stages"), [
    ["an HTTP API's stage", [anApi], stage("live"), "accepted"],
    ["an HTTP API's stage without a name in its address", [anApi], stage("$default"), "accepted"],
    [
      "an HTTP API's stage twice",
      [anApi, stage("live", "first")],
      stage("live"),
      "ConflictException",
    ],
    ["an HTTP API's stage with a dot", [anApi], stage("v1.0"), "BadRequestException"],
  ]),
  ...casesOf(httpApi("vpclinks"), [
    [
      "a way into a VPC",
      [aVpc, aSubnet("subnet"), aGroup()],
      aws.httpVpcLink("link", {
        name: "app",
        subnetIds: [id("subnet")],
        securityGroupIds: [id("group")],
      }),
      "accepted",
    ],
    [
      "a way into a VPC by a subnet that does not exist",
      [aVpc, aGroup()],
      aws.httpVpcLink("link", {
        name: "app",
        subnetIds: ["subnet-0123456789abcdef0"],
        securityGroupIds: [id("group")],
      }),
      "BadRequestException",
    ],
  ]),
];

/** REST APIs: their paths, methods, integrations, deployments and stages. */
import {
  casesOf,
  id,
  ref,
  remove,
  type Argument,
  type Arguments,
  type Case,
  type Step,
} from "../case";
import { pages, restApi } from "../pages";
import * as aws from "../resources";

const anApi = aws.restApi("api", { name: "app" });

const path = (pathPart: string, name = "path", parentId: Argument = ref("api.rootResourceId")) =>
  aws.restResource(name, { restApi: id("api"), parentId, pathPart });

const at = { restApi: id("api"), resourceId: id("path") };

const method = (args: Arguments = {}, name = "method"): Step =>
  aws.restMethod(name, { ...at, httpMethod: "GET", authorization: "NONE", ...args });

const integration = (args: Arguments = {}): Step =>
  aws.restIntegration("integration", { ...at, httpMethod: "GET", type: "MOCK", ...args });

const overHttp: Arguments = {
  type: "HTTP_PROXY",
  integrationHttpMethod: "GET",
  uri: "https://example.com/pets",
};

const response = (name = "response", statusCode = "200"): Step =>
  aws.restMethodResponse(name, { ...at, httpMethod: "GET", statusCode });

const answered = aws.restIntegrationResponse("answer", {
  ...at,
  httpMethod: "GET",
  statusCode: "200",
});

const authorizer = (args: Arguments = {}, name = "authorizer"): Step =>
  aws.restAuthorizer(name, {
    restApi: id("api"),
    name: "tokens",
    authorizerUri:
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000001:function:tokens/invocations",
    ...args,
  });

const deployment = aws.restDeployment("deployment", { restApi: id("api") });

const stage = (args: Arguments = {}, name = "stage"): Step =>
  aws.restStage(name, {
    restApi: id("api"),
    deployment: id("deployment"),
    stageName: "live",
    ...args,
  });

const withPath: readonly Step[] = [anApi, path("pets")];
const withMethod: readonly Step[] = [...withPath, method()];
const whole: readonly Step[] = [...withMethod, integration()];
const deployed: readonly Step[] = [...whole, deployment];

export const restApiCases: readonly Case[] = [
  ...casesOf(restApi("CreateRestApi"), [
    ["a REST API", [], anApi, "accepted"],
    ["two REST APIs of one name", [anApi], aws.restApi("second", { name: "app" }), "accepted"],
    [
      "a REST API that compresses from 10485760 bytes",
      [],
      aws.restApi("api", { name: "app", minimumCompressionSize: "10485760" }),
      "accepted",
    ],
    [
      "a REST API that compresses from 10485761 bytes",
      [],
      aws.restApi("api", { name: "app", minimumCompressionSize: "10485761" }),
      "BadRequestException",
    ],
  ]),
  ...casesOf(restApi("CreateResource"), [
    ["a path", [anApi], path("pets"), "accepted"],
    ["a path that is a variable", [anApi], path("{id}"), "accepted"],
    ["a path that takes all that follows", [anApi], path("{proxy+}"), "accepted"],
    ["a path with a blank", [anApi], path("my pets"), "BadRequestException"],
    ["a path whose brace does not close", [anApi], path("{id"), "BadRequestException"],
    ["a path twice below the same one", withPath, path("pets", "second"), "ConflictException"],
    [
      "a path's name again, below another",
      withPath,
      path("pets", "second", id("path")),
      "accepted",
    ],
    [
      "a path of an API that does not exist",
      [anApi],
      aws.restResource("path", {
        restApi: "0123456789",
        parentId: ref("api.rootResourceId"),
        pathPart: "pets",
      }),
      "NotFoundException",
    ],
    ["deleting a path with a method", withMethod, remove("path"), "accepted"],
  ]),
  ...casesOf(pages.restProxies, [
    [
      "a path below one that takes all that follows",
      [anApi, path("{proxy+}")],
      path("pets", "second", id("path")),
      "BadRequestException",
    ],
  ]),
  ...casesOf(restApi("PutMethod"), [
    ["a method", withPath, method(), "accepted"],
    ["a method twice", withMethod, method({}, "second"), "ConflictException"],
    ["two methods of a path", withMethod, method({ httpMethod: "POST" }, "second"), "accepted"],
    [
      "a method of a path that does not exist",
      withPath,
      method({ resourceId: "abc123" }),
      "NotFoundException",
    ],
    [
      "a method that an authorizer guards",
      [...withPath, authorizer()],
      method({ authorization: "CUSTOM", authorizerId: id("authorizer") }),
      "accepted",
    ],
    [
      "a method of custom authorization, and no authorizer",
      withPath,
      method({ authorization: "CUSTOM" }),
      "BadRequestException",
    ],
    [
      "a method of an authorization that there is not",
      withPath,
      method({ authorization: "PASSWORD" }),
      "BadRequestException",
    ],
  ]),
  ...casesOf(restApi("PutIntegration"), [
    ["an integration that makes the answer up", withMethod, integration(), "accepted"],
    ["an integration over HTTP", withMethod, integration(overHttp), "accepted"],
    [
      "an integration over HTTP without a method of its own",
      withMethod,
      integration({ type: "HTTP_PROXY", uri: "https://example.com/pets" }),
      "BadRequestException",
    ],
    [
      "an integration over HTTP whose address is none",
      withMethod,
      integration({ ...overHttp, uri: "example" }),
      "BadRequestException",
    ],
    [
      "an integration that waits for 50 ms",
      withMethod,
      integration({ timeoutMilliseconds: 50 }),
      "accepted",
    ],
    [
      "an integration that waits for 49 ms",
      withMethod,
      integration({ timeoutMilliseconds: 49 }),
      "BadRequestException",
    ],
    [
      "an integration that waits for 29 s",
      withMethod,
      integration({ timeoutMilliseconds: 29_000 }),
      "accepted",
    ],
    [
      "an integration that waits longer than the quota of 29 s",
      withMethod,
      integration({ timeoutMilliseconds: 29_001 }),
      "BadRequestException",
    ],
    [
      "an integration of a method that does not exist",
      withPath,
      integration(),
      "NotFoundException",
    ],
  ]),
  ...casesOf(restApi("PutMethodResponse"), [
    ["a method's answer 200", withMethod, response(), "accepted"],
    [
      "a method's answer 200 twice",
      [...withMethod, response("first")],
      response(),
      "ConflictException",
    ],
    ["a method's answer 600", withMethod, response("response", "600"), "BadRequestException"],
  ]),
  ...casesOf(restApi("PutIntegrationResponse"), [
    ["an integration's answer", [...whole, response()], answered, "accepted"],
    ["an integration's answer that the method does not have", whole, answered, "NotFoundException"],
  ]),
  ...casesOf(restApi("CreateDeployment"), [
    ["a deployment", whole, deployment, "accepted"],
    ["a deployment of an API without methods", withPath, deployment, "BadRequestException"],
    [
      "a deployment of an API whose method has no integration",
      withMethod,
      deployment,
      "BadRequestException",
    ],
    [
      "deleting a deployment that a stage serves",
      [...deployed, stage()],
      remove("deployment"),
      "BadRequestException",
    ],
    ["deleting a deployment that no stage serves", deployed, remove("deployment"), "accepted"],
  ]),
  ...casesOf(restApi("CreateStage"), [
    ["a stage", deployed, stage(), "accepted"],
    ["a stage twice", [...deployed, stage({}, "first")], stage(), "ConflictException"],
    [
      "two stages of a deployment",
      [...deployed, stage({ stageName: "test" }, "first")],
      stage(),
      "accepted",
    ],
    [
      "a stage's name of 128 characters",
      deployed,
      stage({ stageName: "s".repeat(128) }),
      "accepted",
    ],
    ["a stage's name with a dot", deployed, stage({ stageName: "v1.0" }), "BadRequestException"],
    [
      "a stage of a deployment that does not exist",
      deployed,
      stage({ deployment: "abc123" }),
      "refused",
    ],
  ]),
  ...casesOf(restApi("CreateAuthorizer"), [
    [
      "an authorizer whose answer holds for 3600 s",
      [anApi],
      authorizer({ authorizerResultTtlInSeconds: 3600 }),
      "accepted",
    ],
    [
      "an authorizer whose answer holds for 3601 s",
      [anApi],
      authorizer({ authorizerResultTtlInSeconds: 3601 }),
      "BadRequestException",
    ],
    [
      "a second authorizer of the same name",
      [anApi, authorizer({}, "first")],
      authorizer(),
      "refused",
    ],
  ]),
];

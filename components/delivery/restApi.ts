/**
 * A regional REST API in front of Lambda functions: requests come in over TLS, from users of a user
 * pool or from callers with AWS credentials, so many a second, and each is logged. Makes the API, its
 * paths and methods, the functions' permissions, a deployment, a stage with its log group, and, where
 * asked for, the role with which API Gateway writes the account's logs. $3.50 for a million requests.
 *
 * It stands in no VPC, so it has no security group: what lets it call a function is the function's
 * policy. A REST API and not an HTTP API, as AWS WAF stands in front of stages of the former alone.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, detailOf, tagsOf } from "../network";
import { setAccountLogging } from "./apiAccountLogging";
import type { ApiRoute, RestApiArgs } from "./restApiArgs";
import { pathKey, planRestApi, type RestApiPlan } from "./restApiPlan";

const INPUTS = { functionArn: 0, invokeArn: 0, userPoolArns: 1 };

/** What a log line says of a request: not what it carried. */
const ACCESS_LOG = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  user: "$context.authorizer.claims.sub",
  method: "$context.httpMethod",
  path: "$context.resourcePath",
  status: "$context.status",
  webAcl: "$context.wafResponseCode",
  error: "$context.error.message",
  latency: "$context.responseLatency",
  bytes: "$context.responseLength",
};

/** A REST API in front of functions. */
export class RestApi extends pulumi.ComponentResource {
  /** The API's id. */
  readonly apiId: pulumi.Output<string>;
  /** The stage's ARN: what a web ACL protects. */
  readonly stageArn: pulumi.Output<string>;
  /** Where it is asked: `https://…/live`. */
  readonly invokeUrl: pulumi.Output<string>;
  /** What IAM policies name it by. */
  readonly executionArn: pulumi.Output<string>;
  /** The log group of its requests. */
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: RestApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:RestApi", name, {}, opts);
    const checked = { component: this, kind: "RestApi", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () => planRestApi(args));
    const api = new apigateway.RestApi(
      name,
      {
        endpointConfiguration: { types: "REGIONAL" },
        region: args.region,
        tags: tagsOf(args, { child: name, resourceType: "api", detail: detailOf(args, name) }),
      },
      { parent: this },
    );
    const building: Building = { parent: this, name, args, plan, api };
    const methods = createRoutes(building);
    const logGroup = createLogGroup(building);
    const stage = createStage(building, createDeployment(building, methods), logGroup);
    throttle(building, stage);
    this.apiId = api.id;
    this.stageArn = stage.arn;
    this.invokeUrl = stage.invokeUrl;
    this.executionArn = api.executionArn;
    this.logGroupName = logGroup.name;
    this.registerOutputs({
      apiId: this.apiId,
      stageArn: this.stageArn,
      invokeUrl: this.invokeUrl,
      executionArn: this.executionArn,
      logGroupName: this.logGroupName,
    });
  }
}

interface Building {
  readonly parent: RestApi;
  readonly name: string;
  readonly args: RestApiArgs;
  readonly plan: RestApiPlan;
  readonly api: apigateway.RestApi;
}

/** All that a deployment is a picture of. */
function createRoutes(building: Building): pulumi.Resource[] {
  const paths = createPaths(building);
  const authorizer = createAuthorizer(building);
  return Object.entries(building.args.routes).flatMap(([key, route]) => {
    const own = pathKey(route.path);
    const resourceId = (own === undefined ? undefined : paths[own]) ?? building.api.rootResourceId;
    return createRoute(building, [key, route], { resourceId, authorizer });
  });
}

function createPaths({ parent, name, args, plan, api }: Building) {
  const ids: Record<string, pulumi.Output<string>> = {};
  for (const { key, parent: above, pathPart } of plan.paths) {
    const path = new apigateway.Resource(
      childName(name, key),
      {
        restApi: api.id,
        parentId: (above === undefined ? undefined : ids[above]) ?? api.rootResourceId,
        pathPart,
        region: args.region,
      },
      { parent },
    );
    ids[key] = path.id;
  }
  return ids;
}

function createAuthorizer(building: Building): apigateway.Authorizer | undefined {
  const { parent, name, args, api } = building;
  if (args.userPoolArns === undefined) return undefined;
  return new apigateway.Authorizer(
    name,
    {
      restApi: api.id,
      type: "COGNITO_USER_POOLS",
      providerArns: args.userPoolArns,
      region: args.region,
    },
    { parent },
  );
}

interface Place {
  readonly resourceId: pulumi.Input<string>;
  readonly authorizer: apigateway.Authorizer | undefined;
}

function createRoute(
  { parent, name, args, plan, api }: Building,
  [key, route]: [string, ApiRoute],
  { resourceId, authorizer }: Place,
): pulumi.Resource[] {
  const child = childName(name, key);
  const { region } = args;
  const method = new apigateway.Method(
    child,
    {
      restApi: api.id,
      resourceId,
      httpMethod: route.method,
      authorization: authorizer === undefined ? "AWS_IAM" : "COGNITO_USER_POOLS",
      authorizerId: authorizer?.id,
      region,
    },
    { parent },
  );
  const integration = new apigateway.Integration(
    child,
    {
      restApi: api.id,
      resourceId,
      httpMethod: method.httpMethod,
      type: "AWS_PROXY",
      // How Lambda is called, whatever the request is.
      integrationHttpMethod: "POST",
      uri: route.invokeArn,
      region,
    },
    { parent },
  );
  const path = route.path.replaceAll(/\{[^}]*\}/g, "*");
  const permission = new lambda.Permission(
    child,
    {
      action: "lambda:InvokeFunction",
      function: route.functionArn,
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/${plan.stageName}/${route.method}${path}`,
      region,
    },
    { parent },
  );
  return [method, integration, permission];
}

/** A new one whenever what it is a picture of is another; the stage moves to it, and the old one goes. */
function createDeployment(
  { parent, name, args, api }: Building,
  dependsOn: pulumi.Resource[],
): apigateway.Deployment {
  const { routes, userPoolArns = [], region } = args;
  // In one order: maps have none where another language's program hands them on.
  const lines = Object.keys(routes)
    .sort()
    .map((key) => {
      const { method, path, functionArn, invokeArn } = routes[key] ?? {};
      return [key, method, path, functionArn, invokeArn];
    });
  const picture = pulumi.jsonStringify({ routes: lines, userPoolArns });
  return new apigateway.Deployment(
    name,
    { restApi: api.id, triggers: { routes: picture }, region },
    { parent, dependsOn },
  );
}

function createLogGroup({ parent, name, args, plan }: Building): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    name,
    {
      retentionInDays: plan.logRetentionInDays,
      region: args.region,
      tags: tagsOf(args, { child: name, resourceType: "logs-api", detail: detailOf(args, name) }),
    },
    { parent },
  );
}

function createStage(
  { parent, name, args, plan, api }: Building,
  deployment: apigateway.Deployment,
  logGroup: cloudwatch.LogGroup,
): apigateway.Stage {
  const account =
    args.accountLogging === true ? [setAccountLogging(parent, childName(name, "logs"), args)] : [];
  return new apigateway.Stage(
    name,
    {
      restApi: api.id,
      deployment: deployment.id,
      stageName: plan.stageName,
      accessLogSettings: {
        destinationArn: logGroup.arn,
        format: JSON.stringify(ACCESS_LOG),
      },
      region: args.region,
      tags: tagsOf(args, { child: name, resourceType: "stage", detail: detailOf(args, name) }),
    },
    { parent, dependsOn: account },
  );
}

/** Of all methods together; what goes wrong in one is logged, without what it carried. */
function throttle({ parent, name, args, plan, api }: Building, stage: apigateway.Stage): void {
  new apigateway.MethodSettings(
    name,
    {
      restApi: api.id,
      stageName: stage.stageName,
      methodPath: "*/*",
      settings: {
        throttlingRateLimit: plan.requestsPerSecond,
        throttlingBurstLimit: plan.burst,
        loggingLevel: "ERROR",
        dataTraceEnabled: false,
      },
      region: args.region,
    },
    { parent },
  );
}

import type { ValueMap } from "../../../simulator";
import { type Ids, type Suite, permit, tagged, trust } from "../lifecycleCases";
import { type Made, network, textOf, types } from "../support";

const type = (name: string): string =>
  `aws:apigateway/${name[0]!.toLowerCase()}${name.slice(1)}:${name}`;

const onMethod = ({ api, resource }: Ids): ValueMap => ({
  restApi: api!,
  resourceId: resource!,
  httpMethod: "GET",
});
const other = { ...{ httpMethod: () => ({ httpMethod: "POST" }) } };
const policy = permit("execute-api:Invoke", { AWS: "*" });
const logs = "arn:aws:logs:us-east-1:000000000000:log-group:access";
const template = { "application/json": "{}" };

/** `API/resource/method` and what more the provider's id has, as an import writes it. */
const path = (made: Made, ...keys: readonly string[]): string =>
  keys.map((key) => textOf(made.properties, key)).join("/");

export const suite: Suite = {
  async surroundings(stack) {
    const made: Made[] = [];
    const make = async (kind: string, args: ValueMap, name = "around"): Promise<Made> => {
      const one = await stack.create(kind, name, args);
      made.push(one);
      return one;
    };
    const role = await make(types.role, { assumeRolePolicy: trust("apigateway.amazonaws.com") });
    await make(types.rolePolicy, { role: role.id, policy: permit("logs:*") });
    const writer = await make(
      types.role,
      { assumeRolePolicy: trust("apigateway.amazonaws.com") },
      "writer",
    );
    await make(types.rolePolicy, { role: writer.id, policy: permit("logs:*") }, "writer");
    await stack.world.advance(60);
    const pool = await make("aws:cognito/userPool:UserPool", {});
    const otherPool = await make("aws:cognito/userPool:UserPool", {}, "other");
    const { vpc, gateway, subnet } = await network(stack);
    made.push(vpc, gateway, subnet);
    const balancer = { loadBalancerType: "network", internal: true, subnets: [subnet.id] };
    const nlb = await make("aws:lb/loadBalancer:LoadBalancer", balancer);
    await make(type("Account"), { cloudwatchRoleArn: role.properties.arn! });
    const { id: api, properties } = await make(type("RestApi"), {});
    const root = textOf(properties, "rootResourceId");
    const resource = await make(type("Resource"), { restApi: api, parentId: root, pathPart: "a" });
    const deeper = await make(
      type("Resource"),
      { restApi: api, parentId: root, pathPart: "b" },
      "deeper",
    );
    const on = { restApi: api, resourceId: resource.id, httpMethod: "GET" };
    await make(type("Method"), { ...on, authorization: "NONE" });
    await make(type("MethodResponse"), { ...on, statusCode: "200" });
    await make(type("MethodResponse"), { ...on, statusCode: "404" }, "missing");
    await make(type("Integration"), { ...on, type: "MOCK" });
    // Its method has no answers, which another integration would take away.
    const plain = await make(type("RestApi"), {}, "plain");
    const bare = await make(
      type("Resource"),
      { restApi: plain.id, parentId: textOf(plain.properties, "rootResourceId"), pathPart: "a" },
      "plain",
    );
    const onPlain = { restApi: plain.id, resourceId: bare.id, httpMethod: "GET" };
    await make(type("Method"), { ...onPlain, authorization: "NONE" }, "plain");
    const deployment = await make(type("Deployment"), { restApi: api });
    const later = await make(type("Deployment"), { restApi: api }, "later");
    const stageName = "around";
    await make(type("Stage"), { restApi: api, deployment: deployment.id, stageName });
    const others = { plain: plain.id, bare: bare.id };
    const ids = { api, root, resource: resource.id, deeper: deeper.id, pool: pool.id };
    const more = { deployment: deployment.id, later: later.id, stageName };
    const arns = {
      poolArn: textOf(pool.properties, "arn"),
      otherPoolArn: textOf(otherPool.properties, "arn"),
      nlb: textOf(nlb.properties, "arn"),
      role: textOf(role.properties, "arn"),
      writer: textOf(writer.properties, "arn"),
    };
    return { ids: { ...ids, ...others, ...more, ...arns }, made };
  },
  cases: [
    {
      type: type("RestApi"),
      args: () => ({ description: "an API" }),
      updates: {
        ...tagged,
        apiKeySource: () => ({ apiKeySource: "AUTHORIZER" }),
        body: () => ({ body: '{"openapi":"3.0.1"}' }),
        endpointConfiguration: () => ({ endpointConfiguration: { types: "REGIONAL" } }),
        minimumCompressionSize: () => ({ minimumCompressionSize: "1024" }),
        policy: () => ({ policy }),
        putRestApiMode: () => ({ putRestApiMode: "merge" }),
      },
    },
    {
      type: type("RestApiPolicy"),
      args: ({ api }) => ({ restApiId: api!, policy }),
      updates: { policy: () => ({ policy: permit("execute-api:*", { AWS: "*" }) }) },
    },
    {
      type: type("Resource"),
      args: ({ api, root }) => ({ restApi: api!, parentId: root!, pathPart: "images" }),
      updates: { parentId: ({ deeper }) => ({ parentId: deeper! }) },
      importId: (made) => `${textOf(made.properties, "restApi")}/${made.id}`,
    },
    {
      type: type("Method"),
      args: (ids) => ({ ...onMethod(ids), httpMethod: "PUT", authorization: "NONE" }),
      updates: {
        authorization: () => ({ authorization: "AWS_IAM" }),
        requestParameters: () => ({
          requestParameters: { "method.request.querystring.size": true },
        }),
      },
      replaces: other,
      importId: (made) => path(made, "restApi", "resourceId", "httpMethod"),
    },
    {
      type: type("MethodResponse"),
      args: (ids) => ({ ...onMethod(ids), statusCode: "500" }),
      updates: {
        responseParameters: () => ({
          responseParameters: { "method.response.header.Location": true },
        }),
      },
      replaces: other,
      untried: { statusCode: "no answer of that status is there to be updated" },
      importId: (made) => path(made, "restApi", "resourceId", "httpMethod", "statusCode"),
    },
    {
      type: type("Integration"),
      args: ({ plain, bare }) => ({
        ...onMethod({ api: plain!, resource: bare! }),
        type: "HTTP",
        integrationHttpMethod: "GET",
        uri: web,
      }),
      updates: {
        connectionType: () => ({
          connectionType: "VPC_LINK",
          connectionId: "${stageVariables.link}",
        }),
        contentHandling: () => ({ contentHandling: "CONVERT_TO_TEXT" }),
        requestParameters: () => ({
          requestParameters: { "integration.request.header.X": "'x'" },
        }),
        requestTemplates: () => ({ requestTemplates: template }),
        responseTransferMode: () => ({ responseTransferMode: "STREAM" }),
        timeoutMilliseconds: () => ({ timeoutMilliseconds: 1000 }),
        tlsConfig: () => ({ tlsConfig: { insecureSkipVerification: true } }),
        uri: () => ({ uri: `${web}/other` }),
      },
      replaces: {
        ...other,
        integrationHttpMethod: () => ({ integrationHttpMethod: "POST" }),
        passthroughBehavior: () => ({ passthroughBehavior: "NEVER" }),
        type: () => ({ type: "HTTP_PROXY" }),
      },
      importId: (made) => path(made, "restApi", "resourceId", "httpMethod"),
    },
    {
      type: type("IntegrationResponse"),
      args: (ids) => ({ ...onMethod(ids), statusCode: "200" }),
      updates: {
        contentHandling: () => ({ contentHandling: "CONVERT_TO_TEXT" }),
        responseParameters: () => ({
          responseParameters: { "method.response.header.Location": "'x'" },
        }),
        responseTemplates: () => ({ responseTemplates: template }),
      },
      replaces: other,
      untried: { statusCode: "another is put, and Pulumi keeps the id of the one before" },
      importId: (made) => path(made, "restApi", "resourceId", "httpMethod", "statusCode"),
    },
    {
      type: type("Deployment"),
      args: ({ api }) => ({ restApi: api! }),
      importId: (made) => `${textOf(made.properties, "restApi")}/${made.id}`,
      heldBy: {
        type: type("Stage"),
        args: ({ api }, made) => ({ restApi: api!, deployment: made.id, stageName: "held" }),
        code: "BadRequestException",
      },
    },
    {
      type: type("Stage"),
      args: ({ api, deployment }) => ({ restApi: api!, deployment: deployment!, stageName: "dev" }),
      updates: {
        ...tagged,
        accessLogSettings: () => ({ accessLogSettings: { destinationArn: logs, format: "$x" } }),
        cacheClusterSize: () => ({ cacheClusterSize: "0.5" }),
        canarySettings: ({ later }) => ({
          canarySettings: { deploymentId: later!, percentTraffic: 10 },
        }),
        deployment: ({ later }) => ({ deployment: later! }),
      },
      importId: (made) => path(made, "restApi", "stageName"),
    },
    {
      type: type("MethodSettings"),
      args: ({ api, stageName }) => ({
        restApi: api!,
        stageName: stageName!,
        methodPath: "a/GET",
        settings: { metricsEnabled: true },
      }),
      updates: {
        settings: () => ({ settings: { metricsEnabled: false, loggingLevel: "INFO" } }),
      },
      importId: (made) => path(made, "restApi", "stageName", "methodPath"),
    },
    {
      type: type("Authorizer"),
      args: ({ api, poolArn }) => ({
        restApi: api!,
        type: "COGNITO_USER_POOLS",
        providerArns: [poolArn!],
      }),
      updates: {
        authorizerCredentials: ({ role }) => ({ authorizerCredentials: role! }),
        providerArns: ({ otherPoolArn }) => ({ providerArns: [otherPoolArn!] }),
      },
      replaces: {
        type: () => ({ type: "TOKEN", providerArns: null, authorizerUri: "arn:x" }),
      },
      importId: (made) => `${textOf(made.properties, "restApi")}/${made.id}`,
      heldBy: {
        type: type("Method"),
        args: (ids, made) => ({
          ...onMethod(ids),
          httpMethod: "PUT",
          authorization: "COGNITO_USER_POOLS",
          authorizerId: made.id,
        }),
        code: "ConflictException",
      },
    },
    {
      type: type("VpcLink"),
      args: ({ nlb }) => ({ targetArn: nlb! }),
      updates: tagged,
      replaces: { targetArn: ({ nlb }) => ({ targetArn: `${nlb!}0` }) },
      heldBy: {
        type: type("Integration"),
        args: (ids, made) => ({
          ...onMethod(ids),
          type: "HTTP_PROXY",
          integrationHttpMethod: "GET",
          uri: web,
          connectionType: "VPC_LINK",
          connectionId: made.id,
        }),
        code: "BadRequestException",
      },
    },
    {
      type: type("Account"),
      args: ({ role }) => ({ cloudwatchRoleArn: role! }),
      updates: { cloudwatchRoleArn: ({ writer }) => ({ cloudwatchRoleArn: writer! }) },
    },
  ],
};

const web = "https://example.com";

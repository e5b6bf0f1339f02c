import { type Suite, tagged } from "../lifecycleCases";
import { network, textOf, types } from "../support";

const type = (name: string): string =>
  `aws:apigatewayv2/${name[0]!.toLowerCase()}${name.slice(1)}:${name}`;

const web = "https://example.com";
const lambda = "arn:aws:lambda:us-east-1:000000000000:function:f";
const role = "arn:aws:iam::000000000000:role/r";

export const suite: Suite = {
  async surroundings(stack) {
    const { vpc, gateway, subnet } = await network(stack);
    const group = await stack.create(types.group, "around", { vpcId: vpc.id });
    const pool = await stack.create("aws:cognito/userPool:UserPool", "around", {});
    const { id: api, ...one } = await stack.create(type("Api"), "around", { protocolType: "HTTP" });
    const jwt = await stack.create(type("Authorizer"), "around", {
      apiId: api,
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: {
        audiences: ["a"],
        issuer: `https://${textOf(pool.properties, "endpoint")}`,
      },
    });
    const link = await stack.create(type("VpcLink"), "around", {
      subnetIds: [subnet.id],
      securityGroupIds: [group.id],
    });
    const integration = await stack.create(type("Integration"), "around", {
      apiId: api,
      integrationType: "AWS_PROXY",
      integrationUri: lambda,
    });
    const route = await stack.create(type("Route"), "around", { apiId: api, routeKey: "GET /a" });
    const deployment = await stack.create(type("Deployment"), "around", { apiId: api });
    const parts = { jwt, link, integration, deployment, subnet, group };
    const ids = Object.fromEntries(Object.entries(parts).map(([key, { id }]) => [key, id]));
    const network_ = [vpc, gateway, subnet, group];
    const made = [
      ...network_,
      pool,
      { id: api, ...one },
      jwt,
      link,
      integration,
      route,
      deployment,
    ];
    return { ids: { ...ids, api }, made };
  },
  cases: [
    {
      type: type("Api"),
      args: () => ({ protocolType: "HTTP" }),
      updates: {
        ...tagged,
        apiKeySelectionExpression: () => ({
          apiKeySelectionExpression: "$context.authorizer.usageIdentifierKey",
        }),
        corsConfiguration: () => ({ corsConfiguration: { allowOrigins: ["*"] } }),
        ipAddressType: () => ({ ipAddressType: "dualstack" }),
      },
      replaces: {
        protocolType: () => ({
          protocolType: "WEBSOCKET",
          routeSelectionExpression: "$request.body.action",
        }),
      },
    },
    {
      type: type("Integration"),
      args: ({ api }) => ({
        apiId: api!,
        integrationType: "HTTP_PROXY",
        integrationMethod: "GET",
        integrationUri: web,
      }),
      updates: {
        connectionType: ({ link }) => ({
          connectionType: "VPC_LINK",
          connectionId: link!,
          integrationUri:
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/a/0000/0000",
        }),
        contentHandlingStrategy: () => ({ contentHandlingStrategy: "CONVERT_TO_TEXT" }),
        passthroughBehavior: () => ({ passthroughBehavior: "NEVER" }),
        payloadFormatVersion: () => ({ payloadFormatVersion: "2.0" }),
        timeoutMilliseconds: () => ({ timeoutMilliseconds: 1000 }),
      },
      replaces: { integrationType: () => ({ integrationType: "AWS_PROXY" }) },
      importId: (made) => `${textOf(made.properties, "apiId")}/${made.id}`,
      heldBy: {
        type: type("Route"),
        args: ({ api }, made) => ({
          apiId: api!,
          routeKey: "GET /held",
          target: `integrations/${made.id}`,
        }),
        code: "ConflictException",
      },
    },
    {
      type: type("Route"),
      args: ({ api }) => ({ apiId: api!, routeKey: "GET /images" }),
      updates: {
        authorizationType: () => ({ authorizationType: "AWS_IAM" }),
        routeKey: () => ({ routeKey: "POST /images" }),
        target: ({ integration }) => ({ target: `integrations/${integration!}` }),
      },
      untried: { apiKeyRequired: "of WebSocket APIs, and an API cannot become one" },
      importId: (made) => `${textOf(made.properties, "apiId")}/${made.id}`,
    },
    {
      type: type("Authorizer"),
      args: ({ api }) => ({
        apiId: api!,
        authorizerType: "REQUEST",
        authorizerUri: lambda,
        authorizerPayloadFormatVersion: "2.0",
      }),
      updates: {
        authorizerCredentialsArn: () => ({ authorizerCredentialsArn: role }),
        authorizerPayloadFormatVersion: () => ({ authorizerPayloadFormatVersion: "1.0" }),
        authorizerResultTtlInSeconds: () => ({ authorizerResultTtlInSeconds: 60 }),
        authorizerType: () => ({
          authorizerType: "JWT",
          identitySources: ["$request.header.Authorization"],
          jwtConfiguration: { audiences: ["a"], issuer: web },
        }),
      },
      importId: (made) => `${textOf(made.properties, "apiId")}/${made.id}`,
      heldBy: {
        type: type("Route"),
        args: ({ api }, made) => ({
          apiId: api!,
          routeKey: "GET /held",
          authorizationType: "CUSTOM",
          authorizerId: made.id,
        }),
        code: "ConflictException",
      },
    },
    {
      type: type("Deployment"),
      args: ({ api }) => ({ apiId: api! }),
      importId: (made) => `${textOf(made.properties, "apiId")}/${made.id}`,
      heldBy: {
        type: type("Stage"),
        args: ({ api }, made) => ({ apiId: api!, deploymentId: made.id }),
        code: "BadRequestException",
      },
    },
    {
      type: type("Stage"),
      args: ({ api }) => ({ apiId: api! }),
      updates: {
        ...tagged,
        accessLogSettings: () => ({
          accessLogSettings: {
            destinationArn: "arn:aws:logs:us-east-1:000000000000:log-group:access",
            format: "$context.requestId",
          },
        }),
        defaultRouteSettings: () => ({ defaultRouteSettings: { throttlingBurstLimit: 10 } }),
        deploymentId: ({ deployment }) => ({ deploymentId: deployment! }),
        routeSettings: () => ({ routeSettings: [{ routeKey: "GET /a", throttlingBurstLimit: 1 }] }),
      },
      importId: (made) => `${textOf(made.properties, "apiId")}/${made.id}`,
    },
    {
      type: type("VpcLink"),
      args: ({ subnet, group }) => ({ subnetIds: [subnet!], securityGroupIds: [group!] }),
      updates: tagged,
      heldBy: {
        type: type("Integration"),
        args: ({ api }, made) => ({
          apiId: api!,
          integrationType: "HTTP_PROXY",
          integrationMethod: "GET",
          connectionType: "VPC_LINK",
          connectionId: made.id,
          integrationUri:
            "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/a/0000/0000",
        }),
        code: "BadRequestException",
      },
    },
  ],
};

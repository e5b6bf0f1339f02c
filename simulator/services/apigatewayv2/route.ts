/**
 * What requests or messages go to which integration. Replaces as internal/service/apigatewayv2/route.go says.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
 */
import { AwsError } from "../../errors";
import { optional, region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { ofLength, oneOf } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, text } from "../../values";
import { findById, shortId } from "../apigateway/entities";
import {
  apiReference,
  authorizerKind,
  bad,
  integrationKind,
  notFound,
  protocolOf,
  routeKind,
  routeOf,
} from "./entities";

const httpKey = /^(\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) \/\S*)$/;

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const key = text(inputs, "routeKey") ?? "";
  const isHttp = protocolOf(wanted) === "HTTP";
  if (key === "" || key.length > 512) throw bad("The route key must have from 1 to 512 characters");
  if (isHttp && !httpKey.test(key))
    throw bad(
      'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    );
  if (isHttp && flag(inputs, "apiKeyRequired") === true)
    throw bad("API key required is not supported for HTTP APIs");
  const [other] = scope
    .find(routeKind, "key", routeOf(inputs))
    .filter((one) => one.id !== before?.id);
  if (other !== undefined)
    throw new AwsError("ConflictException", `Route with key ${key} already exists for this API`);
  const target = text(inputs, "target");
  if (target !== undefined) {
    const [, id = ""] = /^integrations\/(.+)$/.exec(target) ?? [];
    const found = scope.get(integrationKind, id);
    if (found?.properties.apiId !== inputs.apiId) throw notFound("integration", id);
  }
  checkAuthorizer(wanted, isHttp);
}

function checkAuthorizer({ scope, inputs }: Wanted, isHttp: boolean): void {
  const wants = text(inputs, "authorizationType") ?? "NONE";
  if (!isHttp && wants === "JWT") throw bad("JWT authorization is of HTTP APIs only");
  if (wants !== "JWT" && wants !== "CUSTOM") return;
  const found = scope.get(authorizerKind, text(inputs, "authorizerId") ?? "");
  const type = text(found?.properties ?? {}, "authorizerType");
  const isOfApi = found?.properties.apiId === inputs.apiId;
  if (!isOfApi || type !== (wants === "JWT" ? "JWT" : "REQUEST"))
    throw bad(`Authorization type ${wants} needs a valid authorizer of that kind`);
}

export const route: Model = defineResource({
  type: "aws:apigatewayv2/route:Route",
  service: "ApiGatewayV2",
  noun: "API Gateway v2 Route",
  calls: { create: "CreateRoute", update: "UpdateRoute", delete: "DeleteRoute" },
  kind: routeKind,
  keys: ["apiId"],
  properties: {
    region,
    apiId: requiredForcesNew,
    apiKeyRequired: { kind: "flag", default: false },
    authorizationScopes: { kind: "set" },
    authorizationType: { default: "NONE", form: oneOf("NONE", "AWS_IAM", "CUSTOM", "JWT") },
    authorizerId: optional,
    modelSelectionExpression: optional,
    operationName: { form: ofLength(1, 64) },
    requestModels: { kind: "map" },
    requestParameters: { kind: "blocks" },
    routeKey: { required: true },
    routeResponseSelectionExpression: optional,
    target: { form: ofLength(1, 128) },
  },
  references: [apiReference],
  id: (wanted) => shortId(wanted, "http api route"),
  accept,
  find: findById(routeKind),
});

/**
 * Who says whether a caller may: a function, or whoever issued the caller's token. Replaces as
 * internal/service/apigatewayv2/authorizer.go says.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import { blockOf } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { arn as arnForm, inRange, ofLength, oneOf } from "../../resource/forms";
import type { Wanted } from "../../resource/spec";
import { isGiven, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { findById, shortId } from "../apigateway/entities";
import { findUserPool } from "../cognito/entities";
import { apiReference, authorizerKind, bad, protocolOf, routeKind } from "./entities";

function accept(wanted: Wanted): void {
  const { scope, inputs } = wanted;
  const isHttp = protocolOf(wanted) === "HTTP";
  if (text(inputs, "authorizerType") === "JWT") {
    if (!isHttp) throw bad("JWT authorizers are of HTTP APIs only");
    const { issuer } = blockOf(inputs, "jwtConfiguration");
    const hasAudience = texts(blockOf(inputs, "jwtConfiguration"), "audiences").length > 0;
    if (typeof issuer !== "string" || !hasAudience)
      throw bad("Issuer and audience must be specified for JWT authorizers");
    checkIssuer(scope, issuer);
    if (texts(inputs, "identitySources").length === 0)
      throw bad("An identity source must be specified for JWT authorizers");
    return;
  }
  if (!isGiven(inputs, "authorizerUri")) throw bad("Authorizer URI must be specified");
  if (isHttp && !isGiven(inputs, "authorizerPayloadFormatVersion"))
    throw bad("AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
}

/** API Gateway asks the issuer for what it publishes of itself. */
function checkIssuer(scope: Scope, issuer: string): void {
  const [, region, pool] =
    /^https:\/\/cognito-idp\.([\w-]+)\.amazonaws\.com\/([\w-]+)$/.exec(issuer) ?? [];
  const isThere =
    region === undefined || pool === undefined
      ? issuer.startsWith("https://")
      : findUserPool(scope.at({ region }), pool) !== undefined;
  if (!isThere && scope.pinned === undefined)
    throw bad(
      `Invalid issuer: ${issuer}. Issuer must have a valid discovery endpoint ended with '/.well-known/openid-configuration'`,
    );
}

export const authorizer: Model = defineResource({
  type: "aws:apigatewayv2/authorizer:Authorizer",
  service: "ApiGatewayV2",
  noun: "API Gateway v2 Authorizer",
  calls: { create: "CreateAuthorizer", update: "UpdateAuthorizer", delete: "DeleteAuthorizer" },
  kind: authorizerKind,
  autoname: { max: 255 },
  keys: ["apiId"],
  properties: {
    region,
    apiId: requiredForcesNew,
    authorizerCredentialsArn: { form: arnForm },
    authorizerPayloadFormatVersion: { form: oneOf("1.0", "2.0") },
    authorizerResultTtlInSeconds: { kind: "number", computed: true, form: inRange(0, 3600) },
    authorizerType: { required: true, form: oneOf("REQUEST", "JWT") },
    authorizerUri: { form: ofLength(1, 2048) },
    enableSimpleResponses: { kind: "flag" },
    identitySources: { kind: "set" },
    jwtConfiguration: { kind: "block" },
    name: { form: ofLength(1, 128) },
  },
  references: [apiReference],
  id: (wanted) => shortId(wanted, "http api authorizer"),
  accept,
  fill: ({ inputs }) => ({
    authorizerResultTtlInSeconds: text(inputs, "authorizerType") === "JWT" ? 0 : 300,
  }),
  find: findById(authorizerKind),
  mayGo: (scope, { id }) => {
    const [route] = scope.find(routeKind, "authorizer", id);
    if (route !== undefined)
      throw new AwsError(
        "ConflictException",
        `Cannot delete authorizer '${id}', is referenced by route '${text(route.properties, "routeKey") ?? route.id}'`,
      );
  },
});

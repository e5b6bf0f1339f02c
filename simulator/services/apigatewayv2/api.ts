/**
 * An HTTP or WebSocket API. Replaces as internal/service/apigatewayv2/api.go says.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html
 */
import { common, computed, forcesNew, output, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { arn as arnForm, jsonOrYaml, ofLength, oneOf } from "../../resource/forms";
import type { Wanted } from "../../resource/spec";
import { isGiven, text } from "../../values";
import { shortId } from "../apigateway/entities";
import { apiKind, bad, removeParts } from "./entities";

function accept({ inputs }: Wanted): void {
  const isHttp = text(inputs, "protocolType") === "HTTP";
  if (!isHttp && isGiven(inputs, "corsConfiguration"))
    throw bad("CORS configuration can be applied only to HTTP Api");
  for (const property of ["target", "routeKey", "credentialsArn"])
    if (!isHttp && isGiven(inputs, property))
      throw bad(`Quick create (${property}) is supported for HTTP APIs only`);
  const isBare = (text(inputs, "routeSelectionExpression") ?? "").startsWith("$request.method");
  if (!isHttp && (isBare || !isGiven(inputs, "routeSelectionExpression")))
    throw bad("Route selection expression must be of the message's body, as $request.body.action");
}

export const api: Model = defineResource({
  type: "aws:apigatewayv2/api:Api",
  service: "ApiGatewayV2",
  noun: "API Gateway v2 API",
  calls: { create: "CreateApi", update: "UpdateApi", delete: "DeleteApi" },
  kind: apiKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    apiEndpoint: output,
    apiKeySelectionExpression: {
      default: "$request.header.x-api-key",
      form: oneOf("$context.authorizer.usageIdentifierKey", "$request.header.x-api-key"),
    },
    arn: output,
    body: { local: true, form: jsonOrYaml },
    corsConfiguration: { kind: "block" },
    credentialsArn: { local: true, replaces: true, form: arnForm },
    description: { form: ofLength(0, 1024) },
    disableExecuteApiEndpoint: { kind: "flag" },
    executionArn: output,
    failOnWarnings: { kind: "flag", local: true },
    ipAddressType: { ...computed, form: oneOf("ipv4", "dualstack") },
    name: { form: ofLength(1, 128) },
    protocolType: { required: true, replaces: true, form: oneOf("WEBSOCKET", "HTTP") },
    routeKey: { ...forcesNew, local: true },
    routeSelectionExpression: { default: "$request.method $request.path" },
    target: { ...forcesNew, local: true },
    version: { form: ofLength(1, 64) },
  },
  id: (wanted) => shortId(wanted, "http api"),
  accept,
  fill: ({ scope, inputs }, id) => {
    const scheme = text(inputs, "protocolType") === "WEBSOCKET" ? "wss" : "https";
    return {
      bringsRoutes: isGiven(inputs, "body") || isGiven(inputs, "target"),
      apiEndpoint: `${scheme}://${id}.execute-api.${scope.region}.amazonaws.com`,
      arn: `arn:${scope.partition.name}:apigateway:${scope.region}::/apis/${id}`,
      executionArn: scope.arn("execute-api", id),
      ipAddressType: "ipv4",
    };
  },
  removed: (scope, { id }) => {
    removeParts(scope, id);
    return undefined;
  },
});

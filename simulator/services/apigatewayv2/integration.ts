/**
 * What answers for routes. Replaces as internal/service/apigatewayv2/integration.go says.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html
 */
import { AwsError } from "../../errors";
import { forcesNew, optional, output, region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { arn as arnForm, ofLength, oneOf } from "../../resource/forms";
import type { Wanted } from "../../resource/spec";
import { isGiven, number, text } from "../../values";
import { findById, shortId } from "../apigateway/entities";
import { httpMethods } from "../apigateway/method";
import { apiReference, bad, integrationKind, protocolOf, routeKind, vpcLinkKind } from "./entities";

function accept(wanted: Wanted): void {
  const { inputs } = wanted;
  const isHttp = protocolOf(wanted) === "HTTP";
  const type = text(inputs, "integrationType") ?? "";
  if (isHttp && !type.endsWith("_PROXY"))
    throw bad(`Integration type ${type} is not supported for HTTP APIs`);
  const hasUri = isGiven(inputs, "integrationUri") || isGiven(inputs, "integrationSubtype");
  if (type !== "MOCK" && !hasUri) throw bad("Integration URI must be specified");
  if (type.startsWith("HTTP") && !isGiven(inputs, "integrationMethod"))
    throw bad("HttpMethod must be specified for HTTP integrations");
  const most = isHttp ? 30_000 : 29_000;
  const timeout = number(inputs, "timeoutMilliseconds") ?? most;
  if (timeout < 50 || timeout > most) throw bad(`Timeout should be between 50 ms and ${most} ms`);
  checkLink(wanted);
}

function checkLink({ scope, inputs }: Wanted): void {
  if (text(inputs, "connectionType") !== "VPC_LINK") return;
  const id = text(inputs, "connectionId");
  if (id === undefined) throw bad("ConnectionId must be specified for VPC_LINK connections");
  if (scope.get(vpcLinkKind, id) === undefined && scope.pinned === undefined)
    throw bad(`VpcLink ${id} does not exist`);
  const uri = text(inputs, "integrationUri") ?? "";
  if (!/^arn:[^:]+:(elasticloadbalancing:.*:listener\/|servicediscovery:.*:service\/)/.test(uri))
    throw bad(
      `For VpcLink ${id}, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN.`,
    );
}

export const integration: Model = defineResource({
  type: "aws:apigatewayv2/integration:Integration",
  service: "ApiGatewayV2",
  noun: "API Gateway v2 Integration",
  calls: { create: "CreateIntegration", update: "UpdateIntegration", delete: "DeleteIntegration" },
  kind: integrationKind,
  keys: ["apiId"],
  properties: {
    region,
    apiId: requiredForcesNew,
    connectionId: { form: ofLength(1, 1024) },
    connectionType: { default: "INTERNET", form: oneOf("INTERNET", "VPC_LINK") },
    contentHandlingStrategy: { form: oneOf("CONVERT_TO_BINARY", "CONVERT_TO_TEXT") },
    credentialsArn: { form: arnForm },
    description: optional,
    integrationMethod: { form: oneOf(...httpMethods) },
    integrationResponseSelectionExpression: output,
    integrationSubtype: { ...forcesNew, form: ofLength(1, 128) },
    integrationType: {
      ...requiredForcesNew,
      form: oneOf("AWS", "HTTP", "MOCK", "HTTP_PROXY", "AWS_PROXY"),
    },
    integrationUri: optional,
    passthroughBehavior: { form: oneOf("WHEN_NO_MATCH", "NEVER", "WHEN_NO_TEMPLATES") },
    payloadFormatVersion: { default: "1.0", form: oneOf("1.0", "2.0") },
    requestParameters: { kind: "map" },
    requestTemplates: { kind: "map" },
    responseParameters: { kind: "blocks" },
    templateSelectionExpression: optional,
    timeoutMilliseconds: { kind: "number", computed: true },
    tlsConfig: { kind: "block" },
  },
  references: [apiReference],
  id: (wanted) => shortId(wanted, "http api integration"),
  accept,
  fill: (wanted) => {
    const isHttp = protocolOf(wanted) === "HTTP";
    return {
      integrationResponseSelectionExpression: isHttp ? "" : "${integration.response.statuscode}",
      timeoutMilliseconds: isHttp ? 30_000 : 29_000,
    };
  },
  find: findById(integrationKind),
  mayGo: (scope, { id }) => {
    const [route] = scope.find(routeKind, "target", `integrations/${id}`);
    if (route !== undefined)
      throw new AwsError(
        "ConflictException",
        `Cannot delete Integration '${id}'. Integration is referenced by route '${text(route.properties, "routeKey") ?? route.id}'`,
      );
  },
});

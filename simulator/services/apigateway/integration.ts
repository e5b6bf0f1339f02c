/**
 * What answers for a method. Replaces as internal/service/apigateway/integration.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
import { computed, forcesNew, optional, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { isGiven, number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import {
  apiReference,
  bad,
  findByPath,
  integrationId,
  integrationKind,
  needMethod,
  resourceReference,
  vpcLinkKind,
} from "./entities";
import { checkHttpMethod, checkParameters } from "./method";

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkHttpMethod(inputs),
  ...checkHttpMethod(inputs, "integrationHttpMethod"),
  ...checkOneOf(inputs, "type", ["HTTP", "AWS", "MOCK", "HTTP_PROXY", "AWS_PROXY"]),
  ...checkOneOf(inputs, "connectionType", ["INTERNET", "VPC_LINK"]),
  ...checkOneOf(inputs, "contentHandling", ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"]),
  ...checkOneOf(inputs, "passthroughBehavior", ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]),
  ...checkOneOf(inputs, "responseTransferMode", ["BUFFERED", "STREAM"]),
  ...checkRange(inputs, "timeoutMilliseconds", [50, 900_000]),
];

function accept(wanted: Wanted): void {
  const { scope, inputs } = wanted;
  needMethod(wanted);
  const timeout = number(inputs, "timeoutMilliseconds") ?? 29_000;
  const most = scope.quota("restApiIntegrationMilliseconds");
  if (timeout > most) throw bad(`Timeout should be between 50 ms and ${most} ms`);
  checkParameters(inputs, /^integration\.request\.(path|querystring|header)\.[^\s]+$/);
  const type = text(inputs, "type") ?? "";
  if (type === "MOCK") return;
  if (!isGiven(inputs, "integrationHttpMethod"))
    throw bad("Enumeration value for HttpMethod must be non-empty");
  const uri = text(inputs, "uri") ?? "";
  if (type.startsWith("AWS")) checkArn(uri, type);
  else if (!/^https?:\/\/.+/.test(uri)) throw bad("Invalid HTTP endpoint specified for URI");
  checkLink(wanted);
}

function checkArn(uri: string, type: string): void {
  if (!/^arn:aws[\w-]*:apigateway:[\w-]+:[\w.-]+:(path|action)\/.+/.test(uri))
    throw bad("Invalid ARN specified in the request");
  if (
    type === "AWS_PROXY" &&
    !/:(lambda:path\/.*\/functions\/.+\/(invocations|response-streaming-invocations)|firehose:)/.test(
      uri,
    )
  )
    throw bad(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    );
}

function checkLink({ scope, inputs }: Wanted): void {
  if (text(inputs, "connectionType") !== "VPC_LINK") return;
  const id = text(inputs, "connectionId");
  if (id === undefined) throw bad("ConnectionId must be provided for VPC_LINK connections");
  const isVariable = id.startsWith("${stageVariables.");
  if (!isVariable && scope.pinned === undefined && scope.get(vpcLinkKind, id) === undefined)
    throw bad(`VpcLink ${id} does not exist`);
}

export const integration: Model = defineResource({
  type: "aws:apigateway/integration:Integration",
  service: "API Gateway",
  noun: "API Gateway Integration",
  calls: { create: "PutIntegration", update: "UpdateIntegration", delete: "DeleteIntegration" },
  kind: integrationKind,
  deleteBeforeReplace: true,
  properties: {
    region,
    cacheKeyParameters: { kind: "set" },
    cacheNamespace: computed,
    connectionId: optional,
    connectionType: { default: "INTERNET" },
    contentHandling: optional,
    credentials: forcesNew,
    httpMethod: requiredForcesNew,
    integrationHttpMethod: forcesNew,
    integrationTarget: optional,
    passthroughBehavior: { computed: true, replaces: true },
    requestParameters: { kind: "map" },
    requestTemplates: { kind: "map" },
    resourceId: requiredForcesNew,
    responseTransferMode: computed,
    restApi: requiredForcesNew,
    timeoutMilliseconds: { kind: "number", default: 29_000 },
    tlsConfig: { kind: "block" },
    type: requiredForcesNew,
    uri: optional,
  },
  validate,
  references: [apiReference, resourceReference],
  id: ({ inputs }) => integrationId(inputs),
  accept,
  fill: ({ inputs }) => ({
    cacheNamespace: text(inputs, "resourceId") ?? "",
    passthroughBehavior: "WHEN_NO_MATCH",
    responseTransferMode: "BUFFERED",
  }),
  find: findByPath(integrationKind, "agi"),
});

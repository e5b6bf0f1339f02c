/**
 * Where an API is served. Replaces as internal/service/apigatewayv2/stage.go says.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
 */
import { AwsError } from "../../errors";
import { common, computed, optional, output, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkArn } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import {
  apiKind,
  apiReference,
  bad,
  deploymentKind,
  hasRoutes,
  notFound,
  protocolOf,
  stageKind,
} from "./entities";

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkArn(blockOf(inputs, "accessLogSettings"), "destinationArn"),
  ...checkOneOf(blockOf(inputs, "defaultRouteSettings"), "loggingLevel", ["ERROR", "INFO", "OFF"]),
];

function accept(wanted: Wanted): void {
  const { scope, inputs } = wanted;
  if (!/^(\$default|[\w-]+)$/.test(text(inputs, "name") ?? ""))
    throw bad("Stage name only allows $default, or a-zA-Z0-9_-");
  const deployment = text(inputs, "deploymentId");
  const found = scope.get(deploymentKind, deployment ?? "");
  if (deployment !== undefined && found?.properties.apiId !== inputs.apiId)
    throw notFound("deployment", deployment);
  if (protocolOf(wanted) === "HTTP") checkHttp(inputs);
  else if (flag(inputs, "autoDeploy") === true && !hasRoutes(scope, text(inputs, "apiId") ?? ""))
    throw bad("At least one route is required before deploying the Api.");
  const destination = text(blockOf(inputs, "accessLogSettings"), "destinationArn");
  const takesLogs = /:logs:.*:log-group:|:firehose:.*:deliverystream\//;
  if (destination !== undefined && !takesLogs.test(destination))
    throw bad("Insufficient permissions to enable logging: the ARN is of no log destination");
}

function checkHttp(inputs: ValueMap): void {
  const settings = blockOf(inputs, "defaultRouteSettings");
  if ((text(settings, "loggingLevel") ?? "OFF") !== "OFF")
    throw bad("Execution logs are not supported on protocolType HTTP");
  if (flag(settings, "dataTraceEnabled") === true)
    throw bad("Data trace is not supported on protocolType HTTP");
}

function show(scope: Scope, { properties }: Thing): ValueMap {
  const api = text(properties, "apiId") ?? "";
  const name = text(properties, "name") ?? "";
  const endpoint = text(scope.get(apiKind, api)?.properties ?? {}, "apiEndpoint") ?? "";
  return {
    executionArn: `${scope.arn("execute-api", api)}/${name}`,
    invokeUrl: `${endpoint}/${name === "$default" ? "" : name}`,
  };
}

const keyOf = (inputs: ValueMap): string =>
  `${text(inputs, "apiId") ?? ""}/${text(inputs, "name") ?? ""}`;

export const stage: Model = defineResource({
  type: "aws:apigatewayv2/stage:Stage",
  service: "ApiGatewayV2",
  noun: "API Gateway v2 Stage",
  calls: { create: "CreateStage", update: "UpdateStage", delete: "DeleteStage" },
  kind: stageKind,
  autoname: { max: 255 },
  keys: ["apiId"],
  properties: {
    ...common,
    accessLogSettings: { kind: "block" },
    apiId: requiredForcesNew,
    arn: output,
    autoDeploy: { kind: "flag", default: false },
    clientCertificateId: optional,
    defaultRouteSettings: { kind: "block" },
    deploymentId: computed,
    description: { form: ofLength(0, 1024) },
    executionArn: output,
    invokeUrl: output,
    name: { computed: true, replaces: true, form: ofLength(1, 128) },
    routeSettings: { kind: "blocks" },
    stageVariables: { kind: "map" },
  },
  validate,
  references: [apiReference],
  id: ({ inputs }) => keyOf(inputs),
  providerId: ({ properties }) => text(properties, "name") ?? "",
  taken: () => new AwsError("ConflictException", "Stage already exists"),
  accept,
  fill: ({ scope, inputs }) => ({
    arn: `arn:${scope.partition.name}:apigateway:${scope.region}::/apis/${text(inputs, "apiId") ?? ""}/stages/${text(inputs, "name") ?? ""}`,
    deploymentId: "",
  }),
  show,
  find: (scope, id, known) =>
    scope.get(
      stageKind,
      text(known, "apiId") === undefined ? id : `${text(known, "apiId") ?? ""}/${id}`,
    ),
});

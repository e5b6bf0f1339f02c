/**
 * Where a deployment is served. Replaces as internal/service/apigateway/stage.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html
 */
import { AwsError } from "../../errors";
import { common, optional, output, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkArn } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { webAclOf } from "../wafv2/entities";
import {
  apiReference,
  bad,
  deploymentKind,
  findByPath,
  methodSettingsKind,
  notFound,
  settingsKind,
  stageKind,
} from "./entities";

const cacheSizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkOneOf(inputs, "cacheClusterSize", cacheSizes),
  ...checkArn(blockOf(inputs, "accessLogSettings"), "destinationArn"),
];

/** @throws AwsError while the account has named no role that may write logs in this region. */
export function needLogsRole(scope: Scope): void {
  const role = text(scope.get(settingsKind, "account")?.properties ?? {}, "cloudwatchRoleArn");
  if (role === undefined && scope.pinned === undefined)
    throw bad("CloudWatch Logs role ARN must be set in account settings to enable logging");
}

export const stageIdOf = (inputs: ValueMap): string =>
  `ags-${text(inputs, "restApi") ?? ""}-${text(inputs, "stageName") ?? ""}`;

function accept({ scope, inputs }: Wanted): void {
  const name = text(inputs, "stageName") ?? "";
  if (!/^[\w-]{1,128}$/.test(name)) throw bad("Stage name only allows a-zA-Z0-9_-");
  const deployment = scope.get(deploymentKind, text(inputs, "deployment") ?? "");
  if (deployment?.properties.restApi !== inputs.restApi && scope.pinned === undefined)
    throw notFound("Deployment");
  const destination = text(blockOf(inputs, "accessLogSettings"), "destinationArn");
  if (destination === undefined) return;
  needLogsRole(scope);
  if (
    !/:(logs:.*:log-group:.+|firehose:.*:deliverystream\/amazon-apigateway-.+)$/.test(destination)
  )
    throw bad(
      "Invalid ARN specified in the request. ARN needs to be a CloudWatch log group, or a Firehose delivery stream whose name begins with amazon-apigateway-",
    );
}

function show(scope: Scope, { properties }: Thing): ValueMap {
  const api = text(properties, "restApi") ?? "";
  const name = text(properties, "stageName") ?? "";
  const arn = text(properties, "arn") ?? "";
  return {
    executionArn: `${scope.arn("execute-api", api)}/${name}`,
    invokeUrl: `https://${api}.execute-api.${scope.region}.amazonaws.com/${name}`,
    webAclArn: webAclOf(scope, arn) ?? "",
  };
}

export const stage: Model = defineResource({
  type: "aws:apigateway/stage:Stage",
  service: "API Gateway",
  noun: "API Gateway Stage",
  calls: { create: "CreateStage", update: "UpdateStage", delete: "DeleteStage" },
  kind: stageKind,
  properties: {
    ...common,
    accessLogSettings: { kind: "block" },
    arn: output,
    cacheClusterEnabled: { kind: "flag" },
    cacheClusterSize: optional,
    canarySettings: { kind: "block" },
    clientCertificateId: optional,
    deployment: { required: true },
    description: optional,
    documentationVersion: optional,
    executionArn: output,
    invokeUrl: output,
    restApi: requiredForcesNew,
    stageName: requiredForcesNew,
    variables: { kind: "map" },
    webAclArn: output,
    xrayTracingEnabled: { kind: "flag" },
  },
  references: [apiReference],
  validate,
  id: ({ inputs }) => stageIdOf(inputs),
  taken: () => new AwsError("ConflictException", "Stage already exists"),
  accept,
  fill: ({ scope, inputs }) => ({
    arn: `arn:${scope.partition.name}:apigateway:${scope.region}::/restapis/${text(inputs, "restApi") ?? ""}/stages/${text(inputs, "stageName") ?? ""}`,
  }),
  show,
  find: findByPath(stageKind, "ags"),
  removed: (scope, { properties }) => {
    const of = ["restApi", "stageName"].map((key) => text(properties, key) ?? "").join("/");
    for (const one of scope.find(methodSettingsKind, "stage", of)) scope.remove(one);
    return undefined;
  },
});

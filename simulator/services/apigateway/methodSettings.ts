/**
 * How a stage serves its methods, or one of them. Replaces as internal/service/apigateway/method_settings.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateStage.html
 */
import { region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { apiReference, methodSettingsKind, notFound, stageKind } from "./entities";
import { needLogsRole, stageIdOf } from "./stage";

const validate = (inputs: ValueMap): readonly CheckFailure[] => {
  const settings = blockOf(inputs, "settings");
  return [
    ...checkOneOf(settings, "loggingLevel", ["OFF", "ERROR", "INFO"]),
    ...checkOneOf(settings, "unauthorizedCacheControlHeaderStrategy", [
      "FAIL_WITH_403",
      "SUCCEED_WITH_RESPONSE_HEADER",
      "SUCCEED_WITHOUT_RESPONSE_HEADER",
    ]),
  ];
};

function accept({ scope, inputs }: Wanted): void {
  if (scope.get(stageKind, stageIdOf(inputs)) === undefined) throw notFound("stage");
  const settings = blockOf(inputs, "settings");
  const level = text(settings, "loggingLevel") ?? "OFF";
  if (level !== "OFF" || flag(settings, "dataTraceEnabled") === true) needLogsRole(scope);
}

/** Imported as `API/stage/path`, and a path has slashes of its own. */
function find(scope: Scope, id: string): Thing | undefined {
  const [api = "", stage = "", ...path] = id.split("/");
  return (
    scope.get(methodSettingsKind, id) ??
    scope.get(methodSettingsKind, `${api}-${stage}-${path.join("/")}`)
  );
}

/** What AWS has where nothing is said; the provider says -1 of what throttles. */
const standard = {
  cacheTtlInSeconds: 300,
  loggingLevel: "OFF",
  requireAuthorizationForCacheControl: true,
  throttlingBurstLimit: -1,
  throttlingRateLimit: -1,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
};

export const methodSettings: Model = defineResource({
  type: "aws:apigateway/methodSettings:MethodSettings",
  service: "API Gateway",
  noun: "API Gateway Method Settings",
  calls: { create: "UpdateStage", update: "UpdateStage", delete: "UpdateStage" },
  kind: methodSettingsKind,
  properties: {
    region,
    methodPath: requiredForcesNew,
    restApi: requiredForcesNew,
    settings: { kind: "block", required: true, fills: Object.keys(standard) },
    stageName: requiredForcesNew,
  },
  validate,
  references: [apiReference],
  id: ({ inputs }) =>
    ["restApi", "stageName", "methodPath"].map((key) => text(inputs, key) ?? "").join("-"),
  accept,
  show: (_scope, { properties }) => ({
    settings: { ...standard, ...blockOf(properties, "settings") },
  }),
  find,
});

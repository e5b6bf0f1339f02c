/**
 * An API as it is at a moment, for stages to show. Replaces as internal/service/apigateway/deployment.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateDeployment.html
 */
import { optional, output, region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { dateFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { flag, text } from "../../values";
import {
  apiReference,
  bad,
  deploymentKind,
  findById,
  integrationId,
  integrationKind,
  methodKind,
  restApiKind,
  shortId,
  stageKind,
} from "./entities";
import { endpointType } from "./restApi";

function accept({ scope, inputs }: Wanted, before: unknown): void {
  const id = text(inputs, "restApi") ?? "";
  const api = scope.get(restApiKind, id);
  if (api === undefined || before !== undefined) return;
  const methods = scope.find(methodKind, "api", id);
  const hasBody = flag(api.properties, "hasBody") === true;
  if (methods.length === 0 && !hasBody) throw bad("The REST API doesn't contain any methods");
  const bare = methods.some(
    ({ properties }) => scope.get(integrationKind, integrationId(properties)) === undefined,
  );
  if (bare) throw bad("No integration defined for method");
  if (endpointType(api.properties) === "PRIVATE" && text(api.properties, "policy") === undefined)
    throw bad("Private REST API doesn't have a resource policy attached to it");
}

export const deployment: Model = defineResource({
  type: "aws:apigateway/deployment:Deployment",
  service: "API Gateway",
  noun: "API Gateway Deployment",
  calls: { create: "CreateDeployment", update: "UpdateDeployment", delete: "DeleteDeployment" },
  kind: deploymentKind,
  properties: {
    region,
    createdDate: output,
    description: optional,
    restApi: requiredForcesNew,
    triggers: { kind: "map", local: true, replaces: true },
    variables: { kind: "map", local: true, replaces: true },
  },
  references: [apiReference],
  id: (wanted) => shortId(wanted, "rest api deployment"),
  accept,
  fill: ({ scope, urn }) => ({ createdDate: dateFrom(scope.hash("rest api deployment", urn)) }),
  find: findById(deploymentKind),
  mayGo: (scope, { id, properties }) => {
    const api = text(properties, "restApi") ?? "";
    if (scope.count(stageKind, "deployment", `${api}/${id}`) > 0)
      throw bad("Active stages pointing to this deployment must be moved or deleted");
  },
});

/**
 * An API as it is at a moment. Replaces as internal/service/apigatewayv2/deployment.go says.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html
 */
import { optional, region, requiredForcesNew, type Model } from "../../model";
import { checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { text } from "../../values";
import { findById, shortId } from "../apigateway/entities";
import { apiReference, bad, deploymentKind, hasRoutes, stageKind } from "./entities";

export const deployment: Model = defineResource({
  type: "aws:apigatewayv2/deployment:Deployment",
  service: "ApiGatewayV2",
  noun: "API Gateway v2 Deployment",
  calls: { create: "CreateDeployment", update: "UpdateDeployment", delete: "DeleteDeployment" },
  kind: deploymentKind,
  keys: ["apiId"],
  properties: {
    region,
    apiId: requiredForcesNew,
    autoDeployed: { kind: "flag", output: true },
    description: optional,
    triggers: { kind: "map", local: true, replaces: true },
  },
  validate: (inputs) => checkLength(inputs, "description", [0, 1024]),
  references: [apiReference],
  id: (wanted) => shortId(wanted, "http api deployment"),
  accept: ({ scope, inputs }, before) => {
    if (before === undefined && !hasRoutes(scope, text(inputs, "apiId") ?? ""))
      throw bad("At least one route is required before deploying the Api.");
  },
  fill: () => ({ autoDeployed: false }),
  find: findById(deploymentKind),
  mayGo: (scope, { id }) => {
    if (scope.count(stageKind, "deployment", id) > 0)
      throw bad("Active stages pointing to this deployment must be moved or deleted");
  },
});

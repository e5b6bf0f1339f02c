/**
 * What a method may answer, and how an answer of the integration becomes one. Replaces as
 * internal/service/apigateway/method_response.go and integration_response.go say.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html
 */
import { AwsError } from "../../errors";
import { optional, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { checkOneOf } from "../ec2/blocks";
import {
  apiReference,
  findByPath,
  integrationId,
  integrationKind,
  integrationResponseKind,
  methodResponseKind,
  needMethod,
  resourceReference,
  statusId,
} from "./entities";
import { checkHttpMethod, checkParameters } from "./method";

const checkStatus = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkHttpMethod(inputs),
  ...checkPattern(inputs, "statusCode", /^[1-5]\d\d$/, "a status of HTTP"),
];

const where = {
  region,
  httpMethod: requiredForcesNew,
  resourceId: requiredForcesNew,
  restApi: requiredForcesNew,
  statusCode: requiredForcesNew,
} as const;

const header = /^method\.response\.header\.[^\s]+$/;

export const methodResponse: Model = defineResource({
  type: "aws:apigateway/methodResponse:MethodResponse",
  service: "API Gateway",
  noun: "API Gateway Method Response",
  calls: {
    create: "PutMethodResponse",
    update: "UpdateMethodResponse",
    delete: "DeleteMethodResponse",
  },
  kind: methodResponseKind,
  properties: {
    ...where,
    responseModels: { kind: "map" },
    responseParameters: { kind: "map" },
  },
  validate: checkStatus,
  references: [apiReference, resourceReference],
  id: ({ inputs }) => statusId("agmr", inputs),
  taken: () => new AwsError("ConflictException", "Response already exists for this resource"),
  accept: (wanted) => {
    needMethod(wanted);
    checkParameters(wanted.inputs, header, "responseParameters");
  },
  find: findByPath(methodResponseKind, "agmr"),
});

export const integrationResponse: Model = defineResource({
  type: "aws:apigateway/integrationResponse:IntegrationResponse",
  service: "API Gateway",
  noun: "API Gateway Integration Response",
  calls: {
    create: "PutIntegrationResponse",
    update: "PutIntegrationResponse",
    delete: "DeleteIntegrationResponse",
  },
  kind: integrationResponseKind,
  properties: {
    ...where,
    contentHandling: optional,
    responseParameters: { kind: "map" },
    responseTemplates: { kind: "map" },
    selectionPattern: optional,
  },
  validate: (inputs) => [
    ...checkStatus(inputs),
    ...checkOneOf(inputs, "contentHandling", ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"]),
  ],
  references: [apiReference, resourceReference],
  id: ({ inputs }) => statusId("agir", inputs),
  accept: ({ scope, inputs }) => {
    const missing = (what: string): AwsError =>
      new AwsError("NotFoundException", `Invalid ${what} specified`);
    if (scope.get(integrationKind, integrationId(inputs)) === undefined)
      throw missing("Integration identifier");
    if (scope.get(methodResponseKind, statusId("agmr", inputs)) === undefined)
      throw missing("Response status code");
    checkParameters(inputs, header, "responseParameters");
  },
  find: findByPath(integrationResponseKind, "agir"),
});

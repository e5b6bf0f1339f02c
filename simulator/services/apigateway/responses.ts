/**
 * What a method may answer, and how an answer of the integration becomes one. Replaces as
 * internal/service/apigateway/method_response.go and integration_response.go say.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegrationResponse.html
 */
import { AwsError } from "../../errors";
import { optional, region, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";
import { putBeside } from "../../resource/beside";
import { defineResource } from "../../resource/define";
import { oneOf } from "../../resource/forms";
import {
  apiReference,
  bad,
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

/** @throws AwsError */
function acceptStatus(inputs: ValueMap): void {
  if (!/^[1-5]\d\d$/.test(text(inputs, "statusCode") ?? ""))
    throw bad("Invalid status code specified");
}

const missing = (what: string): AwsError =>
  new AwsError("NotFoundException", `Invalid ${what} specified`);

const responseId = (inputs: ValueMap): string => statusId("agir", inputs);

const where = {
  region,
  httpMethod: requiredForcesNew,
  resourceId: requiredForcesNew,
  restApi: requiredForcesNew,
  statusCode: { required: true },
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
  validate: (inputs) => checkHttpMethod(inputs),
  references: [apiReference, resourceReference],
  id: ({ inputs }) => statusId("agmr", inputs),
  taken: () => new AwsError("ConflictException", "Response already exists for this resource"),
  accept: (wanted, before) => {
    const { scope, inputs } = wanted;
    needMethod(wanted);
    acceptStatus(inputs);
    // The provider updates the answer of that status, and there is none.
    const isThere = scope.get(methodResponseKind, statusId("agmr", inputs)) !== undefined;
    if (before !== undefined && !isThere) throw missing("Response status code");
    checkParameters(inputs, header, "responseParameters");
  },
  find: findByPath(methodResponseKind, "agmr"),
});

const madeResponse: Model = defineResource({
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
    contentHandling: { form: oneOf("CONVERT_TO_BINARY", "CONVERT_TO_TEXT") },
    responseParameters: { kind: "map" },
    responseTemplates: { kind: "map" },
    selectionPattern: optional,
  },
  validate: (inputs) => checkHttpMethod(inputs),
  references: [apiReference, resourceReference],
  id: ({ inputs }) => responseId(inputs),
  accept: ({ scope, inputs }) => {
    acceptStatus(inputs);
    if (scope.get(integrationKind, integrationId(inputs)) === undefined)
      throw missing("Integration identifier");
    if (scope.get(methodResponseKind, statusId("agmr", inputs)) === undefined)
      throw missing("Response status code");
    checkParameters(inputs, header, "responseParameters");
  },
  find: (scope, id, known) =>
    text(known, "statusCode") === undefined
      ? findByPath(integrationResponseKind, "agir")(scope, id)
      : scope.get(integrationResponseKind, responseId(known)),
});

/** For another status the provider puts another, and forgets the one that was. */
export const integrationResponse: Model = {
  ...putBeside(madeResponse, responseId),
  idAfterUpdate: (_scope, known) => responseId(known),
};

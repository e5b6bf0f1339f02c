/**
 * What a path answers to, and to whom. Replaces as internal/service/apigateway/method.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
 */
import { AwsError } from "../../errors";
import { optional, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { isMap, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import {
  apiReference,
  authorizerKind,
  bad,
  findByPath,
  methodId,
  methodKind,
  removeFromMethod,
  resourceReference,
} from "./entities";

export const httpMethods = ["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

export const checkHttpMethod = (
  inputs: ValueMap,
  property = "httpMethod",
): readonly CheckFailure[] => checkOneOf(inputs, property, httpMethods);

/** `Authorization` and the type of authorizer that it needs. */
const authorizers: Readonly<Record<string, readonly string[]>> = {
  NONE: [],
  AWS_IAM: [],
  CUSTOM: ["TOKEN", "REQUEST"],
  COGNITO_USER_POOLS: ["COGNITO_USER_POOLS"],
};

function accept({ scope, inputs }: Wanted): void {
  const authorization = text(inputs, "authorization") ?? "";
  const types = authorizers[authorization];
  if (types === undefined)
    throw bad(
      `Invalid authorization type specified. Allowed values: ${Object.keys(authorizers).join(", ")}`,
    );
  if (types.length > 0) {
    const found = scope.get(authorizerKind, text(inputs, "authorizerId") ?? "");
    const isOfApi = found?.properties.restApi === inputs.restApi;
    if (!isOfApi || !types.includes(text(found?.properties ?? {}, "type") ?? ""))
      throw bad(
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
      );
  }
  checkParameters(
    inputs,
    /^method\.request\.(path|querystring|header|multivaluequerystring|multivalueheader)\.[^\s]+$/,
  );
}

/** Each of the map's names is where in a request or a response it is. */
export function checkParameters(
  inputs: ValueMap,
  form: RegExp,
  property = "requestParameters",
): void {
  const { [property]: given } = inputs;
  const wrong = Object.keys(isMap(given) ? given : {}).find((name) => !form.test(name));
  if (wrong !== undefined)
    throw bad(
      `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${wrong}]`,
    );
}

export const method: Model = defineResource({
  type: "aws:apigateway/method:Method",
  service: "API Gateway",
  noun: "API Gateway Method",
  calls: { create: "PutMethod", update: "UpdateMethod", delete: "DeleteMethod" },
  kind: methodKind,
  properties: {
    region,
    apiKeyRequired: { kind: "flag", default: false },
    authorization: { required: true },
    authorizationScopes: { kind: "set" },
    authorizerId: optional,
    httpMethod: requiredForcesNew,
    operationName: optional,
    requestModels: { kind: "map" },
    requestParameters: { kind: "map" },
    requestValidatorId: optional,
    resourceId: requiredForcesNew,
    restApi: requiredForcesNew,
  },
  validate: (inputs) => checkHttpMethod(inputs),
  references: [apiReference, resourceReference],
  id: ({ inputs }) => methodId(inputs),
  taken: () => new AwsError("ConflictException", "Method already exists for this resource"),
  accept,
  find: findByPath(methodKind, "agm"),
  removed: (scope, thing) => {
    removeFromMethod(scope, thing);
    return undefined;
  },
});

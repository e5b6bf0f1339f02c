/**
 * Who says whether a caller may. Replaces as internal/service/apigateway/authorizer.go says.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
 */
import { AwsError } from "../../errors";
import { optional, output, region, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { arn as arnForm, inRange, oneOf } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { containsUnknown, isGiven, number, text, texts } from "../../values";
import { findUserPool } from "../cognito/entities";
import { apiReference, authorizerKind, bad, findById, methodKind, shortId } from "./entities";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const { type = "TOKEN", providerArns } = inputs;
  const isPool = type === "COGNITO_USER_POOLS";
  const hasPools = containsUnknown(providerArns) || texts(inputs, "providerArns").length > 0;
  const failures: CheckFailure[] = [];
  if (isPool && !hasPools)
    failures.push({
      property: "providerArns",
      reason: "provider_arns must be set non-empty when authorizer type is COGNITO_USER_POOLS",
    });
  if (!isPool && !containsUnknown(type) && !isGiven(inputs, "authorizerUri"))
    failures.push({
      property: "authorizerUri",
      reason: "authorizer_uri must be set non-empty when authorizer type is TOKEN or REQUEST",
    });
  return failures;
}

const ofPools = "COGNITO_USER_POOLS";

/** To pools of users, or from them. */
const changesWhoAsks = (before: Value | undefined, after: Value | undefined): boolean =>
  before === ofPools || after === ofPools;

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const api = text(inputs, "restApi") ?? "";
  const name = text(inputs, "name") ?? "";
  const other = scope
    .find(authorizerKind, "api", api)
    .find((one) => one.id !== before?.id && one.properties.name === name);
  if (other !== undefined)
    throw new AwsError(
      "ConflictException",
      `Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`,
    );
  for (const arn of texts(inputs, "providerArns"))
    if (scope.pinned === undefined && findUserPool(scope, arn) === undefined)
      throw bad(`Invalid Cognito Authorizer Provider ARN: ${arn} is no user pool`);
  const isRequest = inputs.type === "REQUEST";
  const lasts = (number(inputs, "authorizerResultTtlInSeconds") ?? 300) > 0;
  if (isRequest && lasts && !isGiven(inputs, "identitySource"))
    throw bad("Identity source must be set for REQUEST authorizers when caching is enabled");
}

export const authorizer: Model = defineResource({
  type: "aws:apigateway/authorizer:Authorizer",
  service: "API Gateway",
  noun: "API Gateway Authorizer",
  calls: { create: "CreateAuthorizer", update: "UpdateAuthorizer", delete: "DeleteAuthorizer" },
  kind: authorizerKind,
  autoname: { max: 255 },
  properties: {
    region,
    arn: output,
    authorizerCredentials: { form: arnForm },
    authorizerResultTtlInSeconds: { kind: "number", default: 300, form: inRange(0, 3600) },
    authorizerUri: optional,
    identitySource: { default: "method.request.header.Authorization" },
    identityValidationExpression: optional,
    name: {},
    providerArns: { kind: "set", form: arnForm },
    restApi: { required: true, replaces: true },
    type: {
      default: "TOKEN",
      replaces: changesWhoAsks,
      form: oneOf("TOKEN", "REQUEST", ofPools),
    },
  },
  validate,
  references: [apiReference],
  id: (wanted) => shortId(wanted, "rest api authorizer"),
  accept,
  fill: ({ scope, inputs }, id) => ({
    arn: `arn:${scope.partition.name}:apigateway:${scope.region}::/restapis/${text(inputs, "restApi") ?? ""}/authorizers/${id}`,
  }),
  find: findById(authorizerKind),
  mayGo: (scope, { id, properties }) => {
    const api = text(properties, "restApi") ?? "";
    const [user] = scope.find(methodKind, "authorizer", `${api}/${id}`);
    if (user !== undefined)
      throw new AwsError(
        "ConflictException",
        `Cannot delete authorizer '${text(properties, "name") ?? id}', is referenced in method: ${text(user.properties, "httpMethod") ?? ""}`,
      );
  },
});

/**
 * A REST API. Nothing replaces it: internal/service/apigateway/rest_api.go.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html
 */
import { common, computed, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { numberText, oneOf } from "../../resource/forms";
import { dateFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { text, texts } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { apiReference, bad, removeApi, resourceKind, restApiKind, shortId } from "./entities";

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkOneOf(blockOf(inputs, "endpointConfiguration"), "types", ["REGIONAL", "EDGE", "PRIVATE"]),
];

/** One type: Pulumi writes it as a text. */
export const endpointType = (properties: ValueMap): string =>
  text(blockOf(properties, "endpointConfiguration"), "types") ?? "EDGE";

function accept({ inputs }: Wanted): void {
  const endpoints = texts(blockOf(inputs, "endpointConfiguration"), "vpcEndpointIds");
  if (endpoints.length > 0 && endpointType(inputs) !== "PRIVATE")
    throw bad("VPCEndpoints can only be specified with PRIVATE apis.");
  const body = text(inputs, "body");
  if (body !== undefined && !/swagger|openapi/i.test(body))
    throw bad("Unable to parse API definition: neither OpenAPI nor Swagger");
}

function fill(wanted: Wanted, id: string): ValueMap {
  const { scope, inputs, urn } = wanted;
  const { name } = scope.partition;
  return {
    apiKeySource: "HEADER",
    arn: `arn:${name}:apigateway:${scope.region}::/restapis/${id}`,
    binaryMediaTypes: [],
    createdDate: dateFrom(scope.hash("rest api", urn)),
    description: "",
    disableExecuteApiEndpoint: false,
    endpointConfiguration: { types: "EDGE", ipAddressType: "ipv4" },
    executionArn: scope.arn("execute-api", id),
    minimumCompressionSize: "",
    name: text(inputs, "name") ?? "",
    policy: "",
    rootResourceId: shortId({ scope, urn }, "rest api root"),
  };
}

function made({ scope }: Wanted, { id, properties }: Thing): void {
  const root = text(properties, "rootResourceId") ?? "";
  scope.put(resourceKind, {
    id: root,
    ambient: true,
    properties: { restApi: id, parentId: "", path: "/", pathPart: "" },
    names: [],
  });
}

export const restApi: Model = defineResource({
  type: "aws:apigateway/restApi:RestApi",
  service: "API Gateway",
  noun: "API Gateway REST API",
  calls: { create: "CreateRestApi", update: "UpdateRestApi", delete: "DeleteRestApi" },
  kind: restApiKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    apiKeySource: { ...computed, form: oneOf("HEADER", "AUTHORIZER") },
    arn: output,
    binaryMediaTypes: { kind: "list", computed: true },
    body: { local: true },
    createdDate: output,
    description: computed,
    disableExecuteApiEndpoint: { kind: "flag", computed: true },
    endpointAccessMode: computed,
    endpointConfiguration: {
      kind: "block",
      computed: true,
      fills: ["ipAddressType", "vpcEndpointIds"],
    },
    executionArn: output,
    failOnWarnings: { kind: "flag", local: true },
    minimumCompressionSize: { ...computed, form: numberText(-1, 10_485_760) },
    name: {},
    parameters: { kind: "map", local: true },
    policy: { kind: "json", computed: true },
    putRestApiMode: { default: "overwrite", local: true, form: oneOf("merge", "overwrite") },
    rootResourceId: output,
    securityPolicy: computed,
  },
  otherCalls: (_action, inputs) => (text(inputs, "body") === undefined ? [] : ["PutRestApi"]),
  validate,
  id: (wanted) => shortId(wanted, "rest api"),
  accept,
  fill: (wanted, id) => ({
    ...fill(wanted, id),
    hasBody: text(wanted.inputs, "body") !== undefined,
  }),
  made,
  changed: ({ scope, inputs }, thing) => {
    const hasBody = text(inputs, "body") !== undefined;
    scope.put(restApiKind, { ...thing, properties: { ...thing.properties, hasBody } });
  },
  show: (_scope, { properties }) => ({
    endpointConfiguration: {
      ipAddressType: "ipv4",
      ...blockOf(properties, "endpointConfiguration"),
    },
  }),
  removed: (scope, { id }) => {
    removeApi(scope, id);
    return undefined;
  },
});

/**
 * Who may call an API: an attribute of the API. Replaces as internal/service/apigateway/rest_api_policy.go says.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export const restApiPolicy: Model = {
  type: "aws:apigateway/restApiPolicy:RestApiPolicy",
  service: "API Gateway",
  noun: "API Gateway REST API Policy",
  calls: { create: "UpdateRestApi", update: "UpdateRestApi", delete: "UpdateRestApi" },
  properties: {
    region: { computed: true },
    policy: { kind: "json", required: true },
    restApiId: { required: true, replaces: true },
  },
  create(scope, inputs, { urn }) {
    const id = text(inputs, "restApiId") ?? "";
    const api = scope.get(restApiKind, id);
    if (api === undefined) throw apiReference.missing(id, { scope, inputs, urn, name: "" });
    const policy = text(inputs, "policy") ?? "";
    if (!policy.includes('"Statement"'))
      throw bad(
        "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.",
      );
    scope.put(restApiKind, { ...api, properties: { ...api.properties, policy } });
    return id;
  },
  read(scope, id) {
    const policy = text(scope.get(restApiKind, id)?.properties ?? {}, "policy");
    return policy === undefined ? undefined : { policy, restApiId: id };
  },
  update(scope, id, { news, urn }) {
    restApiPolicy.create(scope, news, { urn, name: id });
  },
  delete(scope, id) {
    const api = scope.get(restApiKind, id);
    if (api !== undefined)
      scope.put(restApiKind, { ...api, properties: { ...api.properties, policy: "" } });
  },
};

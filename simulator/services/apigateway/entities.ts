/** What API Gateway keeps of REST APIs, and how the parts of one are found. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Reference, Thing, Wanted } from "../../resource/spec";
import { text } from "../../values";
import { defineKind, type Kind } from "../../world/entity";
import type { Scope } from "../../world/scope";

const property =
  (...keys: readonly string[]) =>
  ({ properties }: Thing): string =>
    keys.map((key) => text(properties, key) ?? "").join("/");

export const restApiKind = defineKind<Thing>("rest-api", { name: (one) => one.names });

const ofApi = { name: (one: Thing) => one.names, api: property("restApi") };
/** The root (`/`) comes with the API. */
export const resourceKind = defineKind<Thing>("rest-api-resource", {
  ...ofApi,
  parent: property("restApi", "parentId"),
});
const ofResource = { ...ofApi, resource: property("restApi", "resourceId") };
const ofMethod = { ...ofResource, method: property("restApi", "resourceId", "httpMethod") };
export const methodKind = defineKind<Thing>("rest-api-method", {
  ...ofResource,
  authorizer: property("restApi", "authorizerId"),
});
export const methodResponseKind = defineKind<Thing>("rest-api-method-response", ofMethod);
export const integrationKind = defineKind<Thing>("rest-api-integration", {
  ...ofMethod,
  vpcLink: property("connectionId"),
});
export const integrationResponseKind = defineKind<Thing>("rest-api-integration-response", ofMethod);
export const deploymentKind = defineKind<Thing>("rest-api-deployment", ofApi);
export const stageKind = defineKind<Thing>("rest-api-stage", {
  ...ofApi,
  deployment: property("restApi", "deployment"),
});
export const methodSettingsKind = defineKind<Thing>("rest-api-method-settings", {
  ...ofApi,
  stage: property("restApi", "stageName"),
});
export const authorizerKind = defineKind<Thing>("rest-api-authorizer", ofApi);
export const vpcLinkKind = defineKind<Thing>("rest-api-vpc-link", { name: (one) => one.names });
/** What the account has set for the region: the role that writes logs. Its id is `account`. */
export const settingsKind = defineKind<Thing>("api-gateway-account");

const onMethod = [methodResponseKind, integrationKind, integrationResponseKind];
const parts = [resourceKind, methodKind, ...onMethod, deploymentKind, stageKind];

export function removeApi(scope: Scope, api: string): void {
  for (const kind of [...parts, methodSettingsKind, authorizerKind])
    for (const one of scope.find(kind, "api", api)) scope.remove(one);
}

/** With all that is below it. */
export function removeResource(scope: Scope, api: string, id: string): void {
  for (const child of scope.find(resourceKind, "parent", `${api}/${id}`)) {
    removeResource(scope, api, child.id);
    scope.remove(child);
  }
  for (const kind of [methodKind, ...onMethod])
    for (const one of scope.find(kind, "resource", `${api}/${id}`)) scope.remove(one);
}

/** What a method has: its integration and responses. */
export function removeFromMethod(scope: Scope, { properties }: Thing): void {
  const of = ["restApi", "resourceId", "httpMethod"].map((key) => text(properties, key) ?? "");
  for (const kind of onMethod)
    for (const one of scope.find(kind, "method", of.join("/"))) scope.remove(one);
}

const methodOf = (inputs: ValueMap): readonly string[] =>
  ["restApi", "resourceId", "httpMethod"].map((key) => text(inputs, key) ?? "");

export const methodId = (inputs: ValueMap): string => ["agm", ...methodOf(inputs)].join("-");
export const integrationId = (inputs: ValueMap): string => ["agi", ...methodOf(inputs)].join("-");
export const statusId = (prefix: string, inputs: ValueMap): string =>
  [prefix, ...methodOf(inputs), text(inputs, "statusCode") ?? ""].join("-");

/** The provider's id, or `API/resource/method…` of an import. @param prefix `agm`, or none */
export const findByPath =
  (kind: Kind<Thing>, prefix: string | undefined) =>
  (scope: Scope, id: string): Thing | undefined =>
    scope.get(kind, id) ??
    scope.get(kind, [...(prefix === undefined ? [] : [prefix]), ...id.split("/")].join("-"));

/** What has an id of its own; an import says the API before it. */
export const findById =
  (kind: Kind<Thing>) =>
  (scope: Scope, id: string): Thing | undefined =>
    scope.get(kind, id.slice(id.lastIndexOf("/") + 1));

/** Ten letters and digits, zeros first, so that everybody sees that they are simulated. */
export const shortId = ({ scope, urn }: Pick<Wanted, "scope" | "urn">, role: string): string =>
  `000${BigInt(`0x${scope.newLife(role, urn).slice(0, 16)}`)
    .toString(36)
    .padStart(13, "0")
    .slice(-7)}`;

export const bad = (message: string): AwsError => new AwsError("BadRequestException", message);

export const notFound = (what: string): AwsError =>
  new AwsError("NotFoundException", `Invalid ${what} identifier specified`);

export const apiReference: Reference = {
  property: "restApi",
  find: (scope, id) => scope.get(restApiKind, id),
  missing: (id, { scope }) =>
    new AwsError("NotFoundException", `Invalid API identifier specified ${scope.account}:${id}`),
};

export const resourceReference: Reference = {
  property: "resourceId",
  find: (scope, id) => scope.get(resourceKind, id),
  missing: () => notFound("Resource"),
};

/** @throws AwsError where the method that a request is about is not there. */
export function needMethod({ scope, inputs }: Wanted): Thing {
  return scope.need(
    methodKind,
    methodId(inputs),
    "NotFoundException",
    "Invalid Method identifier specified",
  );
}

/** What API Gateway keeps of HTTP and WebSocket APIs. */
import { AwsError } from "../../errors";
import type { Reference, Thing, Wanted } from "../../resource/spec";
import { text } from "../../values";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

export const apiKind = defineKind<Thing>("http-api", { name: (one) => one.names });

const ofApi = {
  name: (one: Thing) => one.names,
  api: (one: Thing) => text(one.properties, "apiId"),
};
export const integrationKind = defineKind<Thing>("http-api-integration", {
  ...ofApi,
  vpcLink: (one) => text(one.properties, "connectionId"),
});
/** A route is also found by its key. */
export const routeKind = defineKind<Thing>("http-api-route", {
  ...ofApi,
  key: (one) => routeOf(one.properties),
  authorizer: (one) => text(one.properties, "authorizerId"),
  target: (one) => text(one.properties, "target"),
});
export const authorizerKind = defineKind<Thing>("http-api-authorizer", ofApi);
export const deploymentKind = defineKind<Thing>("http-api-deployment", ofApi);
/** Its id is `API/stage`. */
export const stageKind = defineKind<Thing>("http-api-stage", {
  ...ofApi,
  deployment: (one) => text(one.properties, "deploymentId"),
});
export const vpcLinkKind = defineKind<Thing>("http-api-vpc-link", { name: (one) => one.names });

export const routeOf = (properties: Thing["properties"]): string =>
  `${text(properties, "apiId") ?? ""}/${text(properties, "routeKey") ?? ""}`;

export function removeParts(scope: Scope, api: string): void {
  for (const kind of [integrationKind, routeKind, authorizerKind, deploymentKind, stageKind])
    for (const one of scope.find(kind, "api", api)) scope.remove(one);
}

/** By themselves, or by what the API was made of (a target, a definition). */
export const hasRoutes = (scope: Scope, api: string): boolean =>
  scope.count(routeKind, "api", api) > 0 ||
  scope.get(apiKind, api)?.properties.bringsRoutes === true;

export const bad = (message: string): AwsError => new AwsError("BadRequestException", message);

export const notFound = (what: string, id: string): AwsError =>
  new AwsError("NotFoundException", `Invalid ${what} identifier specified ${id}`);

export const apiReference: Reference = {
  property: "apiId",
  find: (scope, id) => scope.get(apiKind, id),
  missing: (id, { scope }) => notFound("API", `${scope.account}:${id}`),
};

/** The API that a request is about: a reference has said that there is one. */
export const protocolOf = ({ scope, inputs }: Wanted): string =>
  text(scope.get(apiKind, text(inputs, "apiId") ?? "")?.properties ?? {}, "protocolType") ?? "HTTP";

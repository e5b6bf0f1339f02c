/**
 * An API whose scopes a pool grants. Replaces as internal/service/cognitoidp/resource_server.go says.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html
 */
import { AwsError } from "../../errors";
import { outputList, region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { checkLength } from "../../resource/checks";
import { maps, text } from "../../values";
import { resourceServerKind, userPoolKind } from "./entities";
import { noPool } from "./userPool";
import type { ValueMap } from "../../protocol";

const identifiers = (properties: ValueMap): readonly string[] =>
  maps(properties, "scopes").map(
    (one) => `${text(properties, "identifier") ?? ""}/${text(one, "scopeName") ?? ""}`,
  );

export const resourceServer: Model = defineResource({
  type: "aws:cognito/resourceServer:ResourceServer",
  service: "Cognito IDP",
  noun: "Cognito Resource Server",
  calls: {
    create: "CreateResourceServer",
    update: "UpdateResourceServer",
    delete: "DeleteResourceServer",
  },
  kind: resourceServerKind,
  autoname: { max: 255 },
  properties: {
    region,
    identifier: requiredForcesNew,
    name: { computed: true, replaces: true },
    scopeIdentifiers: outputList,
    scopes: { kind: "blocks" },
    userPoolId: requiredForcesNew,
  },
  validate: (inputs) => checkLength(inputs, "identifier", [1, 256]),
  references: [
    { property: "userPoolId", find: (scope, id) => scope.get(userPoolKind, id), missing: noPool },
  ],
  id: ({ inputs }) => `${text(inputs, "userPoolId") ?? ""}|${text(inputs, "identifier") ?? ""}`,
  taken: ({ inputs }) =>
    new AwsError(
      "InvalidParameterException",
      `${text(inputs, "identifier") ?? ""} already exists in user pool ${text(inputs, "userPoolId") ?? ""}.`,
    ),
  accept: ({ inputs }) => {
    if (maps(inputs, "scopes").length > 100)
      throw new AwsError("InvalidParameterException", "A resource server has at most 100 scopes.");
  },
  fill: ({ inputs }) => ({ scopeIdentifiers: identifiers(inputs) }),
  changed: ({ scope }, thing) => {
    const properties = { ...thing.properties, scopeIdentifiers: identifiers(thing.properties) };
    scope.put(resourceServerKind, { ...thing, properties });
  },
});

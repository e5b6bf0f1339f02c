/**
 * An application that signs users in. Replaces as internal/service/cognitoidp/user_pool_client.go says.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
import { AwsError } from "../../errors";
import { computed, output, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { both, matching, ofLength } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { resourceServerKind, userPoolClientKind, userPoolKind } from "./entities";
import { checkValidities } from "./tokenValidity";
import { noPool } from "./userPool";

const flows = ["code", "implicit", "client_credentials"];
const auths = [
  ...["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"],
  ...["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH"],
  ...["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH"],
];
const standardScopes = ["phone", "email", "openid", "profile", "aws.cognito.signin.user.admin"];

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const each = (property: string, allowed: readonly string[]): readonly CheckFailure[] =>
    texts(inputs, property).flatMap((one) => checkOneOf({ [property]: one }, property, allowed));
  return [
    ...each("allowedOauthFlows", flows),
    ...each("explicitAuthFlows", auths),
    ...checkOneOf(inputs, "preventUserExistenceErrors", ["LEGACY", "ENABLED"]),
    ...checkRange(inputs, "authSessionValidity", [3, 15]),
    ...checkValidities(inputs),
  ];
}

function accept({ scope, inputs }: Wanted): void {
  const wanted = texts(inputs, "allowedOauthFlows");
  const asksUser = wanted.includes("code") || wanted.includes("implicit");
  const wrong = (message: string): AwsError => new AwsError("InvalidOAuthFlowException", message);
  if (wanted.includes("client_credentials")) {
    if (asksUser)
      throw wrong(
        "client_credentials flow can not be selected along with code flow or implicit flow.",
      );
    if (flag(inputs, "generateSecret") !== true)
      throw wrong(
        "client_credentials flow can not be selected if client does not have a client secret.",
      );
  }
  const callbacks = texts(inputs, "callbackUrls");
  const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);
  if (asksUser && callbacks.length === 0)
    throw wrong("Code flow and implicit flow need a callback URL.");
  const plain = callbacks.find(
    (url) => url.startsWith("http:") && !url.startsWith("http://localhost"),
  );
  if (plain !== undefined) throw invalid(`${plain} cannot use the HTTP protocol.`);
  const redirect = text(inputs, "defaultRedirectUri");
  if (redirect !== undefined && !callbacks.includes(redirect))
    throw invalid(`The default redirect URI ${redirect} is not among the callback URLs.`);
  checkScopes(scope, inputs);
}

function checkScopes(scope: Scope, inputs: ValueMap): void {
  const pool = text(inputs, "userPoolId") ?? "";
  const custom = scope
    .find(resourceServerKind, "pool", pool)
    .flatMap((server) => texts(server.properties, "scopeIdentifiers"));
  const unknown = texts(inputs, "allowedOauthScopes").find(
    (one) => !standardScopes.includes(one) && !custom.includes(one),
  );
  if (unknown !== undefined && scope.pinned === undefined)
    throw new AwsError("ScopeDoesNotExistException", `Invalid scope requested: ${unknown}`);
}

const nameForm = both(
  ofLength(1, 128),
  // One such character is enough for the provider.
  matching(/[\w\s+=,.@-]/, 'can include any letter, number, space, tab, or one of "+=,.@-"'),
);

const filledSet = { kind: "set", computed: true } as const;
const filledNumber = { kind: "number", computed: true } as const;
const filledFlag = { kind: "flag", computed: true } as const;

export const userPoolClient: Model = defineResource({
  type: "aws:cognito/userPoolClient:UserPoolClient",
  service: "Cognito IDP",
  noun: "Cognito User Pool Client",
  calls: {
    create: "CreateUserPoolClient",
    update: "UpdateUserPoolClient",
    delete: "DeleteUserPoolClient",
  },
  kind: userPoolClientKind,
  autoname: { max: 255 },
  keys: ["userPoolId"],
  properties: {
    region,
    accessTokenValidity: filledNumber,
    allowedOauthFlows: filledSet,
    allowedOauthFlowsUserPoolClient: filledFlag,
    allowedOauthScopes: filledSet,
    analyticsConfiguration: { kind: "block" },
    authSessionValidity: filledNumber,
    callbackUrls: filledSet,
    clientSecret: output,
    defaultRedirectUri: { ...computed, form: ofLength(1, 1024) },
    enablePropagateAdditionalUserContextData: filledFlag,
    enableTokenRevocation: filledFlag,
    explicitAuthFlows: filledSet,
    generateSecret: { kind: "flag", local: true, replaces: true },
    idTokenValidity: filledNumber,
    logoutUrls: filledSet,
    name: { form: nameForm },
    preventUserExistenceErrors: computed,
    readAttributes: filledSet,
    refreshTokenRotation: { kind: "block" },
    refreshTokenValidity: filledNumber,
    supportedIdentityProviders: { ...filledSet, form: ofLength(1, 32) },
    tokenValidityUnits: { kind: "block" },
    userPoolId: requiredForcesNew,
    writeAttributes: filledSet,
  },
  validate,
  references: [
    { property: "userPoolId", find: (scope, id) => scope.get(userPoolKind, id), missing: noPool },
  ],
  id: ({ scope, urn }) => `0000${scope.newLife("user pool client", urn).slice(0, 22)}`,
  accept,
  fill: ({ scope, inputs, urn }) => ({
    authSessionValidity: 3,
    clientSecret:
      flag(inputs, "generateSecret") === true
        ? `0000${scope.hash("client secret", urn).slice(0, 47)}`
        : "",
    enableTokenRevocation: true,
    refreshTokenValidity: 30,
  }),
  find: (scope: Scope, id: string): Thing | undefined =>
    scope.get(userPoolClientKind, id.slice(id.lastIndexOf("/") + 1)),
});

import type { ValueMap } from "../../../simulator";
import { type Suite, permit, tagged, trust } from "../lifecycleCases";
import { textOf, types } from "../support";

const validity =
  (property: string): (() => ValueMap) =>
  () => ({ [property]: 10 });

export const suite: Suite = {
  async surroundings(stack) {
    const pool = await stack.create("aws:cognito/userPool:UserPool", "around", {});
    const role = await stack.create(types.role, "around", {
      assumeRolePolicy: trust("cognito-idp.amazonaws.com"),
    });
    const policy = await stack.create(types.rolePolicy, "around", {
      role: role.id,
      policy: permit("sns:Publish"),
    });
    await stack.world.advance(60);
    return {
      ids: { pool: pool.id, role: textOf(role.properties, "arn") },
      made: [pool, role, policy],
    };
  },
  cases: [
    {
      type: "aws:cognito/userPool:UserPool",
      args: () => ({}),
      updates: {
        ...tagged,
        autoVerifiedAttributes: () => ({ autoVerifiedAttributes: ["email"] }),
        deletionProtection: () => ({ deletionProtection: "ACTIVE" }),
        emailVerificationMessage: () => ({ emailVerificationMessage: "Your code is {####}" }),
        mfaConfiguration: () => ({
          mfaConfiguration: "OPTIONAL",
          softwareTokenMfaConfiguration: { enabled: true },
        }),
        smsAuthenticationMessage: () => ({ smsAuthenticationMessage: "Your code is {####}" }),
        smsConfiguration: ({ role }) => ({
          smsConfiguration: { externalId: "x", snsCallerArn: role! },
        }),
        smsVerificationMessage: () => ({ smsVerificationMessage: "Your code is {####}" }),
        userPoolTier: () => ({ userPoolTier: "PLUS" }),
      },
      replaces: {
        aliasAttributes: () => ({ aliasAttributes: ["email"] }),
        usernameAttributes: () => ({ usernameAttributes: ["email"] }),
        usernameConfiguration: () => ({ usernameConfiguration: { caseSensitive: true } }),
      },
      kept: ["accountRecoverySetting"],
      heldBy: {
        type: "aws:cognito/userPoolDomain:UserPoolDomain",
        args: (_ids, made) => ({ userPoolId: made.id, domain: "images" }),
        code: "InvalidParameterException",
      },
    },
    {
      type: "aws:cognito/userPoolClient:UserPoolClient",
      args: ({ pool }) => ({ userPoolId: pool!, callbackUrls: ["https://example.com"] }),
      updates: {
        accessTokenValidity: validity("accessTokenValidity"),
        allowedOauthFlows: () => ({ allowedOauthFlows: ["code"] }),
        allowedOauthScopes: () => ({ allowedOauthScopes: ["openid"] }),
        authSessionValidity: validity("authSessionValidity"),
        defaultRedirectUri: () => ({ defaultRedirectUri: "https://example.com" }),
        explicitAuthFlows: () => ({ explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] }),
        idTokenValidity: validity("idTokenValidity"),
        preventUserExistenceErrors: () => ({ preventUserExistenceErrors: "ENABLED" }),
        refreshTokenValidity: validity("refreshTokenValidity"),
        // AWS has it so of itself.
        enableTokenRevocation: () => ({ enableTokenRevocation: false }),
      },
      importId: (made) => `${textOf(made.properties, "userPoolId")}/${made.id}`,
    },
    {
      type: "aws:cognito/userPoolDomain:UserPoolDomain",
      args: ({ pool }) => ({ userPoolId: pool!, domain: "images" }),
      updates: { managedLoginVersion: () => ({ managedLoginVersion: 2 }) },
      replaces: {
        certificateArn: () => ({
          certificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c",
        }),
      },
    },
    {
      type: "aws:cognito/resourceServer:ResourceServer",
      args: ({ pool }) => ({ userPoolId: pool!, identifier: "https://api" }),
      updates: {
        scopes: () => ({ scopes: [{ scopeName: "read", scopeDescription: "reads" }] }),
      },
    },
  ],
};

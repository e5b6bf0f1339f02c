/**
 * A directory of users. Replaces as internal/service/cognitoidp/user_pool.go says.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
 */
import { AwsError, ProviderError } from "../../errors";
import { common, computed, optional, output, type Form, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { blockOf, checkConflict, checkPattern, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength } from "../../resource/forms";
import { dateFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { isGiven, isMap, maps, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { needSeenRole } from "../iam/references";
import { roleMay } from "../lambda/roleActions";
import { isTrusting } from "../lambda/roleTrust";
import {
  resourceServerKind,
  userPoolClientKind,
  userPoolDomainKind,
  userPoolKind,
} from "./entities";

const each = (
  inputs: ValueMap,
  property: string,
  allowed: readonly string[],
): readonly CheckFailure[] =>
  texts(inputs, property).flatMap((one) => checkOneOf({ [property]: one }, property, allowed));

const messages = ["smsVerificationMessage", "smsAuthenticationMessage", "emailVerificationMessage"];

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkConflict(inputs, "aliasAttributes", "usernameAttributes"),
  ...each(inputs, "aliasAttributes", ["phone_number", "email", "preferred_username"]),
  ...each(inputs, "usernameAttributes", ["phone_number", "email"]),
  ...each(inputs, "autoVerifiedAttributes", ["phone_number", "email"]),
  ...checkOneOf(inputs, "deletionProtection", ["ACTIVE", "INACTIVE"]),
  ...checkOneOf(inputs, "mfaConfiguration", ["OFF", "ON", "OPTIONAL"]),
  ...checkOneOf(inputs, "userPoolTier", ["LITE", "ESSENTIALS", "PLUS"]),
  ...checkRange(blockOf(inputs, "passwordPolicy"), "minimumLength", [6, 99]),
  ...messages.flatMap((message) =>
    checkPattern(inputs, message, /\{####\}/, "does not contain {####}"),
  ),
];

const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name") ?? "";
  if (!/^[\w\s+=,.@-]{1,128}$/.test(name))
    throw invalid(
      `1 validation error detected: Value '${name}' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+, and have from 1 to 128 characters`,
    );
  const factors = ["smsConfiguration", "softwareTokenMfaConfiguration", "emailMfaConfiguration"];
  const isOff = (text(inputs, "mfaConfiguration") ?? "OFF") === "OFF";
  if (!isOff && factors.every((one) => inputs[one] === undefined))
    throw invalid(
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    );
  const mail = blockOf(inputs, "emailConfiguration");
  const isOwnMail = text(mail, "emailSendingAccount") === "DEVELOPER";
  if (isOwnMail && text(mail, "sourceArn") === undefined)
    throw invalid("SourceArn is required when EmailSendingAccount is DEVELOPER.");
  checkSms(scope, inputs);
  if (before !== undefined) checkSchemas(inputs, before);
}

function checkSms(scope: Scope, inputs: ValueMap): void {
  const role = text(blockOf(inputs, "smsConfiguration"), "snsCallerArn");
  if (role === undefined || scope.pinned !== undefined) return;
  const distrusted = new AwsError(
    "InvalidSmsRoleTrustRelationshipException",
    "Role does not have a trust relationship allowing Cognito to assume the role",
  );
  needSeenRole(scope, role, distrusted);
  if (!isTrusting(scope, role, "cognito-idp.amazonaws.com")) throw distrusted;
  if (!roleMay(scope, role, "sns:Publish"))
    throw new AwsError(
      "InvalidSmsRoleAccessPolicyException",
      "Role does not have permission to publish with SNS",
    );
}

/** What users have can only be added to: the provider says so when it updates. */
function checkSchemas(inputs: ValueMap, before: Thing): void {
  const now = new Set(maps(inputs, "schemas").map((one) => JSON.stringify(one)));
  const stays = maps(before.properties, "schemas").every((one) => now.has(JSON.stringify(one)));
  if (!stays)
    throw new ProviderError(
      `updating Cognito User Pool (${before.id}): cannot modify or remove schema items`,
    );
}

function fill({ scope, urn }: Wanted, id: string): ValueMap {
  const date = dateFrom(scope.hash("user pool", urn));
  return {
    adminCreateUserConfig: { allowAdminCreateUserOnly: false },
    arn: scope.arn("cognito-idp", `userpool/${id}`),
    creationDate: date,
    customDomain: "",
    emailConfiguration: { emailSendingAccount: "COGNITO_DEFAULT" },
    endpoint: `cognito-idp.${scope.region}.amazonaws.com/${id}`,
    estimatedNumberOfUsers: 0,
    lastModifiedDate: date,
    passwordPolicy: {
      minimumLength: 8,
      requireLowercase: true,
      requireNumbers: true,
      requireSymbols: true,
      requireUppercase: true,
      temporaryPasswordValidityDays: 7,
    },
    signInPolicy: { allowedFirstAuthFactors: ["PASSWORD"] },
    userPoolTier: "ESSENTIALS",
    verificationMessageTemplate: { defaultEmailOption: "CONFIRM_WITH_CODE" },
  };
}

function show(scope: Scope, { id }: Thing): ValueMap {
  const domains = scope.find(userPoolDomainKind, "pool", id).map((one) => one.id);
  return {
    customDomain: domains.find((one) => one.includes(".")) ?? "",
    domain: domains.find((one) => !one.includes(".")) ?? "",
  };
}

function mayGo(scope: Scope, { id, properties }: Thing): void {
  if (text(properties, "deletionProtection") === "ACTIVE")
    throw invalid(
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    );
  if (scope.count(userPoolDomainKind, "pool", id) > 0)
    throw invalid(
      "User pool cannot be deleted. It has a domain configured that should be deleted first.",
    );
}

const ownMail = { emailSendingAccount: "COGNITO_DEFAULT" };

/** Left out again, it goes back to Cognito's own mail: no change where it was that. */
const isNotOwnMail = (before: Value): boolean =>
  isMap(before) &&
  Object.entries(before).some(
    ([key, value]) => isGiven(before, key) && value !== ownMail.emailSendingAccount,
  );

/** Of a right length or of right characters: either is enough for the provider. */
const nameForm: Form = (value, at) =>
  /[\w\s+=,.@-]/.test(String(value)) ? undefined : ofLength(1, 128)(value, at);

const subjectForm: Form = (value, at) => {
  if (value === "") return `"${at}" cannot be less than 1 UTF-8 character`;
  return String(value).length > 140
    ? `"${at}" cannot be longer than 140 UTF-8 characters`
    : undefined;
};

const block = { kind: "block" } as const;
const computedBlock = { kind: "block", computed: true } as const;
const retry = {
  codes: ["InvalidSmsRoleTrustRelationshipException", "InvalidSmsRoleAccessPolicyException"],
  seconds: 120,
} as const;

export const userPool: Model = defineResource({
  type: "aws:cognito/userPool:UserPool",
  service: "Cognito IDP",
  noun: "Cognito User Pool",
  calls: { create: "CreateUserPool", update: "UpdateUserPool", delete: "DeleteUserPool" },
  kind: userPoolKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    // Left out again, it stays.
    accountRecoverySetting: {
      ...block,
      counts: ({ accountRecoverySetting }) => accountRecoverySetting !== undefined,
    },
    adminCreateUserConfig: computedBlock,
    aliasAttributes: { kind: "set", replaces: true },
    arn: output,
    autoVerifiedAttributes: { kind: "set" },
    creationDate: output,
    customDomain: output,
    deletionProtection: { default: "INACTIVE" },
    deviceConfiguration: block,
    domain: output,
    emailConfiguration: { ...computedBlock, within: ownMail, lapses: isNotOwnMail },
    emailMfaConfiguration: block,
    emailVerificationMessage: computed,
    emailVerificationSubject: { ...computed, form: subjectForm },
    endpoint: output,
    estimatedNumberOfUsers: { kind: "number", output: true },
    lambdaConfig: block,
    lastModifiedDate: output,
    mfaConfiguration: { default: "OFF" },
    name: { computed: true, replaces: true, form: nameForm },
    passwordPolicy: computedBlock,
    schemas: { kind: "blocks" },
    signInPolicy: computedBlock,
    smsAuthenticationMessage: optional,
    smsConfiguration: computedBlock,
    smsVerificationMessage: computed,
    softwareTokenMfaConfiguration: block,
    userAttributeUpdateSettings: block,
    userPoolAddOns: block,
    userPoolTier: computed,
    usernameAttributes: { kind: "set", replaces: true },
    usernameConfiguration: { ...computedBlock, replaces: true },
    verificationMessageTemplate: computedBlock,
    webAuthnConfiguration: block,
  },
  retries: { create: retry, update: retry },
  validate,
  id: ({ scope, urn }) => `${scope.region}_0000${scope.newLife("user pool", urn).slice(0, 5)}`,
  accept,
  fill,
  show,
  gone: (id) => noPool(id),
  mayGo,
  removed: (scope, { id }) => {
    for (const kind of [userPoolClientKind, resourceServerKind])
      for (const one of scope.find(kind, "pool", id)) scope.remove(one);
    return undefined;
  },
});

export const noPool = (id: string): AwsError =>
  new AwsError("ResourceNotFoundException", `User pool ${id} does not exist.`);

/** `aws:cognito/getUserPools:getUserPools` */
export function getUserPools(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name") ?? "";
  const found = scope.find(userPoolKind, "name", name);
  if (found.length === 0) throw new ProviderError(`no matching Cognito User Pools found: ${name}`);
  const ids = found.map((one) => one.id).sort();
  return { id: name, name, ids, arns: ids.map((id) => scope.arn("cognito-idp", `userpool/${id}`)) };
}

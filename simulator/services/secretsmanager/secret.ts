/**
 * A secret, without its values. Deleted, it keeps its name until its recovery window is over.
 * Replaces as internal/service/secretsmanager/secret.go says.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
 */
import { AwsError } from "../../errors";
import {
  common,
  computed,
  forcesNew,
  optional,
  output,
  type Form,
  type Model,
  type Retry,
} from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { findRegion } from "../../regions";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { maps, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findSecret, isDeleted, secretKind, versionsOf } from "./entities";
import { checkSecretPolicy } from "./policy";

const day = 86_400;
const characters = /^[\w/+=.@-]{1,512}$/;

/** The name, and six characters that AWS adds, so that a later secret of the same name has another ARN. */
function id(wanted: Wanted): string {
  const { scope, urn } = wanted;
  const name = nameOf(wanted);
  checkName(scope, name);
  const letters = BigInt(`0x${scope.newLife("secret", urn).slice(0, 15)}`).toString(36);
  return scope.arn("secretsmanager", `secret:${name}-${letters.padStart(6, "0").slice(-6)}`);
}

function checkName(scope: Scope, name: string): void {
  if (!characters.test(name))
    throw new AwsError(
      "ValidationException",
      `Invalid name ${name}. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!`,
    );
  const [other] = scope.find(secretKind, "name", name);
  if (other === undefined) return;
  if (isDeleted(other))
    throw new AwsError(
      "InvalidRequestException",
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  throw new AwsError(
    "ResourceExistsException",
    `The operation failed because the secret ${name} already exists.`,
  );
}

function accept({ inputs, scope }: Wanted): void {
  const policy = text(inputs, "policy");
  if (policy !== undefined && policy !== "{}") checkSecretPolicy(scope, policy);
  for (const replica of maps(inputs, "replicas")) checkReplica(scope, text(replica, "region"));
}

function checkReplica(scope: Scope, region = ""): void {
  if (findRegion(region) !== undefined && region !== scope.region) return;
  throw new AwsError(
    "InvalidParameterException",
    region === scope.region
      ? `Invalid replica region: ${region} is the region of the secret itself.`
      : `Invalid replica region: there is no region ${region}.`,
    "ReplicateSecretToRegions",
  );
}

const fill = ({ inputs }: Wanted, arn: string): ValueMap => ({
  arn,
  name: text(inputs, "name") ?? arn.slice(arn.indexOf(":secret:") + 8, -7),
  policy: "",
});

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const failures: CheckFailure[] = [];
  const days = number(inputs, "recoveryWindowInDays");
  if (days !== undefined && days !== 0 && (days < 7 || days > 30))
    failures.push({
      property: "recoveryWindowInDays",
      reason: `expected recovery_window_in_days to be one of [0] or in the range (7 - 30), got ${days}`,
    });
  return [...failures, ...checkConflict(inputs, "name", "namePrefix")];
}

function mayGo(_scope: Scope, _secret: Thing, known: ValueMap): void {
  const days = number(known, "recoveryWindowInDays") ?? 30;
  if (days !== 0 && (days < 7 || days > 30))
    throw new AwsError(
      "InvalidParameterException",
      `The RecoveryWindowInDays value must be between 7 and 30 days (inclusive), got ${days}.`,
    );
}

/** Its values go at once: nobody restores a secret here. */
function removed(scope: Scope, secret: Thing, known: ValueMap): Thing | undefined {
  for (const version of versionsOf(scope, secret)) scope.remove(version);
  const days = number(known, "recoveryWindowInDays") ?? 30;
  return days === 0 ? undefined : { ...secret, settlesAt: scope.clock + days * day };
}

/** A principal of the policy that is not yet seen. */
export const unseenPrincipal: Retry = {
  codes: ["MalformedPolicyDocumentException"],
  message: /unsupported principal/,
  seconds: 120,
};

/** @param most a prefix is shorter: digits follow it */
const nameForm =
  (most: number): Form =>
  (value, at) => {
    const name = String(value);
    if (!/^[\w/+=.@-]+$/.test(name))
      return `only alphanumeric characters and /_+=.@- special characters are allowed in "${at}", got ${name}`;
    return name.length > most ? `"${at}" cannot be greater than ${most} characters` : undefined;
  };

export const secret: Model = defineResource({
  type: "aws:secretsmanager/secret:Secret",
  service: "Secrets Manager",
  noun: "Secrets Manager Secret",
  calls: { create: "CreateSecret", update: "UpdateSecret", delete: "DeleteSecret" },
  otherCalls: (action, inputs) =>
    action === "create" && text(inputs, "policy") !== undefined ? ["PutResourcePolicy"] : [],
  retries: { create: unseenPrincipal, update: unseenPrincipal },
  kind: secretKind,
  autoname: { max: 512 },
  properties: {
    ...common,
    arn: output,
    description: optional,
    forceOverwriteReplicaSecret: { kind: "flag", default: false, local: true },
    kmsKeyId: optional,
    name: { computed: true, replaces: true, form: nameForm(512) },
    namePrefix: { computed: true, replaces: true, form: nameForm(486) },
    policy: { kind: "json", ...computed },
    recoveryWindowInDays: { kind: "number", default: 30, local: true },
    replicas: {
      kind: "blocks",
      fills: ["kmsKeyId", "lastAccessedDate", "status", "statusMessage"],
    },
    type: forcesNew,
  },
  validate,
  id,
  accept,
  fill,
  find: findSecret,
  mayGo,
  removed,
});

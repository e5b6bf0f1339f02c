/**
 * A value of a secret. The newest is AWSCURRENT, unless it is given other labels; the one before is AWSPREVIOUS.
 * Replaces as internal/service/secretsmanager/secret_version.go says.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 */
import { AwsError } from "../../errors";
import { output, region, requiredForcesNew, writeOnly, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflicts, checkTogether } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { isGiven, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { needKey } from "../kms/entities";
import { needSecret, versionKind, versionsOf } from "./entities";
import { seal, unseal } from "./sealing";

const current = "AWSCURRENT";
const previous = "AWSPREVIOUS";
const values = ["secretString", "secretBinary", "secretStringWo"] as const;

function id({ scope, inputs, urn }: Wanted): string {
  const secret = needSecret(scope, text(inputs, "secretId") ?? "");
  return `${secret.id}|${uuidFrom(scope.newLife("secret version", urn))}`;
}

function accept({ scope, inputs }: Wanted): void {
  const value = values.map((key) => text(inputs, key)).find((one) => one !== undefined);
  if (value === undefined)
    throw new AwsError(
      "InvalidParameterException",
      "You must provide either SecretString or SecretBinary.",
    );
  if (Buffer.byteLength(value) > 65_536)
    throw new AwsError(
      "ValidationException",
      `The value has ${Buffer.byteLength(value)} bytes; a secret has at most 65536.`,
    );
  const secret = needSecret(scope, text(inputs, "secretId") ?? "");
  checkKey(scope, text(secret.properties, "kmsKeyId"));
}

/** A value is encrypted when it is put. */
function checkKey(scope: Scope, name: string | undefined): void {
  if (name === undefined || name.includes("alias/aws/")) return;
  try {
    needKey(scope, name);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError(
      "EncryptionFailure",
      `Secrets Manager can't encrypt the protected secret text using the provided KMS key: ${error.message}`,
    );
  }
}

function fill({ scope, inputs }: Wanted, versionId: string): ValueMap {
  const [arn = "", version = ""] = versionId.split("|");
  const plain = text(inputs, "secretString") ?? text(inputs, "secretStringWo");
  const binary = text(inputs, "secretBinary");
  return {
    arn,
    secretArn: arn,
    versionId: version,
    hasSecretStringWo: isGiven(inputs, "secretStringWo"),
    ...(plain === undefined ? {} : { sealedString: seal(scope, versionId, plain) }),
    ...(binary === undefined ? {} : { sealedBinary: seal(scope, versionId, binary) }),
  };
}

/** A label is on one version only: the new one takes it from the others. */
function label({ scope, inputs }: Wanted, version: Thing): void {
  const secret = needSecret(scope, text(inputs, "secretId") ?? "");
  const others = versionsOf(scope, secret).filter((one) => one.id !== version.id);
  const given = texts(inputs, "versionStages");
  const isFirst = !others.some((one) => stagesOf(one).includes(current));
  const asked = given.length === 0 ? [current] : given;
  // What AWS calls current stays so until another is.
  const keepsCurrent = isFirst || stagesOf(version).includes(current);
  const wanted = keepsCurrent && !asked.includes(current) ? [...asked, current] : asked;
  for (const one of others) {
    const isMoved = wanted.includes(current) && stagesOf(one).includes(current);
    const left = stagesOf(one).filter(
      (stage) => !wanted.includes(stage) && !(stage === previous && wanted.includes(current)),
    );
    setStages(scope, one, isMoved ? [...left, previous] : left);
  }
  setStages(scope, version, wanted);
}

const stagesOf = (version: Thing): readonly string[] => texts(version.properties, "stages");

/** One without any label is as good as gone. */
function setStages(scope: Scope, version: Thing, stages: readonly string[]): void {
  const properties = { ...version.properties, stages };
  if (stages.length === 0) scope.remove(version);
  else scope.put(versionKind, { ...version, properties });
}

/** What was written only is not read back. */
function show(scope: Scope, version: Thing): ValueMap {
  const { secretString, ...rest } = valuesOf(scope, version);
  const isShown = secretString !== undefined && version.properties.hasSecretStringWo !== true;
  return { versionStages: stagesOf(version), ...rest, ...(isShown ? { secretString } : {}) };
}

export function valuesOf(scope: Scope, { id: versionId, properties }: Thing): ValueMap {
  const sealed = { secretString: properties.sealedString, secretBinary: properties.sealedBinary };
  const opened = Object.entries(sealed)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string")
    .map(([key, value]) => [key, unseal(scope, versionId, value)]);
  return Object.fromEntries(opened) as ValueMap;
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const [first, ...others] = values;
  return [
    ...checkConflicts(inputs, first, ...others),
    ...checkConflicts(inputs, "secretBinary", "secretStringWo"),
    ...checkTogether(inputs, "secretStringWo", "secretStringWoVersion"),
  ];
}

/** The provider takes the labels away, but for AWSCURRENT, which cannot be. */
function removed(_scope: Scope, version: Thing): Thing | undefined {
  if (!stagesOf(version).includes(current)) return undefined;
  return { ...version, properties: { ...version.properties, stages: [current] } };
}

export const secretVersion: Model = defineResource({
  type: "aws:secretsmanager/secretVersion:SecretVersion",
  service: "Secrets Manager",
  noun: "Secrets Manager Secret Version",
  calls: {
    create: "PutSecretValue",
    update: "UpdateSecretVersionStage",
    delete: "UpdateSecretVersionStage",
  },
  kind: versionKind,
  properties: {
    region,
    arn: output,
    hasSecretStringWo: { kind: "flag", output: true },
    secretArn: output,
    // Values: not among what is held in the clear.
    secretBinary: { replaces: true, local: true },
    secretId: requiredForcesNew,
    secretString: { replaces: true, local: true },
    secretStringWo: writeOnly,
    secretStringWoVersion: { kind: "number", replaces: true, local: true },
    versionId: output,
    versionStages: { kind: "set", computed: true },
  },
  validate,
  id,
  names: (_id, properties) => [text(properties, "arn") ?? ""],
  accept: (wanted, before) => (before === undefined ? accept(wanted) : undefined),
  fill,
  made: label,
  changed: label,
  show,
  removed,
});

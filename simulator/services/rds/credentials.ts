/** The first user of a database, and where the password is. */
import { AwsError } from "../../errors";
import type { Value, ValueMap } from "../../protocol";
import { uuidFrom } from "../../resource/naming";
import type { Thing } from "../../resource/spec";
import { flag, isGiven, text } from "../../values";
import type { Scope } from "../../world/scope";
import { engines } from "./engines";
import { managedKey } from "../kms/managedKeys";

const bad = (message: string): AwsError => new AwsError("InvalidParameterValue", message);

export interface Names {
  readonly user: string;
  readonly password: string;
  readonly passwordWo: string;
}

/** @throws AwsError for a user or password that is missing, or that the engine does not take. */
export function acceptCredentials(engine: string, inputs: ValueMap, names: Names): void {
  const user = text(inputs, names.user);
  if (user === undefined)
    throw bad("The parameter MasterUsername must be provided and must not be blank.");
  acceptUser(engine, user);
  if (flag(inputs, "manageMasterUserPassword") === true) return;
  const given = [names.password, names.passwordWo].find((one) => isGiven(inputs, one));
  if (given === undefined)
    throw bad("The parameter MasterUserPassword must be provided and must not be blank.");
  acceptPassword(text(inputs, given));
}

function acceptUser(engine: string, user: string): void {
  if (engines[engine]?.reservedUsers.includes(user.toLowerCase()) === true)
    throw bad(`MasterUsername ${user} cannot be used as it is a reserved word used by the engine`);
  if (!/^[A-Za-z][\w$]*$/.test(user) || user.length > (engine.includes("postgres") ? 63 : 128))
    throw bad(
      `The parameter MasterUsername is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and underscores: ${user}`,
    );
}

export function acceptPassword(password: string | undefined): void {
  // Unknown to a preview, or kept from it: nothing to look at.
  if (password === undefined) return;
  if (password.length < 8)
    throw bad(
      "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
    );
  if (password.length > 128)
    throw bad(
      "The parameter MasterUserPassword is not a valid password because it is longer than 128 characters.",
    );
  if (/[^\x21-\x7e]|[/@"]/.test(password))
    throw bad(
      "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.",
    );
}

/** Made, and rotated, by RDS, if that is asked for. */
export function masterUserSecrets(
  scope: Scope,
  { id, properties }: Thing,
  what: "db" | "cluster",
): readonly Value[] {
  if (flag(properties, "manageMasterUserPassword") !== true) return [];
  const hash = scope.hash("master user secret", id);
  const name = `rds!${what}-${uuidFrom(hash)}-${hash.slice(-6)}`;
  return [
    {
      kmsKeyId: text(properties, "masterUserSecretKmsKeyId") ?? managedKey(scope, "secretsmanager"),
      secretArn: scope.arn("secretsmanager", `secret:${name}`),
      secretStatus: "active",
    },
  ];
}

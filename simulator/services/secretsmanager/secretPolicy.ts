/**
 * The policy of a secret, apart from the secret.
 * Replaces as internal/service/secretsmanager/secret_policy.go says.
 */
import { AwsError } from "../../errors";
import { region, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { arn } from "../../resource/forms";
import { flag, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findSecret, needSecret, secretKind } from "./entities";
import { checkSecretPolicy, isPublic } from "./policy";
import { unseenPrincipal } from "./secret";

function put(scope: Scope, inputs: ValueMap): string {
  const { id } = needSecret(scope, text(inputs, "secretArn") ?? "");
  const policy = text(inputs, "policy") ?? "";
  if (scope.pinned === undefined) checkSecretPolicy(scope, policy);
  if (flag(inputs, "blockPublicPolicy") === true && isPublic(policy))
    throw new AwsError(
      "PublicPolicyException",
      "You can't attach a resource policy that allows broad access to the secret.",
    );
  setPolicy(scope, id, policy);
  return id;
}

function setPolicy(scope: Scope, id: string, policy: string): void {
  const secret = findSecret(scope, id);
  if (secret === undefined) return;
  scope.put(secretKind, { ...secret, properties: { ...secret.properties, policy } });
}

export const secretPolicy: Model = {
  type: "aws:secretsmanager/secretPolicy:SecretPolicy",
  service: "Secrets Manager",
  noun: "Secrets Manager Secret Policy",
  calls: {
    create: "PutResourcePolicy",
    update: "PutResourcePolicy",
    delete: "DeleteResourcePolicy",
  },
  retries: { create: unseenPrincipal, update: unseenPrincipal },
  properties: {
    region,
    blockPublicPolicy: { kind: "flag", local: true },
    policy: { kind: "json", required: true },
    secretArn: { required: true, replaces: true, form: arn },
  },
  create: put,
  read(scope, id) {
    const secret = findSecret(scope, id);
    const policy = text(secret?.properties ?? {}, "policy");
    return policy === undefined ? undefined : { policy, secretArn: id };
  },
  update: (scope, _id, { news }) => void put(scope, news),
  delete: (scope, id) => setPolicy(scope, id, ""),
};

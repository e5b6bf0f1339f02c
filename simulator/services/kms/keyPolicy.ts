/**
 * The policy of a key, apart from the key; given up, AWS's default takes its place.
 * Replaces as internal/service/kms/key_policy.go says.
 */
import { region, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { ofLength } from "../../resource/forms";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { findKey, keyKind, needKey } from "./entities";
import { checkKeyPolicy, defaultPolicy } from "./policy";

function put(scope: Scope, inputs: ValueMap): string {
  const key = needKey(scope, text(inputs, "keyId") ?? "");
  checkKeyPolicy(scope, inputs, "PutKeyPolicy");
  setPolicy(scope, key.id, text(inputs, "policy") ?? "");
  return key.id;
}

function setPolicy(scope: Scope, id: string, policy: string): void {
  const key = findKey(scope, id);
  if (key === undefined) return;
  scope.put(keyKind, { ...key, properties: { ...key.properties, policy } });
}

export const keyPolicy: Model = {
  type: "aws:kms/keyPolicy:KeyPolicy",
  service: "KMS",
  noun: "KMS Key Policy",
  calls: { create: "PutKeyPolicy", update: "PutKeyPolicy", delete: "PutKeyPolicy" },
  // A principal of the policy that is not yet seen.
  retries: {
    create: { codes: ["MalformedPolicyDocumentException"], seconds: 120 },
    update: { codes: ["MalformedPolicyDocumentException"], seconds: 120 },
  },
  properties: {
    region,
    bypassPolicyLockoutSafetyCheck: { kind: "flag", default: false, local: true },
    keyId: { required: true, form: ofLength(1, 2048) },
    policy: { kind: "json", required: true },
  },
  create: put,
  read(scope, id, known) {
    const key = findKey(scope, id);
    if (key === undefined) return undefined;
    return {
      keyId:
        findKey(scope, text(known, "keyId") ?? "")?.id === key.id
          ? (text(known, "keyId") ?? key.id)
          : key.id,
      policy: key.properties.policy ?? "",
    };
  },
  /** Of the key that it is made for, whatever key is named now: as the provider does it. */
  update: (scope, id, { news }) => void put(scope, { ...news, keyId: id }),
  delete: (scope, id) => setPolicy(scope, id, defaultPolicy(scope)),
};

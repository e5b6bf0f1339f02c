/**
 * A public key to log in with. Replaces as internal/service/ec2/ec2_key_pair.go says.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportKeyPair.html
 */
import { createHash } from "node:crypto";
import { AwsError } from "../../errors";
import { common, output, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { checkConflict, checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { ofLength } from "../../resource/forms";
import { text } from "../../values";
import { keyPairKind } from "./entities";

const formats = /^\s*(ssh-rsa|ssh-ed25519|-----BEGIN |---- BEGIN SSH2 |MII)/;

function accept({ inputs }: Wanted): void {
  if (!formats.test(text(inputs, "publicKey") ?? ""))
    throw new AwsError("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
}

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const key = text(inputs, "publicKey") ?? "";
  const isEd25519 = key.trim().startsWith("ssh-ed25519");
  const body = key.trim().split(/\s+/)[1] ?? key;
  return {
    arn: scope.arn("ec2", `key-pair/${id}`),
    fingerprint: fingerprint(body, isEd25519),
    keyName: id,
    keyPairId: scope.childId("key", id, "pair"),
    keyType: isEd25519 ? "ed25519" : "rsa",
  };
}

/** MD5 of the key's bytes for RSA, SHA-256 for ED25519, as AWS shows them. */
function fingerprint(body: string, isEd25519: boolean): string {
  const bytes = Buffer.from(body, "base64");
  if (isEd25519) return createHash("sha256").update(bytes).digest("base64");
  const hex = createHash("md5").update(bytes).digest("hex");
  return hex.match(/../g)?.join(":") ?? hex;
}

export const keyPair: Model = defineResource({
  type: "aws:ec2/keyPair:KeyPair",
  service: "EC2",
  noun: "EC2 Key Pair",
  calls: { create: "ImportKeyPair", update: "CreateTags", delete: "DeleteKeyPair" },
  kind: keyPairKind,
  autoname: { max: 255, property: "keyName" },
  properties: {
    ...common,
    arn: output,
    fingerprint: output,
    keyName: { replaces: true, computed: true },
    keyNamePrefix: { replaces: true, computed: true, form: ofLength(0, 229) },
    keyPairId: output,
    keyType: output,
    publicKey: requiredForcesNew,
  },
  validate: (inputs) => [
    ...checkLength(inputs, "keyName", [0, 255]),
    ...checkConflict(inputs, "keyName", "keyNamePrefix"),
  ],
  id: (wanted) => nameOf(wanted, "keyName"),
  taken: (_wanted, id) =>
    new AwsError("InvalidKeyPair.Duplicate", `The keypair '${id}' already exists.`),
  accept,
  fill,
});

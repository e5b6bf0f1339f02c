/**
 * What a key of each kind can be used for.
 * https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";

const encrypt = "ENCRYPT_DECRYPT";
const sign = "SIGN_VERIFY";
const mac = "GENERATE_VERIFY_MAC";
const agree = "KEY_AGREEMENT";

export const keyUsages = [sign, encrypt, mac, agree] as const;

export const keySpecs: Readonly<Record<string, readonly string[]>> = {
  RSA_2048: [encrypt, sign],
  RSA_3072: [encrypt, sign],
  RSA_4096: [encrypt, sign],
  ECC_NIST_P256: [sign, agree],
  ECC_NIST_P384: [sign, agree],
  ECC_NIST_P521: [sign, agree],
  ECC_SECG_P256K1: [sign],
  ECC_NIST_EDWARDS25519: [sign],
  SYMMETRIC_DEFAULT: [encrypt],
  HMAC_224: [mac],
  HMAC_256: [mac],
  HMAC_384: [mac],
  HMAC_512: [mac],
  SM2: [encrypt, sign, agree],
  ML_DSA_44: [sign],
  ML_DSA_65: [sign],
  ML_DSA_87: [sign],
};

/** @throws AwsError for a kind of key that has no such use. */
export function checkUsage(inputs: ValueMap): void {
  const spec = text(inputs, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
  const usage = text(inputs, "keyUsage") ?? encrypt;
  const usages = keySpecs[spec] ?? [];
  if (!usages.includes(usage))
    throw new AwsError(
      "ValidationException",
      `KeyUsage ${usage} is not compatible with KeySpec ${spec}; it can be ${usages.join(", ")}`,
    );
}

/**
 * Pulumi's passphrase secrets provider: AES-256-GCM, the key by PBKDF2-SHA256 with a million rounds (about 0.2 s, off the
 * main thread, once for a salt and passphrase). The salt line stands in the stack's settings as `encryptionsalt`:
 * `v1:<salt>:v1:<nonce>:<ciphertext of "pulumi">`.
 */
import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { EngineError } from "../errors";

const rounds = 1_000_000;
const derive = promisify(pbkdf2);
const keys = new Map<string, Promise<Buffer>>();

export interface Crypter {
  /** The line that `encryptionsalt` and a checkpoint's `secrets_providers` hold. */
  readonly salt: string;
  encrypt(plaintext: string): string;
  decrypt(ciphertext: string): string;
}

/** The passphrase as the CLI finds it. @throws EngineError where neither variable is set. */
export function passphraseFrom(env: Readonly<Record<string, string | undefined>>): string {
  const phrase = env.PULUMI_CONFIG_PASSPHRASE;
  if (phrase !== undefined) return phrase;
  const file = env.PULUMI_CONFIG_PASSPHRASE_FILE;
  if (file !== undefined && file !== "") return readFileSync(file, "utf8").trim();
  throw new EngineError(
    "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
  );
}

/** Salts drawn by this process, by passphrase: another for each stack would cost its 0.2 s each time, as in a suite of rehearsals. */
const salts = new Map<string, Buffer>();

/** A crypter for a stack that has no salt yet. */
export async function newCrypter(passphrase: string): Promise<Crypter> {
  const salt = salts.get(passphrase) ?? randomBytes(8);
  salts.set(passphrase, salt);
  const key = await keyFor(passphrase, salt);
  return crypterOf(key, `v1:${salt.toString("base64")}:${seal(key, "pulumi")}`);
}

/** @throws EngineError "incorrect passphrase" where the salt line was made with another. */
export async function openCrypter(passphrase: string, saltLine: string): Promise<Crypter> {
  const [version, salt = "", ...check] = saltLine.split(":");
  if (version !== "v1" || check.length !== 3)
    throw new EngineError(`unknown form of encryptionsalt: "${saltLine}"`);
  const key = await keyFor(passphrase, Buffer.from(salt, "base64"));
  try {
    if (open(key, check.join(":")) === "pulumi") return crypterOf(key, saltLine);
  } catch {
    // Said below, in the words of the CLI.
  }
  throw new EngineError("incorrect passphrase");
}

function keyFor(passphrase: string, salt: Buffer): Promise<Buffer> {
  const name = `${salt.toString("base64")}:${passphrase}`;
  let key = keys.get(name);
  if (key === undefined) {
    key = derive(passphrase, salt, rounds, 32, "sha256");
    keys.set(name, key);
  }
  return key;
}

/** Ciphertexts met once are used again for the same plaintext, so that an unchanged secret leaves its state unchanged. */
function crypterOf(key: Buffer, salt: string): Crypter {
  const known = new Map<string, string>();
  return {
    salt,
    encrypt(plaintext) {
      let ciphertext = known.get(plaintext);
      if (ciphertext === undefined) {
        ciphertext = seal(key, plaintext);
        known.set(plaintext, ciphertext);
      }
      return ciphertext;
    },
    decrypt(ciphertext) {
      const plaintext = open(key, ciphertext);
      known.set(plaintext, ciphertext);
      return plaintext;
    },
  };
}

function seal(key: Buffer, plaintext: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const text = Buffer.concat([
    cipher.update(plaintext, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `v1:${nonce.toString("base64")}:${text.toString("base64")}`;
}

function open(key: Buffer, ciphertext: string): string {
  const [version, nonce = "", text = ""] = ciphertext.split(":");
  if (version !== "v1") throw new EngineError("unknown version of an encrypted value");
  const bytes = Buffer.from(text, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  return Buffer.concat([
    decipher.update(bytes.subarray(0, bytes.length - 16)),
    decipher.final(),
  ]).toString("utf8");
}

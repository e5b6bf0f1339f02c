/**
 * Secrets in a stack file, as Pulumi's passphrase provider writes them: `v1:<nonce>:<AES-256-GCM>` under a key drawn by
 * PBKDF2 from the passphrase and the salt; the salt's line ends in an encrypted `pulumi`, by which a passphrase is known.
 */
import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const rounds = 1_000_000;
const tagBytes = 16;

export class Cipher {
  private constructor(
    /** `encryptionsalt` of the stack file. */
    readonly salt: string,
    private readonly key: Buffer,
  ) {}

  static async create(passphrase: string): Promise<Cipher> {
    const bytes = randomBytes(8);
    const key = await deriveKey(passphrase, bytes);
    return new Cipher(`v1:${bytes.toString("base64")}:${encrypt(key, "pulumi")}`, key);
  }

  /** Undefined where the passphrase is not the one that the salt's line was made with. */
  static async open(passphrase: string, salt: string): Promise<Cipher | undefined> {
    const [version, bytes, ...check] = salt.split(":");
    if (version !== "v1" || bytes === undefined) return undefined;
    const key = await deriveKey(passphrase, Buffer.from(bytes, "base64"));
    return decrypt(key, check.join(":")) === "pulumi" ? new Cipher(salt, key) : undefined;
  }

  encrypt(value: string): string {
    return encrypt(this.key, value);
  }

  /** Undefined where the value was encrypted otherwise. */
  decrypt(value: string): string | undefined {
    return decrypt(this.key, value);
  }
}

function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return promisify(pbkdf2)(passphrase, salt, rounds, 32, "sha256");
}

function encrypt(key: Buffer, value: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

function decrypt(key: Buffer, value: string): string | undefined {
  const [version, nonce, text] = value.split(":");
  if (version !== "v1" || nonce === undefined || text === undefined) return undefined;
  const sealed = Buffer.from(text, "base64");
  try {
    const cipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    cipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const plain = cipher.update(sealed.subarray(0, sealed.length - tagBytes));
    return Buffer.concat([plain, cipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

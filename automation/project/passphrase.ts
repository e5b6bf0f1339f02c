/** Secrets in a stack file, by the engine's own passphrase provider: what cannot be opened is told of by the caller, not thrown. */
import type { Crypter } from "../../engine";

export class Cipher {
  private constructor(private readonly crypter: Crypter) {}

  static async create(passphrase: string): Promise<Cipher> {
    const { newCrypter } = await import("../../engine");
    return new Cipher(await newCrypter(passphrase));
  }

  /** Undefined where the passphrase is not the one that the salt's line was made with. */
  static async open(passphrase: string, salt: string): Promise<Cipher | undefined> {
    const { openCrypter } = await import("../../engine");
    const crypter = await openCrypter(passphrase, salt).catch(() => undefined);
    return crypter && new Cipher(crypter);
  }

  /** `encryptionsalt` of the stack file. */
  get salt(): string {
    return this.crypter.salt;
  }

  encrypt(value: string): string {
    return this.crypter.encrypt(value);
  }

  /** Undefined where the value was encrypted otherwise. */
  decrypt(value: string): string | undefined {
    try {
      return this.crypter.decrypt(value);
    } catch {
      return undefined;
    }
  }
}

/**
 * Values are not in the clear in a world's files. The key follows from the world's seed, which is there too: this hides
 * a value from a reader's eye and from searches, as a simulation of encryption at rest, and protects it from nobody who
 * has the world.
 */
import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import type { Scope } from "../../world/scope";

const cipher = "aes-256-gcm";

const keyOf = (scope: Scope): Buffer =>
  createHash("sha256").update(scope.hash("secret values")).digest();

/** Each id is sealed under once, so that no initialisation vector serves twice. */
const vectorOf = (id: string): Buffer => createHash("sha256").update(id).digest().subarray(0, 12);

export function seal(scope: Scope, id: string, value: string): string {
  const sealing = createCipheriv(cipher, keyOf(scope), vectorOf(id));
  const sealed = Buffer.concat([sealing.update(value, "utf8"), sealing.final()]);
  return Buffer.concat([sealing.getAuthTag(), sealed]).toString("base64");
}

export function unseal(scope: Scope, id: string, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const opening = createDecipheriv(cipher, keyOf(scope), vectorOf(id));
  opening.setAuthTag(bytes.subarray(0, 16));
  return Buffer.concat([opening.update(bytes.subarray(16)), opening.final()]).toString("utf8");
}

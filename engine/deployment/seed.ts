/** The seed that autonames are drawn from: it follows from the URN, so that a rehearsal gives the same names in every run. */
import { createHash } from "node:crypto";

export function seedFor(urn: string): Uint8Array {
  return createHash("sha256").update(urn).digest();
}

/** The short digests that awsx puts into names. */
import { createHash } from "node:crypto";

export function shortHash(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8);
}

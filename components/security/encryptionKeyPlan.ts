/** What `EncryptionKey` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseValue, refuseWhole } from "../network";
import { EncryptionKeyUser, type EncryptionKeyArgs } from "./encryptionKeyArgs";

export interface EncryptionKeyPlan {
  readonly usedBy: readonly EncryptionKeyUser[];
  readonly deletionWindowInDays: number;
  readonly issues: readonly Issue[];
}

export function planEncryptionKey(args: EncryptionKeyArgs): EncryptionKeyPlan {
  const usedBy = [...new Set(args.usedBy ?? [])];
  const deletionWindowInDays = args.deletionWindowInDays ?? 30;
  const issues = [
    ...usedBy.flatMap((user, index) => refuseValue(`usedBy[${index}]`, EncryptionKeyUser, user)),
    ...refuseWhole("deletionWindowInDays", deletionWindowInDays, [7, 30]),
  ];
  if (args.description.length < 1 || args.description.length > 8192) {
    const reason = `must be 1 to 8192 characters, got ${args.description.length}`;
    issues.push({ propertyPath: "description", reason });
  }
  return { usedBy, deletionWindowInDays, issues };
}

import { type Suite, permit, tagged } from "../lifecycleCases";

const open = (action: string) => permit(action, { AWS: "*" });

export const suite: Suite = {
  async surroundings(stack) {
    const key = await stack.create("aws:kms/key:Key", "around");
    const other = await stack.create("aws:kms/key:Key", "other");
    return { ids: { key: key.id, other: other.id }, made: [key, other] };
  },
  cases: [
    {
      type: "aws:kms/key:Key",
      args: () => ({ enableKeyRotation: true }),
      updates: {
        ...tagged,
        deletionWindowInDays: () => ({ deletionWindowInDays: 7 }),
        policy: () => ({ policy: open("kms:*") }),
        rotationPeriodInDays: () => ({ rotationPeriodInDays: 180 }),
      },
      replaces: {
        customerMasterKeySpec: () => ({
          customerMasterKeySpec: "RSA_2048",
          keyUsage: "SIGN_VERIFY",
        }),
        keyUsage: () => ({ keyUsage: "SIGN_VERIFY" }),
        xksKeyId: () => ({ xksKeyId: "other", customKeyStoreId: "cks-00000000000000000" }),
      },
      // Scheduled for deletion, pending for the window's days.
      lingers: true,
    },
    {
      type: "aws:kms/alias:Alias",
      args: ({ key }) => ({ targetKeyId: key! }),
      updates: { targetKeyId: ({ other }) => ({ targetKeyId: other! }) },
      replaces: {
        name: () => ({ name: "alias/own" }),
        namePrefix: () => ({ namePrefix: "alias/own-" }),
      },
    },
    {
      type: "aws:kms/keyPolicy:KeyPolicy",
      // AWS's own takes its place.
      stays: true,
      args: ({ key }) => ({ keyId: key!, policy: open("kms:*") }),
      updates: { policy: () => ({ policy: open("kms:Put*") }) },
      untried: {
        keyId: "the policy stays with its first key: tests/simulator/services/kms.spec.ts",
      },
    },
  ],
};

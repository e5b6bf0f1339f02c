import { type Suite, permit, tagged } from "../lifecycleCases";

export const suite: Suite = {
  cases: [
    {
      type: "aws:kms/key:Key",
      args: () => ({ description: "a key" }),
      updates: {
        ...tagged,
        deletionWindowInDays: () => ({ deletionWindowInDays: 7 }),
        policy: () => ({ policy: permit("kms:*", { AWS: "*" }) }),
      },
      replaces: { keyUsage: () => ({ keyUsage: "SIGN_VERIFY" }) },
      kept: ["policy"],
      // Scheduled for deletion, pending for the window's days.
      lingers: true,
    },
  ],
};

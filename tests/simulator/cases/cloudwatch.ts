import { type Suite, tagged } from "../lifecycleCases";
import { types } from "../support";

export const suite: Suite = {
  cases: [
    {
      type: types.logGroup,
      kept: ["deletionProtectionEnabled"],
      args: () => ({ retentionInDays: 30 }),
      updates: {
        ...tagged,
        retentionInDays: () => ({ retentionInDays: 90 }),
        kmsKeyId: () => ({ kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/k" }),
        skipDestroy: () => ({ skipDestroy: true }),
        deletionProtectionEnabled: () => ({ deletionProtectionEnabled: true }),
      },
      replaces: {
        name: () => ({ name: "/own" }),
        namePrefix: () => ({ namePrefix: "own-" }),
        logGroupClass: () => ({ logGroupClass: "INFREQUENT_ACCESS" }),
      },
    },
  ],
};

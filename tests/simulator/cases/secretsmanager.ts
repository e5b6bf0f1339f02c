import { type Suite, permit } from "../lifecycleCases";

const open = (action: string) => permit(action, { AWS: "123456789012" });

export const suite: Suite = {
  async surroundings(stack) {
    const make = (name: string) => stack.create("aws:secretsmanager/secret:Secret", name);
    const secret = await make("around");
    const other = await make("other");
    return { ids: { secret: secret.id, other: other.id }, made: [secret, other] };
  },
  cases: [
    {
      type: "aws:secretsmanager/secret:Secret",
      args: () => ({}),
      updates: {
        policy: () => ({ policy: open("secretsmanager:GetSecretValue") }),
        recoveryWindowInDays: () => ({ recoveryWindowInDays: 7 }),
        replicas: () => ({ replicas: [{ region: "eu-west-1" }] }),
      },
      // The name stays taken for the recovery window.
      lingers: true,
    },
    {
      type: "aws:secretsmanager/secretPolicy:SecretPolicy",
      args: ({ secret }) => ({ secretArn: secret!, policy: open("secretsmanager:*") }),
      updates: { policy: () => ({ policy: open("secretsmanager:GetSecretValue") }) },
      replaces: { secretArn: ({ other }) => ({ secretArn: other! }) },
    },
    {
      type: "aws:secretsmanager/secretVersion:SecretVersion",
      args: ({ secret }) => ({ secretId: secret!, secretString: "hunter2" }),
      // What is current stays current until another is.
      stays: true,
      updates: {
        versionStages: () => ({ versionStages: ["AWSCURRENT", "blue"] }),
      },
      untried: { secretStringWo: "needs its version changed with it" },
      replaces: {
        secretId: ({ other }) => ({ secretId: other! }),
        secretString: () => ({ secretString: "hunter3" }),
        secretBinary: () => ({ secretString: null, secretBinary: "aHVudGVyMg==" }),
        secretStringWoVersion: () => ({
          secretString: null,
          secretStringWo: "hunter3",
          secretStringWoVersion: 1,
        }),
      },
    },
  ],
};

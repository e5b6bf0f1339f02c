import { type Suite, permit, tagged, trust } from "../lifecycleCases";
import { textOf, types } from "../support";

const pass = (more: object = {}): string =>
  JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", End: true, ...more } } });

export const suite: Suite = {
  async surroundings(stack) {
    const assumeRolePolicy = trust("states.amazonaws.com");
    const role = await stack.create(types.role, "around", { assumeRolePolicy });
    const other = await stack.create(types.role, "other", { assumeRolePolicy });
    const policy = await stack.create(types.rolePolicy, "around", {
      role: role.id,
      policy: permit("logs:*"),
    });
    const group = await stack.create(types.logGroup, "around", {});
    await stack.world.advance(60);
    const arns = { role: textOf(role.properties, "arn"), other: textOf(other.properties, "arn") };
    const ids = { ...arns, group: textOf(group.properties, "arn") };
    return { ids, made: [role, other, policy, group] };
  },
  cases: [
    {
      type: "aws:sfn/stateMachine:StateMachine",
      args: ({ role }) => ({ roleArn: role!, definition: pass() }),
      updates: {
        ...tagged,
        definition: () => ({ definition: pass({ Comment: "changed" }) }),
        roleArn: ({ other }) => ({ roleArn: other! }),
        loggingConfiguration: ({ group }) => ({
          loggingConfiguration: { level: "ALL", logDestination: `${group!}:*` },
        }),
        tracingConfiguration: () => ({ tracingConfiguration: { enabled: true } }),
        encryptionConfiguration: () => ({
          encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: "alias/k" },
        }),
      },
      replaces: { type: () => ({ type: "EXPRESS" }) },
    },
  ],
};

import { type Suite, tagged, trust } from "../lifecycleCases";
import { textOf, types } from "../support";

const details = (interval: number) => ({
  policyDetails: {
    resourceTypes: ["VOLUME"],
    targetTags: { Snapshot: "true" },
    schedules: [{ name: "daily", createRule: { interval }, retainRule: { count: 7 } }],
  },
});

export const suite: Suite = {
  async surroundings(stack) {
    const roles = await Promise.all(
      ["one", "two"].map((name) =>
        stack.create(types.role, name, { assumeRolePolicy: trust("dlm.amazonaws.com") }),
      ),
    );
    await stack.world.advance(60);
    const [one, two] = roles.map((role) => textOf(role.properties, "arn"));
    return { ids: { one: one!, two: two! }, made: roles };
  },
  cases: [
    {
      type: "aws:dlm/lifecyclePolicy:LifecyclePolicy",
      args: ({ one }) => ({ description: "daily", executionRoleArn: one!, ...details(24) }),
      updates: {
        ...tagged,
        defaultPolicy: () => ({ defaultPolicy: "VOLUME" }),
        executionRoleArn: ({ two }) => ({ executionRoleArn: two! }),
        policyDetails: () => details(12),
        state: () => ({ state: "DISABLED" }),
      },
    },
  ],
};

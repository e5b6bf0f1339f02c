import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { trust } from "../lifecycleCases";
import { messageOf, newStack, refusalOf, textOf, types } from "../support";

const policy = "aws:dlm/lifecyclePolicy:LifecyclePolicy";

const schedule = (more: ValueMap = {}): ValueMap => ({
  name: "daily",
  createRule: { interval: 24 },
  retainRule: { count: 7 },
  ...more,
});
const details = (more: ValueMap = {}): ValueMap => ({
  resourceTypes: ["VOLUME"],
  targetTags: { Snapshot: "true" },
  schedules: [schedule()],
  ...more,
});

async function around() {
  const stack = await newStack();
  const role = await stack.create(types.role, "dlm", {
    assumeRolePolicy: trust("dlm.amazonaws.com"),
  });
  const executionRoleArn = textOf(role.properties, "arn");
  return { stack, args: { description: "daily", executionRoleArn } };
}

const bad: readonly (readonly [string, ValueMap])[] = [
  ["no tags to look for", { targetTags: {} }],
  ["no kind of thing", { resourceTypes: [] }],
  ["no schedule", { schedules: [] }],
  ["five schedules", { schedules: [1, 2, 3, 4, 5].map(() => schedule()) }],
  ["no time", { schedules: [schedule({ createRule: {} })] }],
  ["two ways to keep", { schedules: [schedule({ retainRule: { count: 1, interval: 1 } })] }],
];

describe("snapshot policies", () => {
  for (const [what, change] of bad)
    it(`are refused with ${what}`, async () => {
      const { stack, args } = await around();
      const make = (policyDetails: ValueMap): Promise<string> =>
        refusalOf(stack.create(policy, "x", { ...args, policyDetails }));
      expect(await make(details())).to.equal("none");
      expect(await make(details(change))).to.equal("InvalidRequestException");
    });

  it("have a role that exists, and is seen", async () => {
    const { stack, args } = await around();
    const none = { ...args, executionRoleArn: "arn:aws:iam::000000000000:role/none" };
    const before = stack.world.store.clock;
    expect(
      await refusalOf(stack.create(policy, "x", { ...none, policyDetails: details() })),
    ).to.equal("InvalidRequestException");
    await stack.create(policy, "one", { ...args, policyDetails: details() });
    expect(stack.world.store.clock).to.be.greaterThan(before);
  });

  it("are checked by the provider first", async () => {
    const { stack, args } = await around();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(policy, "x", { ...args, policyDetails: details(), ...change }));
    expect(await failure({ description: "!" })).to.contain("description");
    expect(await failure({ state: "X" })).to.contain("expected state");
    const times = schedule({
      createRule: { interval: 5, times: "25:00" },
      retainRule: { count: 2000 },
    });
    const found = await failure({ policyDetails: details({ schedules: [times] }) });
    expect(found).to.contain("[1 2 3 4 6 8 12 24]").and.contain("25:00").and.contain("(1 - 1000)");
    const kinds = details({ resourceTypes: ["X"] });
    expect(await failure({ policyDetails: kinds })).to.contain("resource_types");
  });
});

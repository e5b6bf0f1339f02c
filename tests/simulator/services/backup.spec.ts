import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const vault = "aws:backup/vault:Vault";
const policy = "aws:backup/vaultPolicy:VaultPolicy";
const lock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const plan = "aws:backup/plan:Plan";
const selection = "aws:backup/selection:Selection";

const refused = (stack: Stack, type: string, args: ValueMap): Promise<string> =>
  refusalOf(stack.create(type, "x", args));
const invalid = "InvalidParameterValueException";

describe("backup vaults", () => {
  it("are named once, with a key that exists", async () => {
    const stack = await newStack();
    const kmsKeyArn = "arn:aws:kms:us-east-1:000000000000:key/none";
    expect(await refused(stack, vault, { name: "own", kmsKeyArn })).to.equal(invalid);
    expect(await refused(stack, vault, { name: "own" })).to.equal("none");
    expect(await refused(stack, vault, { name: "own" })).to.equal("AlreadyExistsException");
    expect(await messageOf(stack.preview(vault, "x", { name: "a b" }))).to.contain("hyphens");
  });

  it("have a policy and a lock, where they are there", async () => {
    const stack = await newStack();
    const named = { backupVaultName: "own" };
    const open = { ...named, policy: permit("backup:*", { AWS: "*" }) };
    expect(await refused(stack, policy, open)).to.equal("ResourceNotFoundException");
    expect(await refused(stack, lock, named)).to.equal("ResourceNotFoundException");
    await stack.create(vault, "own", { name: "own" });
    expect(await refused(stack, policy, { ...named, policy: permit("x:*") })).to.equal(invalid);
    expect(await refused(stack, policy, open)).to.equal("none");
    const days = { minRetentionDays: 10, maxRetentionDays: 5 };
    expect(await refused(stack, lock, { ...named, ...days })).to.equal(invalid);
    const short = { ...named, changeableForDays: 2 };
    expect(await messageOf(stack.preview(lock, "x", short))).to.contain("at least (3)");
  });

  it("are locked for good once the days to change that are over", async () => {
    const stack = await newStack();
    await stack.create(vault, "own", { name: "own" });
    const args = { backupVaultName: "own", changeableForDays: 3 };
    const early = await stack.create(lock, "early", args);
    await stack.delete(early);
    const late = await stack.create(lock, "late", args);
    await stack.world.advance(4 * 86_400);
    expect(await refusalOf(stack.delete(late))).to.equal("InvalidRequestException");
    expect(await refused(stack, lock, args)).to.equal("InvalidRequestException");
  });
});

describe("backup plans", () => {
  const cases: readonly (readonly [string, ValueMap])[] = [
    ["no such vault", { targetVaultName: "none" }],
    ["no schedule", { schedule: "daily" }],
    ["a window too short", { startWindow: 30 }],
    ["an end before its beginning", { startWindow: 600, completionWindow: 600 }],
    ["cold storage of days", { lifecycle: { coldStorageAfter: 30, deleteAfter: 60 } }],
    [
      "a copy to nowhere",
      { copyActions: [{ destinationVaultArn: "arn:aws:backup:eu-west-1:0:x" }] },
    ],
  ];
  for (const [what, change] of cases)
    it(`are refused with ${what}`, async () => {
      const stack = await newStack();
      await stack.create(vault, "own", { name: "own" });
      const rule: ValueMap = { ruleName: "daily", targetVaultName: "own" };
      expect(await refused(stack, plan, { rules: [rule] })).to.equal("none");
      expect(await refused(stack, plan, { rules: [{ ...rule, ...change }] })).to.equal(invalid);
    });

  it("have rules of different names, and another version at every change", async () => {
    const stack = await newStack();
    await stack.create(vault, "own", { name: "own" });
    const rule: ValueMap = { ruleName: "daily", targetVaultName: "own" };
    expect(await refused(stack, plan, { rules: [rule, rule] })).to.equal(invalid);
    expect(await refused(stack, plan, { name: "a b", rules: [rule] })).to.equal(invalid);
    const one = await stack.create(plan, "one", { rules: [rule] });
    const two = await stack.update(one, { rules: [{ ...rule, startWindow: 90 }] });
    expect(two.properties.version).to.not.equal(one.properties.version);
    const copied = {
      ...rule,
      copyActions: [{ destinationVaultArn: textOf(one.properties, "arn") }],
    };
    expect(await refused(stack, plan, { rules: [copied] })).to.equal(invalid);
    const bad = { rules: [{ ...rule, ruleName: "a b" }] };
    expect(await messageOf(stack.preview(plan, "x", bad))).to.contain("rule_name");
  });

  it("select what they take with a role that is seen", async () => {
    const stack = await newStack();
    await stack.create(vault, "own", { name: "own" });
    const rules = [{ ruleName: "daily", targetVaultName: "own" }];
    const { id: planId } = await stack.create(plan, "one", { rules });
    const role = await stack.create(types.role, "b", {
      assumeRolePolicy: trust("backup.amazonaws.com"),
    });
    const iamRoleArn = textOf(role.properties, "arn");
    const args = { planId, iamRoleArn, resources: ["*"], name: "all" };
    const before = stack.world.store.clock;
    await stack.create(selection, "one", args);
    expect(stack.world.store.clock).to.be.greaterThan(before);
    expect(await refused(stack, selection, args)).to.equal("AlreadyExistsException");
    expect(await refused(stack, selection, { ...args, planId: "none" })).to.equal(
      "ResourceNotFoundException",
    );
    const nothing = { ...args, name: "none", resources: null };
    expect(await refused(stack, selection, nothing)).to.equal(invalid);
    const stranger = { ...args, name: "x", iamRoleArn: "arn:aws:iam::000000000000:role/none" };
    expect(await refused(stack, selection, stranger)).to.equal(invalid);
    const tags = { ...args, selectionTags: [{ type: "LIKE", key: "a", value: "b" }] };
    expect(await messageOf(stack.preview(selection, "x", tags))).to.contain("STRINGEQUALS");
  });
});

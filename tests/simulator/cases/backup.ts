/** Backups: vaults, plans, what they take. */
import { type Case, type Suite, type Surroundings, permit, tagged, trust } from "../lifecycleCases";
import { type Stack, textOf, types } from "../support";

const vault = "aws:backup/vault:Vault";
const plan = "aws:backup/plan:Plan";
const selection = "aws:backup/selection:Selection";

async function surroundings(stack: Stack): Promise<Surroundings> {
  const around = await stack.create(vault, "around", { name: "around" });
  const daily = await stack.create(plan, "around", { rules: [rule("around")] });
  const role = await stack.create(types.role, "around", {
    assumeRolePolicy: trust("backup.amazonaws.com"),
  });
  await stack.world.advance(60);
  const ids = { vault: around.id, plan: daily.id, role: textOf(role.properties, "arn") };
  return { ids, made: [around, daily, role] };
}

const rule = (targetVaultName: string, more = {}) => ({
  ruleName: "daily",
  targetVaultName,
  schedule: "cron(0 5 ? * * *)",
  ...more,
});

const cases: readonly Case[] = [
  {
    type: vault,
    args: () => ({ name: "own" }),
    updates: tagged,
    replaces: { kmsKeyArn: () => ({ kmsKeyArn: "arn:aws:kms:us-east-1:000000000000:key/k" }) },
  },
  {
    type: "aws:backup/vaultPolicy:VaultPolicy",
    args: ({ vault: name }) => ({
      backupVaultName: name!,
      policy: permit("backup:*", { AWS: "*" }),
    }),
    updates: { policy: () => ({ policy: permit("backup:Describe*", { AWS: "*" }) }) },
  },
  {
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    args: ({ vault: name }) => ({ backupVaultName: name!, minRetentionDays: 7 }),
    replaces: { changeableForDays: () => ({ changeableForDays: 3 }) },
  },
  {
    type: plan,
    args: ({ vault: name }) => ({ name: "own", rules: [rule(name!)] }),
    updates: {
      ...tagged,
      rules: ({ vault: name }) => ({ rules: [rule(name!, { lifecycle: { deleteAfter: 14 } })] }),
    },
    heldBy: {
      type: selection,
      args: ({ role }, made) => ({ planId: made.id, iamRoleArn: role!, resources: ["*"] }),
      code: "InvalidRequestException",
    },
  },
  {
    type: selection,
    args: ({ plan: planId, role }) => ({ planId: planId!, iamRoleArn: role!, resources: ["*"] }),
    replaces: {
      iamRoleArn: () => ({ iamRoleArn: "arn:aws:iam::000000000000:role/other" }),
      selectionTags: () => ({ selectionTags: [{ type: "STRINGEQUALS", key: "a", value: "b" }] }),
    },
    importId: (made) => `${textOf(made.inputs, "planId")}|${made.id}`,
  },
];

export const suite: Suite = { cases, surroundings };

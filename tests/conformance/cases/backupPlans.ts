/** When backups begin, what is backed up, and how a vault is guarded. */
import {
  casesOf,
  id,
  ref,
  remove,
  type Argument,
  type Arguments,
  type Case,
  type Step,
} from "../case";
import { backupApi, pages } from "../pages";
import * as aws from "../resources";
import { trustOf } from "../surroundings";

const vault = aws.backupVault("vault", { name: "app" });

type Fields = Readonly<Record<string, Argument>>;

const rule = (args: Fields = {}): Fields => ({
  ruleName: "daily",
  targetVaultName: ref("vault.name"),
  schedule: "cron(0 5 * * ? *)",
  ...args,
});

const plan = (rules: readonly Fields[] = [rule()], args: Arguments = {}): Step =>
  aws.backupPlan("plan", { name: "nightly", rules, ...args });

const within = (startWindow: number, completionWindow: number): Step =>
  plan([rule({ startWindow, completionWindow })]);

const role = (service = "backup.amazonaws.com"): Step =>
  aws.role("role", { name: "backups", assumeRolePolicy: trustOf(service) });

const selection = (args: Arguments = {}, name = "selection"): Step =>
  aws.backupSelection(name, {
    name: "tagged",
    planId: id("plan"),
    iamRoleArn: ref("role.arn"),
    selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "nightly" }],
    ...args,
  });

const planned: readonly Step[] = [vault, role(), plan()];

const locked = (args: Arguments): Step =>
  aws.backupVaultLock("lock", { backupVaultName: ref("vault.name"), ...args });

const guarded = (policy: Argument): Step =>
  aws.backupVaultPolicy("policy", {
    backupVaultName: ref("vault.name"),
    policy: JSON.stringify(policy),
  });

const keeping: Fields = {
  Effect: "Deny",
  Action: "backup:DeleteRecoveryPoint",
  Resource: "*",
};

export const backupPlanCases: readonly Case[] = [
  ...casesOf(backupApi("CreateBackupVault"), [
    [
      "a backup vault's name with an underscore",
      [],
      aws.backupVault("vault", { name: "my_vault" }),
      "accepted",
    ],
  ]),
  ...casesOf(backupApi("BackupRule"), [
    [
      "a backup rule's name of 50 characters",
      [vault],
      plan([rule({ ruleName: "r".repeat(50) })]),
      "accepted",
    ],
    [
      "a backup rule's name of 51 characters",
      [vault],
      plan([rule({ ruleName: "r".repeat(51) })]),
      "InvalidParameterValueException",
    ],
    ["a backup that begins within 60 minutes", [vault], within(60, 180), "accepted"],
    [
      "a backup that begins within 59 minutes",
      [vault],
      within(59, 180),
      "InvalidParameterValueException",
    ],
  ]),
  ...casesOf(pages.backupPlans, [
    [
      "a backup that ends 60 minutes after it must have begun",
      [vault],
      within(60, 120),
      "accepted",
    ],
    [
      "a backup that ends 59 minutes after it must have begun",
      [vault],
      within(60, 119),
      "InvalidParameterValueException",
    ],
  ]),
  ...casesOf(backupApi("CreateBackupPlan"), [
    [
      "a backup plan of a vault that does not exist",
      [],
      plan([rule({ targetVaultName: "nowhere" })]),
      "InvalidParameterValueException",
    ],
    [
      "a backup plan whose schedule is none",
      [vault],
      plan([rule({ schedule: "every night" })]),
      "InvalidParameterValueException",
    ],
    [
      "a second backup plan of the same name and rules",
      [vault, plan()],
      aws.backupPlan("second", { name: "nightly", rules: [rule()] }),
      "AlreadyExistsException",
    ],
    [
      "a second backup plan of the same name, and other rules",
      [vault, plan([rule({ ruleName: "weekly" })])],
      aws.backupPlan("second", { name: "nightly", rules: [rule()] }),
      "accepted",
    ],
  ]),
  ...casesOf(backupApi("CreateBackupSelection"), [
    ["what a backup plan backs up", planned, selection(), "accepted"],
    [
      "what a backup plan backs up, in a name of 50 characters",
      planned,
      selection({ name: "s".repeat(50) }),
      "accepted",
    ],
    [
      "what a backup plan backs up, in a name of 51 characters",
      planned,
      selection({ name: "s".repeat(51) }),
      "InvalidParameterValueException",
    ],
    [
      "what a backup plan that does not exist backs up",
      planned,
      selection({ planId: "01234567-89ab-cdef-0123-456789abcdef" }),
      "refused",
    ],
    [
      "what a backup plan backs up, in a role that it may not take",
      [vault, role("ec2.amazonaws.com"), plan()],
      selection(),
      "InvalidParameterValueException",
    ],
    [
      "what a backup plan backs up, twice in one name",
      [...planned, selection({}, "first")],
      selection(),
      "AlreadyExistsException",
    ],
  ]),
  ...casesOf(backupApi("DeleteBackupPlan"), [
    [
      "deleting a backup plan that backs something up",
      [...planned, selection()],
      remove("plan"),
      "InvalidRequestException",
    ],
    [
      "deleting a backup plan that backs nothing up any more",
      [...planned, selection(), remove("selection")],
      remove("plan"),
      "accepted",
    ],
  ]),
  ...casesOf(backupApi("PutBackupVaultLockConfiguration"), [
    [
      "a lock of a vault that can be changed for 3 days",
      [vault],
      locked({ changeableForDays: 3, minRetentionDays: 7 }),
      "accepted",
    ],
    [
      "a lock of a vault that can be changed for 2 days",
      [vault],
      locked({ changeableForDays: 2, minRetentionDays: 7 }),
      "InvalidParameterValueException",
    ],
    [
      "a lock of a vault that does not exist",
      [],
      locked({ backupVaultName: "nowhere", minRetentionDays: 7 }),
      "ResourceNotFoundException",
    ],
  ]),
  ...casesOf(pages.vaultLocks, [
    [
      "a lock of a vault that keeps longer than it keeps at most",
      [vault],
      locked({ minRetentionDays: 8, maxRetentionDays: 7 }),
      "InvalidParameterValueException",
    ],
  ]),
  ...casesOf(backupApi("PutBackupVaultAccessPolicy"), [
    [
      "a policy of a vault",
      [vault],
      guarded({ Version: "2012-10-17", Statement: [{ ...keeping, Principal: { AWS: "*" } }] }),
      "accepted",
    ],
    [
      "a policy of a vault that says nothing of whom",
      [vault],
      guarded({ Version: "2012-10-17", Statement: [keeping] }),
      "InvalidParameterValueException",
    ],
  ]),
];

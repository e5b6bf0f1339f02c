/** Backup vaults and plans, and what a data catalog names. */
import { ref, remove, type Arguments, type Case, type Step } from "../case";
import { backupApi, glueApi } from "../pages";
import * as aws from "../resources";

const vault = (name: string, resource = "vault"): Step => aws.backupVault(resource, { name });

const vaults: readonly (readonly [title: string, name: string, expect: string])[] = [
  ["a backup vault name of 2 characters", "ab", "accepted"],
  ["a backup vault name of 1 character", "a", "InvalidParameterValueException"],
  ["a backup vault name of 50 characters", "v".repeat(50), "accepted"],
  ["a backup vault name of 51 characters", "v".repeat(51), "InvalidParameterValueException"],
  ["a backup vault name with a blank", "my vault", "InvalidParameterValueException"],
];

const plan = (args: Arguments = {}): Step =>
  aws.backupPlan("plan", {
    name: "nightly",
    rules: [
      {
        ruleName: "daily",
        targetVaultName: ref("vault.name"),
        schedule: "cron(0 5 * * ? *)",
        ...args,
      },
    ],
  });

const ofBackups: readonly Case[] = [
  ...vaults.map(([title, name, expect]): Case => ({
    title,
    page: backupApi("CreateBackupVault"),
    given: [],
    attempt: vault(name),
    expect,
  })),
  {
    title: "a second backup vault of the same name",
    page: backupApi("CreateBackupVault"),
    given: [vault("app", "first")],
    attempt: vault("app"),
    expect: "AlreadyExistsException",
  },
  {
    title: "a backup plan",
    page: backupApi("CreateBackupPlan"),
    given: [vault("app")],
    attempt: plan(),
    expect: "accepted",
  },
  {
    title: "a backup plan that keeps cold backups for 90 days more",
    page: backupApi("Lifecycle"),
    given: [vault("app")],
    attempt: plan({ lifecycle: { coldStorageAfter: 30, deleteAfter: 120 } }),
    expect: "accepted",
  },
  {
    title: "a backup plan that keeps cold backups for 89 days more",
    page: backupApi("Lifecycle"),
    given: [vault("app")],
    attempt: plan({ lifecycle: { coldStorageAfter: 30, deleteAfter: 119 } }),
    expect: "InvalidParameterValueException",
  },
  {
    title: "deleting an empty backup vault",
    page: backupApi("DeleteBackupVault"),
    given: [vault("app")],
    attempt: remove("vault"),
    expect: "accepted",
  },
];

const database = (name: string, resource = "database"): Step =>
  aws.catalogDatabase(resource, { name });

const ofCatalogs: readonly Case[] = [
  {
    title: "a catalog database",
    page: glueApi("databases"),
    given: [],
    attempt: database("app"),
    expect: "accepted",
  },
  {
    title: "a second catalog database of the same name",
    page: glueApi("databases"),
    given: [database("app", "first")],
    attempt: database("app"),
    expect: "AlreadyExistsException",
  },
  {
    title: "a catalog table",
    page: glueApi("tables"),
    given: [database("app")],
    attempt: aws.catalogTable("table", { name: "logs", databaseName: ref("database.name") }),
    expect: "accepted",
  },
  {
    title: "a catalog table of a database that does not exist",
    page: glueApi("tables"),
    given: [],
    attempt: aws.catalogTable("table", { name: "logs", databaseName: "nosuchdatabase" }),
    expect: "EntityNotFoundException",
  },
  {
    title: "deleting a catalog database",
    page: glueApi("databases"),
    given: [database("app")],
    attempt: remove("database"),
    expect: "accepted",
  },
];

export const archiveCases: readonly Case[] = [...ofBackups, ...ofCatalogs];

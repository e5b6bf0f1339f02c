import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";

const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const more = { ...tagged, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("BackupPlan and SnapshotPolicy", () => {
  it("backs up by tag", async () => {
    expect(
      await made(
        () =>
          new net.BackupPlan("shop", {
            rules: { daily: { schedule: "cron(0 5 ? * * *)", deleteAfterDays: 14 } },
            selection: { key: "Backup", value: "shop" },
          }),
      ),
    ).to.deep.equal({
      "BackupPlan shop < ": {},
      "Vault shop < BackupPlan": {
        forceDestroy: false,
        tags: {
          Name: "shop",
        },
      },
      "Role shop < BackupPlan": {
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: {
                Service: "backup.amazonaws.com",
              },
              Action: "sts:AssumeRole",
            },
          ],
        },
        description: "What backup.amazonaws.com runs as",
        tags: {
          Name: "shop",
        },
      },
      "Plan shop < BackupPlan": {
        rules: [
          {
            completionWindow: 300,
            lifecycle: {
              deleteAfter: 14,
            },
            ruleName: "daily",
            schedule: "cron(0 5 ? * * *)",
            startWindow: 60,
            targetVaultName: "shop",
          },
        ],
        tags: {
          Name: "shop",
        },
      },
      "RolePolicyAttachment shop-backup < BackupPlan": {
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        role: "shop",
      },
      "RolePolicyAttachment shop-restore < BackupPlan": {
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        role: "shop",
      },
      "Selection shop < BackupPlan": {
        iamRoleArn: "arn:aws:iam::123456789012:role/shop",
        planId: "Plan shop",
        selectionTags: [
          {
            key: "Backup",
            type: "STRINGEQUALS",
            value: "shop",
          },
        ],
      },
    });
  });

  it("copies to a second region, and is as it is told to be", async () => {
    expect(
      await made(
        () =>
          new net.BackupPlan("shop", {
            rules: {
              daily: { schedule: "cron(0 5 ? * * *)", deleteAfterDays: 14 },
              monthly: {
                schedule: "cron(0 6 1 * ? *)",
                deleteAfterDays: 365,
                coldStorageAfterDays: 30,
              },
            },
            selection: { key: "Backup", value: "shop" },
            kmsKeyArn: "key",
            copy: { region: "us-west-2", kmsKeyArn: "key-west" },
            forceDestroy: true,
            ...more,
          }),
      ),
    ).to.deep.equal({
      "BackupPlan shop < ": {},
      "Vault shop < BackupPlan": {
        forceDestroy: true,
        kmsKeyArn: "key",
        region: "eu-west-1",
        tags: {
          Name: "vault-shop-dev",
          Service: "shop",
        },
      },
      "Vault shop-copy < BackupPlan": {
        forceDestroy: true,
        kmsKeyArn: "key-west",
        region: "us-west-2",
        tags: {
          Name: "vault-shop-copy-dev",
          Service: "shop",
        },
      },
      "Role shop < BackupPlan": {
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: {
                Service: "backup.amazonaws.com",
              },
              Action: "sts:AssumeRole",
            },
          ],
        },
        description: "What backup.amazonaws.com runs as",
        tags: {
          Name: "role-shop-dev",
          Service: "shop",
        },
      },
      "Plan shop < BackupPlan": {
        region: "eu-west-1",
        rules: [
          {
            completionWindow: 300,
            copyActions: [
              {
                destinationVaultArn: "arn:aws:backup:us-east-1:123456789012:backup-vault:shop-copy",
                lifecycle: {
                  deleteAfter: 14,
                },
              },
            ],
            lifecycle: {
              deleteAfter: 14,
            },
            ruleName: "daily",
            schedule: "cron(0 5 ? * * *)",
            startWindow: 60,
            targetVaultName: "shop",
          },
          {
            completionWindow: 300,
            copyActions: [
              {
                destinationVaultArn: "arn:aws:backup:us-east-1:123456789012:backup-vault:shop-copy",
                lifecycle: {
                  coldStorageAfter: 30,
                  deleteAfter: 365,
                },
              },
            ],
            lifecycle: {
              coldStorageAfter: 30,
              deleteAfter: 365,
            },
            ruleName: "monthly",
            schedule: "cron(0 6 1 * ? *)",
            startWindow: 60,
            targetVaultName: "shop",
          },
        ],
        tags: {
          Name: "backup-shop-dev",
          Service: "shop",
        },
      },
      "RolePolicyAttachment shop-backup < BackupPlan": {
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
        role: "shop",
      },
      "RolePolicyAttachment shop-restore < BackupPlan": {
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
        role: "shop",
      },
      "Selection shop < BackupPlan": {
        iamRoleArn: "arn:aws:iam::123456789012:role/shop",
        planId: "Plan shop",
        region: "eu-west-1",
        selectionTags: [
          {
            key: "Backup",
            type: "STRINGEQUALS",
            value: "shop",
          },
        ],
      },
    });
  });

  it("takes snapshots of volumes by tag, every day", async () => {
    expect(
      await made(
        () =>
          new net.SnapshotPolicy("shop", {
            targetTags: { Backup: "shop" },
            time: "04:30",
            count: 14,
            ...more,
          }),
      ),
    ).to.deep.equal({
      "SnapshotPolicy shop < ": {},
      "Role shop < SnapshotPolicy": {
        assumeRolePolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: {
                Service: "dlm.amazonaws.com",
              },
              Action: "sts:AssumeRole",
            },
          ],
        },
        description: "What dlm.amazonaws.com runs as",
        tags: {
          Name: "role-shop-dev",
          Service: "shop",
        },
      },
      "RolePolicyAttachment shop-dlm < SnapshotPolicy": {
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole",
        role: "shop",
      },
      "LifecyclePolicy shop < SnapshotPolicy": {
        description: "Daily snapshots",
        executionRoleArn: "arn:aws:iam::123456789012:role/shop",
        policyDetails: {
          resourceTypes: ["VOLUME"],
          schedules: [
            {
              copyTags: true,
              createRule: {
                interval: 24,
                intervalUnit: "HOURS",
                times: "04:30",
              },
              name: "daily",
              retainRule: {
                count: 14,
              },
            },
          ],
          targetTags: {
            Backup: "shop",
          },
        },
        region: "eu-west-1",
        state: "ENABLED",
        tags: {
          Name: "dlm-shop-dev",
          Service: "shop",
        },
      },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    const message = await messageOf(
      () =>
        new net.BackupPlan("shop", {
          rules: { Daily: { schedule: "daily", deleteAfterDays: 0, coldStorageAfterDays: 0 } },
          selection: { key: "", value: "" },
          copy: { region: "west" },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - rules["Daily"]: must have a name of 1 to 50 lower-case letters, digits and hyphens, got "Daily"',
      '  - rules["Daily"].schedule: must be a time such as "cron(0 5 ? * * *)", got "daily"',
      '  - rules["Daily"].deleteAfterDays: must be a whole number from 1 to 36500, got 0',
      '  - rules["Daily"].coldStorageAfterDays: must be a whole number from 1 to 36500, got 0',
      '  - rules["Daily"].deleteAfterDays: must be 90 more than coldStorageAfterDays (0) at least, got 0',
      '  - selection.key: must be 1 to 128 characters, got ""',
      '  - selection.value: must be 1 to 128 characters, got ""',
      '  - copy.region: must be a region such as "us-west-2", got "west"',
    ]);
  });

  it("refuses to delete what has hardly become cold", async () => {
    const message = await messageOf(
      () =>
        new net.BackupPlan("shop", {
          rules: {
            monthly: {
              schedule: "cron(0 5 1 * ? *)",
              deleteAfterDays: 100,
              coldStorageAfterDays: 30,
            },
          },
          selection: { key: "Backup", value: "shop" },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - rules["monthly"].deleteAfterDays: must be 90 more than coldStorageAfterDays (30) at least, got 100',
    ]);
  });

  it("refuses a copy to the same region, and a plan of no rules", async () => {
    const message = await messageOf(
      () =>
        new net.BackupPlan("shop", {
          rules: {},
          selection: { key: "Backup", value: "shop" },
          region: "us-west-2",
          copy: { region: "us-west-2" },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - rules: must name a rule, got none",
      '  - copy.region: must be another than the backups\' own, got "us-west-2" for both',
    ]);
  });

  it("refuses snapshots of nothing, at no time", async () => {
    const message = await messageOf(
      () => new net.SnapshotPolicy("shop", { targetTags: {}, time: "25:00", count: 0 }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - count: must be a whole number from 1 to 1000, got 0",
      '  - time: must be a time such as "03:00", got "25:00"',
      "  - targetTags: must name a tag, got none; it would be the snapshots of nothing",
    ]);
  });
});

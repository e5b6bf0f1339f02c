/** Backups, snapshots, and how much may be lost, for how long. */
import * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import { Environment } from "./settings";
import type { Labels } from "./labels";
import { backupTag, snapshotTags } from "./workload";

/** At five in the morning, UTC, so that the weekly and monthly ones meet the daily one. */
const WHEN = {
  daily: { schedule: "cron(0 5 ? * * *)", times: 1 },
  weekly: { schedule: "cron(0 5 ? * SUN *)", times: 4 },
  monthly: { schedule: "cron(0 5 1 * ? *)", times: 12 },
};

export function createBackups(config: PlatformConfig, labels: Labels): net.BackupPlan | undefined {
  const { backupRetentionInDays: days, backupCopyRegion } = config;
  if (days === 0) return undefined;
  const { name, naming, tags } = labels;
  new net.SnapshotPolicy(name, {
    targetTags: snapshotTags(config, labels),
    count: days,
    naming,
    tags,
  });
  return new net.BackupPlan(name, {
    rules: Object.fromEntries(
      Object.entries(WHEN).map(([rule, { schedule, times }]) => [
        rule,
        { schedule, deleteAfterDays: days * times },
      ]),
    ),
    selection: backupTag(labels),
    copy: backupCopyRegion === "" ? undefined : { region: backupCopyRegion },
    forceDestroy: config.environment !== Environment.Prod,
    naming,
    tags,
  });
}

/** What is promised of a recovery, and what each promise rests on. */
export interface RecoveryObjectives {
  /** How long it takes until the platform serves again; undefined where nothing is promised. */
  readonly rtoHours: number | undefined;
  /** How much work is lost at most; undefined where nothing is promised. */
  readonly rpoHours: number | undefined;
  readonly restsOn: readonly string[];
}

export function recoveryObjectives(config: PlatformConfig): RecoveryObjectives {
  const isProd = config.environment === Environment.Prod;
  return {
    rtoHours: isProd ? 4 : undefined,
    rpoHours: isProd ? 1 : undefined,
    restsOn: [...databaseBasis(config), ...volumeBasis(config), ...copyBasis(config)],
  };
}

function databaseBasis(config: PlatformConfig): string[] {
  const days = config.databaseRetentionInDays;
  return [
    `database: point-in-time recovery over ${days} days; RDS saves its log every 5 minutes, so at most about 5 minutes are lost`,
    config.databaseMultiAz
      ? "database: a standby takes over in 1 to 2 minutes when its zone fails, and nothing is lost"
      : "database: one instance; when its zone fails it is restored, as a new instance",
    "fleet: Auto Scaling replaces instances in the zones that are left, in minutes; the rest is a `pulumi up`",
  ];
}

/** The hour cannot rest on these. */
function volumeBasis({ backupRetentionInDays: days }: PlatformConfig): string[] {
  if (days === 0) return ["volumes: no snapshots; instances keep nothing that counts on them"];
  return [
    `volumes: a snapshot a day, ${days} kept; up to 25 hours are lost, so nothing that counts may be kept on them`,
    `backups: daily ${days}, weekly ${days * 4}, monthly ${days * 12} days; for what is found out late, not for the hour`,
  ];
}

function copyBasis({ backupRetentionInDays, backupCopyRegion }: PlatformConfig): string[] {
  if (backupRetentionInDays === 0) return [];
  return [
    backupCopyRegion === ""
      ? "region: no copy elsewhere; with the region the backups are gone"
      : `region: daily copies in ${backupCopyRegion}; up to a day is lost with the region`,
  ];
}

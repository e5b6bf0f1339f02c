import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** One of a plan's rules: when backups are made, and how long they are kept. */
export interface BackupRule {
  /** When, in UTC: `cron(minutes hours day month weekday year)`, with a `?` for one of the days. Plain. */
  schedule: string;
  /** For how many days a backup is kept, from 1. Plain. */
  deleteAfterDays: number;
  /**
   * After how many days it moves to cold storage, where it stays for 90 at least. Plain. Only of what
   * has cold storage: of instances and their volumes yes, of RDS no.
   *
   * @default - never
   */
  coldStorageAfterDays?: number;
}

/** The tag by which a plan finds what it backs up. */
export interface BackupTag {
  /** Plain. */
  key: string;
  /** Plain. */
  value: string;
}

/** A second region that every backup is copied to. */
export interface BackupCopy {
  /** The region. Plain. The transfer costs $0.02 a GB, and what is kept there as much as here. */
  region: string;
  /**
   * A KMS key of that region: its ARN. Whether it is given is plain.
   *
   * @default - AWS's key for backups
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** Backups by tag. */
export interface BackupPlanArgs {
  /** The rules, by name, such as `daily`. Plain. */
  rules: Record<string, BackupRule>;
  /** What is backed up: all that has this tag. */
  selection: BackupTag;
  /**
   * The KMS key of the vault: its ARN. What has backups of its own kind, such as volumes and RDS, keeps
   * the key that it is encrypted with. Changing it replaces the vault.
   *
   * @default - AWS's key for backups
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * A second region.
   *
   * @default - none
   */
  copy?: BackupCopy;
  /**
   * Whether the vaults are deleted with the backups that are in them.
   *
   * @default false: a vault that is not empty stays
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * The region. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}

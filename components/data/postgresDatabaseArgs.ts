import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** How many copies of a database there are, and in how many zones. */
export enum DatabaseAvailability {
  /** One instance in one zone: with it the database is gone until RDS has made it anew. */
  SingleInstance = "singleInstance",
  /**
   * One instance, and one standby in another zone that takes over in a minute or two, and that
   * nobody can read from. Costs twice as much.
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html
   */
  MultiAzInstance = "multiAzInstance",
  /**
   * One writer and two readers in three zones; one of them takes over in under 35 seconds. Costs
   * three times as much, of classes with local disks, which are larger.
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
   */
  MultiAzCluster = "multiAzCluster",
}

/**
 * A PostgreSQL database. More than fourteen arguments: what it stands on, who comes in, and how it is
 * kept are each a few, and nested they would be longer to write than to read.
 */
export interface PostgresDatabaseArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tier that it stands in: isolated or private, in two zones, or three for a cluster. Plain.
   *
   * @default - the first isolated tier, or else the first private one
   */
  tier?: string;
  /**
   * How many copies there are. Plain. Between one instance and one with a standby it changes in
   * place; a cluster is another database, and takes nothing over from an instance.
   */
  availability: DatabaseAvailability;
  /**
   * The class of each copy. Plain. A cluster needs one with local disks, such as `db.m6gd.large`.
   *
   * @default db.t4g.micro, about $0.016 an hour and copy; a cluster's has to be given
   */
  instanceClass?: string;
  /**
   * PostgreSQL's version: `17`, or `17.6`. Plain: the parameter group follows from it.
   *
   * @default 17, and RDS chooses the minor one and keeps it up to date
   */
  engineVersion?: string;
  /**
   * Whether another major version may be gone to. RDS refuses it otherwise.
   *
   * @default false
   */
  allowMajorVersionUpgrade?: pulumi.Input<boolean>;
  /**
   * Storage (gp3) of each copy in GiB, 20 to 65536; it can only grow. Plain.
   *
   * @default 20, about $0.115 a GiB and month and copy
   */
  allocatedStorage?: number;
  /**
   * The name of the first database: a letter, then letters, digits and underscores. Plain. Another
   * replaces all of it.
   *
   * @default - none is made beside PostgreSQL's own, `postgres`
   */
  databaseName?: string;
  /**
   * The first user. Plain. Its password is made, kept and rotated by RDS, in Secrets Manager.
   *
   * @default postgres
   */
  masterUsername?: string;
  /**
   * PostgreSQL's parameters, beside `rds.force_ssl`, which is 1. Plain. Some wait for a reboot.
   *
   * @default - RDS's
   */
  parameters?: Record<string, string>;
  /**
   * Security groups that may connect, by a name of the caller's. Keys are plain: each is a rule.
   *
   * @default - none: nobody
   */
  allowedSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  /**
   * Security groups of the database, instead of one of its own.
   *
   * @default - a group of its own, with the rules above and no way out
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * A KMS key of one's own, for storage, backups, insights and the password's secret: its ARN. Whether
   * it is given is plain. Another replaces the database.
   *
   * @default - AWS's own keys for RDS and Secrets Manager
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * For how many days back any second can be restored, 1 to 35. Plain. Backups up to the size of the
   * database are free.
   *
   * @default 7
   */
  backupRetentionInDays?: number;
  /**
   * Whether RDS refuses to delete it.
   *
   * @default true: to delete it, first deploy `false`
   */
  deletionProtection?: pulumi.Input<boolean>;
  /**
   * Whether a last snapshot is taken when it is deleted. It stays, at $0.095 a GB and month. Plain.
   *
   * @default true
   */
  finalSnapshot?: boolean;
  /**
   * Whether changes that interrupt happen at once.
   *
   * @default false: in the maintenance window
   */
  applyImmediately?: pulumi.Input<boolean>;
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

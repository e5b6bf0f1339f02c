/** What `PostgresDatabase` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseValue } from "../network";
import { dataTier, refuseGroups, refuseTier } from "./dataNetwork";
import { DatabaseAvailability, type PostgresDatabaseArgs } from "./postgresDatabaseArgs";

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: "immediate" | "pending-reboot";
}

export interface PostgresDatabasePlan {
  readonly tier: string;
  readonly isCluster: boolean;
  readonly instanceClass: string;
  readonly engineVersion: string;
  /** The family of parameter groups: `postgres17`. */
  readonly family: string;
  readonly parameters: readonly Parameter[];
  readonly allocatedStorage: number;
  readonly backupRetentionInDays: number;
  readonly issues: readonly Issue[];
}

const DEFAULTS = {
  instanceClass: "db.t4g.micro",
  engineVersion: "17",
  allocatedStorage: 20,
  backupRetentionInDays: 7,
} as const;

/** No connection without TLS. It takes hold at once; what users ask for may not, and then waits. */
const TLS: Parameter = { name: "rds.force_ssl", value: "1", applyMethod: "immediate" };

export function planPostgresDatabase(args: PostgresDatabaseArgs): PostgresDatabasePlan {
  const isCluster = args.availability === DatabaseAvailability.MultiAzCluster;
  const tier = dataTier(args);
  const engineVersion = args.engineVersion ?? DEFAULTS.engineVersion;
  const parameters = Object.entries(args.parameters ?? {}).map(([name, value]) => ({
    ...{ name, value },
    applyMethod: "pending-reboot" as const,
  }));
  return {
    tier,
    isCluster,
    instanceClass: args.instanceClass ?? DEFAULTS.instanceClass,
    engineVersion,
    family: `postgres${engineVersion.split(".")[0] ?? ""}`,
    parameters: [TLS, ...parameters],
    allocatedStorage: args.allocatedStorage ?? DEFAULTS.allocatedStorage,
    backupRetentionInDays: args.backupRetentionInDays ?? DEFAULTS.backupRetentionInDays,
    issues: [
      ...refuseTier(args, tier, {
        zones: isCluster ? 3 : 2,
        because: isCluster
          ? "a cluster has a copy in each of three"
          : "RDS wants two for any database, so that it can get a standby",
      }),
      ...refuseValue("availability", DatabaseAvailability, args.availability),
      ...refuseClass(args, isCluster),
      ...refuseVersion(engineVersion),
      ...refuseNumbers(args),
      ...refuseNames(args),
      ...refuseParameters(args),
      ...refuseGroups(args),
    ],
  };
}

/**
 * Families with disks of their own, by the `d` after the generation: m6gd, r6id, x2iedn.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
 */
const WITH_DISKS = /^db\.[a-z]+\d[a-z]*d[a-z]*\.[a-z0-9.]+$/;

function refuseClass({ instanceClass }: PostgresDatabaseArgs, isCluster: boolean): Issue[] {
  const propertyPath = "instanceClass";
  if (isCluster && (instanceClass === undefined || !WITH_DISKS.test(instanceClass))) {
    const got = instanceClass === undefined ? "nothing" : `"${instanceClass}"`;
    const reason = `must be a class with local disks, such as db.m6gd.large, got ${got}; a cluster has no other`;
    return [{ propertyPath, reason }];
  }
  if (instanceClass === undefined || /^db\.[a-z]+\d[a-z]*\.[a-z0-9.]+$/.test(instanceClass))
    return [];
  const reason = `must be a class of RDS such as ${DEFAULTS.instanceClass}, got "${instanceClass}"`;
  return [{ propertyPath, reason }];
}

function refuseVersion(version: string): Issue[] {
  if (/^\d+(?:\.\d+)?$/.test(version)) return [];
  const reason = `must be a version of PostgreSQL such as 17 or 17.6, got "${version}"`;
  return [{ propertyPath: "engineVersion", reason }];
}

function refuseNumbers(args: PostgresDatabaseArgs): Issue[] {
  return [
    ...refuseRange(
      "allocatedStorage",
      args.allocatedStorage,
      [20, 65_536],
      "gp3 has no other size",
    ),
    ...refuseRange(
      "backupRetentionInDays",
      args.backupRetentionInDays,
      [1, 35],
      "without backups nothing can be restored",
    ),
  ];
}

export function refuseRange(
  propertyPath: string,
  value: number | undefined,
  [least, most]: readonly [least: number, most: number],
  because: string,
): Issue[] {
  if (value === undefined) return [];
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  const reason = `must be an integer from ${least} to ${most}, got ${value}; ${because}`;
  return [{ propertyPath, reason }];
}

/** Names that RDS's PostgreSQL keeps for itself. */
const RESERVED_USERS = ["admin", "public", "rdsadmin", "user"];

function refuseNames({ databaseName, masterUsername }: PostgresDatabaseArgs): Issue[] {
  const issues: Issue[] = [];
  if (databaseName !== undefined && !/^[a-zA-Z_]\w{0,62}$/.test(databaseName))
    issues.push({
      propertyPath: "databaseName",
      reason: `must be up to 63 letters, digits and underscores, a letter or an underscore first, got "${databaseName}"`,
    });
  if (masterUsername === undefined) return issues;
  if (!/^[a-zA-Z]\w{0,62}$/.test(masterUsername))
    issues.push({
      propertyPath: "masterUsername",
      reason: `must be up to 63 letters, digits and underscores, a letter first, got "${masterUsername}"`,
    });
  else if (RESERVED_USERS.includes(masterUsername.toLowerCase()))
    issues.push({
      propertyPath: "masterUsername",
      reason: `must be none of ${RESERVED_USERS.join(", ")}, which RDS keeps for itself, got "${masterUsername}"`,
    });
  return issues;
}

function refuseParameters({ parameters = {} }: PostgresDatabaseArgs): Issue[] {
  if (!Object.hasOwn(parameters, TLS.name)) return [];
  const reason = `must be left out, got "${parameters[TLS.name] ?? ""}"; connections are over TLS always`;
  return [{ propertyPath: `parameters["${TLS.name}"]`, reason }];
}

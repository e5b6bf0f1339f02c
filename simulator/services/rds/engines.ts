/**
 * Engines and their versions, as of November 2025: by major version the oldest and the newest minor one that RDS makes.
 * https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html
 */

type Minors = readonly [oldest: number, newest: number];

export interface Engine {
  readonly port: number;
  readonly license: string;
  /** The major version that is made where none is asked for. */
  readonly standard: string;
  /** By major version. Without minor ones (`any`), any that begins so. */
  readonly majors: Readonly<Record<string, Minors | "any">>;
  /** What its logs are called, for `enabledCloudwatchLogsExports`. */
  readonly logs: readonly string[];
  /** Names that the engine keeps for itself. */
  readonly reservedUsers: readonly string[];
  /** Of a DB cluster's instances, Aurora. */
  readonly aurora?: true;
}

const postgresLogs = ["iam-db-auth-error", "postgresql", "upgrade"];
const mysqlLogs = ["audit", "error", "general", "iam-db-auth-error", "slowquery"];
const oracle: Engine = {
  port: 1521,
  license: "bring-your-own-license",
  standard: "19",
  majors: { "19": "any", "21": "any" },
  logs: ["alert", "audit", "listener", "oemagent", "trace"],
  reservedUsers: ["sys", "system", "rdsadmin", "admin_user"],
};
const sqlServer: Engine = {
  port: 1433,
  license: "license-included",
  standard: "16.00",
  majors: { "14.00": "any", "15.00": "any", "16.00": "any" },
  logs: ["agent", "error"],
  reservedUsers: ["rdsadmin", "sa", "root"],
};

export const engines: Readonly<Record<string, Engine>> = {
  postgres: {
    port: 5432,
    license: "postgresql-license",
    standard: "17",
    majors: {
      "13": [11, 23],
      "14": [8, 20],
      "15": [3, 15],
      "16": [1, 11],
      "17": [1, 7],
      "18": [1, 1],
    },
    logs: postgresLogs,
    reservedUsers: ["admin", "rdsadmin", "public", "user"],
  },
  mysql: {
    port: 3306,
    license: "general-public-license",
    standard: "8.4",
    majors: { "8.0": [32, 44], "8.4": [3, 7] },
    logs: mysqlLogs,
    reservedUsers: ["rdsadmin"],
  },
  mariadb: {
    port: 3306,
    license: "general-public-license",
    standard: "11.8",
    majors: { "10.6": [10, 24], "10.11": [4, 15], "11.4": [3, 9], "11.8": [3, 5] },
    logs: ["audit", "error", "general", "iam-db-auth-error", "slowquery"],
    reservedUsers: ["rdsadmin"],
  },
  "aurora-postgresql": {
    port: 5432,
    license: "postgresql-license",
    standard: "17",
    majors: { "13": [9, 22], "14": [6, 19], "15": [3, 14], "16": [1, 10], "17": [4, 6] },
    logs: ["iam-db-auth-error", "instance", "postgresql"],
    reservedUsers: ["admin", "rdsadmin", "public", "user"],
    aurora: true,
  },
  "aurora-mysql": {
    port: 3306,
    license: "general-public-license",
    standard: "8.0",
    majors: { "5.7": "any", "8.0": "any" },
    logs: [...mysqlLogs, "instance"],
    reservedUsers: ["rdsadmin"],
    aurora: true,
  },
  "oracle-ee": oracle,
  "oracle-ee-cdb": oracle,
  "oracle-se2": oracle,
  "oracle-se2-cdb": oracle,
  "sqlserver-ee": sqlServer,
  "sqlserver-ex": sqlServer,
  "sqlserver-se": sqlServer,
  "sqlserver-web": sqlServer,
};

/** Minor versions come out every quarter: so many beyond the table's newest are taken for made since. */
const releasesSince = 6;

/** The newest of Aurora MySQL 3 that is known. */
const wholeVersions: Readonly<Record<string, string>> = {
  "aurora-mysql/8.0": "8.0.mysql_aurora.3.10.1",
  "aurora-mysql/5.7": "5.7.mysql_aurora.2.12.5",
};

export interface Version {
  readonly major: string;
  /** The whole version, where only its beginning was asked for. */
  readonly whole: string;
}

/** What an asked-for version, or none, comes to. Undefined where RDS has no such version. */
export function versionOf(engineName: string, asked: string | undefined): Version | undefined {
  const engine = engines[engineName];
  if (engine === undefined) return undefined;
  const version = asked ?? engine.standard;
  const major = Object.keys(engine.majors).find(
    (one) => version === one || version.startsWith(`${one}.`),
  );
  const minors = major === undefined ? undefined : engine.majors[major];
  if (major === undefined || minors === undefined) return undefined;
  if (minors === "any")
    return {
      major,
      whole: version === major ? (wholeVersions[`${engineName}/${major}`] ?? major) : version,
    };
  const [oldest, newest] = minors;
  if (version === major) return { major, whole: `${major}.${newest}` };
  const minor = Number(version.slice(major.length + 1).split(/[.-]/)[0]);
  const isMade = minor >= oldest && minor <= newest + releasesSince;
  return isMade ? { major, whole: version } : undefined;
}

/** Negative where `one` is the older of two whole versions. */
export function compareVersions(one: string, other: string): number {
  const numbers = (version: string): number[] =>
    version
      .split(/\D+/)
      .filter((part) => part !== "")
      .map(Number);
  const [left, right] = [numbers(one), numbers(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `postgres16`, `mysql8.0`, `oracle-se2-19`, `sqlserver-se-16.0`. */
export function familyOf(engineName: string, major: string): string {
  if (engineName.startsWith("oracle-")) return `${engineName}-${major}`;
  if (engineName.startsWith("sqlserver-")) return `${engineName}-${major.replace(/0$/, "")}`;
  return `${engineName}${major}`;
}

export const families: readonly string[] = Object.entries(engines).flatMap(([name, { majors }]) =>
  Object.keys(majors).map((major) => familyOf(name, major)),
);

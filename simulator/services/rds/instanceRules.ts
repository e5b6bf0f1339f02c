/** What the provider refuses of an instance at preview, and what RDS refuses when it is asked. */
import { AwsError, ProviderError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict, checkRange } from "../../resource/checks";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isGiven, isList, number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { requiring } from "../ec2/combinations";
import { acceptKey } from "../kms/managedKeys";
import { acceptClass } from "./classes";
import { acceptCredentials, acceptPassword } from "./credentials";
import { compareVersions, engines, familyOf, versionOf, type Version } from "./engines";
import { findInstance, parameterGroupKind } from "./entities";
import { acceptLength, checkFinalSnapshot, checkIdentifier, checkWindows } from "./identifiers";
import { acceptMonitoring } from "./monitoring";
import { acceptFamily } from "./parameterGroups";
import { refuseUnreachable, siteFor, zonesIn } from "./site";
import { acceptStorage } from "./storage";

const replicas = "replicateSourceDb";

export function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkIdentifier(inputs, "identifier"),
    ...checkFinalSnapshot(inputs),
    ...checkWindows(inputs, { backup: "backupWindow", maintenance: "maintenanceWindow" }),
    ...checkRange(inputs, "backupRetentionPeriod", [0, 35]),
    ...checkOneOf(inputs, "monitoringInterval", [0, 1, 5, 10, 15, 30, 60]),
    ...checkOneOf(inputs, "replicaMode", ["open-read-only", "mounted"]),
    ...checkOneOf(inputs, "networkType", ["DUAL", "IPV4"]),
    ...checkOneOf(inputs, "databaseInsightsMode", ["standard", "advanced"]),
    ...checkOneOf(inputs, "engineLifecycleSupport", [
      "open-source-rds-extended-support",
      "open-source-rds-extended-support-disabled",
    ]),
    ...checkConflict(inputs, "identifier", "identifierPrefix"),
    ...checkConflict(inputs, "password", "passwordWo"),
    ...checkWritten(inputs, "passwordWo"),
    ...checkReplica(inputs),
    ...checkDns(inputs),
    ...["password", "passwordWo"].flatMap((one) =>
      flag(inputs, "manageMasterUserPassword") === undefined
        ? []
        : checkConflict(inputs, one, "manageMasterUserPassword"),
    ),
    ...["username", "dbName", "s3Import"].flatMap((one) => checkConflict(inputs, one, replicas)),
    ...checkConflict(inputs, "restoreToPointInTime", "snapshotIdentifier"),
    ...checkConflict(inputs, "restoreToPointInTime", "s3Import"),
  ];
}

/** A write-only password and its version go together. */
export const checkWritten = (inputs: ValueMap, property: string): readonly CheckFailure[] => [
  ...requiring(inputs, property, [`${property}Version`]),
  ...requiring(inputs, `${property}Version`, [property]),
];

/** In a subnet group of its own, a replica may be of another place: its source is named by its ARN. */
function checkReplica(inputs: ValueMap): readonly CheckFailure[] {
  const source = text(inputs, replicas);
  if (source === undefined || source.startsWith("arn:")) return [];
  if (!isGiven(inputs, "dbSubnetGroupName")) return [];
  const reason = `"replicate_source_db" must be an ARN when "db_subnet_group_name" is set.`;
  return [{ property: replicas, reason }];
}

function checkDns({ domainDnsIps: given }: ValueMap): readonly CheckFailure[] {
  if (!isList(given) || given.length === 0 || given.length === 2) return [];
  const bound = given.length < 2 ? "requires 2 item minimum" : "supports 2 item maximum";
  const reason = `Attribute domain_dns_ips ${bound}, but config has ${given.length} declared.`;
  return [{ property: "domainDnsIps", reason }];
}

const bad = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);

/** @param before none when it is made. */
export function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  if (before === undefined) acceptNew(wanted);
  acceptBounds(inputs);
  refuseTaken(wanted, before);
  const site = siteFor(scope, inputs);
  if (before === undefined) refuseUnreachable(wanted, site.vpcId);
  const zone = text(inputs, "availabilityZone");
  if (zone !== undefined && flag(inputs, "multiAz") === true)
    throw bad("Requesting a specific availability zone is not valid for Multi-AZ instances.");
  if (zone !== undefined && !zonesIn(site.subnets).includes(zone))
    throw new AwsError(
      "InvalidVPCNetworkStateFault",
      `The DB subnet group '${site.groupName}' has no subnet in the Availability Zone ${zone}`,
    );
  acceptSettings(wanted, before);
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
function acceptBounds(inputs: ValueMap): void {
  const wrong = (message: string): AwsError => new AwsError("InvalidParameterValue", message);
  acceptLength(inputs, "identifier", "DBInstanceIdentifier");
  const port = number(inputs, "port");
  if (port !== undefined && (port < 1150 || port > 65_535))
    throw wrong(`Invalid database port ${port}: valid are 1150 to 65535`);
}

function acceptNew({ scope, inputs }: Wanted): void {
  const source = findInstance(scope, text(inputs, replicas) ?? "");
  if (source !== undefined && (number(source.properties, "backupRetentionPeriod") ?? 0) === 0)
    throw new AwsError(
      "InvalidDBInstanceState",
      "Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.",
    );
  if (isCopy(inputs)) return;
  // The provider's own, when it makes one.
  for (const [property, name] of [
    ["allocatedStorage", "allocated_storage"],
    ["engine", "engine"],
  ] as const)
    if (!isGiven(inputs, property)) throw new ProviderError(`"${name}": required field is not set`);
}

/** Of another instance or a snapshot: engine, storage and user are that one's. */
export const isCopy = (inputs: ValueMap): boolean =>
  ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"].some((one) =>
    isGiven(inputs, one),
  );

function refuseTaken({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const identifier = text(inputs, "identifier");
  if (identifier === undefined) return;
  const other = findInstance(scope, identifier);
  if (other !== undefined && other.id !== before?.id)
    throw new AwsError("DBInstanceAlreadyExists", "DB instance already exists");
}

function acceptSettings(wanted: Wanted, before: Thing | undefined): void {
  const { inputs } = wanted;
  acceptKey(
    wanted,
    "rds",
    "kmsKeyId",
    (key) =>
      new AwsError(
        "KMSKeyNotAccessibleFault",
        `The specified KMS key [${key}] does not exist, is not enabled or you do not have permissions to access it.`,
      ),
  );
  if (isGiven(inputs, "kmsKeyId") && flag(inputs, "storageEncrypted") !== true && !isCopy(inputs))
    throw bad("You can't specify a KMS key for an instance whose storage is not encrypted.");
  const engine = text(inputs, "engine") ?? text(before?.properties ?? {}, "engine");
  if (engine === undefined) return;
  const version = acceptVersion(engine, inputs, before);
  const family = familyOf(engine, version.major);
  acceptFamily(wanted, { kind: parameterGroupKind, property: "parameterGroupName" }, family);
  acceptClass(text(inputs, "instanceClass") ?? "", { engine });
  acceptStorage(engine, inputs, before);
  acceptMonitoring(wanted, engine);
  if (before === undefined && !isCopy(inputs)) {
    acceptCredentials(engine, inputs, {
      user: "username",
      password: "password",
      passwordWo: "passwordWo",
    });
    acceptDatabaseName(engine, text(inputs, "dbName"));
  } else acceptPassword(text(inputs, "password"));
  acceptAutomation(inputs);
}

/** @throws AwsError for an engine or version that is not made, or that cannot be gone to from here. */
export function acceptVersion(
  engine: string,
  inputs: ValueMap,
  before: Thing | undefined,
): Version {
  if (engines[engine] === undefined)
    throw new AwsError("InvalidParameterValue", `Invalid DB engine: ${engine}`);
  const asked = text(inputs, "engineVersion") ?? text(before?.properties ?? {}, "engineVersion");
  const version = versionOf(engine, asked);
  if (version === undefined) throw bad(`Cannot find version ${asked ?? ""} for ${engine}`);
  const had = versionOf(engine, text(before?.properties ?? {}, "engineVersion"));
  if (had !== undefined && before !== undefined) acceptUpgrade(engine, inputs, [had, version]);
  return version;
}

function acceptUpgrade(
  engine: string,
  inputs: ValueMap,
  [had, version]: readonly [Version, Version],
): void {
  const difference = compareVersions(version.whole, had.whole);
  if (difference < 0) throw bad(`Cannot upgrade ${engine} from ${had.whole} to ${version.whole}`);
  const isMajor = difference > 0 && version.major !== had.major;
  if (isMajor && flag(inputs, "allowMajorVersionUpgrade") !== true)
    throw bad(
      "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    );
}

export function acceptDatabaseName(engine: string, name: string | undefined): void {
  if (name === undefined) return;
  if (engine.startsWith("sqlserver-"))
    throw new AwsError("InvalidParameterValue", `DBName must be null for engine: ${engine}`);
  if (!/^[A-Za-z_]\w*$/.test(name) || name.length > (engine.startsWith("oracle-") ? 8 : 63))
    throw new AwsError(
      "InvalidParameterValue",
      `DBName must begin with a letter and contain only alphanumeric characters. (${name})`,
    );
}

function acceptAutomation(inputs: ValueMap): void {
  const backup = text(inputs, "backupWindow");
  const maintenance = text(inputs, "maintenanceWindow");
  if (backup === undefined || maintenance === undefined) return;
  if (overlap(backup, maintenance))
    throw new AwsError(
      "InvalidParameterValue",
      `The backup window and maintenance window must not overlap. (${backup}, ${maintenance})`,
    );
}

/** The daily window against the time of day of the weekly one. */
function overlap(backup: string, maintenance: string): boolean {
  const [begin, end] = backup.split("-").map(minutes);
  const [first, last] = maintenance.split("-").map((one) => minutes(one.slice(4)));
  if (begin === undefined || end === undefined || first === undefined || last === undefined)
    return false;
  // Those that go past midnight are left alone.
  return begin < end && first < last && begin < last && first < end;
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}

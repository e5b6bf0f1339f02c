/** What the provider refuses of a cluster at preview, and what RDS refuses when it is asked. */
import { AwsError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict, checkRange } from "../../resource/checks";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isGiven, number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { acceptKey } from "../kms/managedKeys";
import { acceptClass } from "./classes";
import { acceptCredentials, acceptPassword } from "./credentials";
import { engines, familyOf } from "./engines";
import { clusterParameterGroupKind, findCluster } from "./entities";
import { acceptLength, checkIdentifier, checkWindows } from "./identifiers";
import { acceptDatabaseName, acceptVersion, checkWritten } from "./instanceRules";
import { acceptMonitoring } from "./monitoring";
import { acceptFamily } from "./parameterGroups";
import { siteFor, zonesIn } from "./site";
import { acceptStorage } from "./storage";

const clusterEngines = ["aurora-mysql", "aurora-postgresql", "mysql", "postgres"];

export const isAurora = (engine: string): boolean => engines[engine]?.aurora === true;

export function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkIdentifier(inputs, "clusterIdentifier"),
    ...checkConflict(inputs, "clusterIdentifier", "clusterIdentifierPrefix"),
    ...checkOneOf(inputs, "engine", clusterEngines),
    ...checkOneOf(inputs, "engineMode", [
      "global",
      "multimaster",
      "parallelquery",
      "provisioned",
      "serverless",
      "",
    ]),
    ...checkOneOf(inputs, "networkType", ["DUAL", "IPV4"]),
    ...checkOneOf(inputs, "clusterScalabilityType", ["standard", "limitless"]),
    ...checkConflict(inputs, "masterPassword", "masterPasswordWo"),
    ...checkWritten(inputs, "masterPasswordWo"),
    ...checkRange(inputs, "backtrackWindow", [0, 259_200]),
    ...checkWindows(inputs, {
      backup: "preferredBackupWindow",
      maintenance: "preferredMaintenanceWindow",
    }),
    ...(flag(inputs, "manageMasterUserPassword") === undefined
      ? []
      : checkConflict(inputs, "masterPassword", "manageMasterUserPassword")),
    ...checkConflict(inputs, "snapshotIdentifier", "globalClusterIdentifier"),
  ];
}

export const isRestored = (inputs: ValueMap): boolean =>
  ["snapshotIdentifier", "restoreToPointInTime", "s3Import", "replicationSourceIdentifier"].some(
    (one) => isGiven(inputs, one),
  );

export function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const engine = text(inputs, "engine") ?? "";
  acceptLength(inputs, "clusterIdentifier", "DBClusterIdentifier");
  refuseTaken(wanted, before);
  const version = acceptVersion(engine, inputs, before);
  const zones = zonesIn(siteFor(scope, inputs).subnets);
  const needed = isAurora(engine) ? 2 : 3;
  if (zones.length < needed)
    throw new AwsError(
      "DBSubnetGroupDoesNotCoverEnoughAZs",
      `DB Subnet Group doesn't meet availability zone coverage requirement. Please add subnets to cover at least ${needed} availability zones. Current coverage: ${zones.length}`,
    );
  acceptFamily(
    wanted,
    { kind: clusterParameterGroupKind, property: "dbClusterParameterGroupName" },
    familyOf(engine, version.major),
  );
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
  if (isAurora(engine)) refuseOfAurora(inputs);
  else acceptMultiAz(engine, inputs, before);
  acceptMonitoring(wanted, engine);
  acceptUser(engine, inputs, before);
}

function refuseTaken({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const identifier = text(inputs, "clusterIdentifier");
  if (before !== undefined || identifier === undefined) return;
  if (findCluster(scope, identifier) !== undefined)
    throw new AwsError("DBClusterAlreadyExistsFault", "DB Cluster already exists");
}

const bad = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);

/** Aurora's storage is its own, and its instances are resources of their own. */
function refuseOfAurora(inputs: ValueMap): void {
  for (const property of ["dbClusterInstanceClass", "allocatedStorage", "iops"])
    if (isGiven(inputs, property) && number(inputs, property) !== 0)
      throw bad(`${property} is not supported for Aurora: it is for Multi-AZ DB clusters`);
  const type = text(inputs, "storageType");
  if (type !== undefined && !["aurora", "aurora-iopt1"].includes(type))
    throw new AwsError("InvalidParameterValue", `Invalid storage type for Aurora: ${type}`);
}

/** One writer and two readers, with storage of their own. */
function acceptMultiAz(engine: string, inputs: ValueMap, before: Thing | undefined): void {
  const instanceClass = text(inputs, "dbClusterInstanceClass");
  const what = "must be provided for a Multi-AZ DB cluster and must not be blank.";
  if (instanceClass === undefined)
    throw new AwsError("InvalidParameterValue", `The parameter DBClusterInstanceClass ${what}`);
  if (!isGiven(inputs, "allocatedStorage"))
    throw new AwsError("InvalidParameterValue", `The parameter AllocatedStorage ${what}`);
  acceptClass(instanceClass, { engine, isMultiAzCluster: true });
  const type = text(inputs, "storageType") ?? "io1";
  if (!["io1", "io2", "gp3"].includes(type))
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid storage type for a Multi-AZ DB cluster: ${type}; it is io1, io2 or gp3`,
    );
  acceptStorage(engine, { ...inputs, storageType: type }, before);
}

function acceptUser(engine: string, inputs: ValueMap, before: Thing | undefined): void {
  if (before !== undefined || isRestored(inputs) || isGiven(inputs, "globalClusterIdentifier")) {
    acceptPassword(text(inputs, "masterPassword"));
    return;
  }
  acceptCredentials(engine, inputs, {
    user: "masterUsername",
    password: "masterPassword",
    passwordWo: "masterPasswordWo",
  });
  acceptDatabaseName(engine, text(inputs, "databaseName"));
}

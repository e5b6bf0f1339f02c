/**
 * A DB instance. With `multiAz` it has one standby in another Availability Zone (a Multi-AZ cluster has two readers).
 * Replaces as internal/service/rds/instance.go says (measured: aws-facts.md, section 6).
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
import { AwsError, ProviderError } from "../../errors";
import type { Model } from "../../model";
import type { Value, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { dateFrom, nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isGiven, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { managedKey } from "../kms/managedKeys";
import { masterUserSecrets } from "./credentials";
import { addressOf, zoneFor } from "./endpoints";
import { engines, familyOf, versionOf } from "./engines";
import {
  findInstance,
  instanceKind,
  parameterGroupKind,
  postpone,
  refuseTaken,
  snapshotKind,
  subnetGroupKind,
  takeSnapshot,
} from "./entities";
import { pickWindows } from "./identifiers";
import { instanceProperties } from "./instanceProperties";
import { accept, validate } from "./instanceRules";
import { groupReference } from "./parameterGroups";
import { placesFor, placeThing, unplace } from "./placing";
import { storageTypeOf } from "./storage";

/** What is the source's, where there is one. */
const inherited = [
  "allocatedStorage",
  "engine",
  "engineVersion",
  "licenseModel",
  "port",
  "username",
  "dbName",
] as const;

function fill(wanted: Wanted, id: string): ValueMap {
  const { scope } = wanted;
  const source = sourceOf(scope, wanted.inputs)?.properties ?? {};
  const given = Object.fromEntries(
    inherited.flatMap((key): [string, Value][] =>
      source[key] === undefined ? [] : [[key, source[key]]],
    ),
  );
  const inputs = { ...given, ...wanted.inputs };
  const engine = text(inputs, "engine") ?? "postgres";
  return {
    ...unset,
    ...given,
    ...ofEngine(engine, inputs),
    ...placesFor(scope, id, inputs),
    ...ofStorage(scope, inputs),
    ...windows(scope, id),
    identifier: nameOf(wanted, "identifier"),
    resourceId: id,
    monitoringRoleArn: "",
    backupRetentionPeriod: 0,
    networkType: "IPV4",
    backupTarget: "region",
    databaseInsightsMode: "standard",
    caCertIdentifier: "rds-ca-rsa2048-g1",
    performanceInsightsKmsKeyId:
      flag(inputs, "performanceInsightsEnabled") === true ? managedKey(scope, "rds") : "",
    performanceInsightsRetentionPeriod: flag(inputs, "performanceInsightsEnabled") === true ? 7 : 0,
  };
}

const unset: ValueMap = {
  characterSetName: "",
  dbName: "",
  domainFqdn: "",
  identifierPrefix: "",
  masterUserSecretKmsKeyId: "",
  multiAz: false,
  ncharCharacterSetName: "",
  replicaMode: "",
  snapshotIdentifier: "",
  timezone: "",
  username: "",
};

function windows(scope: Scope, id: string): ValueMap {
  const { backup, maintenance } = pickWindows(scope.hash("windows", id));
  return { backupWindow: backup, maintenanceWindow: maintenance };
}

function ofEngine(engine: string, inputs: ValueMap): ValueMap {
  const { port = 5432, license = "" } = engines[engine] ?? {};
  const version = versionOf(engine, text(inputs, "engineVersion"));
  const family = familyOf(engine, version?.major ?? "");
  const isOpen = license === "postgresql-license" || license === "general-public-license";
  return {
    engine,
    engineVersion: version?.whole ?? "",
    engineLifecycleSupport: isOpen ? "open-source-rds-extended-support" : "",
    licenseModel: license,
    optionGroupName: `default:${engine}-${(version?.major ?? "").replaceAll(".", "-")}`,
    parameterGroupName: `default.${family}`,
    port,
  };
}

function ofStorage(scope: Scope, inputs: ValueMap): ValueMap {
  const storageType = storageTypeOf(inputs);
  const isGp3 = storageType === "gp3";
  return {
    allocatedStorage: 20,
    storageType,
    iops: isGp3 ? 3000 : 0,
    storageThroughput: isGp3 ? 125 : 0,
    kmsKeyId: flag(inputs, "storageEncrypted") === true ? managedKey(scope, "rds") : "",
  };
}

const sourceOf = (scope: Scope, properties: ValueMap): Thing | undefined => {
  const name = text(properties, "replicateSourceDb");
  return name === undefined ? undefined : findInstance(scope, name);
};

function show(scope: Scope, thing: Thing): ValueMap {
  const { properties } = thing;
  const name = text(properties, "identifier") ?? "";
  const address = addressOf(scope, name);
  const port = number(properties, "port") ?? 0;
  const engine = text(properties, "engine") ?? "";
  const version = versionOf(engine, text(properties, "engineVersion"));
  const keepsBackups = (number(properties, "backupRetentionPeriod") ?? 0) > 0;
  return {
    address,
    arn: scope.arn("rds", `db:${name}`),
    endpoint: `${address}:${port}`,
    engineVersionActual: version?.whole ?? text(properties, "engineVersion") ?? "",
    hostedZoneId: zoneFor(scope),
    latestRestorableTime: keepsBackups ? dateFrom(scope.hash("restorable", thing.id)) : "",
    listenerEndpoints: [],
    masterUserSecrets: masterUserSecrets(scope, thing, "db"),
    replicas: replicasOf(scope, thing),
    replicateSourceDb: sourceOf(scope, properties) === undefined ? "" : nameOfSource(properties),
    status: "available",
    upgradeRolloutOrder: "second",
  };
}

const nameOfSource = (properties: ValueMap): string => text(properties, "replicateSourceDb") ?? "";

const replicasOf = (scope: Scope, thing: Thing): readonly string[] =>
  scope
    .referrers(thing)
    .filter((one): one is Thing => one.kind === instanceKind.name)
    .map((one) => text(one.properties, "identifier") ?? one.id)
    .sort();

/** What waits for the maintenance window, unless it is to be at once. */
const deferrable = [
  "allocatedStorage",
  "engineVersion",
  "instanceClass",
  "iops",
  "multiAz",
  "storageThroughput",
  "storageType",
];

function changed({ scope, inputs }: Wanted, thing: Thing, before: Thing): void {
  const waits =
    flag(inputs, "applyImmediately") === true
      ? []
      : deferrable.filter((key) => thing.properties[key] !== before.properties[key]);
  const kept = pick(before.properties, waits);
  const places = placesFor(scope, thing.id, { ...thing.properties, ...kept });
  const properties = { ...thing.properties, ...kept, ...places };
  const now = { ...thing, properties };
  const next = waits.length === 0 ? now : postpone(now, pick(thing.properties, waits), scope.clock);
  placeThing(scope, scope.put(instanceKind, next));
}

const pick = (map: ValueMap, keys: readonly string[]): ValueMap =>
  Object.fromEntries(keys.map((key) => [key, map[key] ?? ""]));

function mayGo(scope: Scope, thing: Thing, known: ValueMap): void {
  const isReplica = isGiven(show(scope, thing), "replicateSourceDb");
  const isSkipped = flag(known, "skipFinalSnapshot") === true;
  const snapshot = text(known, "finalSnapshotIdentifier");
  if (!isSkipped && snapshot === undefined)
    throw new ProviderError(
      "final_snapshot_identifier is required when skip_final_snapshot is false",
    );
  if (flag(thing.properties, "deletionProtection") === true)
    throw new AwsError(
      "InvalidParameterCombination",
      "Cannot delete protected DB Instance, please disable deletion protection and try again.",
    );
  if (isSkipped || snapshot === undefined) return;
  if (isReplica)
    throw new AwsError(
      "InvalidParameterCombination",
      "FinalDBSnapshotIdentifier can not be specified when deleting a replica instance",
    );
  refuseTaken(scope, snapshotKind, snapshot);
}

function removed(scope: Scope, thing: Thing, known: ValueMap): undefined {
  unplace(scope, thing);
  const snapshot = text(known, "finalSnapshotIdentifier");
  if (flag(known, "skipFinalSnapshot") === true || snapshot === undefined) return;
  takeSnapshot(scope, snapshotKind, { id: snapshot, of: thing });
}

export const instance: Model = defineResource({
  type: "aws:rds/instance:Instance",
  service: "RDS",
  noun: "RDS DB Instance",
  calls: { create: "CreateDBInstance", update: "ModifyDBInstance", delete: "DeleteDBInstance" },
  kind: instanceKind,
  autoname: { max: 255, property: "identifier", separator: "" },
  properties: instanceProperties,
  validate,
  id: ({ scope, urn }) =>
    scope.pinned?.id ?? `db-00000${scope.newLife("db", urn).slice(0, 21).toUpperCase()}`,
  names: (_id, properties) => [text(properties, "identifier") ?? ""],
  references: [
    {
      property: "dbSubnetGroupName",
      find: (scope, name) => scope.get(subnetGroupKind, name),
      except: (name) => name === "default",
      missing: (name) =>
        new AwsError("DBSubnetGroupNotFoundFault", `DB subnet group '${name}' does not exist.`),
      holds: true,
    },
    groupReference(parameterGroupKind, "parameterGroupName"),
    {
      property: "replicateSourceDb",
      find: findInstance,
      missing: (name) => new AwsError("DBInstanceNotFound", `DBInstance ${name} not found.`),
      holds: true,
    },
    {
      property: "snapshotIdentifier",
      find: (scope, name) => scope.get(snapshotKind, name.slice(name.lastIndexOf(":") + 1)),
      // Another account's, or one that RDS takes by itself.
      except: (name) => name.startsWith("arn:") || name.startsWith("rds:"),
      missing: (name) => new AwsError("DBSnapshotNotFound", `DBSnapshot ${name} not found.`),
    },
  ],
  retries: {
    create: { codes: ["InvalidParameterValue"], message: /ENHANCED_MONITORING/, seconds: 120 },
    update: { codes: ["InvalidParameterValue"], message: /ENHANCED_MONITORING/, seconds: 120 },
  },
  accept,
  fill,
  made: ({ scope }, thing) => placeThing(scope, thing),
  changed,
  show,
  find: (scope, id) => findInstance(scope, id),
  gone: (id) => new AwsError("DBInstanceNotFound", `DBInstance ${id} not found.`),
  mayGo,
  removed,
});

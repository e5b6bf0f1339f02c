/**
 * A DB cluster: Aurora, whose instances are resources of their own, or a Multi-AZ cluster, with a writer and two readers
 * in three Availability Zones. Replaces as internal/service/rds/cluster.go says (measured: aws-facts.md, section 6).
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 */
import { AwsError, ProviderError } from "../../errors";
import type { Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { managedKey } from "../kms/managedKeys";
import { accept, isAurora, validate } from "./clusterRules";
import { clusterProperties } from "./clusterProperties";
import { masterUserSecrets } from "./credentials";
import { addressOf, zoneFor } from "./endpoints";
import { engines, familyOf, versionOf } from "./engines";
import {
  clusterKind,
  clusterParameterGroupKind,
  clusterSnapshotKind,
  findCluster,
  instanceKind,
  postpone,
  refuseTaken,
  subnetGroupKind,
  takeSnapshot,
} from "./entities";
import { pickWindows } from "./identifiers";
import { groupReference } from "./parameterGroups";
import { placesFor, placeThing, unplace } from "./placing";

/** Those of Aurora come one by one, as cluster instances. */
const copiesOf = (inputs: ValueMap): number => (isAurora(text(inputs, "engine") ?? "") ? 0 : 3);

function identifierOf(wanted: Wanted): string {
  const inputs = { clusterIdentifierPrefix: "tf-", ...wanted.inputs };
  return nameOf({ ...wanted, inputs }, "clusterIdentifier");
}

function fill(wanted: Wanted, id: string): ValueMap {
  const { scope, inputs } = wanted;
  const engine = text(inputs, "engine") ?? "";
  const version = versionOf(engine, text(inputs, "engineVersion"));
  const { backup, maintenance } = pickWindows(scope.hash("windows", id));
  const hash = scope.hash("cluster resource id", id);
  const aurora = isAurora(engine);
  const { availabilityZone: _zone, ...places } = placesFor(scope, id, inputs, copiesOf(inputs));
  return {
    ...unset,
    ...places,
    arn: scope.arn("rds", `cluster:${id}`),
    clusterIdentifier: id,
    clusterResourceId: `cluster-00000${hash.slice(0, 21).toUpperCase()}`,
    // Three, whichever the subnet group has: Aurora keeps its copies there.
    availabilityZones: scope.availabilityZones.slice(0, 3).map((zone) => zone.name),
    allocatedStorage: 1,
    backupRetentionPeriod: 1,
    dbClusterParameterGroupName: `default.${familyOf(engine, version?.major ?? "")}`,
    engineVersion: version?.whole ?? "",
    iamRoles: [],
    kmsKeyId: flag(inputs, "storageEncrypted") === true ? managedKey(scope, "rds") : "",
    port: engines[engine]?.port ?? 0,
    preferredBackupWindow: backup,
    preferredMaintenanceWindow: maintenance,
    storageEncrypted: false,
    storageType: aurora ? "" : "io1",
    clusterScalabilityType: aurora ? "standard" : "",
  };
}

const unset: ValueMap = {
  applyImmediately: false,
  caCertificateIdentifier: "rds-ca-rsa2048-g1",
  clusterIdentifierPrefix: "",
  databaseInsightsMode: "standard",
  databaseName: "",
  dbSystemId: "",
  engineLifecycleSupport: "open-source-rds-extended-support",
  masterUserSecretKmsKeyId: "",
  masterUsername: "",
  monitoringInterval: 0,
  monitoringRoleArn: "",
  networkType: "IPV4",
  performanceInsightsKmsKeyId: "",
  performanceInsightsRetentionPeriod: 0,
};

export const membersOf = (scope: Scope, cluster: Thing): readonly Thing[] =>
  scope
    .referrers(cluster)
    .filter((one): one is Thing => one.kind === instanceKind.name)
    .sort((one, other) => nameOfThing(one).localeCompare(nameOfThing(other)));

const nameOfThing = ({ id, properties }: Thing): string => text(properties, "identifier") ?? id;

function show(scope: Scope, thing: Thing): ValueMap {
  const { id, properties } = thing;
  const engine = text(properties, "engine") ?? "";
  const version = versionOf(engine, text(properties, "engineVersion"));
  const own = isAurora(engine) ? [] : [1, 2, 3].map((number) => `${id}-instance-${number}`);
  return {
    caCertificateValidTill: "2061-05-25T22:34:57Z",
    clusterMembers: [...own, ...membersOf(scope, thing).map(nameOfThing)],
    endpoint: addressOf(scope, id, "cluster-"),
    engineVersionActual: version?.whole ?? text(properties, "engineVersion") ?? "",
    hostedZoneId: zoneFor(scope),
    masterUserSecrets: masterUserSecrets(scope, thing, "cluster"),
    readerEndpoint: addressOf(scope, id, "cluster-ro-"),
    upgradeRolloutOrder: "second",
  };
}

/** What waits for the maintenance window, unless it is to be at once. */
const deferrable = ["allocatedStorage", "dbClusterInstanceClass", "engineVersion", "iops"];

function changed({ scope, inputs }: Wanted, thing: Thing, before: Thing): void {
  const isAtOnce = flag(inputs, "applyImmediately") === true;
  const { availabilityZone: _zone, ...places } = placesFor(
    scope,
    thing.id,
    thing.properties,
    copiesOf(thing.properties),
  );
  const waits = isAtOnce
    ? []
    : deferrable.filter((key) => thing.properties[key] !== before.properties[key]);
  const pick = (map: ValueMap): ValueMap =>
    Object.fromEntries(waits.map((key) => [key, map[key] ?? ""]));
  const now = {
    ...thing,
    properties: { ...thing.properties, ...pick(before.properties), ...places },
  };
  const next = waits.length === 0 ? now : postpone(now, pick(thing.properties), scope.clock);
  placeThing(scope, scope.put(clusterKind, next));
  // The instances of the cluster are in its groups.
  for (const member of membersOf(scope, thing))
    placeThing(
      scope,
      scope.put(instanceKind, {
        ...member,
        properties: {
          ...member.properties,
          vpcSecurityGroupIds: texts(next.properties, "vpcSecurityGroupIds"),
        },
      }),
    );
}

function mayGo(scope: Scope, thing: Thing, known: ValueMap): void {
  const snapshot = text(known, "finalSnapshotIdentifier");
  const isSkipped = flag(known, "skipFinalSnapshot") === true;
  if (!isSkipped && snapshot === undefined)
    throw new ProviderError(
      "RDS Cluster final_snapshot_identifier is required when skip_final_snapshot is false",
    );
  if (flag(thing.properties, "deletionProtection") === true)
    throw new AwsError(
      "InvalidParameterCombination",
      "Cannot delete protected Cluster, please disable deletion protection and try again.",
    );
  if (membersOf(scope, thing).length > 0)
    throw new AwsError(
      "InvalidDBClusterStateFault",
      "Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
    );
  if (!isSkipped && snapshot !== undefined) refuseTaken(scope, clusterSnapshotKind, snapshot);
}

function removed(scope: Scope, thing: Thing, known: ValueMap): undefined {
  unplace(scope, thing);
  const snapshot = text(known, "finalSnapshotIdentifier");
  if (flag(known, "skipFinalSnapshot") === true || snapshot === undefined) return;
  takeSnapshot(scope, clusterSnapshotKind, { id: snapshot, of: thing });
}

export const cluster: Model = defineResource({
  type: "aws:rds/cluster:Cluster",
  service: "RDS",
  noun: "RDS Cluster",
  calls: { create: "CreateDBCluster", update: "ModifyDBCluster", delete: "DeleteDBCluster" },
  kind: clusterKind,
  properties: clusterProperties,
  validate,
  id: identifierOf,
  names: (id) => [id],
  references: [
    {
      property: "dbSubnetGroupName",
      find: (scope, name) => scope.get(subnetGroupKind, name),
      except: (name) => name === "default",
      missing: (name) =>
        new AwsError("DBSubnetGroupNotFoundFault", `DB subnet group '${name}' does not exist.`),
      holds: true,
    },
    groupReference(clusterParameterGroupKind, "dbClusterParameterGroupName"),
    {
      property: "snapshotIdentifier",
      find: (scope, name) => scope.get(clusterSnapshotKind, name),
      except: (name) => name.startsWith("arn:") || name.startsWith("rds:"),
      missing: (name) =>
        new AwsError("DBClusterSnapshotNotFoundFault", `DBClusterSnapshot ${name} not found.`),
    },
  ],
  retries: {
    create: { codes: ["InvalidParameterValue"], message: /ENHANCED_MONITORING/, seconds: 120 },
  },
  accept,
  fill,
  made: ({ scope }, thing) => placeThing(scope, thing),
  changed,
  show,
  find: (scope, id) => findCluster(scope, id),
  gone: (id) => new AwsError("DBClusterNotFoundFault", `DBCluster ${id} not found.`),
  mayGo,
  removed,
});

/**
 * An instance of an Aurora cluster. Replaces as internal/service/rds/cluster_instance.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { arn } from "../../resource/forms";
import { flag, isGiven, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { acceptClass } from "./classes";
import { membersOf } from "./cluster";
import { isAurora } from "./clusterRules";
import { addressOf } from "./endpoints";
import { familyOf, versionOf } from "./engines";
import {
  findCluster,
  findInstance,
  instanceKind,
  parameterGroupKind,
  subnetGroupKind,
} from "./entities";
import {
  acceptLength,
  checkIdentifier,
  checkWindows,
  customProfile,
  pickWindows,
  prefixForm,
} from "./identifiers";
import { acceptMonitoring, insightForm } from "./monitoring";
import { acceptFamily, groupReference } from "./parameterGroups";
import { placesFor, placeThing, unplace } from "./placing";
import { refuseUnreachable, siteFor, zonesIn } from "./site";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkIdentifier(inputs, "identifier"),
    ...checkConflict(inputs, "identifier", "identifierPrefix"),
    ...checkOneOf(inputs, "engine", ["aurora-mysql", "aurora-postgresql", "mysql", "postgres"]),
    ...checkWindows(inputs, {
      backup: "preferredBackupWindow",
      maintenance: "preferredMaintenanceWindow",
    }),
  ];
}

const bad = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);

const clusterOf = (scope: Scope, properties: ValueMap): Thing | undefined =>
  findCluster(scope, text(properties, "clusterIdentifier") ?? "");

/** Subnets and groups are the cluster's, where the instance says nothing else. */
function surroundings(wanted: Wanted): ValueMap {
  const { scope, inputs } = wanted;
  const cluster = clusterOf(scope, inputs)?.properties ?? {};
  return {
    ...inputs,
    dbSubnetGroupName: text(inputs, "dbSubnetGroupName") ?? cluster.dbSubnetGroupName ?? "",
    vpcSecurityGroupIds: texts(cluster, "vpcSecurityGroupIds"),
  };
}

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const engine = text(inputs, "engine") ?? "";
  acceptLength(inputs, "identifier", "DBInstanceIdentifier");
  const taken = findInstance(scope, text(inputs, "identifier") ?? "");
  if (taken !== undefined && taken.id !== before?.id)
    throw new AwsError("DBInstanceAlreadyExists", "DB instance already exists");
  const parent = clusterOf(scope, inputs)?.properties ?? {};
  const its = text(parent, "engine") ?? "";
  if (its !== engine)
    throw bad(
      `The engine name requested for your DB Instance (${engine}) doesn't match the engine name of your DB Cluster (${its}).`,
    );
  if (!isAurora(engine))
    throw bad("A Multi-AZ DB cluster has its three instances already; it takes no others.");
  acceptClassIn(inputs, parent);
  const failures = checkRange(inputs, "promotionTier", [0, 15]);
  if (failures.length > 0)
    throw new AwsError("InvalidParameterValue", "PromotionTier must be from 0 to 15");
  acceptPlace(wanted);
  const version = versionOf(engine, text(parent, "engineVersion"));
  acceptFamily(
    wanted,
    { kind: parameterGroupKind, property: "dbParameterGroupName" },
    familyOf(engine, version?.major ?? ""),
  );
  acceptMonitoring(wanted, engine);
}

function acceptClassIn(inputs: ValueMap, parent: ValueMap): void {
  const name = text(inputs, "instanceClass") ?? "";
  acceptClass(name, { engine: text(inputs, "engine") ?? "" });
  if (name === "db.serverless" && !isGiven(parent, "serverlessv2ScalingConfiguration"))
    throw bad(
      "Set the Serverless v2 scaling configuration on the parent DB cluster before creating a Serverless v2 DB instance.",
    );
}

function acceptPlace(wanted: Wanted): void {
  const site = siteFor(wanted.scope, surroundings(wanted));
  refuseUnreachable(wanted, site.vpcId);
  const zone = text(wanted.inputs, "availabilityZone");
  if (zone !== undefined && !zonesIn(site.subnets).includes(zone))
    throw new AwsError(
      "InvalidVPCNetworkStateFault",
      `The DB subnet group '${site.groupName}' has no subnet in the Availability Zone ${zone}`,
    );
}

function fill(wanted: Wanted, id: string): ValueMap {
  const { scope, inputs } = wanted;
  const engine = text(inputs, "engine") ?? "";
  const parent = clusterOf(scope, inputs)?.properties ?? {};
  const version = versionOf(engine, text(parent, "engineVersion"));
  const { backup, maintenance } = pickWindows(scope.hash("windows", id));
  const hash = scope.hash("dbi resource id", id);
  return {
    ...placesFor(scope, id, surroundings(wanted), 1),
    arn: scope.arn("rds", `db:${id}`),
    identifier: id,
    identifierPrefix: "",
    applyImmediately: false,
    caCertIdentifier: "rds-ca-rsa2048-g1",
    dbParameterGroupName: `default.${familyOf(engine, version?.major ?? "")}`,
    dbiResourceId: `db-00000${hash.slice(0, 21).toUpperCase()}`,
    engineVersion: text(parent, "engineVersion") ?? "",
    monitoringRoleArn: "",
    performanceInsightsEnabled: false,
    performanceInsightsKmsKeyId: "",
    performanceInsightsRetentionPeriod: flag(inputs, "performanceInsightsEnabled") === true ? 7 : 0,
    preferredBackupWindow: text(parent, "preferredBackupWindow") ?? backup,
    preferredMaintenanceWindow: maintenance,
    publiclyAccessible: false,
  };
}

function show(scope: Scope, thing: Thing): ValueMap {
  const cluster = clusterOf(scope, thing.properties);
  const { properties: parent = {} } = cluster ?? {};
  const engine = text(thing.properties, "engine") ?? "";
  // The first one writes, until it fails.
  const [first] = cluster === undefined ? [thing] : membersOf(scope, cluster);
  return {
    endpoint: addressOf(scope, thing.id),
    engineVersionActual: versionOf(engine, text(parent, "engineVersion"))?.whole ?? "",
    kmsKeyId: text(parent, "kmsKeyId") ?? "",
    networkType: text(parent, "networkType") ?? "IPV4",
    port: parent.port ?? 0,
    storageEncrypted: flag(parent, "storageEncrypted") ?? false,
    writer: first?.id === thing.id,
  };
}

export const clusterInstance: Model = defineResource({
  type: "aws:rds/clusterInstance:ClusterInstance",
  service: "RDS",
  noun: "RDS Cluster Instance",
  calls: { create: "CreateDBInstance", update: "ModifyDBInstance", delete: "DeleteDBInstance" },
  kind: instanceKind,
  properties: {
    ...common,
    applyImmediately: { kind: "flag", computed: true },
    arn: output,
    autoMinorVersionUpgrade: { kind: "flag", default: true },
    availabilityZone: { computed: true, replaces: true },
    caCertIdentifier: computed,
    clusterIdentifier: { required: true, replaces: true },
    copyTagsToSnapshot: { kind: "flag", default: false },
    customIamInstanceProfile: { replaces: true, form: customProfile },
    dbParameterGroupName: computed,
    dbSubnetGroupName: { computed: true, replaces: true },
    dbiResourceId: output,
    endpoint: output,
    engine: { required: true, replaces: true },
    engineVersion: computed,
    engineVersionActual: output,
    forceDestroy: { kind: "flag", default: false, local: true },
    identifier: { computed: true, replaces: true },
    identifierPrefix: { computed: true, replaces: true, form: prefixForm() },
    instanceClass: { required: true },
    kmsKeyId: output,
    monitoringInterval: { kind: "number", default: 0 },
    monitoringRoleArn: computed,
    networkType: output,
    performanceInsightsEnabled: { kind: "flag", computed: true },
    performanceInsightsKmsKeyId: { computed: true, form: arn },
    performanceInsightsRetentionPeriod: { kind: "number", computed: true, form: insightForm },
    port: { kind: "number", output: true },
    preferredBackupWindow: computed,
    preferredMaintenanceWindow: computed,
    promotionTier: { kind: "number", default: 0 },
    publiclyAccessible: { kind: "flag", computed: true },
    storageEncrypted: { kind: "flag", output: true },
    warningEventCategories: { kind: "set", local: true },
    writer: { kind: "flag", output: true },
  },
  validate,
  id: (wanted) =>
    nameOf({ ...wanted, inputs: { identifierPrefix: "tf-", ...wanted.inputs } }, "identifier"),
  names: (id) => [id],
  references: [
    {
      property: "clusterIdentifier",
      find: findCluster,
      missing: (name) => new AwsError("DBClusterNotFoundFault", `DBCluster ${name} not found.`),
      holds: true,
    },
    {
      property: "dbSubnetGroupName",
      find: (scope, name) => scope.get(subnetGroupKind, name),
      except: (name) => name === "default",
      missing: (name) =>
        new AwsError("DBSubnetGroupNotFoundFault", `DB subnet group '${name}' does not exist.`),
      holds: true,
    },
    groupReference(parameterGroupKind, "dbParameterGroupName"),
  ],
  accept,
  fill,
  made: ({ scope }, thing) => placeThing(scope, thing),
  show,
  find: (scope, id) => findInstance(scope, id),
  gone: (id) => new AwsError("DBInstanceNotFound", `DBInstance ${id} not found.`),
  removed: (scope, thing) => {
    unplace(scope, thing);
    return undefined;
  },
});

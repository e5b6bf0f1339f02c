/** The properties of a cluster. Replaces as internal/service/rds/cluster.go says (aws-facts.md, section 6). */
import {
  common,
  computed,
  optional,
  output,
  writeOnly,
  type Form,
  type Properties,
} from "../../model";
import { arn, atMost, oneOf } from "../../resource/forms";
import { isWritten, text } from "../../values";
import { notShort, prefixForm } from "./identifiers";

const logs = [
  ...["audit", "error", "general", "iam-db-auth-error", "instance", "postgresql", "slowquery"],
  "upgrade",
];

const finalSnapshot: Form = (value, at) => {
  const given = String(value);
  if (!/^[0-9A-Za-z-]+$/.test(given))
    return `only alphanumeric characters and hyphens allowed in "${at}": ${given}`;
  if (given.includes("--")) return `"${at}" cannot contain two consecutive hyphens: ${given}`;
  return given.endsWith("-") ? `"${at}" cannot end in a hyphen: ${given}` : undefined;
};

export const clusterProperties: Properties = {
  ...common,
  allocatedStorage: { kind: "number", computed: true },
  allowMajorVersionUpgrade: { kind: "flag", local: true },
  applyImmediately: { kind: "flag", computed: true },
  arn: output,
  autoMinorVersionUpgrade: { kind: "flag", computed: true },
  availabilityZones: { kind: "set", replaces: true, computed: true },
  backtrackWindow: { kind: "number" },
  backupRetentionPeriod: { kind: "number", computed: true, form: atMost(35) },
  caCertificateIdentifier: computed,
  caCertificateValidTill: output,
  clusterIdentifier: { replaces: true, computed: true },
  clusterIdentifierPrefix: { replaces: true, computed: true, form: prefixForm() },
  clusterMembers: { kind: "set", computed: true },
  clusterResourceId: output,
  clusterScalabilityType: { replaces: true, computed: true },
  copyTagsToSnapshot: { kind: "flag", default: false },
  databaseInsightsMode: { computed: true, form: oneOf("standard", "advanced") },
  databaseName: { replaces: true, computed: true },
  dbClusterInstanceClass: optional,
  dbClusterParameterGroupName: computed,
  dbInstanceParameterGroupName: { local: true },
  dbSubnetGroupName: { replaces: true, computed: true },
  dbSystemId: { replaces: true, computed: true },
  deleteAutomatedBackups: { kind: "flag", default: true, local: true },
  deletionProtection: { kind: "flag" },
  domain: optional,
  domainIamRoleName: optional,
  enableGlobalWriteForwarding: { kind: "flag", default: false },
  enableHttpEndpoint: { kind: "flag", default: false },
  enableLocalWriteForwarding: { kind: "flag", default: false },
  enabledCloudwatchLogsExports: { kind: "set", form: oneOf(...logs) },
  endpoint: output,
  engine: { required: true, replaces: true },
  engineLifecycleSupport: {
    computed: true,
    form: oneOf("open-source-rds-extended-support", "open-source-rds-extended-support-disabled"),
  },
  engineMode: { replaces: true, default: "provisioned" },
  engineVersion: computed,
  engineVersionActual: output,
  finalSnapshotIdentifier: { local: true, form: finalSnapshot },
  globalClusterIdentifier: optional,
  hostedZoneId: output,
  iamDatabaseAuthenticationEnabled: { kind: "flag" },
  iamRoles: { kind: "set", computed: true },
  iops: { kind: "number" },
  kmsKeyId: { replaces: true, computed: true, form: arn },
  manageMasterUserPassword: { kind: "flag" },
  masterPassword: { local: true },
  masterPasswordWo: writeOnly,
  masterPasswordWoVersion: { kind: "number", local: true },
  masterUserSecretKmsKeyId: { computed: true, form: notShort },
  masterUserSecrets: { kind: "list", output: true },
  masterUsername: { replaces: true, computed: true },
  monitoringInterval: { kind: "number", computed: true },
  monitoringRoleArn: { computed: true, form: arn },
  networkType: computed,
  performanceInsightsEnabled: { kind: "flag" },
  performanceInsightsKmsKeyId: { computed: true, form: arn },
  performanceInsightsRetentionPeriod: { kind: "number", computed: true },
  port: { kind: "number", computed: true },
  preferredBackupWindow: computed,
  preferredMaintenanceWindow: computed,
  readerEndpoint: output,
  replicationSourceIdentifier: optional,
  restoreToPointInTime: { kind: "block", replaces: true, local: true },
  s3Import: { kind: "block", replaces: true, local: true },
  // Left out, they stay as they are.
  scalingConfiguration: { kind: "block", computed: true },
  serverlessv2ScalingConfiguration: { kind: "block", computed: true },
  skipFinalSnapshot: { kind: "flag", default: false, local: true },
  // Taken back, what was made of it stays.
  snapshotIdentifier: {
    replaces: true,
    local: true,
    counts: (inputs) => isWritten(inputs, "snapshotIdentifier"),
  },
  sourceRegion: { replaces: true, local: true },
  storageEncrypted: { kind: "flag", replaces: true, computed: true },
  storageType: {
    computed: true,
    replaces: (_before, _after, inputs) => !(text(inputs, "engine") ?? "").startsWith("aurora"),
  },
  upgradeRolloutOrder: output,
  vpcSecurityGroupIds: { kind: "set", computed: true },
  warningEventCategories: { kind: "set", local: true },
};

/**
 * A PostgreSQL database of RDS: in subnets without a way out, for the named security groups alone.
 * Makes the instance or the Multi-AZ cluster, its subnet group, a parameter group that wants TLS, and
 * a security group with a rule for each group that may connect. Storage, backups, logs' transport and
 * the password are encrypted; RDS makes, keeps and rotates the password in Secrets Manager.
 * An instance of the smallest class costs about $0.016 an hour, a standby as much again; a secret
 * costs $0.40 a month (us-east-1).
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_PostgreSQL.html
 */
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, isKey } from "../network";
import { createOwnGroup, subnetIdsOf, tagged, type DataBuilding } from "./dataNetwork";
import { DatabaseAvailability, type PostgresDatabaseArgs } from "./postgresDatabaseArgs";
import { planPostgresDatabase, type PostgresDatabasePlan } from "./postgresDatabasePlan";

const PORT = 5432;
/** The arguments that take inputs, beside those that every component names alike. */
const INPUTS = { allowMajorVersionUpgrade: 0, deletionProtection: 0, applyImmediately: 0 };
/** What is written of connections and statements, and of upgrades. RDS makes log groups, kept for ever. */
const LOGS = ["postgresql", "upgrade"];
/** So long are Performance Insights free of charge. */
const FREE_INSIGHTS_IN_DAYS = 7;

/** A PostgreSQL database and who may connect to it. */
export class PostgresDatabase extends pulumi.ComponentResource {
  /** The host name to connect to: of a cluster, the writer's. */
  readonly endpoint: pulumi.Output<string>;
  /** The host name that leads to a cluster's two readers; the same as `endpoint` of an instance. */
  readonly readerEndpoint: pulumi.Output<string>;
  /** The port that it listens on. */
  readonly port: pulumi.Output<number>;
  /** What RDS calls the instance or the cluster. */
  readonly identifier: pulumi.Output<string>;
  /** The instance's or the cluster's ARN. */
  readonly arn: pulumi.Output<string>;
  /** The secret with the first user's name and password. */
  readonly secretArn: pulumi.Output<string>;
  /** The group of its own; none where groups are brought. */
  readonly securityGroupId?: pulumi.Output<string>;

  constructor(name: string, args: PostgresDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:PostgresDatabase", name, {}, opts);
    const checked = { component: this, kind: "PostgresDatabase", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () => planPostgresDatabase(args));
    const building: Building = { parent: this, name, plan, args };
    const group = createOwnGroup(building, { description: "PostgreSQL database", port: PORT });
    const subnetGroup = createSubnetGroup(building);
    const securityGroupIds = group ? [group.id] : (args.securityGroupIds ?? []);
    const made = plan.isCluster
      ? createCluster(building, { subnetGroup, securityGroupIds })
      : createInstance(building, { subnetGroup, securityGroupIds });
    this.endpoint = made.endpoint;
    this.readerEndpoint = made.readerEndpoint;
    this.port = made.port;
    this.identifier = made.identifier;
    this.arn = made.arn;
    this.secretArn = made.secrets.apply(([secret]) => secret?.secretArn ?? "");
    if (group) this.securityGroupId = group.id;
    this.registerOutputs({
      endpoint: this.endpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      identifier: this.identifier,
      arn: this.arn,
      secretArn: this.secretArn,
      securityGroupId: this.securityGroupId,
    });
  }
}

interface Building extends DataBuilding {
  readonly plan: PostgresDatabasePlan;
  readonly args: PostgresDatabaseArgs;
}

interface Site {
  readonly subnetGroup: rds.SubnetGroup;
  readonly securityGroupIds: pulumi.Input<string>[];
}

function createSubnetGroup(building: Building): rds.SubnetGroup {
  const { parent, name, plan, args } = building;
  return new rds.SubnetGroup(
    name,
    {
      description: `Subnets of the tier ${plan.tier}`,
      subnetIds: subnetIdsOf(args, plan.tier),
      region: args.vpc.region,
      tags: tagged(building, "db-subnets"),
    },
    { parent },
  );
}

const parametersOf = (building: Building) => ({
  family: building.plan.family,
  description: "TLS for every connection",
  parameters: [...building.plan.parameters],
  region: building.args.vpc.region,
  tags: tagged(building, "db-parameters"),
});

function createInstance(building: Building, site: Site) {
  const { parent, name, plan, args } = building;
  const parameterGroup = new rds.ParameterGroup(name, parametersOf(building), { parent });
  const instance = new rds.Instance(
    name,
    {
      ...shared(building, site),
      multiAz: args.availability === DatabaseAvailability.MultiAzInstance,
      instanceClass: plan.instanceClass,
      dbName: args.databaseName,
      username: args.masterUsername ?? "postgres",
      parameterGroupName: parameterGroup.name,
      backupRetentionPeriod: plan.backupRetentionInDays,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      tags: tagged(building, "db"),
    },
    { parent },
  );
  return {
    endpoint: instance.address,
    readerEndpoint: instance.address,
    port: instance.port,
    identifier: instance.identifier,
    arn: instance.arn,
    secrets: instance.masterUserSecrets,
  };
}

function createCluster(building: Building, site: Site) {
  const { parent, name, plan, args } = building;
  const parameterGroup = new rds.ClusterParameterGroup(name, parametersOf(building), { parent });
  const cluster = new rds.Cluster(
    name,
    {
      ...shared(building, site),
      // Pulumi names no clusters, and the provider's own names say nothing.
      clusterIdentifierPrefix: isKey(name) ? `${name}-` : undefined,
      dbClusterInstanceClass: plan.instanceClass,
      databaseName: args.databaseName,
      masterUsername: args.masterUsername ?? "postgres",
      dbClusterParameterGroupName: parameterGroup.name,
      backupRetentionPeriod: plan.backupRetentionInDays,
      tags: tagged(building, "db"),
    },
    { parent },
  );
  return {
    endpoint: cluster.endpoint,
    readerEndpoint: cluster.readerEndpoint,
    port: cluster.port,
    identifier: cluster.clusterIdentifier,
    arn: cluster.arn,
    secrets: cluster.masterUserSecrets,
  };
}

/** What instances and clusters call by the same names. */
function shared({ plan, args }: Building, { subnetGroup, securityGroupIds }: Site) {
  const { kmsKeyArn } = args;
  return {
    engine: "postgres",
    engineVersion: plan.engineVersion,
    allowMajorVersionUpgrade: args.allowMajorVersionUpgrade ?? false,
    storageType: "gp3",
    allocatedStorage: plan.allocatedStorage,
    storageEncrypted: true,
    kmsKeyId: kmsKeyArn,
    port: PORT,
    dbSubnetGroupName: subnetGroup.name,
    vpcSecurityGroupIds: securityGroupIds,
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: kmsKeyArn,
    copyTagsToSnapshot: true,
    deletionProtection: args.deletionProtection ?? true,
    skipFinalSnapshot: args.finalSnapshot === false,
    // Of the subnet group's name, which no other deployment has: an account has one snapshot of a name.
    finalSnapshotIdentifier:
      args.finalSnapshot === false ? undefined : pulumi.interpolate`${subnetGroup.name}-final`,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: FREE_INSIGHTS_IN_DAYS,
    performanceInsightsKmsKeyId: kmsKeyArn,
    enabledCloudwatchLogsExports: LOGS,
    applyImmediately: args.applyImmediately ?? false,
    region: args.vpc.region,
  };
}

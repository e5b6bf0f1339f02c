/** Databases, in a VPC with subnets in three Availability Zones. */
import { type Case, type Suite, type Surroundings, tagged, trust } from "../lifecycleCases";
import { type Stack, textOf, types } from "../support";

const subnetGroup = "aws:rds/subnetGroup:SubnetGroup";
const parameterGroup = "aws:rds/parameterGroup:ParameterGroup";
const clusterParameterGroup = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";

async function surroundings(stack: Stack): Promise<Surroundings> {
  const vpc = await stack.create(types.vpc, "around", {
    cidrBlock: "10.0.0.0/16",
    enableDnsHostnames: true,
  });
  const subnets = await Promise.all(
    ["a", "b", "c"].map((letter, index) =>
      stack.create(types.subnet, letter, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone: `us-east-1${letter}`,
      }),
    ),
  );
  const gateway = await stack.create(types.internetGateway, "around", { vpcId: vpc.id });
  const group = await stack.create(types.group, "around", { vpcId: vpc.id });
  const [a, b, c] = subnets.map((one) => one.id);
  const dbGroup = await stack.create(subnetGroup, "around", { subnetIds: [a!, b!, c!] });
  const otherGroup = await stack.create(subnetGroup, "other", { subnetIds: [a!, b!] });
  const parameters = await stack.create(parameterGroup, "around", { family: "postgres17" });
  const auroraParameters = await stack.create(parameterGroup, "aurora", {
    family: "aurora-postgresql17",
  });
  const clusterParameters = await stack.create(clusterParameterGroup, "around", {
    family: "aurora-postgresql17",
  });
  const key = await stack.create("aws:kms/key:Key", "around", {});
  const role = await stack.create(types.role, "around", {
    assumeRolePolicy: trust("monitoring.rds.amazonaws.com"),
  });
  const source = await stack.create(instance, "source", {
    ...postgres({ dbGroup: dbGroup.id }),
    backupRetentionPeriod: 1,
  });
  const aurora = await stack.create(cluster, "around", {
    ...auroraArgs({ dbGroup: dbGroup.id }),
    serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 1 },
  });
  await stack.world.advance(60);
  const made = [vpc, ...subnets, gateway, group, dbGroup, otherGroup, parameters];
  const groups = [auroraParameters, clusterParameters, key, role, source, aurora];
  return {
    ids: {
      vpc: vpc.id,
      a: a!,
      b: b!,
      c: c!,
      group: group.id,
      dbGroup: dbGroup.id,
      otherGroup: otherGroup.id,
      parameters: parameters.id,
      auroraParameters: auroraParameters.id,
      clusterParameters: clusterParameters.id,
      key: textOf(key.properties, "arn"),
      role: textOf(role.properties, "arn"),
      source: textOf(source.properties, "identifier"),
      cluster: aurora.id,
    },
    made: [...made, ...groups],
  };
}

const postgres = ({ dbGroup }: Readonly<Record<string, string>>) => ({
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "app",
  password: "a-good-password",
  dbSubnetGroupName: dbGroup!,
  skipFinalSnapshot: true,
  applyImmediately: true,
});

const auroraArgs = ({ dbGroup }: Readonly<Record<string, string>>) => ({
  engine: "aurora-postgresql",
  engineVersion: "17",
  masterUsername: "app",
  masterPassword: "a-good-password",
  dbSubnetGroupName: dbGroup!,
  skipFinalSnapshot: true,
  applyImmediately: true,
});

const cases: readonly Case[] = [
  {
    type: subnetGroup,
    args: ({ a, b }) => ({ subnetIds: [a!, b!] }),
    updates: { subnetIds: ({ a, b, c }) => ({ subnetIds: [a!, b!, c!] }) },
    heldBy: {
      type: instance,
      args: (ids, made) => postgres({ ...ids, dbGroup: made.id }),
      code: "InvalidDBSubnetGroupStateFault",
    },
  },
  {
    type: parameterGroup,
    args: () => ({ family: "postgres17" }),
    updates: {
      parameters: () => ({ parameters: [{ name: "log_statement", value: "all" }] }),
    },
    replaces: { family: () => ({ family: "postgres16" }) },
    heldBy: {
      type: instance,
      args: (ids, made) => ({ ...postgres(ids), parameterGroupName: made.id }),
      code: "InvalidDBParameterGroupState",
    },
  },
  {
    type: clusterParameterGroup,
    args: () => ({ family: "aurora-postgresql17" }),
    updates: {
      parameters: () => ({ parameters: [{ name: "log_statement", value: "all" }] }),
    },
    replaces: { family: () => ({ family: "aurora-postgresql16" }) },
    heldBy: {
      type: cluster,
      args: (ids, made) => ({ ...auroraArgs(ids), dbClusterParameterGroupName: made.id }),
      code: "InvalidDBParameterGroupState",
    },
  },
  {
    type: instance,
    args: (ids) => ({ ...postgres(ids), identifier: "one" }),
    updates: {
      ...tagged,
      port: () => ({ port: 5433 }),
      identifierPrefix: () => ({ identifier: null, identifierPrefix: "one-" }),
      allocatedStorage: () => ({ allocatedStorage: 30 }),
      backupRetentionPeriod: () => ({ backupRetentionPeriod: 7 }),
      backupWindow: () => ({ backupWindow: "01:00-01:30" }),
      blueGreenUpdate: () => ({ blueGreenUpdate: { enabled: true } }),
      databaseInsightsMode: () => ({
        databaseInsightsMode: "advanced",
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: 465,
      }),
      dbSubnetGroupName: ({ otherGroup }) => ({ dbSubnetGroupName: otherGroup! }),
      enabledCloudwatchLogsExports: () => ({ enabledCloudwatchLogsExports: ["postgresql"] }),
      engineLifecycleSupport: () => ({
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      }),
      engineVersion: () => ({ engineVersion: "18", allowMajorVersionUpgrade: true }),
      finalSnapshotIdentifier: () => ({ finalSnapshotIdentifier: "the-last" }),
      instanceClass: () => ({ instanceClass: "db.t4g.small" }),
      iops: () => ({ iops: 12_000, allocatedStorage: 400 }),
      storageThroughput: () => ({ storageThroughput: 500, allocatedStorage: 400 }),
      storageType: () => ({ storageType: "gp2" }),
      maintenanceWindow: () => ({ maintenanceWindow: "sun:02:00-sun:02:30" }),
      manageMasterUserPassword: () => ({ manageMasterUserPassword: true, password: null }),
      maxAllocatedStorage: () => ({ maxAllocatedStorage: 100 }),
      monitoringInterval: ({ role }) => ({ monitoringInterval: 60, monitoringRoleArn: role! }),
      monitoringRoleArn: ({ role }) => ({ monitoringInterval: 60, monitoringRoleArn: role! }),
      networkType: () => ({ networkType: "DUAL" }),
      parameterGroupName: ({ parameters }) => ({ parameterGroupName: parameters! }),
      password: () => ({ password: "another-password" }),
      passwordWoVersion: () => ({
        password: null,
        passwordWo: "another-password",
        passwordWoVersion: 1,
      }),
      domainDnsIps: () => ({ domainDnsIps: ["10.0.0.2", "10.0.0.3"] }),
      performanceInsightsRetentionPeriod: () => ({
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: 31,
      }),
      replicaMode: () => ({ replicaMode: "mounted" }),
      replicateSourceDb: ({ source }) => ({
        replicateSourceDb: source!,
        dbSubnetGroupName: null,
        username: null,
      }),
      vpcSecurityGroupIds: ({ group }) => ({ vpcSecurityGroupIds: [group!] }),
    },
    replaces: {
      customIamInstanceProfile: () => ({ customIamInstanceProfile: "AWSRDSCustomOne" }),
      dbName: () => ({ dbName: "app" }),
      engine: () => ({ engine: "mysql" }),
    },
    kept: ["allocatedStorage"],
    untried: { passwordWo: "in no state: its version says that it is another" },
    importId: (made) => textOf(made.properties, "identifier"),
  },
  {
    type: cluster,
    args: auroraArgs,
    updates: {
      ...tagged,
      backupRetentionPeriod: () => ({ backupRetentionPeriod: 7 }),
      performanceInsightsRetentionPeriod: () => ({
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: 31,
      }),
      preferredBackupWindow: () => ({ preferredBackupWindow: "01:00-01:30" }),
      preferredMaintenanceWindow: () => ({ preferredMaintenanceWindow: "sun:02:00-sun:02:30" }),
      dbClusterParameterGroupName: ({ clusterParameters }) => ({
        dbClusterParameterGroupName: clusterParameters!,
      }),
      databaseInsightsMode: () => ({
        databaseInsightsMode: "advanced",
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: 465,
      }),
      enabledCloudwatchLogsExports: () => ({ enabledCloudwatchLogsExports: ["postgresql"] }),
      engineLifecycleSupport: () => ({
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
      }),
      engineVersion: () => ({ engineVersion: "17.8" }),
      finalSnapshotIdentifier: () => ({ finalSnapshotIdentifier: "the-last" }),
      manageMasterUserPassword: () => ({ manageMasterUserPassword: true, masterPassword: null }),
      masterPassword: () => ({ masterPassword: "another-password" }),
      masterPasswordWoVersion: () => ({
        masterPassword: null,
        masterPasswordWo: "another-password",
        masterPasswordWoVersion: 1,
      }),
      storageType: () => ({ storageType: "aurora-iopt1" }),
      monitoringInterval: ({ role }) => ({ monitoringInterval: 60, monitoringRoleArn: role! }),
      networkType: () => ({ networkType: "DUAL" }),
      vpcSecurityGroupIds: ({ group }) => ({ vpcSecurityGroupIds: [group!] }),
    },
    untried: {
      clusterMembers: "says what there is, whatever is written down",
      masterPasswordWo: "in no state: its version says that it is another",
      allocatedStorage: "of Multi-AZ clusters: tests/simulator/services/rds.spec.ts",
      dbClusterInstanceClass: "of Multi-AZ clusters: tests/simulator/services/rds.spec.ts",
      iops: "of Multi-AZ clusters: tests/simulator/services/rds.spec.ts",
    },
    replaces: {
      availabilityZones: () => ({ availabilityZones: ["us-east-1d"] }),
      engine: () => ({ engine: "aurora-mysql" }),
      engineMode: () => ({ engineMode: "serverless" }),
      clusterScalabilityType: () => ({ clusterScalabilityType: "limitless" }),
    },
    heldBy: {
      type: clusterInstance,
      args: (_ids, made) => ({
        clusterIdentifier: made.id,
        engine: "aurora-postgresql",
        instanceClass: "db.t4g.medium",
      }),
      code: "InvalidDBClusterStateFault",
    },
  },
  {
    type: clusterInstance,
    args: ({ cluster: clusterIdentifier }) => ({
      clusterIdentifier: clusterIdentifier!,
      engine: "aurora-postgresql",
      instanceClass: "db.t4g.medium",
    }),
    updates: {
      ...tagged,
      dbParameterGroupName: ({ auroraParameters }) => ({ dbParameterGroupName: auroraParameters! }),
      instanceClass: () => ({ instanceClass: "db.serverless" }),
      preferredBackupWindow: () => ({ preferredBackupWindow: "01:00-01:30" }),
      preferredMaintenanceWindow: () => ({ preferredMaintenanceWindow: "sun:02:00-sun:02:30" }),
      monitoringInterval: ({ role }) => ({ monitoringInterval: 60, monitoringRoleArn: role! }),
      performanceInsightsRetentionPeriod: () => ({
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: 31,
      }),
    },
    replaces: {
      engine: () => ({ engine: "aurora-mysql" }),
      availabilityZone: () => ({ availabilityZone: "us-east-1d" }),
      customIamInstanceProfile: () => ({ customIamInstanceProfile: "AWSRDSCustomOne" }),
    },
  },
];

export const suite: Suite = { cases, surroundings };

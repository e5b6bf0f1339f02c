import * as ec2 from "@pulumi/aws/ec2";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, outline, record, unknown } from "./recordedMocks";
import { DATA_SITE as vpc } from "./site";

const { SingleInstance, MultiAzInstance, MultiAzCluster } = net.DatabaseAvailability;
type Args = Partial<net.PostgresDatabaseArgs>;
const build = (args: Args) => () =>
  new net.PostgresDatabase("orders", { vpc, availability: SingleInstance, ...args });
const inventoryOf = async (args: Args = {}) => inventory(await record(build(args)));
const refusal = async (args: Args) => (await messageOf(build(args))).split("\n").slice(1);
const SUBNETS = ["subnet-db-a", "subnet-db-b", "subnet-db-c"];

/** Of an instance and of a cluster alike. */
const SHARED = {
  engine: "postgres",
  engineVersion: "17",
  allowMajorVersionUpgrade: false,
  storageType: "gp3",
  allocatedStorage: 20,
  storageEncrypted: true,
  port: 5432,
  dbSubnetGroupName: "orders-1a2b3c4",
  vpcSecurityGroupIds: ["SecurityGroup orders"],
  manageMasterUserPassword: true,
  copyTagsToSnapshot: true,
  deletionProtection: true,
  skipFinalSnapshot: false,
  finalSnapshotIdentifier: "orders-1a2b3c4-final",
  performanceInsightsEnabled: true,
  performanceInsightsRetentionPeriod: 7,
  enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
  applyImmediately: false,
  backupRetentionPeriod: 7,
  tags: { Name: "orders" },
};
const parameters = [{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }];

describe("PostgresDatabase", () => {
  it("makes an encrypted instance that nobody reaches, in the isolated tier", async () => {
    expect(await inventoryOf()).to.deep.equal({
      "PostgresDatabase orders < ": {},
      "SecurityGroup orders < PostgresDatabase": {
        vpcId: "vpc-1",
        description: "PostgreSQL database",
        tags: { Name: "orders" },
      },
      "SubnetGroup orders < PostgresDatabase": {
        description: "Subnets of the tier database",
        subnetIds: SUBNETS,
        tags: { Name: "orders" },
      },
      "ParameterGroup orders < PostgresDatabase": {
        family: "postgres17",
        description: "TLS for every connection",
        parameters,
        tags: { Name: "orders" },
      },
      "Instance orders < PostgresDatabase": {
        ...SHARED,
        multiAz: false,
        instanceClass: "db.t4g.micro",
        username: "postgres",
        parameterGroupName: "orders-1a2b3c4",
        publiclyAccessible: false,
        autoMinorVersionUpgrade: true,
      },
    });
  });

  it("makes a cluster, with a parameter group of clusters", async () => {
    const all = await inventoryOf({
      availability: MultiAzCluster,
      instanceClass: "db.m6gd.large",
      databaseName: "orders",
      masterUsername: "owner",
    });
    expect(all["Cluster orders < PostgresDatabase"]).to.deep.equal({
      ...SHARED,
      clusterIdentifierPrefix: "orders-",
      dbClusterInstanceClass: "db.m6gd.large",
      databaseName: "orders",
      masterUsername: "owner",
      dbClusterParameterGroupName: "orders-1a2b3c4",
    });
    expect(all["ClusterParameterGroup orders < PostgresDatabase"]?.family).to.equal("postgres17");
    expect(Object.keys(all)).to.have.length(5);
  });

  it("is as it is told to be", async () => {
    const all = await inventoryOf({
      vpc: { ...vpc, region: "eu-west-1" },
      tier: "private",
      availability: MultiAzInstance,
      instanceClass: "db.r8g.large",
      engineVersion: "16.8",
      allowMajorVersionUpgrade: pulumi.output(true),
      allocatedStorage: 100,
      databaseName: "shop",
      masterUsername: "owner",
      parameters: { max_connections: "200" },
      allowedSecurityGroupIds: { lambda: pulumi.output("sg-lambda"), bastion: "sg-bastion" },
      kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/k",
      backupRetentionInDays: 35,
      deletionProtection: pulumi.output(false),
      finalSnapshot: false,
      applyImmediately: true,
      naming: { purpose: "shop", suffix: "dev" },
      tags: { Service: "shop" },
    });
    const key = "arn:aws:kms:eu-west-1:1:key/k";
    const { finalSnapshotIdentifier: _none, ...shared } = SHARED;
    expect(all["Instance orders < PostgresDatabase"]).to.deep.equal({
      ...shared,
      multiAz: true,
      instanceClass: "db.r8g.large",
      engineVersion: "16.8",
      allowMajorVersionUpgrade: true,
      allocatedStorage: 100,
      dbName: "shop",
      username: "owner",
      parameterGroupName: "orders-1a2b3c4",
      kmsKeyId: key,
      masterUserSecretKmsKeyId: key,
      performanceInsightsKmsKeyId: key,
      backupRetentionPeriod: 35,
      deletionProtection: false,
      skipFinalSnapshot: true,
      applyImmediately: true,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      region: "eu-west-1",
      tags: { Name: "db-shop-orders-dev", Service: "shop" },
    });
    expect(all["ParameterGroup orders < PostgresDatabase"]).to.deep.include({
      family: "postgres16",
      parameters: [
        ...parameters,
        { name: "max_connections", value: "200", applyMethod: "pending-reboot" },
      ],
      region: "eu-west-1",
      tags: { Name: "db-parameters-shop-orders-dev", Service: "shop" },
    });
    expect(all["SubnetGroup orders < PostgresDatabase"]).to.deep.include({
      subnetIds: ["subnet-prv-a", "subnet-prv-b"],
      region: "eu-west-1",
      tags: { Name: "db-subnets-shop-orders-dev", Service: "shop" },
    });
    const rule = {
      securityGroupId: "SecurityGroup orders",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      region: "eu-west-1",
    };
    expect(
      all["SecurityGroupIngressRule orders-from-lambda-tcp-5432 < PostgresDatabase"],
    ).to.deep.equal({
      ...rule,
      referencedSecurityGroupId: "sg-lambda",
      description: "tcp/5432 from lambda",
      tags: { Name: "sgr-shop-orders-from-lambda-dev", Service: "shop" },
    });
    expect(
      all["SecurityGroupIngressRule orders-from-bastion-tcp-5432 < PostgresDatabase"],
    ).to.deep.include({ ...rule, referencedSecurityGroupId: "sg-bastion" });
    expect(all["SecurityGroup orders < PostgresDatabase"]?.region).to.equal("eu-west-1");
  });

  it("is behind groups that are brought, and then makes none", async () => {
    const all = await inventoryOf({ securityGroupIds: [pulumi.output("sg-1")] });
    expect(Object.keys(all).some((key) => key.startsWith("SecurityGroup"))).to.equal(false);
    expect(all["Instance orders < PostgresDatabase"]?.vpcSecurityGroupIds).to.deep.equal(["sg-1"]);
  });

  it("tells where it is, and which secret has the password", async () => {
    const seen: Record<string, unknown> = {};
    for (const availability of [SingleInstance, MultiAzCluster])
      await record(() => {
        const db = build({ availability, instanceClass: "db.m6gd.large" })();
        pulumi
          .all([db.endpoint, db.readerEndpoint, db.port, db.secretArn, db.securityGroupId])
          .apply((all) => (seen[availability] = all));
      });
    expect(seen).to.deep.equal({
      singleInstance: [
        ...["orders.db.example", "orders.db.example", 5432],
        ...["arn:aws:secretsmanager:us-east-1:123456789012:secret:orders", "SecurityGroup orders"],
      ],
      multiAzCluster: [
        ...["orders.cluster.example", "orders.cluster-ro.example", 5432],
        ...["arn:aws:secretsmanager:us-east-1:123456789012:secret:orders", "SecurityGroup orders"],
      ],
    });
  });

  it("knows in a preview what it will make, and gives its provider to every child", async () => {
    const program = () => {
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      const key = new ec2.Eip("later", {});
      new net.PostgresDatabase(
        "orders",
        { vpc, availability: MultiAzInstance, allowedSecurityGroupIds: { app: key.id } },
        { provider },
      );
    };
    const preview = await record(program, { preview: true });
    expect(outline(preview)).to.deep.equal(outline(await record(program)));
    const without = [...preview.providers].filter(
      ([urn, provider]) => urn.includes("$aws:") && !provider.includes("elsewhere"),
    );
    expect(without).to.deep.equal([]);
  });

  it("refuses everything that is wrong at once", async () => {
    expect(
      await refusal({
        tier: "web",
        availability: unknown("three"),
        instanceClass: "t4g.micro",
        engineVersion: "latest",
        allocatedStorage: 10,
        databaseName: "my-db",
        masterUsername: "admin",
        parameters: { "rds.force_ssl": "0" },
        allowedSecurityGroupIds: { Lambda: "sg-1" },
        securityGroupIds: [],
        backupRetentionInDays: 0,
      }),
    ).to.deep.equal([
      '  - tier: must be one of public, private, database, got "web"',
      '  - availability: must be one of "singleInstance", "multiAzInstance", "multiAzCluster", got "three"',
      '  - instanceClass: must be a class of RDS such as db.t4g.micro, got "t4g.micro"',
      '  - engineVersion: must be a version of PostgreSQL such as 17 or 17.6, got "latest"',
      "  - allocatedStorage: must be an integer from 20 to 65536, got 10; gp3 has no other size",
      "  - backupRetentionInDays: must be an integer from 1 to 35, got 0; without backups nothing can be restored",
      '  - databaseName: must be up to 63 letters, digits and underscores, a letter or an underscore first, got "my-db"',
      '  - masterUsername: must be none of admin, public, rdsadmin, user, which RDS keeps for itself, got "admin"',
      '  - parameters["rds.force_ssl"]: must be left out, got "0"; connections are over TLS always',
      '  - allowedSecurityGroupIds["Lambda"]: must have a name of lower-case letters, digits and hyphens, got "Lambda"',
      "  - securityGroupIds: must be left out where allowedSecurityGroupIds is given: those are rules of a group of its own",
      "  - securityGroupIds: must list a security group, got none; without one AWS takes the VPC's default group",
    ]);
    expect(await refusal({ masterUsername: "1st" })).to.deep.equal([
      '  - masterUsername: must be up to 63 letters, digits and underscores, a letter first, got "1st"',
    ]);
  });

  it("refuses a tier that is public, or in too few zones", async () => {
    expect(await refusal({ tier: "public" })).to.deep.equal([
      '  - tier: must be an isolated or a private tier, got "public", which is public; a database belongs where the internet has no route to',
    ]);
    const cluster = { availability: MultiAzCluster, instanceClass: "db.r6gd.xlarge" };
    expect(await refusal({ ...cluster, tier: "private" })).to.deep.equal([
      '  - tier: must be a tier in 3 zones or more, got "private", which is in us-east-1a, us-east-1b; a cluster has a copy in each of three',
    ]);
    const narrow = { ...vpc, subnetIds: { private: { "us-east-1a": "subnet-1" } } };
    expect(await refusal({ vpc: narrow, tier: "private" })).to.deep.equal([
      '  - tier: must be a tier in 2 zones or more, got "private", which is in us-east-1a; RDS wants two for any database, so that it can get a standby',
    ]);
    const open = { ...vpc, subnetTypes: { public: net.SubnetType.Public } };
    expect(await refusal({ vpc: open })).to.deep.equal([
      "  - tier: must be one of public, got nothing, as there is no isolated and no private tier",
    ]);
  });

  it("refuses a class that a cluster cannot have, and an output where it decides what is made", async () => {
    const availability = MultiAzCluster;
    expect(await refusal({ availability })).to.deep.equal([
      "  - instanceClass: must be a class with local disks, such as db.m6gd.large, got nothing; a cluster has no other",
    ]);
    expect(await refusal({ availability, instanceClass: "db.t4g.medium" })).to.deep.equal([
      '  - instanceClass: must be a class with local disks, such as db.m6gd.large, got "db.t4g.medium"; a cluster has no other',
    ]);
    expect(await refusal({ engineVersion: unknown(pulumi.output("17")) })).to.deep.equal([
      "  - engineVersion: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config",
    ]);
  });
});

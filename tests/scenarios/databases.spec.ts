/** A database and a cache through their lives: made, made larger, turned into a cluster, deleted, and who reaches them. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { rehearseProgram } from "../../automation/testing";
import { failureOf, findingsOf, NetworkLife } from "./support/networkLife";

const { SingleInstance, MultiAzInstance, MultiAzCluster } = net.DatabaseAvailability;

function network(): net.Vpc {
  return new net.Vpc("main", {
    cidrBlock: "10.0.0.0/16",
    availabilityZoneNames: ["us-east-1a", "us-east-1b", "us-east-1c"],
    subnetSpecs: [
      { name: "private", type: net.SubnetType.Private },
      { name: "database", type: net.SubnetType.Isolated },
    ],
  });
}

type Database = Partial<net.PostgresDatabaseArgs>;
type Cache = Partial<net.RedisCacheArgs>;

const data = (databaseArgs: Database = {}, cacheArgs: Cache = {}) =>
  function program(): void {
    const vpc = network();
    const groups = new net.SecurityGroups("main", { vpc, groups: ["app"] });
    const allowedSecurityGroupIds = { app: groups.groupId("app") };
    const db = new net.PostgresDatabase("main-orders", {
      ...{ vpc, allowedSecurityGroupIds, availability: SingleInstance },
      ...{ deletionProtection: false, finalSnapshot: false, applyImmediately: true },
      ...databaseArgs,
    });
    const redis = new net.RedisCache("main-sessions", {
      vpc,
      allowedSecurityGroupIds,
      ...cacheArgs,
    });
    // What connects: the groups' rules are the components' own, and these let it out.
    new net.SecurityGroupFlows("main", {
      vpc,
      securityGroupIds: { app: groups.groupId("app") },
      flows: [{ source: "app", destination: "vpc", ports: ["tcp/5432", "tcp/6379"] }],
    });
    new net.LambdaFunction("main-app", {
      vpc,
      securityGroupIds: [groups.groupId("app")],
      code: new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset("//") }),
    });
    const { securityGroupId: database = "" } = db;
    const { securityGroupId: sessions = "" } = redis;
    const app = groups.groupId("app");
    new net.Intents("main", {
      intents: [
        { source: app, expect: net.Expect.ReachOnly, destination: database, ports: ["tcp/5432"] },
        { source: app, expect: net.Expect.ReachOnly, destination: sessions, ports: ["tcp/6379"] },
        ...[database, sessions].flatMap((destination) => [
          { source: "internet", expect: net.Expect.NeverReach, destination },
          { source: "any", exceptSources: [app], expect: net.Expect.NeverReach, destination },
          { source: destination, expect: net.Expect.NeverReach, destination: "internet" },
        ]),
      ],
    });
  };

/** The intents that do not hold. */
async function brokenIn(program: () => void): Promise<string[]> {
  const { verification } = await rehearseProgram(() => {
    program();
    return Promise.resolve({});
  });
  expect(verification.verdicts).to.have.length(8);
  return verification.verdicts
    .filter(({ status }) => status !== "holds")
    .map((one) => one.statement);
}

describe("a database and a cache", function () {
  this.timeout(180_000);
  let life: NetworkLife;
  beforeEach(async () => {
    life = await NetworkLife.open();
  });
  afterEach(() => life.close());

  it("are made, changed in place, and gone without a trace", async () => {
    const made = await life.up(data());
    expect(made).to.include.members([
      "create rds.Instance main-orders",
      "create rds.ParameterGroup main-orders",
      "create rds.SubnetGroup main-orders",
      "create elasticache.ReplicationGroup main-sessions",
      "create vpc.SecurityGroupIngressRule main-orders-from-app-tcp-5432",
      "create vpc.SecurityGroupIngressRule main-sessions-from-app-tcp-6379",
    ]);
    expect(await life.up(data())).to.deep.equal([]);
    const grown = data(
      { availability: MultiAzInstance, backupRetentionInDays: 14, allocatedStorage: 40 },
      { replicas: 2, snapshotRetentionInDays: 3 },
    );
    expect(await life.up(grown)).to.deep.equal([
      "update elasticache.ReplicationGroup main-sessions",
      "update rds.Instance main-orders",
    ]);
    expect(await life.refresh(grown)).to.deep.equal([]);
    expect(await life.up(grown)).to.deep.equal([]);
    expect(await life.down(grown)).to.equal(true);
  });

  it("become a cluster as another database, and are refused deletion while protected", async () => {
    const cluster = { availability: MultiAzCluster, instanceClass: "db.m6gd.large" };
    await life.up(data());
    expect(await life.up(data(cluster))).to.include.members([
      "create rds.Cluster main-orders",
      "delete rds.Instance main-orders",
    ]);
    expect(await life.up(data(cluster))).to.deep.equal([]);
    const kept = data({ ...cluster, deletionProtection: true });
    await life.up(kept);
    expect(await failureOf(life.down(kept))).to.contain("InvalidParameterCombination");
    await life.up(data(cluster));
    expect(await life.down(data(cluster))).to.equal(true);
  });

  it("leave a last snapshot where one is asked for, under a name of its own each time", async () => {
    const kept = data({ finalSnapshot: true });
    for (const snapshots of [1, 2]) {
      await life.up(kept);
      expect(await life.down(kept)).to.equal(false);
      expect((await life.kinds()).filter((kind) => kind === "db-snapshot")).to.have.length(
        snapshots,
      );
    }
  });

  it("are reached by the one group, and have nothing that the baseline minds", async () => {
    for (const program of [data(), data({ availability: MultiAzInstance }, { replicas: 0 })]) {
      expect(await findingsOf(program)).to.deep.equal([]);
      expect(await brokenIn(program)).to.deep.equal([]);
    }
    // Nobody is let in any more.
    const closed = data({ allowedSecurityGroupIds: {} });
    expect(await brokenIn(closed)).to.have.length(1);
  });
});

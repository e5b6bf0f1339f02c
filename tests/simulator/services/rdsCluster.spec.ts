import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, messageOf, refusalOf, textOf } from "../support";
import { aroundDatabases as around, interfaces } from "./databaseNetwork";

const subnetGroup = "aws:rds/subnetGroup:SubnetGroup";
const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";

const aurora = (group: Made, more: ValueMap = {}): ValueMap => ({
  engine: "aurora-postgresql",
  masterUsername: "app",
  masterPassword: "a-good-password",
  dbSubnetGroupName: group.id,
  skipFinalSnapshot: true,
  ...more,
});

describe("RDS clusters", () => {
  it("of several zones need three, storage, and a class with disks", async () => {
    const { stack, group, subnets } = await around();
    const args: ValueMap = {
      ...aurora(group),
      engine: "postgres",
      dbClusterInstanceClass: "db.m6gd.large",
      allocatedStorage: 100,
      storageType: "io1",
      iops: 1000,
    };
    const make = (more: ValueMap): Promise<string> =>
      refusalOf(stack.create(cluster, "one", { ...args, ...more }));
    expect(await make({ dbClusterInstanceClass: null })).to.equal("InvalidParameterValue");
    expect(await make({ dbClusterInstanceClass: "db.m6g.large" })).to.equal(
      "InvalidParameterCombination",
    );
    expect(await make({ allocatedStorage: null })).to.equal("InvalidParameterValue");
    expect(await make({ storageType: "gp2" })).to.equal("InvalidParameterValue");
    const two = await stack.create(subnetGroup, "two", { subnetIds: subnets.slice(0, 2) });
    expect(await make({ dbSubnetGroupName: two.id })).to.equal(
      "DBSubnetGroupDoesNotCoverEnoughAZs",
    );
    const made = await stack.create(cluster, "good", args);
    expect(made.properties.clusterMembers).to.have.length(3);
    expect(interfaces(stack)).to.have.length(3);
    const grown = {
      ...args,
      allocatedStorage: 200,
      iops: 2000,
      dbClusterInstanceClass: "db.m6gd.xlarge",
    };
    const waiting = await stack.update(made, grown);
    expect(waiting.properties.allocatedStorage).to.equal(100);
    const now = await stack.update(made, { ...grown, applyImmediately: true });
    expect(now.properties.allocatedStorage).to.equal(200);
    const add = { clusterIdentifier: made.id, engine: "postgres", instanceClass: "db.m6gd.large" };
    expect(await refusalOf(stack.create(clusterInstance, "x", add))).to.equal(
      "InvalidParameterCombination",
    );
  });

  it("of Aurora take neither storage nor classes, and are named once", async () => {
    const { stack, group } = await around();
    const make = (more: ValueMap): Promise<string> =>
      refusalOf(stack.create(cluster, "one", aurora(group, more)));
    expect(await make({ dbClusterInstanceClass: "db.m6gd.large" })).to.equal(
      "InvalidParameterCombination",
    );
    expect(await make({ storageType: "gp3" })).to.equal("InvalidParameterValue");
    expect(await make({ masterUsername: null })).to.equal("InvalidParameterValue");
    expect(await make({ databaseName: "the-db" })).to.equal("InvalidParameterValue");
    expect(await make({ snapshotIdentifier: "none" })).to.equal("DBClusterSnapshotNotFoundFault");
    expect(await make({ dbSubnetGroupName: "none" })).to.equal("DBSubnetGroupNotFoundFault");
    expect(await make({ kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/x" })).to.equal(
      "KMSKeyNotAccessibleFault",
    );
    expect(await make({ clusterIdentifier: "ours" })).to.equal("none");
    expect(await make({ clusterIdentifier: "ours" })).to.equal("DBClusterAlreadyExistsFault");
  });

  it("are deleted without protection, with a snapshot or none", async () => {
    const { stack, group } = await around();
    const args = aurora(group, { deletionProtection: true });
    const one = await stack.create(cluster, "one", args);
    expect(await refusalOf(stack.delete(one))).to.equal("InvalidParameterCombination");
    const open = aurora(group, { skipFinalSnapshot: false });
    const two = await stack.update(one, open);
    expect(await messageOf(stack.delete(two))).to.contain("final_snapshot_identifier is required");
    const named = { ...open, finalSnapshotIdentifier: "the-last" };
    await stack.delete(await stack.update(two, named));
    const again = await stack.create(cluster, "two", named);
    expect(await refusalOf(stack.delete(again))).to.equal("DBClusterSnapshotAlreadyExistsFault");
  });

  it("have instances of their engine, the first of which writes", async () => {
    const { stack, group } = await around();
    const parent = await stack.create(cluster, "one", aurora(group));
    const args = {
      clusterIdentifier: parent.id,
      engine: "aurora-postgresql",
      instanceClass: "db.r6g.large",
    };
    const make = (more: ValueMap): Promise<string> =>
      refusalOf(stack.create(clusterInstance, "x", { ...args, ...more }));
    expect(await make({ engine: "aurora-mysql" })).to.equal("InvalidParameterCombination");
    expect(await make({ instanceClass: "db.serverless" })).to.equal("InvalidParameterCombination");
    expect(await make({ instanceClass: "db.m6g.large" })).to.equal("InvalidParameterCombination");
    expect(await make({ clusterIdentifier: "none" })).to.equal("DBClusterNotFoundFault");
    expect(await make({ promotionTier: 16 })).to.equal("InvalidParameterValue");
    expect(await make({ availabilityZone: "us-east-1f" })).to.equal("InvalidVPCNetworkStateFault");
    const [a, b] = ["a", "b"].map((identifier) => ({ ...args, identifier }));
    const writer = await stack.create(clusterInstance, "a", a);
    const reader = await stack.create(clusterInstance, "b", b);
    expect([writer, reader].map((one) => one.properties.writer)).to.deep.equal([true, false]);
    expect((await stack.refresh(parent)).properties.clusterMembers).to.deep.equal(["a", "b"]);
    expect(await make({ identifier: "a" })).to.equal("DBInstanceAlreadyExists");
    expect(textOf(parent.properties, "endpoint")).to.match(/\.cluster-c00000/);
    expect(textOf(parent.properties, "readerEndpoint")).to.match(/\.cluster-ro-c00000/);
  });
});

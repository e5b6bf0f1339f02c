import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { trust } from "../lifecycleCases";
import { type Made, messageOf, refusalOf, textOf, types } from "../support";
import {
  aroundDatabases as around,
  databaseNetwork,
  interfaces,
  subnetsIn,
} from "./databaseNetwork";

const subnetGroup = "aws:rds/subnetGroup:SubnetGroup";
const parameterGroup = "aws:rds/parameterGroup:ParameterGroup";
const instance = "aws:rds/instance:Instance";

const postgres = (group: Made, more: ValueMap = {}): ValueMap => ({
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "app",
  password: "a-good-password",
  dbSubnetGroupName: group.id,
  skipFinalSnapshot: true,
  ...more,
});

/** Each: what is asked for beside what is accepted, and how it is refused. */
const refusedInstances: readonly (readonly [string, ValueMap, string])[] = [
  ["an engine that RDS has not", { engine: "db2x" }, "InvalidParameterValue"],
  ["a version that RDS has not", { engineVersion: "9.1" }, "InvalidParameterCombination"],
  ["a minor version of long ago", { engineVersion: "16.0" }, "InvalidParameterCombination"],
  ["no such class", { instanceClass: "db.t9.micro" }, "InvalidParameterValue"],
  ["a class of a size that it has not", { instanceClass: "db.m6g.micro" }, "InvalidParameterValue"],
  [
    "Graviton for Oracle",
    { engine: "oracle-se2", engineVersion: "19", username: "app" },
    "InvalidParameterCombination",
  ],
  ["too little storage", { allocatedStorage: 10 }, "InvalidParameterValue"],
  ["no such storage", { storageType: "gp9" }, "InvalidParameterValue"],
  ["speed of little storage", { iops: 12_000, storageType: "gp3" }, "InvalidParameterCombination"],
  ["speed of gp2", { iops: 3000, storageType: "gp2" }, "InvalidParameterCombination"],
  [
    "too many operations for the size",
    { storageType: "io1", allocatedStorage: 100, iops: 6000 },
    "InvalidParameterCombination",
  ],
  [
    "throughput of io1",
    { storageType: "io1", allocatedStorage: 100, iops: 1000, storageThroughput: 200 },
    "InvalidParameterCombination",
  ],
  ["a ceiling below the floor", { maxAllocatedStorage: 20 }, "InvalidParameterCombination"],
  ["no user", { username: null }, "InvalidParameterValue"],
  ["the engine's own user", { username: "admin" }, "InvalidParameterValue"],
  ["no password", { password: null }, "InvalidParameterValue"],
  ["a short password", { password: "short" }, "InvalidParameterValue"],
  ["a password with a slash", { password: "a/good/password" }, "InvalidParameterValue"],
  ["a name that is none", { dbName: "the-db" }, "InvalidParameterValue"],
  [
    "a zone for two zones",
    { multiAz: true, availabilityZone: "us-east-1a" },
    "InvalidParameterCombination",
  ],
  ["a zone without a subnet", { availabilityZone: "us-east-1f" }, "InvalidVPCNetworkStateFault"],
  ["monitoring without a role", { monitoringInterval: 60 }, "InvalidParameterCombination"],
  [
    "logs of another engine",
    { enabledCloudwatchLogsExports: ["slowquery"] },
    "InvalidParameterCombination",
  ],
  [
    "insights that are off",
    { performanceInsightsRetentionPeriod: 31 },
    "InvalidParameterCombination",
  ],
  ["advanced insights alone", { databaseInsightsMode: "advanced" }, "InvalidParameterCombination"],
  [
    "a key that does not exist",
    { storageEncrypted: true, kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/none" },
    "KMSKeyNotAccessibleFault",
  ],
  [
    "another family's parameters",
    { parameterGroupName: "default.postgres16" },
    "InvalidParameterCombination",
  ],
  ["no such parameters", { parameterGroupName: "none" }, "DBParameterGroupNotFound"],
  ["no such subnet group", { dbSubnetGroupName: "none" }, "DBSubnetGroupNotFoundFault"],
  ["no such security group", { vpcSecurityGroupIds: ["sg-0"] }, "InvalidParameterValue"],
  [
    "no such source",
    { replicateSourceDb: "none", dbSubnetGroupName: null, username: null },
    "DBInstanceNotFound",
  ],
  ["no such snapshot", { snapshotIdentifier: "none" }, "DBSnapshotNotFound"],
  ["a way in that is not there", { publiclyAccessible: true }, "InvalidVPCNetworkStateFault"],
  [
    "windows that overlap",
    { backupWindow: "02:00-03:00", maintenanceWindow: "mon:02:30-mon:03:30" },
    "InvalidParameterValue",
  ],
];

describe("RDS subnet groups", () => {
  it("cover two Availability Zones, in one VPC, with subnets that exist", async () => {
    const { stack, subnets } = await databaseNetwork();
    const [a = "", b = ""] = subnets;
    const make = (subnetIds: readonly string[]): Promise<string> =>
      refusalOf(stack.create(subnetGroup, "one", { subnetIds }));
    expect(await make([a])).to.equal("DBSubnetGroupDoesNotCoverEnoughAZs");
    expect(await make([a, "subnet-0"])).to.equal("InvalidParameterValue");
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const [, , far = ""] = await subnetsIn(stack, other, "10.1");
    expect(await make([a, b, far])).to.equal("InvalidParameterValue");
    expect(await make([a, b])).to.equal("none");
  });

  it("are named once, in lower case, and not default", async () => {
    const { stack, subnets } = await databaseNetwork();
    const args = { subnetIds: subnets, name: "ours" };
    await stack.create(subnetGroup, "one", args);
    expect(await refusalOf(stack.create(subnetGroup, "two", args))).to.equal(
      "DBSubnetGroupAlreadyExists",
    );
    for (const name of ["Ours", "default"])
      expect(await messageOf(stack.create(subnetGroup, "x", { ...args, name }))).to.contain(
        '"name"',
      );
  });

  it("keep a subnet with a database in it", async () => {
    const { stack, group, subnets } = await around();
    const args = postgres(group, { availabilityZone: "us-east-1c" });
    await stack.create(instance, "one", args);
    const [a = "", b = "", c = ""] = subnets;
    expect(await refusalOf(stack.update(group, { subnetIds: [a, b] }))).to.equal(
      "InvalidParameterValue",
    );
    expect(await refusalOf(stack.update(group, { subnetIds: [b, c] }))).to.equal("none");
  });
});

describe("RDS parameter groups", () => {
  it("are of a family that there is, each parameter once", async () => {
    const { stack } = await databaseNetwork();
    const make = (args: ValueMap): Promise<string> =>
      refusalOf(stack.create(parameterGroup, "one", args));
    expect(await make({ family: "postgres9.1" })).to.equal("InvalidParameterValue");
    const twice = { name: "log_statement", value: "all" };
    expect(await make({ family: "postgres17", parameters: [twice, twice] })).to.equal(
      "InvalidParameterValue",
    );
    expect(await make({ family: "postgres17", parameters: [twice] })).to.equal("none");
  });

  it("are named as RDS names them", async () => {
    const { stack } = await databaseNetwork();
    for (const name of ["1a", "a--b", "a-", "A"])
      expect(
        await messageOf(stack.create(parameterGroup, "x", { family: "postgres17", name })),
      ).to.contain('"name"');
  });
});

describe("RDS instances", () => {
  for (const [what, change, code] of refusedInstances)
    it(`are refused with ${what}`, async () => {
      const { stack, group } = await around();
      expect(await refusalOf(stack.create(instance, "good", postgres(group)))).to.equal("none");
      expect(await refusalOf(stack.create(instance, "bad", postgres(group, change)))).to.equal(
        code,
      );
    });

  it("are checked by the provider first", async () => {
    const { stack, group } = await around();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(instance, "bad", postgres(group, change)));
    expect(await failure({ identifier: "1a" })).to.contain('first character of "identifier"');
    expect(await failure({ backupRetentionPeriod: 40 })).to.contain("(0 - 35), got 40");
    expect(await failure({ monitoringInterval: 7 })).to.contain("monitoring_interval");
    expect(await failure({ backupWindow: "x" })).to.contain("hh24:mi-hh24:mi");
    expect(await failure({ finalSnapshotIdentifier: "a-" })).to.contain("cannot end in a hyphen");
    expect(await failure({ manageMasterUserPassword: true })).to.contain("conflicts with");
    expect(await failure({ replicateSourceDb: "x" })).to.contain("conflicts with");
    expect(await failure({ customIamInstanceProfile: "x" })).to.contain("AWSRDSCustom");
    const bare = { ...postgres(group), allocatedStorage: null };
    expect(await messageOf(stack.create(instance, "bare", bare))).to.contain("allocated_storage");
  });

  it("have one identifier each, and can be given another", async () => {
    const { stack, group } = await around();
    const args = postgres(group, { identifier: "orders" });
    const one = await stack.create(instance, "one", args);
    expect(await refusalOf(stack.create(instance, "two", args))).to.equal(
      "DBInstanceAlreadyExists",
    );
    const renamed = await stack.update(one, { ...args, identifier: "sales" });
    expect(renamed.id).to.equal(one.id);
    expect(textOf(renamed.properties, "address")).to.match(/^sales\./);
    expect(await refusalOf(stack.create(instance, "two", args))).to.equal("none");
  });

  it("say where they are", async () => {
    const { stack, group } = await around();
    const { properties } = await stack.create(instance, "one", postgres(group));
    const name = textOf(properties, "identifier");
    expect(name).to.match(/^one[0-9a-f]{7}$/);
    expect(properties.arn).to.equal(`arn:aws:rds:us-east-1:${accountIn(properties)}:db:${name}`);
    expect(properties.address).to.match(
      new RegExp(`^${name}\\.c00000[0-9a-f]{6}\\.us-east-1\\.rds\\.amazonaws\\.com$`),
    );
    expect(properties.endpoint).to.equal(`${textOf(properties, "address")}:5432`);
    expect(properties.engineVersionActual).to.match(/^17\.\d+$/);
    expect(properties.parameterGroupName).to.equal("default.postgres17");
    expect(properties.status).to.equal("available");
  });

  it("have an interface where they run, and one where their standby is", async () => {
    const { stack, vpc, group, subnets } = await around();
    const security = await stack.create(types.group, "db", { vpcId: vpc.id });
    const args = postgres(group, {
      vpcSecurityGroupIds: [security.id],
      availabilityZone: "us-east-1b",
      applyImmediately: true,
    });
    const one = await stack.create(instance, "one", args);
    expect(interfaces(stack)).to.have.length(1);
    expect(await refusalOf(stack.delete(security))).to.equal("DependencyViolation");
    const both = { ...args, availabilityZone: null, multiAz: true };
    const two = await stack.update(one, both);
    expect(interfaces(stack)).to.have.length(2);
    expect(two.properties.multiAz).to.equal(true);
    await stack.delete(two);
    expect(interfaces(stack)).to.have.length(0);
    expect(subnets).to.have.length(3);
  });

  it("have groups of the VPC that they are in, which is the default one where no other is named", async () => {
    const { stack, vpc, group } = await around();
    const security = await stack.create(types.group, "db", { vpcId: vpc.id });
    const args = postgres(group, { vpcSecurityGroupIds: [security.id] });
    const { dbSubnetGroupName: _none, ...elsewhere } = args;
    expect(await refusalOf(stack.create(instance, "x", elsewhere))).to.equal(
      "InvalidParameterCombination",
    );
    expect(await refusalOf(stack.create(instance, "one", args))).to.equal("none");
    const { vpcSecurityGroupIds: _groups, ...plain } = elsewhere;
    const { properties } = await stack.create(instance, "two", plain);
    expect(properties.dbSubnetGroupName).to.equal("default");
  });

  it("are reached from outside where the VPC has names and a gateway", async () => {
    const { stack, vpc, group } = await around();
    await stack.create(types.internetGateway, "db", { vpcId: vpc.id });
    const args = postgres(group, { publiclyAccessible: true });
    expect(await refusalOf(stack.create(instance, "one", args))).to.equal("none");
  });

  it("are deleted when a last snapshot is given up, or named and free", async () => {
    const { stack, group } = await around();
    const kept = postgres(group, { skipFinalSnapshot: false });
    const one = await stack.create(instance, "one", kept);
    expect(await messageOf(stack.delete(one))).to.contain("final_snapshot_identifier is required");
    const named = { ...kept, finalSnapshotIdentifier: "the-last" };
    const last = await stack.update(one, named);
    await stack.delete(last);
    expect(stack.world.list().map((thing) => thing.id)).to.include("the-last");
    const again = await stack.create(instance, "two", named);
    expect(await refusalOf(stack.delete(again))).to.equal("DBSnapshotAlreadyExists");
    const back = postgres(group, { snapshotIdentifier: "the-last" });
    expect(await refusalOf(stack.create(instance, "back", back))).to.equal("none");
  });

  it("stay while they are protected", async () => {
    const { stack, group } = await around();
    const args = postgres(group, { deletionProtection: true });
    const one = await stack.create(instance, "one", args);
    expect(await refusalOf(stack.delete(one))).to.equal("InvalidParameterCombination");
    const open = await stack.update(one, { ...args, deletionProtection: false });
    expect(await refusalOf(stack.delete(open))).to.equal("none");
  });

  it("change at their maintenance window, unless at once", async () => {
    const { stack, group } = await around();
    const args = postgres(group);
    const one = await stack.create(instance, "one", args);
    const larger = { ...args, instanceClass: "db.t4g.small" };
    const waiting = await stack.update(one, larger);
    expect(waiting.properties.instanceClass).to.equal("db.t4g.micro");
    await stack.world.advance(7 * 86_400);
    expect((await stack.refresh(waiting)).properties.instanceClass).to.equal("db.t4g.small");
    const largest = { ...args, instanceClass: "db.t4g.medium", applyImmediately: true };
    expect((await stack.update(waiting, largest)).properties.instanceClass).to.equal(
      "db.t4g.medium",
    );
  });

  it("grow and are brought up to date, and neither shrink nor go back", async () => {
    const { stack, group } = await around();
    const args = postgres(group, {
      allocatedStorage: 50,
      engineVersion: "16.8",
      applyImmediately: true,
    });
    const one = await stack.create(instance, "one", args);
    const change = (more: ValueMap): Promise<string> =>
      refusalOf(stack.update(one, { ...args, ...more }));
    expect(await change({ allocatedStorage: 40 })).to.equal("InvalidParameterCombination");
    expect(await change({ allocatedStorage: 40, maxAllocatedStorage: 100 })).to.equal("none");
    expect(await change({ engineVersion: "15.10" })).to.equal("InvalidParameterCombination");
    expect(await change({ engineVersion: "17" })).to.equal("InvalidParameterCombination");
    expect(await change({ engineVersion: "17", allowMajorVersionUpgrade: true })).to.equal("none");
  });

  it("are copied where their source keeps backups, and stand alone when it goes", async () => {
    const { stack, group } = await around();
    const args = postgres(group, { identifier: "source", backupRetentionPeriod: 1 });
    const source = await stack.create(instance, "source", args);
    const bare = await stack.create(instance, "bare", postgres(group, { identifier: "bare" }));
    const copy = (of: string): ValueMap => ({
      instanceClass: "db.t4g.micro",
      replicateSourceDb: of,
      dbSubnetGroupName: group.id,
      skipFinalSnapshot: true,
    });
    expect(
      await refusalOf(stack.create(instance, "x", copy(textOf(bare.properties, "arn")))),
    ).to.equal("InvalidDBInstanceState");
    const replica = await stack.create(instance, "replica", copy(textOf(source.properties, "arn")));
    expect(replica.properties.engine).to.equal("postgres");
    expect((await stack.refresh(source)).properties.replicas).to.deep.equal([
      replica.properties.identifier,
    ]);
    await stack.delete(source);
    expect((await stack.refresh(replica)).properties.replicateSourceDb).to.equal("");
    expect(bare.id).to.not.equal(source.id);
  });

  it("wait for a role that is not yet seen", async () => {
    const { stack, group } = await around();
    const role = await stack.create(types.role, "monitoring", {
      assumeRolePolicy: trust("monitoring.rds.amazonaws.com"),
    });
    const before = stack.world.store.clock;
    const monitoringRoleArn = textOf(role.properties, "arn");
    const args = postgres(group, { monitoringInterval: 60, monitoringRoleArn });
    await stack.create(instance, "one", args);
    expect(stack.world.store.clock).to.be.greaterThan(before);
  });

  it("keep their password where RDS manages it", async () => {
    const { stack, group } = await around();
    const args = { ...postgres(group), password: null, manageMasterUserPassword: true };
    const { properties } = await stack.create(instance, "one", args);
    const [secret] = properties.masterUserSecrets as ValueMap[];
    expect(secret?.secretArn).to.match(/^arn:aws:secretsmanager:us-east-1:\d+:secret:rds!db-0/);
  });
});

const accountIn = (properties: ValueMap): string => textOf(properties, "arn").split(":")[4] ?? "";

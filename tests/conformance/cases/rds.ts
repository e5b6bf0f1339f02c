/** Databases: their subnet groups, their settings, and how they go. */
import { id, remove, update, type Arguments, type Case, type Step } from "../case";
import { pages, rdsApi } from "../pages";
import * as aws from "../resources";
import { aGroup, aSubnet, aVpc, otherVpc } from "../surroundings";

const elsewhere = aSubnet("b", 1, { availabilityZone: "us-east-1b" });
const twoZones: readonly Step[] = [aVpc, aSubnet("a"), elsewhere];

const subnets = (args: Arguments = {}, resource = "subnets"): Step =>
  aws.dbSubnetGroup(resource, { name: "app", subnetIds: [id("a"), id("b")], ...args });

const ofSubnetGroups: readonly Case[] = [
  {
    title: "a database subnet group in two zones",
    page: rdsApi("CreateDBSubnetGroup"),
    given: twoZones,
    attempt: subnets(),
    expect: "accepted",
  },
  {
    title: "a database subnet group in one zone",
    page: rdsApi("CreateDBSubnetGroup"),
    given: [aVpc, aSubnet("a"), aSubnet("b", 1)],
    attempt: subnets(),
    expect: "DBSubnetGroupDoesNotCoverEnoughAZs",
  },
  {
    title: "a database subnet group with a subnet that does not exist",
    page: rdsApi("CreateDBSubnetGroup"),
    given: twoZones,
    attempt: subnets({ subnetIds: [id("a"), "subnet-0123456789abcdef0"] }),
    expect: "refused",
  },
  {
    title: "a database subnet group in two VPCs",
    page: pages.dbInVpc,
    given: [
      aVpc,
      otherVpc,
      aSubnet("a"),
      aws.subnet("b", {
        vpcId: id("other"),
        cidrBlock: "10.1.0.0/24",
        availabilityZone: "us-east-1b",
      }),
    ],
    attempt: subnets(),
    expect: "refused",
  },
  {
    title: "a second database subnet group of the same name",
    page: rdsApi("CreateDBSubnetGroup"),
    given: [...twoZones, subnets({}, "first")],
    attempt: subnets(),
    expect: "DBSubnetGroupAlreadyExists",
  },
  {
    title: "a database subnet group named default",
    page: rdsApi("CreateDBSubnetGroup"),
    given: twoZones,
    attempt: subnets({ name: "default" }),
    expect: "refused",
  },
  {
    title: "a database subnet group that loses its second zone",
    page: rdsApi("ModifyDBSubnetGroup"),
    given: [...twoZones, subnets()],
    attempt: update("subnets", { subnetIds: [id("a")] }),
    expect: "DBSubnetGroupDoesNotCoverEnoughAZs",
  },
];

const database = (args: Arguments = {}, resource = "database"): Step =>
  aws.dbInstance(resource, {
    identifier: "app",
    engine: "postgres",
    instanceClass: "db.t3.micro",
    allocatedStorage: 20,
    username: "app",
    password: "correct-horse",
    dbSubnetGroupName: id("subnets"),
    skipFinalSnapshot: true,
    ...args,
  });

const withSubnets: readonly Step[] = [...twoZones, subnets()];

const settings: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a database", {}, "accepted"],
  ["a database with a standby", { multiAz: true }, "accepted"],
  ["a database of an engine that does not exist", { engine: "dbase" }, "InvalidParameterValue"],
  ["a database of 65536 GiB", { allocatedStorage: 65_536 }, "accepted"],
  ["a database of 65537 GiB", { allocatedStorage: 65_537 }, "InvalidParameterValue"],
  ["a database of 4 GiB", { allocatedStorage: 4 }, "InvalidParameterValue"],
  ["a database password of 8 characters", { password: "p".repeat(8) }, "accepted"],
  ["a database password of 7 characters", { password: "p".repeat(7) }, "InvalidParameterValue"],
  ["a database password of 128 characters", { password: "p".repeat(128) }, "accepted"],
  ["a database password of 129 characters", { password: "p".repeat(129) }, "InvalidParameterValue"],
  ["a database password with an @", { password: "correct@horse" }, "InvalidParameterValue"],
  ["a database user that begins with a digit", { username: "1app" }, "InvalidParameterValue"],
  ["a database backed up for 35 days", { backupRetentionPeriod: 35 }, "accepted"],
  ["a database backed up for 36 days", { backupRetentionPeriod: 36 }, "InvalidParameterValue"],
  ["a database on port 1150", { port: 1150 }, "accepted"],
  ["a database on port 1149", { port: 1149 }, "InvalidParameterValue"],
  ["a database identifier of 63 characters", { identifier: "d".repeat(63) }, "accepted"],
  [
    "a database identifier of 64 characters",
    { identifier: "d".repeat(64) },
    "InvalidParameterValue",
  ],
  [
    "a database identifier with two hyphens together",
    { identifier: "my--app" },
    "InvalidParameterValue",
  ],
  [
    "a database identifier that begins with a digit",
    { identifier: "1app" },
    "InvalidParameterValue",
  ],
  [
    "a database in a subnet group that does not exist",
    { dbSubnetGroupName: "nosuchgroup" },
    "DBSubnetGroupNotFoundFault",
  ],
  [
    "a database with a parameter group that does not exist",
    { parameterGroupName: "nosuchgroup" },
    "DBParameterGroupNotFound",
  ],
  [
    "a database with a standby and a zone",
    { multiAz: true, availabilityZone: "us-east-1a" },
    "InvalidParameterCombination",
  ],
];

const ofSettings = settings.map(([title, args, expect]): Case => ({
  title,
  page: rdsApi("CreateDBInstance"),
  given: withSubnets,
  attempt: database(args),
  expect,
}));

const parameters = (family: string): Step =>
  aws.dbParameterGroup("parameters", { name: "app", family });

const ofDatabases: readonly Case[] = [
  {
    title: "a second database of the same identifier",
    page: rdsApi("CreateDBInstance"),
    given: [...withSubnets, database({}, "first")],
    attempt: database(),
    expect: "DBInstanceAlreadyExists",
  },
  {
    title: "a database with a group of another VPC",
    page: pages.dbInVpc,
    given: [...withSubnets, otherVpc, aGroup("group", "other")],
    attempt: database({ vpcSecurityGroupIds: [id("group")] }),
    expect: "refused",
  },
  {
    title: "a database with a parameter group of another engine",
    page: pages.dbParameterGroups,
    given: [...withSubnets, parameters("mysql8.0")],
    attempt: database({ parameterGroupName: id("parameters") }),
    expect: "InvalidParameterCombination",
  },
  {
    title: "a database's storage made larger",
    page: rdsApi("ModifyDBInstance"),
    given: [...withSubnets, database()],
    attempt: update("database", { allocatedStorage: 40 }),
    expect: "accepted",
  },
  {
    title: "a database's storage made smaller",
    page: rdsApi("ModifyDBInstance"),
    given: [...withSubnets, database({ allocatedStorage: 40 })],
    attempt: update("database", { allocatedStorage: 20 }),
    expect: "refused",
  },
  {
    title: "deleting a database without a final snapshot",
    page: pages.dbDeletion,
    given: [...withSubnets, database()],
    attempt: remove("database"),
    expect: "accepted",
  },
  {
    title: "deleting a database with a final snapshot",
    page: pages.dbDeletion,
    given: [
      ...withSubnets,
      database({ skipFinalSnapshot: false, finalSnapshotIdentifier: "last" }),
    ],
    attempt: remove("database"),
    expect: "accepted",
  },
  {
    title: "deleting a database that is protected",
    page: pages.dbDeletion,
    given: [...withSubnets, database({ deletionProtection: true })],
    attempt: remove("database"),
    expect: "InvalidParameterCombination",
  },
  {
    title: "deleting the subnet group of a database",
    page: rdsApi("DeleteDBSubnetGroup"),
    given: [...withSubnets, database()],
    attempt: remove("subnets"),
    expect: "InvalidDBSubnetGroupStateFault",
  },
  {
    title: "deleting the parameter group of a database",
    page: rdsApi("DeleteDBParameterGroup"),
    given: [
      ...withSubnets,
      parameters("postgres17"),
      database({ parameterGroupName: id("parameters"), engineVersion: "17" }),
    ],
    attempt: remove("parameters"),
    expect: "InvalidDBParameterGroupState",
  },
  {
    title: "a second parameter group of the same name",
    page: rdsApi("CreateDBParameterGroup"),
    given: [parameters("postgres17")],
    attempt: aws.dbParameterGroup("second", { name: "app", family: "postgres17" }),
    expect: "DBParameterGroupAlreadyExists",
  },
];

export const rdsCases: readonly Case[] = [...ofSubnetGroups, ...ofSettings, ...ofDatabases];

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const refused = async (args: Omit<net.FlowLogsArgs, "vpc">) =>
  (await messageOf(() => new net.FlowLogs("main", { vpc: SITE, ...args }))).split("\n").slice(1);
const accountId = "123456789012";

describe("FlowLogs refuses", () => {
  it("traffic and files that AWS has not", async () => {
    expect(
      await refused({
        accountId,
        trafficType: unknown("NONE"),
        bucket: { fileFormat: unknown("csv") },
      }),
    ).to.deep.equal([
      '  - trafficType: must be one of "ALL", "ACCEPT", "REJECT", got "NONE"',
      '  - bucket.fileFormat: must be one of "parquet", "plain-text", got "csv"',
    ]);
  });

  it("fields that records have not, twice, or none", async () => {
    const [first, second] = await refused({ fields: ["version", "source", "version"] });
    expect(first).to.match(
      /^ {2}- fields\[1\]: must be a field of flow log records \(version, account-id, .*, next-hop-interface-type\), got "source"$/,
    );
    expect(second).to.equal('  - fields[2]: must be given once, got "version" again; leave it out');
    expect(await refused({ fields: [] })).to.deep.equal([
      "  - fields: must have at least one field, got none; leave it out for AWS's default format, the fields of version 2",
    ]);
  });

  it("subnets that the network has not, twice, or none", async () => {
    expect(
      await refused({
        subnets: [
          { tier: "data" },
          { tier: "private", availabilityZones: ["us-east-1a", "us-east-1c"] },
        ],
      }),
    ).to.deep.equal([
      '  - subnets[0].tier: must be one of the network\'s tiers (public, private), got "data"',
      '  - subnets[1].availabilityZones[1]: must be one of us-east-1a, us-east-1b, got "us-east-1c"',
    ]);
    expect(await refused({ subnets: [] })).to.deep.equal([
      "  - subnets: must name a tier, got none; leave it out for the whole VPC",
    ]);
    const twice = [{ tier: "private" }, { tier: "private", availabilityZones: ["us-east-1b"] }];
    expect(await refused({ subnets: twice })).to.deep.equal([
      "  - subnets: must name each subnet once, got private-1b again",
    ]);
  });

  it("a bucket that would take any account's records", async () => {
    expect(await refused({ bucket: {} })).to.deep.equal([
      "  - accountId: must be given with bucket: the policy of a bucket that is made here lets in that account's flow logs alone",
    ]);
    expect(
      await refused({ bucket: { bucketArn: "arn:aws:s3:::central", table: {} } }),
    ).to.deep.equal([
      "  - accountId: must be given with bucket: the table finds the records by it",
    ]);
  });

  it("what is said of a bucket that is not made here", async () => {
    const why =
      "must be left out where bucket.bucketArn is given: whoever has that bucket decides this of it";
    expect(
      await refused({
        kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k",
        bucket: {
          bucketArn: "arn:aws:s3:::central",
          bucketName: "flows",
          expirationInDays: 30,
          infrequentAccessAfterDays: 30,
          forceDestroy: true,
        },
      }),
    ).to.deep.equal([
      `  - bucket.bucketName: ${why}`,
      `  - bucket.expirationInDays: ${why}`,
      `  - bucket.infrequentAccessAfterDays: ${why}`,
      `  - bucket.forceDestroy: ${why}`,
      `  - kmsKeyArn: ${why}`,
      "  - bucket.infrequentAccessAfterDays: must be a whole number of days from 30, and fewer than expirationInDays (30), got 30",
    ]);
  });

  it("folders and times that S3 has not", async () => {
    expect(
      await refused({
        accountId,
        bucket: { prefix: "/flows", expirationInDays: 0.5, infrequentAccessAfterDays: 7 },
      }),
    ).to.deep.equal([
      '  - bucket.prefix: must be folders joined by slashes, with none at either end and none called AWSLogs, which AWS adds itself, got "/flows"',
      "  - bucket.expirationInDays: must be a whole number of days from 1, got 0.5",
      "  - bucket.infrequentAccessAfterDays: must be a whole number of days from 30, and fewer than expirationInDays (0.5), got 7",
    ]);
    const [reserved] = await refused({ accountId, bucket: { prefix: "a/AWSLogs" } });
    expect(reserved).to.match(/got "a\/AWSLogs"$/);
  });

  it("two destinations, and what is of another one", async () => {
    const deliveryStreamArn = "arn:aws:firehose:us-east-1:123456789012:deliverystream/s";
    expect(await refused({ accountId, bucket: {}, deliveryStreamArn })).to.deep.equal([
      "  - deliveryStreamArn: must be left out where bucket is given: a flow log has one destination; put the other one into others",
    ]);
    const why = (other: string) =>
      `must be left out where ${other} is given: it is of a CloudWatch Logs group, and none is made`;
    expect(
      await refused({ accountId, bucket: {}, retentionInDays: 30, logGroupName: "mine" }),
    ).to.deep.equal([
      `  - retentionInDays: ${why("bucket")}`,
      `  - logGroupName: ${why("bucket")}`,
    ]);
    expect(
      await refused({ deliveryStreamArn, logGroupName: "mine", kmsKeyArn: "arn:aws:kms:::k" }),
    ).to.deep.equal([
      `  - logGroupName: ${why("deliveryStreamArn")}`,
      "  - kmsKeyArn: must be left out where deliveryStreamArn is given: the stream's own settings decide how it encrypts",
    ]);
  });

  it("names that cannot be, or that are taken", async () => {
    const named = (key: string) =>
      `must have a name of lower-case letters, digits and hyphens other than "main", got "${key}"`;
    expect(await refused({ others: { main: {}, Archive: {} } })).to.deep.equal([
      `  - others["main"]: ${named("main")}`,
      `  - others["Archive"]: ${named("Archive")}`,
    ]);
    expect(
      await refused({ subnets: [{ tier: "private" }], others: { "private-1a": {} } }),
    ).to.deep.equal([
      '  - others["private-1a"]: must have another name: "private-1a" is what another flow log of this network is called',
    ]);
  });

  it("what is wrong in one of the others, under its name", async () => {
    expect(
      await refused({ others: { archive: { retentionInDays: 2, maxAggregationInterval: 61 } } }),
    ).to.deep.equal([
      '  - others["archive"].retentionInDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 2; CloudWatch Logs keeps for no other time',
      '  - others["archive"].maxAggregationInterval: must be 60 or 600, got 61',
    ]);
  });

  it("an output where a plain value decides, and takes one where an input is", async () => {
    const plain =
      "must be a plain value, got an output; it decides which resources there are, so await it, or take it from config";
    expect(
      await refused({
        fields: unknown(pulumi.output(["version"])),
        bucket: { prefix: unknown(pulumi.output("flows")) },
      }),
    ).to.deep.equal([`  - fields: ${plain}`, `  - bucket.prefix: ${plain}`]);
    const { resources } = await record(
      () =>
        new net.FlowLogs("main", {
          vpc: SITE,
          accountId: pulumi.output(accountId),
          bucket: { forceDestroy: pulumi.output(true) },
        }),
    );
    expect(resources.length).to.equal(7);
  });

  it("the same, nested in Vpc", async () => {
    const message = await messageOf(
      () =>
        new net.Vpc("main", {
          cidrBlock: "10.0.0.0/16",
          availabilityZoneNames: ["us-east-1a"],
          subnetSpecs: [{ name: "private", type: net.SubnetType.Private }],
          flowLogs: { subnets: [{ tier: "data" }], bucket: {} },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - flowLogs.subnets[0].tier: must be one of the network\'s tiers (private), got "data"',
      "  - flowLogs.accountId: must be given with bucket: the policy of a bucket that is made here lets in that account's flow logs alone",
    ]);
  });
});

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, ofTypes, outline, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const ACCOUNT = "123456789012";
const ARN = "arn:aws:s3:::main-flow-logs";
const recorded = (args: Omit<net.FlowLogsArgs, "vpc">, vpc = SITE) =>
  record(() => new net.FlowLogs("main", { vpc, accountId: ACCOUNT, ...args }));
const made = async (args: Omit<net.FlowLogsArgs, "vpc">) => inventory(await recorded(args));
const json = (value: unknown) => JSON.parse(String(value)) as { Statement: unknown[] };
const write = async (bucket: net.FlowLogsBucketSpec) => {
  const all = await made({ bucket });
  const [statement] = json(all["BucketPolicy main-flow-logs < FlowLogs"]?.policy).Statement;
  return (statement as { Resource: string[] }).Resource;
};

describe("FlowLogs to a bucket", () => {
  it("makes one that is encrypted, closed, emptied of old records, and the flow log", async () => {
    const all = await made({ bucket: {} });
    const policy = all["BucketPolicy main-flow-logs < FlowLogs"]?.policy;
    expect(all).to.deep.equal({
      "FlowLogs main < ": {},
      "Bucket main-flow-logs < FlowLogs": {
        forceDestroy: false,
        tags: { Name: "main-flow-logs" },
      },
      "BucketServerSideEncryptionConfiguration main-flow-logs < FlowLogs": {
        bucket: "Bucket main-flow-logs",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
      "BucketLifecycleConfiguration main-flow-logs < FlowLogs": {
        bucket: "Bucket main-flow-logs",
        rules: [
          {
            id: "flow-logs",
            status: "Enabled",
            filter: { prefix: "" },
            expiration: { days: 365 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      "BucketPublicAccessBlock main-flow-logs < FlowLogs": {
        bucket: "Bucket main-flow-logs",
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      "BucketPolicy main-flow-logs < FlowLogs": { bucket: "Bucket main-flow-logs", policy },
      "FlowLog main-flow-logs < FlowLogs": {
        vpcId: "vpc-1",
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: ARN,
        destinationOptions: {
          fileFormat: "parquet",
          hiveCompatiblePartitions: true,
          perHourPartition: true,
        },
        maxAggregationInterval: 600,
        tags: { Name: "main-flow-logs" },
      },
    });
  });

  it("lets in the log delivery of the account and region alone, and nobody without TLS", async () => {
    const all = await made({ bucket: {} });
    const source = { "aws:SourceArn": `arn:aws:logs:us-east-1:${ACCOUNT}:*` };
    expect(json(all["BucketPolicy main-flow-logs < FlowLogs"]?.policy)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSLogDeliveryWrite",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: [`${ARN}/AWSLogs/${ACCOUNT}/*`, `${ARN}/AWSLogs/aws-account-id=${ACCOUNT}/*`],
          Condition: {
            StringEquals: {
              "aws:SourceAccount": ACCOUNT,
              "s3:x-amz-acl": "bucket-owner-full-control",
            },
            ArnLike: source,
          },
        },
        {
          Sid: "AWSLogDeliveryCheck",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:GetBucketAcl",
          Resource: ARN,
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT }, ArnLike: source },
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [ARN, `${ARN}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("lets them write in the flow log's folder, in either layout", async () => {
    const folders = [
      `${ARN}/network/flows/AWSLogs/${ACCOUNT}/*`,
      `${ARN}/network/flows/AWSLogs/aws-account-id=${ACCOUNT}/*`,
    ];
    const prefix = "network/flows";
    expect(await write({ prefix })).to.deep.equal(folders);
    expect(await write({ prefix, hiveCompatiblePartitions: false })).to.deep.equal(folders);
  });

  it("does as it is told of folders, files, encryption, times and deletion", async () => {
    const all = await made({
      kmsKeyArn: pulumi.output("arn:aws:kms:us-east-1:123456789012:key/k"),
      fields: ["version", "srcaddr"],
      trafficType: net.FlowLogTraffic.Reject,
      maxAggregationInterval: 60,
      bucket: {
        prefix: "flows",
        fileFormat: net.FlowLogFileFormat.PlainText,
        hiveCompatiblePartitions: false,
        perHourPartition: false,
        expirationInDays: 90,
        infrequentAccessAfterDays: 30,
        forceDestroy: true,
        bucketName: pulumi.output("flowlogs-main-123456789012-us-east-1"),
      },
    });
    expect(all["Bucket main-flow-logs < FlowLogs"]).to.deep.include({
      bucket: "flowlogs-main-123456789012-us-east-1",
      forceDestroy: true,
    });
    expect(
      all["BucketServerSideEncryptionConfiguration main-flow-logs < FlowLogs"]?.rules,
    ).to.deep.equal([
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: "aws:kms",
          kmsMasterKeyId: "arn:aws:kms:us-east-1:123456789012:key/k",
        },
        bucketKeyEnabled: true,
      },
    ]);
    expect(all["BucketLifecycleConfiguration main-flow-logs < FlowLogs"]?.rules).to.deep.equal([
      {
        id: "flow-logs",
        status: "Enabled",
        filter: { prefix: "" },
        expiration: { days: 90 },
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
    expect(all["FlowLog main-flow-logs < FlowLogs"]).to.deep.equal({
      vpcId: "vpc-1",
      trafficType: "REJECT",
      logFormat: "${version} ${srcaddr}",
      logDestinationType: "s3",
      logDestination: `${ARN}/flows/`,
      destinationOptions: {
        fileFormat: "plain-text",
        hiveCompatiblePartitions: false,
        perHourPartition: false,
      },
      maxAggregationInterval: 60,
      tags: { Name: "main-flow-logs" },
    });
  });

  it("makes the flow log after the policy, and that after the public is shut out", async () => {
    const { dependencies } = await recorded({ bucket: {} });
    const needs = (type: string) =>
      [...dependencies].find(([urn]) => urn.includes(`${type}::main-flow-logs`))?.[1] ?? [];
    expect(needs("FlowLog").some((urn) => urn.includes(":BucketPolicy::"))).to.equal(true);
    expect(
      needs("BucketPolicy").some((urn) => urn.includes(":BucketPublicAccessBlock::")),
    ).to.equal(true);
  });

  it("leaves a bucket that is given as it is", async () => {
    const vpc = { ...SITE, region: "eu-west-1" };
    const bucket = { bucketArn: pulumi.output("arn:aws:s3:::central"), prefix: "flows" };
    const all = inventory(
      await record(() => new net.FlowLogs("main", { vpc, bucket, naming: NAMING })),
    );
    expect(all).to.deep.equal({
      "FlowLogs main < ": {},
      "FlowLog main-flow-logs < FlowLogs": {
        vpcId: "vpc-1",
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::central/flows/",
        destinationOptions: {
          fileFormat: "parquet",
          hiveCompatiblePartitions: true,
          perHourPartition: true,
        },
        maxAggregationInterval: 600,
        region: "eu-west-1",
        tags: { Name: "fl-shop-dev" },
      },
    });
  });
});

const NAMING = { purpose: "shop", suffix: "dev" };

describe("FlowLogs of one network, several of them", () => {
  const args = {
    maxAggregationInterval: 60,
    others: {
      archive: { accountId: ACCOUNT, bucket: {} },
      rejects: { trafficType: net.FlowLogTraffic.Reject, retentionInDays: 7 },
      stream: { deliveryStreamArn: "arn:aws:firehose:us-east-1:123456789012:deliverystream/s" },
    },
  };

  it("have names, and the first one keeps its own", async () => {
    expect(outline(await recorded(args))).to.deep.equal([
      "Bucket main-flow-logs-archive < FlowLogs",
      "BucketLifecycleConfiguration main-flow-logs-archive < FlowLogs",
      "BucketPolicy main-flow-logs-archive < FlowLogs",
      "BucketPublicAccessBlock main-flow-logs-archive < FlowLogs",
      "BucketServerSideEncryptionConfiguration main-flow-logs-archive < FlowLogs",
      "FlowLog main-flow-logs < FlowLogs",
      "FlowLog main-flow-logs-archive < FlowLogs",
      "FlowLog main-flow-logs-rejects < FlowLogs",
      "FlowLog main-flow-logs-stream < FlowLogs",
      "FlowLogs main < ",
      "LogGroup main-flow-logs < FlowLogs",
      "LogGroup main-flow-logs-rejects < FlowLogs",
      "Role main-flow-logs < FlowLogs",
      "Role main-flow-logs-rejects < FlowLogs",
      "RolePolicy main-flow-logs < FlowLogs",
      "RolePolicy main-flow-logs-rejects < FlowLogs",
    ]);
  });

  it("write to a delivery stream without a role", async () => {
    const all = await made({ ...args, naming: NAMING });
    expect(all["FlowLog main-flow-logs-stream < FlowLogs"]).to.deep.equal({
      vpcId: "vpc-1",
      trafficType: "ALL",
      logDestinationType: "kinesis-data-firehose",
      logDestination: args.others.stream.deliveryStreamArn,
      maxAggregationInterval: 600,
      tags: { Name: "fl-shop-stream-dev" },
    });
  });

  it("do not change when another comes or goes, in whatever order", async () => {
    const before = await made(args);
    const { archive, rejects, stream } = args.others;
    const after = await made({ ...args, others: { zoo: {}, stream, rejects, archive } });
    const own = Object.fromEntries(Object.entries(after).filter(([key]) => !key.includes("-zoo ")));
    expect(own).to.deep.equal(before);
    expect(Object.keys(after).length).to.equal(Object.keys(before).length + 4);
  });

  it("are found by name", async () => {
    const seen: Record<string, unknown> = {};
    await record(() => {
      const logs = new net.FlowLogs("main", {
        vpc: SITE,
        subnets: [{ tier: "private" }],
        others: { archive: { accountId: ACCOUNT, bucket: { table: {} } } },
      });
      const { flowLogIds, bucketNames, bucketArns, tableNames, workgroupNames, logGroupNames } =
        logs;
      pulumi
        .all([flowLogIds, bucketNames, bucketArns, tableNames, workgroupNames, logGroupNames])
        .apply((all) => Object.assign(seen, { all }));
      pulumi.output(logs.flowLogId).apply((id) => Object.assign(seen, { id }));
    });
    expect(seen).to.deep.equal({
      id: "FlowLog main-flow-logs-private-1a",
      all: [
        {
          "main-private-1a": "FlowLog main-flow-logs-private-1a",
          "main-private-1b": "FlowLog main-flow-logs-private-1b",
          archive: "FlowLog main-flow-logs-archive",
        },
        { archive: "main-flow-logs-archive" },
        { archive: "arn:aws:s3:::main-flow-logs-archive" },
        { archive: "main-flow-logs-archive.flow_logs" },
        { archive: "main-flow-logs-archive" },
        { main: "main-flow-logs" },
      ],
    });
  });
});

describe("FlowLogs", () => {
  it("encrypts its log group with a key of one's own", async () => {
    const key = "arn:aws:kms:us-east-1:123456789012:key/k";
    const all = await made({ kmsKeyArn: pulumi.output(key) });
    expect(all["LogGroup main-flow-logs < FlowLogs"]?.kmsKeyId).to.equal(key);
  });

  it("makes a table of what it writes, where it is asked to", async () => {
    const written = {
      prefix: "flows",
      fileFormat: net.FlowLogFileFormat.PlainText,
      hiveCompatiblePartitions: false,
      perHourPartition: false,
    };
    const fields = ["version", "vpc-id"];
    const table = { firstYear: 2026, bytesScannedCutoffPerQuery: 10485760 };
    const region = "eu-west-1";
    const naming = NAMING;
    const ofTable = async (program: () => unknown) =>
      ofTypes(inventory(await record(program)), "CatalogDatabase", "CatalogTable", "Workgroup");
    const nested = await ofTable(
      () =>
        new net.FlowLogs("main", {
          vpc: { ...SITE, region },
          accountId: ACCOUNT,
          fields,
          bucket: { ...written, table },
          naming,
          tags: { Team: "network" },
        }),
    );
    const alone = await ofTable(
      () =>
        new net.FlowLogsTable("main-flow-logs", {
          ...table,
          bucketName: "main-flow-logs",
          accountIds: [ACCOUNT],
          regions: [region],
          layout: { ...written, fields },
          region,
          naming,
          tags: { Team: "network" },
        }),
    );
    expect(nested).to.deep.equal(alone);
    expect(Object.keys(nested).length).to.equal(3);
  });
});

describe("FlowLogs of subnets", () => {
  it("are one for each, of the tier or of the zones named", async () => {
    const all = await made({
      subnets: [{ tier: "private" }],
      others: { edge: { subnets: [{ tier: "public", availabilityZones: ["us-east-1b"] }] } },
    });
    const subnets = Object.fromEntries(
      Object.entries(ofTypes(all, "FlowLog")).map(([key, { subnetId, vpcId }]) => [
        key.split(" ")[1],
        [subnetId, vpcId],
      ]),
    );
    expect(subnets).to.deep.equal({
      "main-flow-logs-private-1a": ["subnet-prv-a", undefined],
      "main-flow-logs-private-1b": ["subnet-prv-b", undefined],
      "main-flow-logs-edge-public-1b": ["subnet-pub-b", undefined],
    });
    // They share a destination.
    expect(Object.keys(ofTypes(all, "LogGroup")).sort()).to.deep.equal([
      "LogGroup main-flow-logs < FlowLogs",
      "LogGroup main-flow-logs-edge < FlowLogs",
    ]);
  });

  it("have their region and their provider, table and all", async () => {
    const { resources, providers } = await record(async () => {
      const { Provider } = await import("@pulumi/aws");
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      new net.FlowLogs(
        "main",
        {
          vpc: { ...SITE, region: "eu-west-1" },
          others: { archive: { accountId: ACCOUNT, bucket: { table: {} } } },
        },
        { provider },
      );
    });
    const regional = resources.filter(
      ({ type }) => type.startsWith("aws:") && !type.startsWith("aws:iam/"),
    );
    expect(regional.length).to.equal(11);
    expect(regional.filter(({ inputs }) => inputs.region !== "eu-west-1")).to.deep.equal([]);
    const without = [...providers].filter(
      ([urn, provider]) => urn.includes("$aws:") && !provider.includes("elsewhere"),
    );
    expect(without).to.deep.equal([]);
  });

  it("take inputs that are unknown in a preview", async () => {
    const unknownArn = pulumi.output(unknown<string>(pulumi.unknown));
    const { resources } = await record(
      () =>
        new net.FlowLogs("main", {
          vpc: { ...SITE, vpcId: unknownArn },
          accountId: unknownArn,
          kmsKeyArn: unknownArn,
          bucket: { table: {} },
        }),
      { preview: true },
    );
    expect(resources.length).to.equal(11);
  });
});

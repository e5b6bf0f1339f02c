import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, record, unknown } from "./recordedMocks";

const ARGS: net.FlowLogsTableArgs = {
  bucketName: "flows",
  accountIds: ["123456789012"],
  regions: ["us-east-1", "eu-west-1"],
};
const made = async (args: Partial<net.FlowLogsTableArgs> = {}) =>
  inventory(await record(() => new net.FlowLogsTable("main", { ...ARGS, ...args })));
const tableOf = async (args: Partial<net.FlowLogsTableArgs>) =>
  (await made(args))["CatalogTable main < FlowLogsTable"] as {
    parameters: Record<string, string>;
    partitionKeys: { name: string }[];
    storageDescriptor: {
      location: string;
      columns: { name: string; type: string }[];
      serDeInfo: { serializationLibrary: string; parameters: Record<string, string> };
    };
  };

const two = (key: string, range: string) => ({
  [`projection.${key}.type`]: "integer",
  [`projection.${key}.range`]: range,
  [`projection.${key}.digits`]: "2",
});

describe("FlowLogsTable", () => {
  it("makes a database, a table of projected partitions, and a workgroup that encrypts", async () => {
    const string = (name: string) => ({ name, type: "string" });
    const int = (name: string) => ({ name, type: "int" });
    const bigint = (name: string) => ({ name, type: "bigint" });
    expect(await made()).to.deep.equal({
      "FlowLogsTable main < ": {},
      "CatalogDatabase main < FlowLogsTable": {
        description: "VPC flow logs",
        tags: { Name: "main" },
      },
      "CatalogTable main < FlowLogsTable": {
        databaseName: "main",
        name: "flow_logs",
        description: "VPC flow logs",
        tableType: "EXTERNAL_TABLE",
        partitionKeys: ["aws_account_id", "aws_region", "year", "month", "day", "hour"].map(string),
        parameters: {
          EXTERNAL: "TRUE",
          classification: "parquet",
          "projection.enabled": "true",
          "projection.aws_account_id.type": "enum",
          "projection.aws_account_id.values": "123456789012",
          "projection.aws_region.type": "enum",
          "projection.aws_region.values": "us-east-1,eu-west-1",
          "projection.year.type": "date",
          "projection.year.format": "yyyy",
          "projection.year.range": "2024,NOW",
          "projection.year.interval": "1",
          "projection.year.interval.unit": "YEARS",
          ...two("month", "1,12"),
          ...two("day", "1,31"),
          ...two("hour", "0,23"),
          "storage.location.template":
            "s3://flows/AWSLogs/aws-account-id=${aws_account_id}/aws-service=vpcflowlogs/aws-region=${aws_region}/year=${year}/month=${month}/day=${day}/hour=${hour}/",
        },
        storageDescriptor: {
          location: "s3://flows/AWSLogs/",
          columns: [
            int("version"),
            string("account_id"),
            string("interface_id"),
            string("srcaddr"),
            string("dstaddr"),
            int("srcport"),
            int("dstport"),
            int("protocol"),
            bigint("packets"),
            bigint("bytes"),
            bigint("start"),
            bigint("end"),
            string("action"),
            string("log_status"),
          ],
          inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
          outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
          serDeInfo: {
            serializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            parameters: { "serialization.format": "1" },
          },
        },
      },
      "Workgroup main < FlowLogsTable": {
        description: "Queries of VPC flow logs",
        forceDestroy: false,
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: 107374182400,
          managedQueryResultsConfiguration: { enabled: true },
        },
        tags: { Name: "main" },
      },
    });
  });

  it("reads the layout that the flow log writes", async () => {
    const table = await tableOf({
      firstYear: 2026,
      layout: {
        prefix: "network",
        fields: ["vpc-id", "tcp-flags", "bytes"],
        fileFormat: net.FlowLogFileFormat.PlainText,
        hiveCompatiblePartitions: false,
        perHourPartition: false,
      },
    });
    expect(table.storageDescriptor.location).to.equal("s3://flows/network/AWSLogs/");
    expect(table.parameters["storage.location.template"]).to.equal(
      "s3://flows/network/AWSLogs/${aws_account_id}/vpcflowlogs/${aws_region}/${year}/${month}/${day}/",
    );
    expect(table.partitionKeys.map(({ name }) => name)).to.deep.equal([
      "aws_account_id",
      "aws_region",
      "year",
      "month",
      "day",
    ]);
    expect(table.storageDescriptor.columns).to.deep.equal([
      { name: "vpc_id", type: "string" },
      { name: "tcp_flags", type: "int" },
      { name: "bytes", type: "bigint" },
    ]);
    expect(table.storageDescriptor.serDeInfo).to.deep.equal({
      serializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      parameters: { "field.delim": " ", "serialization.format": " " },
    });
    expect(table.parameters).to.include({
      classification: "csv",
      "skip.header.line.count": "1",
      "projection.year.range": "2026,NOW",
    });
    expect(Object.keys(table.parameters).filter((key) => key.includes(".hour."))).to.deep.equal([]);
  });

  it("projects every partition key, and names each in the template", async () => {
    for (const hiveCompatiblePartitions of [true, false]) {
      for (const perHourPartition of [true, false]) {
        const layout = { hiveCompatiblePartitions, perHourPartition };
        const { parameters, partitionKeys } = await tableOf({ layout });
        for (const { name } of partitionKeys) {
          expect(parameters[`projection.${name}.type`], name).to.be.a("string");
          expect(parameters["storage.location.template"]).to.contain(`\${${name}}`);
        }
      }
    }
  });

  it("encrypts results with a key of one's own, at Athena's or in a bucket", async () => {
    const kmsKeyArn = pulumi.output("arn:aws:kms:us-east-1:123456789012:key/k");
    const key = "arn:aws:kms:us-east-1:123456789012:key/k";
    const results = async (args: Partial<net.FlowLogsTableArgs>) => {
      const { configuration } = (await made(args))["Workgroup main < FlowLogsTable"] ?? {};
      const { managedQueryResultsConfiguration, resultConfiguration } = configuration as Record<
        string,
        unknown
      >;
      return managedQueryResultsConfiguration ?? resultConfiguration;
    };
    expect(await results({ kmsKeyArn })).to.deep.equal({
      enabled: true,
      encryptionConfiguration: { kmsKey: key },
    });
    const resultsLocation = "s3://results/flows/";
    expect(await results({ resultsLocation })).to.deep.equal({
      outputLocation: resultsLocation,
      encryptionConfiguration: { encryptionOption: "SSE_S3" },
    });
    expect(await results({ resultsLocation, kmsKeyArn })).to.deep.equal({
      outputLocation: resultsLocation,
      encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key },
    });
  });

  it("is called, tagged and placed as it is told", async () => {
    const all = await made({
      databaseName: "network",
      tableName: "traffic",
      region: "eu-west-1",
      forceDestroy: true,
      bytesScannedCutoffPerQuery: 10485760,
      naming: { purpose: "shop", suffix: "dev" },
      tags: { Team: "network" },
    });
    const tags = (type: string) => ({ Name: `${type}-shop-dev`, Team: "network" });
    expect(all["CatalogDatabase main < FlowLogsTable"]).to.deep.equal({
      name: "network",
      description: "VPC flow logs",
      region: "eu-west-1",
      tags: tags("glue-flow-logs"),
    });
    expect(all["CatalogTable main < FlowLogsTable"]).to.include({
      name: "traffic",
      region: "eu-west-1",
    });
    expect(all["Workgroup main < FlowLogsTable"]).to.deep.include({
      forceDestroy: true,
      region: "eu-west-1",
      tags: tags("athena-flow-logs"),
    });
  });

  it("refuses what Athena and Glue would not take", async () => {
    const message = await messageOf(
      () =>
        new net.FlowLogsTable("main", {
          bucketName: "flows",
          accountIds: [],
          regions: [],
          databaseName: "Network",
          tableName: "flow-logs",
          firstYear: 2014,
          bytesScannedCutoffPerQuery: 1000,
          resultsLocation: "results",
          layout: { prefix: "a/", fields: ["source"], fileFormat: unknown("csv") },
        }),
    );
    const lines = message.split("\n");
    const name = "must be lower-case letters, digits and underscores, and begin with no digit, got";
    const none = "must have at least one, got none; the table finds the records by them";
    expect(lines.filter((line) => !line.includes("layout.fields[0]"))).to.deep.equal([
      'FlowLogsTable "main" was given invalid arguments:',
      `  - databaseName: ${name} "Network"`,
      `  - tableName: ${name} "flow-logs"`,
      "  - firstYear: must be a year from 2015, when flow logs came, got 2014",
      "  - bytesScannedCutoffPerQuery: must be a whole number of bytes from 10485760 (10 MiB), got 1000",
      '  - resultsLocation: must be a place in S3, such as "s3://bucket/folder/", got "results"',
      `  - accountIds: ${none}`,
      `  - regions: ${none}`,
      '  - layout.prefix: must be folders joined by slashes, with none at either end and none called AWSLogs, which AWS adds itself, got "a/"',
      '  - layout.fileFormat: must be one of "parquet", "plain-text", got "csv"',
    ]);
    expect(lines.some((line) => line.startsWith("  - layout.fields[0]: must be a field"))).to.equal(
      true,
    );
  });

  it("refuses an output where a plain value decides, and takes one elsewhere", async () => {
    const message = await messageOf(
      () => new net.FlowLogsTable("main", { ...ARGS, tableName: unknown(pulumi.output("x")) }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - tableName: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config",
    ]);
    const table = await tableOf({
      bucketName: pulumi.output("other"),
      accountIds: [pulumi.output("210987654321")],
      regions: [pulumi.output("eu-north-1")],
    });
    expect(table.storageDescriptor.location).to.equal("s3://other/AWSLogs/");
    expect(table.parameters).to.include({
      "projection.aws_account_id.values": "210987654321",
      "projection.aws_region.values": "eu-north-1",
    });
  });
});

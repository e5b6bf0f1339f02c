/**
 * A table over flow logs in S3, to ask in SQL who talked to whom.
 * Makes a Glue database, a table in it with partition projection, and an Athena workgroup whose
 * results are encrypted and whose queries are stopped when they have read enough.
 * Nothing of it costs by itself; Athena takes about $5 for each TB that a query reads. Name year,
 * month and day in a query: what is not named is looked through.
 *
 * https://docs.aws.amazon.com/athena/latest/ug/vpc-flow-logs.html
 */
import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, tagsOf } from "../network";
import type { FlowLogsTableArgs } from "./flowLogsTableArgs";
import { planFlowLogsTable, type FlowLogsTablePlan } from "./flowLogsTablePlan";

/** An Athena table over flow logs, and the workgroup to ask it in. */
export class FlowLogsTable extends pulumi.ComponentResource {
  /** The Glue database. */
  readonly databaseName: pulumi.Output<string>;
  /** The table in it. */
  readonly tableName: pulumi.Output<string>;
  /** The Athena workgroup to query it in. */
  readonly workgroupName: pulumi.Output<string>;
  /** The workgroup's ARN. */
  readonly workgroupArn: pulumi.Output<string>;

  constructor(name: string, args: FlowLogsTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:FlowLogsTable", name, {}, opts);
    const inputs = { accountIds: 1, regions: 1, bucketName: 0 };
    const checked = { component: this, kind: "FlowLogsTable", name, inputs };
    const plan = checkedPlan(checked, args, () => planFlowLogsTable(args));
    const building: Building = { parent: this, child: name, plan, args };
    const database = createDatabase(building);
    const table = createTable(building, database);
    const workgroup = createWorkgroup(building);
    this.databaseName = database.name;
    this.tableName = table.name;
    this.workgroupName = workgroup.name;
    this.workgroupArn = workgroup.arn;
    this.registerOutputs({
      databaseName: this.databaseName,
      tableName: this.tableName,
      workgroupName: this.workgroupName,
      workgroupArn: this.workgroupArn,
    });
  }
}

interface Building {
  readonly parent: FlowLogsTable;
  /** All three children share one name: there is one of each type. */
  readonly child: string;
  readonly plan: FlowLogsTablePlan;
  readonly args: FlowLogsTableArgs;
}

function createDatabase({ parent, child, args }: Building): glue.CatalogDatabase {
  return new glue.CatalogDatabase(
    child,
    {
      name: args.databaseName,
      description: "VPC flow logs",
      region: args.region,
      tags: tagsOf(args, { child, resourceType: "glue-flow-logs" }),
    },
    { parent },
  );
}

function createTable(
  { parent, child, plan, args }: Building,
  database: glue.CatalogDatabase,
): glue.CatalogTable {
  const { format } = plan;
  const location = pulumi.interpolate`s3://${args.bucketName}/${plan.folder}`;
  return new glue.CatalogTable(
    child,
    {
      databaseName: database.name,
      name: plan.tableName,
      description: "VPC flow logs",
      tableType: "EXTERNAL_TABLE",
      partitionKeys: [...plan.partitionKeys],
      parameters: {
        EXTERNAL: "TRUE",
        classification: format.classification,
        ...format.tableParameters,
        "projection.enabled": "true",
        "projection.aws_account_id.type": "enum",
        "projection.aws_account_id.values": listed(args.accountIds),
        "projection.aws_region.type": "enum",
        "projection.aws_region.values": listed(args.regions),
        ...plan.projection,
        "storage.location.template": pulumi.interpolate`${location}${plan.template}`,
      },
      storageDescriptor: {
        location,
        columns: [...plan.columns],
        inputFormat: format.inputFormat,
        outputFormat: format.outputFormat,
        serDeInfo: {
          serializationLibrary: format.serializationLibrary,
          parameters: { ...format.serdeParameters },
        },
      },
      region: args.region,
    },
    { parent },
  );
}

function listed(values: pulumi.Input<string>[]): pulumi.Output<string> {
  return pulumi.all(values).apply((all) => all.join(","));
}

function createWorkgroup({ parent, child, plan, args }: Building): athena.Workgroup {
  return new athena.Workgroup(
    child,
    {
      description: "Queries of VPC flow logs",
      forceDestroy: args.forceDestroy ?? false,
      configuration: {
        // Else a query could choose another place for its results, or none of the encryption.
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: plan.bytesScannedCutoffPerQuery,
        ...results(args),
      },
      region: args.region,
      tags: tagsOf(args, { child, resourceType: "athena-flow-logs" }),
    },
    { parent },
  );
}

/** https://docs.aws.amazon.com/athena/latest/ug/managed-results.html */
function results({ resultsLocation, kmsKeyArn }: FlowLogsTableArgs) {
  if (resultsLocation === undefined) {
    const encryption =
      kmsKeyArn === undefined ? {} : { encryptionConfiguration: { kmsKey: kmsKeyArn } };
    return { managedQueryResultsConfiguration: { enabled: true, ...encryption } };
  }
  const encryptionConfiguration =
    kmsKeyArn === undefined
      ? { encryptionOption: "SSE_S3" }
      : { encryptionOption: "SSE_KMS", kmsKeyArn };
  return { resultConfiguration: { outputLocation: resultsLocation, encryptionConfiguration } };
}

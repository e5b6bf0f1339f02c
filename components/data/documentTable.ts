/**
 * A table of DynamoDB, paid by request: encrypted under a KMS key, restorable to any second of the
 * last 35 days, protected from deletion. Makes the table. $0.625 for a million writes, $0.125 for a
 * million reads, $0.25 a GB and month.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
 */
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { checkedPlan, detailOf, refuseValue, refuseWhole, tagsOf } from "../network";
import { TableKeyType, type DocumentTableArgs, type TableKey } from "./documentTableArgs";

const TYPES = { text: "S", number: "N", binary: "B" } as const;

/** A table that is encrypted, and can be restored. */
export class DocumentTable extends pulumi.ComponentResource {
  /** The table's ARN. */
  readonly tableArn: pulumi.Output<string>;
  /** The table's name. */
  readonly tableName: pulumi.Output<string>;

  constructor(name: string, args: DocumentTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:DocumentTable", name, {}, opts);
    const inputs = { deletionProtection: 0 };
    const checked = { component: this, kind: "DocumentTable", name, inputs };
    const plan = checkedPlan(checked, args, () => planDocumentTable(args));
    const table = new dynamodb.Table(
      name,
      {
        billingMode: "PAY_PER_REQUEST",
        attributes: plan.keys.map(({ name: key, type }) => ({ name: key, type: TYPES[type] })),
        hashKey: args.partitionKey.name,
        rangeKey: args.sortKey?.name,
        ttl:
          args.expiryAttribute === undefined
            ? undefined
            : { attributeName: args.expiryAttribute, enabled: true },
        pointInTimeRecovery:
          plan.recoveryInDays === 0
            ? { enabled: false }
            : { enabled: true, recoveryPeriodInDays: plan.recoveryInDays },
        serverSideEncryption: { enabled: true, kmsKeyArn: args.kmsKeyArn },
        deletionProtectionEnabled: args.deletionProtection ?? true,
        region: args.region,
        tags: tagsOf(args, { child: name, resourceType: "dynamodb", detail: detailOf(args, name) }),
      },
      { parent: this },
    );
    this.tableArn = table.arn;
    this.tableName = table.name;
    this.registerOutputs({ tableArn: this.tableArn, tableName: this.tableName });
  }
}

function planDocumentTable(args: DocumentTableArgs) {
  const { partitionKey, sortKey, expiryAttribute, recoveryInDays = 35 } = args;
  const given = { partitionKey, ...(sortKey === undefined ? {} : { sortKey }) };
  const issues = [
    ...Object.entries(given).flatMap(([path, key]) => refuseKey(path, key)),
    ...refuseWhole("recoveryInDays", recoveryInDays, [0, 35]),
  ];
  if (sortKey?.name === partitionKey.name)
    issues.push({
      propertyPath: "sortKey.name",
      reason: `must be another attribute than the partition key's, got "${sortKey.name}"`,
    });
  if (expiryAttribute !== undefined)
    issues.push(...refuseExpiry(expiryAttribute, Object.values(given)));
  const keys = Object.values(given).map(({ name, type = TableKeyType.Text }) => ({ name, type }));
  return { keys, recoveryInDays, issues };
}

function refuseKey(path: string, { name, type = TableKeyType.Text }: TableKey): Issue[] {
  return [...refuseName(`${path}.name`, name), ...refuseValue(`${path}.type`, TableKeyType, type)];
}

function refuseName(propertyPath: string, name: string): Issue[] {
  if (name.length >= 1 && name.length <= 255) return [];
  return [{ propertyPath, reason: `must have 1 to 255 characters, got ${name.length}` }];
}

function refuseExpiry(attribute: string, keys: readonly TableKey[]): Issue[] {
  const propertyPath = "expiryAttribute";
  if (!keys.some(({ name }) => name === attribute)) return refuseName(propertyPath, attribute);
  return [{ propertyPath, reason: `must be no attribute of a key, got "${attribute}"` }];
}

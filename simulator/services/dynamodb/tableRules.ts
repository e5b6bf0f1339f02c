/** What DynamoDB refuses of a table. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
import { AwsError, ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import type { Wanted } from "../../resource/spec";
import { flag, isGiven, maps, number, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { findKey } from "../kms/entities";
import { findTable } from "./entities";
import { indexesOf } from "./tableChecks";

const invalid = (message: string): AwsError =>
  new AwsError("ValidationException", `One or more parameter values were invalid: ${message}`);

export function acceptTable({ scope, inputs }: Wanted): void {
  const name = text(inputs, "name") ?? "";
  if (!/^[\w.-]{3,255}$/.test(name))
    throw new AwsError(
      "ValidationException",
      `TableName must be at least 3 characters long and at most 255 characters long, of letters, digits, "_", "-" and ".", got ${name}`,
    );
  checkSource(scope, inputs);
  checkThroughput(inputs);
  checkIndexes(inputs);
  checkEncryption(scope, inputs);
  for (const one of maps(inputs, "replicas"))
    if (text(one, "regionName") === scope.region)
      throw new AwsError(
        "ValidationException",
        `Cannot add, delete, or update the local region through ReplicaUpdates: ${scope.region}`,
        "UpdateTable",
      );
}

/** A table has a key, unless it is made of what another one has. */
function checkSource(scope: Scope, inputs: ValueMap): void {
  const source = text(inputs, "restoreSourceName") ?? text(inputs, "restoreSourceTableArn");
  if (source === undefined) {
    if (!isGiven(inputs, "hashKey") && !isGiven(inputs, "restoreBackupArn"))
      throw invalid(
        "No Hash Key specified in schema. All DynamoDB tables must have exactly one hash key",
      );
    return;
  }
  const operation = "RestoreTableToPointInTime";
  const found = findTable(scope, source);
  if (found === undefined)
    throw new AwsError("TableNotFoundException", `Table not found: ${source}`, operation);
  if (flag(blockOf(found.properties, "pointInTimeRecovery"), "enabled") !== true)
    throw new AwsError(
      "PointInTimeRecoveryUnavailableException",
      `Point in time recovery is not enabled for table '${found.id}'`,
      operation,
    );
}

/** The provider's own check, made when it creates. */
function checkThroughput(inputs: ValueMap): void {
  if (text(inputs, "billingMode") === "PAY_PER_REQUEST") return;
  if (isGiven(inputs, "restoreSourceName") || isGiven(inputs, "restoreSourceTableArn")) return;
  for (const one of [inputs, ...maps(inputs, "globalSecondaryIndexes")])
    for (const kind of ["write", "read"] as const)
      if ((number(one, `${kind}Capacity`) ?? 0) < 1)
        throw new ProviderError(
          `${kind} capacity must be > 0 when billing mode is PROVISIONED${one === inputs ? "" : ` (index ${text(one, "name") ?? ""})`}`,
        );
}

const mostLocal = 5;
const mostGlobal = 20;

function checkIndexes(inputs: ValueMap): void {
  const local = maps(inputs, "localSecondaryIndexes");
  if (local.length > 0 && !isGiven(inputs, "rangeKey"))
    throw invalid(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  if (local.length > mostLocal)
    throw invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
  if (maps(inputs, "globalSecondaryIndexes").length > mostGlobal)
    throw new AwsError(
      "LimitExceededException",
      "Number of GlobalSecondaryIndexes exceeds per-table limit of 20",
    );
  const names = new Set<string>();
  for (const one of indexesOf(inputs)) {
    const name = text(one, "name") ?? "";
    if (names.has(name)) throw invalid(`Duplicate index name: ${name}`);
    names.add(name);
    checkProjection(one);
  }
}

function checkProjection(one: ValueMap): void {
  const projection = text(one, "projectionType") ?? "";
  const lists = texts(one, "nonKeyAttributes").length > 0;
  if (projection === "INCLUDE" && !lists)
    throw invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  if (projection !== "INCLUDE" && lists)
    throw invalid(`ProjectionType is ${projection}, but NonKeyAttributes is specified`);
}

function checkEncryption(scope: Scope, inputs: ValueMap): void {
  const key = text(blockOf(inputs, "serverSideEncryption"), "kmsKeyArn");
  if (key === undefined || scope.ofArn(key).account !== scope.account) return;
  if (findKey(scope, key) === undefined)
    throw new AwsError("ValidationException", `KMS key does not exist: ${key}`);
}

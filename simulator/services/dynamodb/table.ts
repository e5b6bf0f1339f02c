/**
 * A table. Replaces as internal/service/dynamodb/table.go says.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
import { AwsError } from "../../errors";
import { common, computed, forcesNew, output, type Model } from "../../model";
import type { Value, ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { arn as arnForm, timestamp } from "../../resource/forms";
import { dateFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isMap, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findTable, tableItemKind, tableKind } from "./entities";
import { checkTable } from "./tableChecks";
import { acceptTable } from "./tableRules";

const computedBlock = { kind: "block", computed: true } as const;
const filledNumber = { kind: "number", computed: true } as const;

/** A stream is another one whenever it is switched on, or shows something else. */
function streamOf(scope: Scope, inputs: ValueMap, urn: string, arn: string): ValueMap {
  if (flag(inputs, "streamEnabled") !== true) return { streamArn: "", streamLabel: "" };
  const life = scope.newLife(`stream ${text(inputs, "streamViewType") ?? ""}`, urn);
  const streamLabel = dateFrom(life).replace("Z", ".000");
  return { streamArn: `${arn}/stream/${streamLabel}`, streamLabel };
}

function fill({ scope, inputs, urn }: Wanted, id: string): ValueMap {
  const arn = scope.arn("dynamodb", `table/${id}`);
  return {
    arn,
    globalSecondaryIndexes: [],
    ...sourceOf(scope, inputs),
    name: id,
    pointInTimeRecovery: { enabled: false },
    readCapacity: 0,
    writeCapacity: 0,
    ...streamOf(scope, inputs, urn, arn),
    streamViewType: "",
  };
}

/** What a table that is restored has of the one that it is restored from. */
function sourceOf(scope: Scope, inputs: ValueMap): ValueMap {
  const source = text(inputs, "restoreSourceName") ?? text(inputs, "restoreSourceTableArn");
  const found = source === undefined ? undefined : findTable(scope, source);
  if (found === undefined) return {};
  const { attributes = [], globalSecondaryIndexes = [] } = found.properties;
  const { hashKey = "", rangeKey = "" } = found.properties;
  return { attributes, globalSecondaryIndexes, hashKey, rangeKey };
}

function show(scope: Scope, { properties }: Thing): ValueMap {
  const recovery = blockOf(properties, "pointInTimeRecovery");
  const isOn = flag(recovery, "enabled") === true;
  const days = number(recovery, "recoveryPeriodInDays") ?? 35;
  const replicas = properties.replicas;
  const arn = text(properties, "arn") ?? "";
  return {
    pointInTimeRecovery: isOn ? { enabled: true, recoveryPeriodInDays: days } : recovery,
    ...(Array.isArray(replicas)
      ? { replicas: replicas.map((one: ValueMap) => replicaOf(scope, arn, one)) }
      : {}),
  };
}

const replicaOf = (scope: Scope, arn: string, one: ValueMap): ValueMap => ({
  ...one,
  arn: arn.replace(`:${scope.region}:`, `:${text(one, "regionName") ?? ""}:`),
});

function changed({ scope, inputs, urn }: Wanted, thing: Thing, before: Thing): void {
  const isSame = ["streamEnabled", "streamViewType"].every(
    (key) => (thing.properties[key] ?? "") === (before.properties[key] ?? ""),
  );
  if (isSame) return;
  const arn = text(thing.properties, "arn") ?? "";
  const stream = streamOf(scope, inputs, urn, arn);
  const names = [arn, thing.id, text(stream, "streamArn") ?? arn];
  scope.put(tableKind, { ...thing, names, properties: { ...thing.properties, ...stream } });
}

/** What it was restored from may be forgotten. */
const isAnother = (_before: Value | undefined, after: Value | undefined): boolean =>
  after !== undefined && after !== "";

/** How it was filled: what is changed inside does nothing to what is there. */
const isGivenOrTaken = (before: Value | undefined, after: Value | undefined): boolean =>
  (before === undefined) !== (after === undefined);

/** Warm throughput is never lowered: that is another table. */
function isColder(before: Value | undefined, after: Value | undefined): boolean {
  const [was, is] = [before, after].map((one) => (isMap(one) ? one : {}));
  return ["readUnitsPerSecond", "writeUnitsPerSecond"].some((key) => {
    const wanted = number(is ?? {}, key) ?? 0;
    return wanted !== 0 && wanted < (number(was ?? {}, key) ?? 0);
  });
}

/** Left out, AWS's stay; attributes go with them, and are not looked at by themselves. */
function areIndexesOther(news: ValueMap, _before?: Value, olds: ValueMap = {}): boolean {
  const [was, is] = [olds, news].map(({ globalSecondaryIndexes: all }) => all);
  return is !== undefined && JSON.stringify(was ?? []) !== JSON.stringify(is);
}

export const table: Model = defineResource({
  type: "aws:dynamodb/table:Table",
  service: "DynamoDB",
  noun: "DynamoDB Table",
  calls: { create: "CreateTable", update: "UpdateTable", delete: "DeleteTable" },
  kind: tableKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    attributes: { kind: "blocks", computed: true, counts: areIndexesOther },
    billingMode: { default: "PROVISIONED" },
    deletionProtectionEnabled: { kind: "flag" },
    globalSecondaryIndexes: {
      kind: "blocks",
      computed: true,
      fills: ["readCapacity", "writeCapacity", "warmThroughput", "keySchemas"],
    },
    globalTableWitness: computedBlock,
    hashKey: { computed: true, replaces: true },
    importTable: { kind: "block", local: true, replaces: isGivenOrTaken },
    localSecondaryIndexes: { kind: "blocks", replaces: true },
    name: { computed: true, replaces: true },
    onDemandThroughput: { kind: "block" },
    pointInTimeRecovery: { ...computedBlock, fills: ["recoveryPeriodInDays"] },
    rangeKey: forcesNew,
    readCapacity: filledNumber,
    replicas: { kind: "blocks", fills: ["arn", "kmsKeyArn", "streamArn", "streamLabel"] },
    restoreBackupArn: { local: true, replaces: true },
    restoreDateTime: { local: true, replaces: true, form: timestamp },
    restoreSourceName: { local: true, replaces: isAnother },
    restoreSourceTableArn: { local: true, replaces: isAnother, form: arnForm },
    restoreToLatestTime: { kind: "flag", local: true, replaces: true },
    serverSideEncryption: { ...computedBlock, fills: ["kmsKeyArn"] },
    streamArn: output,
    streamEnabled: { kind: "flag" },
    streamLabel: output,
    streamViewType: computed,
    tableClass: {},
    ttl: computedBlock,
    warmThroughput: { ...computedBlock, replaces: isColder },
    writeCapacity: filledNumber,
  },
  validate: checkTable,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  names: (id, properties) =>
    [id, text(properties, "arn"), text(properties, "streamArn")].filter(
      (name): name is string => name !== undefined,
    ),
  taken: (_wanted, id) => new AwsError("ResourceInUseException", `Table already exists: ${id}`),
  accept: acceptTable,
  fill,
  show,
  changed,
  gone: (id) =>
    new AwsError(
      "ResourceNotFoundException",
      `Requested resource not found: Table: ${id} not found`,
    ),
  mayGo: (_scope, { id, properties }) => {
    if (flag(properties, "deletionProtectionEnabled") === true)
      throw new AwsError(
        "ValidationException",
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. (table ${id})`,
      );
  },
  removed: (scope, { id }) => {
    for (const one of scope.find(tableItemKind, "name", id)) scope.remove(one);
    return undefined;
  },
});

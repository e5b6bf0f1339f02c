/**
 * A workgroup: where results go, how much a query may read.
 * Replaces as internal/service/athena/workgroup.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html
 */
import { common, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength, oneOf } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isMap, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { invalid, namedQueryKind, workgroupKind } from "./entities";

/** 10 MiB. */
const leastScanned = 10_485_760;

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const configuration = blockOf(inputs, "configuration");
  const result = blockOf(configuration, "resultConfiguration");
  const cutoff = number(configuration, "bytesScannedCutoffPerQuery") ?? 0;
  return [
    ...checkPattern(
      inputs,
      "name",
      /^[0-9A-Za-z._-]{1,128}$/,
      "must contain only alphanumeric characters, periods, underscores, and hyphens",
    ),
    ...(cutoff !== 0 && cutoff < leastScanned
      ? [
          {
            property: "configuration",
            reason: `expected configuration.0.bytes_scanned_cutoff_per_query to be at least (${leastScanned}), got ${cutoff}`,
          },
        ]
      : []),
    ...checkOneOf(blockOf(result, "encryptionConfiguration"), "encryptionOption", [
      "SSE_S3",
      "SSE_KMS",
      "CSE_KMS",
    ]),
  ];
}

function accept({ inputs }: Wanted): void {
  const configuration = blockOf(inputs, "configuration");
  const result = blockOf(configuration, "resultConfiguration");
  const location = text(result, "outputLocation");
  if (location !== undefined && !/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/.*)?$/.test(location))
    throw invalid(`outputLocation is not a valid S3 path: ${location}; such as s3://bucket/path/`);
  const encryption = blockOf(result, "encryptionConfiguration");
  const option = text(encryption, "encryptionOption") ?? "SSE_S3";
  if (option.endsWith("_KMS") && text(encryption, "kmsKeyArn") === undefined)
    throw invalid(`${option} needs a KMS key: give kmsKeyArn.`);
  if (isMap(configuration.managedQueryResultsConfiguration) && location !== undefined) {
    const managed = blockOf(configuration, "managedQueryResultsConfiguration");
    if (flag(managed, "enabled") === true)
      throw invalid("Managed query results and an outputLocation exclude each other.");
  }
}

function mayGo(scope: Scope, group: Thing, known: ValueMap): void {
  const hasQueries = scope.count(namedQueryKind, "workgroup", group.id) > 0;
  if (hasQueries && flag(known, "forceDestroy") !== true)
    throw invalid(`WorkGroup ${group.id} is not empty`);
}

export const workgroup: Model = defineResource({
  type: "aws:athena/workgroup:Workgroup",
  service: "Athena",
  noun: "Athena WorkGroup",
  calls: { create: "CreateWorkGroup", update: "UpdateWorkGroup", delete: "DeleteWorkGroup" },
  kind: workgroupKind,
  autoname: { max: 128 },
  properties: {
    ...common,
    arn: output,
    configuration: { kind: "block" },
    description: { form: ofLength(0, 1024) },
    forceDestroy: { kind: "flag", default: false, local: true },
    name: { computed: true, replaces: true },
    state: { default: "ENABLED", form: oneOf("ENABLED", "DISABLED") },
  },
  validate,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  taken: (_wanted, id) => invalid(`WorkGroup ${id} is already created`),
  accept: (wanted, before) => {
    if (before === undefined && text(wanted.inputs, "name") === "primary")
      throw invalid("WorkGroup primary is already created");
    accept(wanted);
  },
  fill: ({ scope }, id) => ({ arn: scope.arn("athena", `workgroup/${id}`) }),
  gone: (id) => invalid(`WorkGroup ${id} is not found.`),
  mayGo,
  removed: (scope, group) => {
    for (const one of scope.find(namedQueryKind, "workgroup", group.id)) scope.remove(one);
    return undefined;
  },
});

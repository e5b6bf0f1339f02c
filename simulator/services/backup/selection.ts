/**
 * What a plan backs up: by ARN, by tag, with a role that Backup takes on.
 * Replaces as internal/service/backup/selection.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupSelection.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { maps, text, texts } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { needSeenRole, roleReference } from "../iam/references";
import { isTrusting } from "../lambda/roleTrust";
import { invalid, planKind, selectionKind } from "./entities";

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkPattern(
    inputs,
    "name",
    /^[0-9A-Za-z._-]{1,50}$/,
    "must contain only alphanumeric, hyphen, underscore, and period characters",
  ),
  ...checkArn(inputs, "iamRoleArn"),
  ...maps(inputs, "selectionTags").flatMap((one) => checkOneOf(one, "type", ["STRINGEQUALS"])),
];

const noRole = (arn: string): AwsError =>
  invalid(`IAM Role ${arn} cannot be assumed by AWS Backup`);

function accept({ scope, inputs }: Wanted): void {
  const plan = text(inputs, "planId") ?? "";
  if (scope.get(planKind, plan) === undefined)
    throw new AwsError("ResourceNotFoundException", `Cannot find Backup plan with ID ${plan}`);
  const role = text(inputs, "iamRoleArn") ?? "";
  if (!isTrusting(scope, role, "backup.amazonaws.com")) throw noRole(role);
  needSeenRole(scope, role, noRole(role));
  const wanted = texts(inputs, "resources").length + maps(inputs, "selectionTags").length;
  if (wanted === 0) throw invalid("A selection needs resources or selectionTags.");
  const others = scope
    .all(selectionKind)
    .filter((one) => text(one.properties, "planId") === plan)
    .map((one) => text(one.properties, "name"));
  if (others.includes(text(inputs, "name")))
    throw new AwsError(
      "AlreadyExistsException",
      `Backup selection with the same name already exists: ${text(inputs, "name") ?? ""}`,
    );
}

export const selection: Model = defineResource({
  type: "aws:backup/selection:Selection",
  service: "Backup",
  noun: "Backup Selection",
  calls: { create: "CreateBackupSelection", delete: "DeleteBackupSelection" },
  kind: selectionKind,
  autoname: { max: 50 },
  keys: ["planId"],
  properties: {
    region,
    conditions: { kind: "blocks", computed: true, replaces: true },
    iamRoleArn: requiredForcesNew,
    name: { computed: true, replaces: true },
    notResources: { kind: "set", computed: true, replaces: true },
    planId: requiredForcesNew,
    resources: { kind: "set", replaces: true },
    selectionTags: { kind: "blocks", replaces: true },
  },
  validate,
  retries: {
    create: {
      codes: ["InvalidParameterValueException"],
      message: /cannot be assumed by AWS Backup/,
      seconds: 120,
    },
  },
  id: ({ scope, urn }) => scope.pinned?.id ?? uuidFrom(scope.newLife("backup selection", urn)),
  references: [roleReference("iamRoleArn", noRole)],
  accept,
  fill: () => ({ notResources: [] }),
  // An import gives `plan|selection`.
  find: (scope, id) => scope.get(selectionKind, id.slice(id.indexOf("|") + 1)),
});

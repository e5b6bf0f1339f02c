/**
 * A state machine. Replaces as internal/service/sfn/state_machine.go says.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
import { AwsError } from "../../errors";
import { common, output, type Form, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkConflict, checkLength, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { arn as arnForm, both, matching, ofLength } from "../../resource/forms";
import { dateFrom, nameOf, uuidFrom } from "../../resource/naming";
import { defineThing, type Thing, type Wanted } from "../../resource/spec";
import { flag, text } from "../../values";
import type { Scope } from "../../world/scope";
import { logGroupOfArn } from "../cloudwatch/logEntities";
import { checkOneOf } from "../ec2/blocks";
import { needSeenRole, refuseForeignRole, roleReference } from "../iam/references";
import { roleMay } from "../lambda/roleActions";
import { isTrusting } from "../lambda/roleTrust";
import { definitionFaults } from "./definition";

const stateMachineKind = defineThing("state-machine");

/** The provider asks AWS to validate the definition, at preview already. */
function validate(inputs: ValueMap): readonly CheckFailure[] {
  const definition = text(inputs, "definition");
  const faults =
    definition === undefined
      ? []
      : definitionFaults(definition, text(inputs, "type") ?? "STANDARD");
  const encryption = blockOf(inputs, "encryptionConfiguration");
  return [
    ...faults.map((reason) => ({
      property: "definition",
      reason: `validating Step Functions State Machine definition: ${reason}`,
    })),
    ...checkConflict(inputs, "namePrefix", "name"),
    ...checkLength(inputs, "definition", [0, 1_048_576]),
    ...checkOneOf(inputs, "type", ["STANDARD", "EXPRESS"]),
    ...checkOneOf(blockOf(inputs, "loggingConfiguration"), "level", [
      "ALL",
      "ERROR",
      "FATAL",
      "OFF",
    ]),
    ...checkOneOf(encryption, "type", ["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"]),
    ...checkRange(encryption, "kmsDataKeyReusePeriodSeconds", [60, 900]),
  ];
}

const notAssumable = (scope: Scope): AwsError =>
  new AwsError(
    "AccessDeniedException",
    `Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role. (states.${scope.region}.amazonaws.com)`,
  );

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const role = text(inputs, "roleArn") ?? "";
  refuseForeignRole(scope, role);
  const regional = `states.${scope.region}.amazonaws.com`;
  const trusts = [regional, "states.amazonaws.com"].some((one) => isTrusting(scope, role, one));
  if (!trusts) throw notAssumable(scope);
  needSeenRole(scope, role, notAssumable(scope));
  const [fault] = definitionFaults(
    text(inputs, "definition") ?? "",
    text(inputs, "type") ?? "STANDARD",
  );
  if (fault !== undefined)
    throw new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${fault}'`);
  checkLogging(scope, inputs, role);
  checkEncryption(inputs);
  const name = text(inputs, "name");
  if (before === undefined && name !== undefined) checkTaken(scope, name, inputs);
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html */
function checkLogging(scope: Scope, inputs: ValueMap, role: string): void {
  const logging = blockOf(inputs, "loggingConfiguration");
  const destination = text(logging, "logDestination");
  const isOff = (text(logging, "level") ?? "OFF") === "OFF";
  const invalid = (reason: string): AwsError =>
    new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${reason}`);
  if (!isOff && destination === undefined)
    throw invalid("A log destination must be given unless the level is OFF");
  if (destination === undefined) return;
  const [, group] = /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:([^:]+):\*$/.exec(destination) ?? [];
  if (group === undefined)
    throw invalid(`${destination} must be the ARN of a log group, and end with :*`);
  if (scope.pinned === undefined && logGroupOfArn(scope, destination) === undefined)
    throw invalid(`The log group ${group} does not exist`);
  if (!roleMay(scope, role, "logs:CreateLogDelivery"))
    throw new AwsError(
      "AccessDeniedException",
      "The state machine IAM Role is not authorized to access the Log Destination",
    );
}

function checkEncryption(inputs: ValueMap): void {
  const encryption = blockOf(inputs, "encryptionConfiguration");
  const isOwn = text(encryption, "type") === "CUSTOMER_MANAGED_KMS_KEY";
  if (isOwn !== (text(encryption, "kmsKeyId") !== undefined))
    throw new AwsError(
      "InvalidEncryptionConfiguration",
      "Invalid Encryption Configuration: a key is given with CUSTOMER_MANAGED_KMS_KEY, and only then",
    );
}

/** The same one is answered again; another of the name is refused. */
function checkTaken(scope: Scope, name: string, inputs: ValueMap): void {
  const arn = arnOf(scope, name);
  const found = scope.get(stateMachineKind, arn);
  const isSame = ["definition", "type"].every((key) => found?.properties[key] === inputs[key]);
  if (found !== undefined && !isSame)
    throw new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
}

const arnOf = (scope: Scope, name: string): string => scope.arn("states", `stateMachine:${name}`);

const fill = ({ scope, inputs, urn }: Wanted, id: string): ValueMap => ({
  arn: id,
  creationDate: dateFrom(scope.hash("state machine", urn)),
  description: "",
  encryptionConfiguration: { type: "AWS_OWNED_KEY" },
  loggingConfiguration: { level: "OFF" },
  name: id.slice(id.lastIndexOf(":") + 1),
  namePrefix: "",
  revisionId: "",
  stateMachineVersionArn: flag(inputs, "publish") === true ? `${id}:1` : "",
  status: "ACTIVE",
  tracingConfiguration: { enabled: false },
  versionDescription: "",
});

/** A change of the definition or the role is a new revision, and where told to, a new version. */
function changed({ scope, inputs }: Wanted, thing: Thing, before: Thing): void {
  const isSame = JSON.stringify(thing.properties) === JSON.stringify(before.properties);
  const last = Number(/:(\d+)$/.exec(text(before.properties, "stateMachineVersionArn") ?? "")?.[1]);
  const publishes = flag(inputs, "publish") === true && (!isSame || Number.isNaN(last));
  const { definition = "", roleArn = "" } = thing.properties;
  const revisionId = isSame
    ? (thing.properties.revisionId ?? "")
    : uuidFrom(scope.hash("revision", JSON.stringify([definition, roleArn])));
  scope.put(stateMachineKind, {
    ...thing,
    properties: {
      ...thing.properties,
      revisionId,
      ...(publishes
        ? { stateMachineVersionArn: `${thing.id}:${Number.isNaN(last) ? 1 : last + 1}` }
        : {}),
    },
  });
}

/** @param most a prefix is shorter: digits follow it */
const nameForm = (most: number): Form =>
  both(
    ofLength(1, most),
    matching(/^[\w-]+$/, "the name should only contain 0-9, A-Z, a-z, - and _"),
  );

const computedBlock = { kind: "block", computed: true } as const;

export const stateMachine: Model = defineResource({
  type: "aws:sfn/stateMachine:StateMachine",
  service: "SFN",
  noun: "Step Functions State Machine",
  calls: {
    create: "CreateStateMachine",
    update: "UpdateStateMachine",
    delete: "DeleteStateMachine",
  },
  kind: stateMachineKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    arn: output,
    creationDate: output,
    definition: { required: true },
    description: output,
    encryptionConfiguration: computedBlock,
    loggingConfiguration: computedBlock,
    name: { computed: true, replaces: true, form: nameForm(80) },
    namePrefix: { computed: true, replaces: true, form: nameForm(54) },
    publish: { kind: "flag", default: false, local: true },
    revisionId: output,
    roleArn: { required: true, form: arnForm },
    stateMachineVersionArn: output,
    status: output,
    tracingConfiguration: computedBlock,
    type: { default: "STANDARD", replaces: true },
    versionDescription: output,
  },
  retries: { create: { codes: ["StateMachineDeleting", "AccessDeniedException"], seconds: 300 } },
  otherCalls: (action) => (action === "delete" ? [] : ["ValidateStateMachineDefinition"]),
  validate,
  id: (wanted) => arnOf(wanted.scope, nameOf(wanted)),
  references: [roleReference("roleArn", (_arn, { scope }) => notAssumable(scope))],
  accept,
  fill,
  changed,
  gone: (id) => new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${id}'`),
});

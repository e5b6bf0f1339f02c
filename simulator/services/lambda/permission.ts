/**
 * A statement of a function's policy: who may invoke it. Replaces as internal/service/lambda/permission.go says.
 * https://docs.aws.amazon.com/lambda/latest/dg/API_AddPermission.html
 */
import { AwsError } from "../../errors";
import { forcesNew, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn, checkConflict, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { both, matching, ofLength } from "../../resource/forms";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { functionNamed, malformed, needFunction, permissionKind } from "./entities";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkPattern(
      inputs,
      "action",
      /^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/,
      'must be a valid action (usually starts with "lambda:")',
    ),
    ...checkPattern(inputs, "statementId", /^[\w-]{1,100}$/, "must be a valid policy statement ID"),
    ...checkConflict(inputs, "statementIdPrefix", "statementId"),
    ...checkOneOf(inputs, "functionUrlAuthType", ["NONE", "AWS_IAM"]),
    ...checkPattern(inputs, "sourceAccount", /^\d{12}$/, "must be an account id of 12 digits"),
    ...checkArn(inputs, "sourceArn"),
  ];
}

const token = both(
  ofLength(1, 256),
  matching(/^[\w.-]*$/, "must contain alphanumeric, periods, underscores or dashes only"),
);
const functionForm = both(
  ofLength(1, 140),
  matching(
    /^(arn:[\w-]+:lambda:)?([a-z]{2}(-[a-z]+)+-\d:)?(\d{12}:)?(function:)?[\w-]+(:(\$LATEST|[\w-]+))?$/,
    "must be valid function name or function ARN",
  ),
);
const qualifier = both(
  ofLength(1, 128),
  matching(/^[\w$-]*$/, "must contain alphanumeric, dollar signs, underscores or dashes only"),
);
const statementPrefix = both(
  ofLength(1, 100),
  matching(/^[\w-]*$/, "must contain alphanumeric, underscores or dashes only"),
);

/** A policy is of a function, or of one of its versions or aliases. */
const policyOf = (inputs: ValueMap): string => {
  const { name, qualifier } = functionNamed(text(inputs, "function") ?? "");
  const on = text(inputs, "qualifier") ?? qualifier;
  return on === undefined ? name : `${name}:${on}`;
};

function accept({ scope, inputs }: Wanted): void {
  const organization = text(inputs, "principalOrgId") ?? "o-0000000000";
  if (!/^o-[a-z0-9]{10,32}$/.test(organization)) throw malformed("principalOrgID", organization);
  needFunction(scope, text(inputs, "function") ?? "", text(inputs, "qualifier"));
  const principal = text(inputs, "principal") ?? "";
  if (
    !/^(\*|\d{12}|[\w.-]+\.amazonaws\.com(\.cn)?|[\w-]+\.(alexa|amazon)[\w.-]*|arn:aws[\w-]*:(iam|sts)::.+)$/.test(
      principal,
    )
  )
    throw new AwsError(
      "InvalidParameterValueException",
      "The provided principal was invalid. Please check the principal and try again.",
    );
}

/** Imported as `function/statement`, or `function:qualifier/statement`. */
function find(scope: Scope, id: string, known: ValueMap): Thing | undefined {
  const key = text(known, "function") === undefined ? id : `${policyOf(known)}/${id}`;
  return scope.get(permissionKind, key);
}

export const permission: Model = defineResource({
  type: "aws:lambda/permission:Permission",
  service: "Lambda",
  noun: "Lambda Permission",
  calls: { create: "AddPermission", delete: "RemovePermission" },
  kind: permissionKind,
  autoname: { max: 100, property: "statementId" },
  keys: ["function", "qualifier"],
  properties: {
    region,
    action: requiredForcesNew,
    eventSourceToken: { ...forcesNew, form: token },
    function: { ...requiredForcesNew, form: functionForm },
    functionUrlAuthType: forcesNew,
    invokedViaFunctionUrl: { kind: "flag", replaces: true },
    principal: requiredForcesNew,
    principalOrgId: forcesNew,
    qualifier: { ...forcesNew, form: qualifier },
    sourceAccount: forcesNew,
    sourceArn: forcesNew,
    statementId: { computed: true, replaces: true },
    statementIdPrefix: { computed: true, replaces: true, form: statementPrefix },
  },
  validate,
  id: (wanted) => `${policyOf(wanted.inputs)}/${nameOf(wanted, "statementId")}`,
  providerId: ({ id }) => id.slice(id.indexOf("/") + 1),
  names: () => [],
  taken: (_wanted, id) =>
    new AwsError(
      "ResourceConflictException",
      `The statement id (${id.slice(id.indexOf("/") + 1)}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    ),
  accept,
  fill: ({ inputs }, id) => ({
    onFunction: functionNamed(text(inputs, "function") ?? "").name,
    statementId: id.slice(id.indexOf("/") + 1),
    statementIdPrefix: "",
  }),
  find,
});

/**
 * A parameter: a value with versions. Replaces as internal/service/ssm/parameter.go says.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
import { AwsError } from "../../errors";
import { common, computed, writeOnly, type Model, type Properties } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { checkChoice, checkLength, checkTogether } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { isUsableKey } from "../kms/managedKeys";
import { parameterKind } from "./entities";

const valueIn = (inputs: ValueMap): string | undefined =>
  text(inputs, "value") ?? text(inputs, "insecureValue") ?? text(inputs, "valueWo");

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const name = text(inputs, "name") ?? "";
  if (before === undefined) acceptName(name);
  if (before === undefined && scope.get(parameterKind, name) !== undefined) {
    if (flag(inputs, "overwrite") !== true)
      throw new AwsError(
        "ParameterAlreadyExists",
        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
      );
  }
  acceptValue(inputs);
  const key = text(inputs, "keyId");
  if (key !== undefined && !isUsableKey(scope, "ssm", key))
    throw new AwsError("InvalidKeyId", `The key ${key} cannot be used: there is none`);
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
function acceptName(name: string): void {
  const invalid = (why: string): AwsError =>
    new AwsError("ValidationException", `Parameter name: ${name} is not valid: ${why}`);
  const levels = name.split("/").filter((part) => part !== "");
  if (!/^[\w./-]+$/.test(name))
    throw invalid("it can have letters, digits, and the symbols . - _ and /");
  if (name.includes("/") && !name.startsWith("/"))
    throw invalid("a name in a hierarchy is fully qualified: it begins with a slash");
  if (/^(aws|ssm)/i.test(levels[0] ?? "")) {
    if (/^aws/i.test(levels[0] ?? ""))
      throw new AwsError("AccessDeniedException", `No access to reserved parameter name: ${name}.`);
    throw invalid('it cannot be prefixed with "ssm" (case-insensitive)');
  }
  if (levels.length > 15)
    throw new AwsError(
      "HierarchyLevelLimitExceededException",
      `A hierarchy can have at most 15 levels, got ${levels.length}: ${name}`,
    );
}

function acceptValue(inputs: ValueMap): void {
  const value = valueIn(inputs);
  if (value === undefined) return;
  const tier = text(inputs, "tier") ?? "Standard";
  const most = tier === "Standard" ? 4096 : 8192;
  if (Buffer.byteLength(value) > most)
    throw new AwsError(
      "ValidationException",
      `${tier} tier parameters support a maximum parameter value of ${most} characters, got ${Buffer.byteLength(value)}.`,
    );
  const pattern = text(inputs, "allowedPattern");
  if (pattern !== undefined && !regularExpression(pattern).test(value))
    throw new AwsError(
      "ParameterPatternMismatchException",
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
}

function regularExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new AwsError(
      "InvalidAllowedPatternException",
      `The allowed pattern ${pattern} is no regular expression`,
    );
  }
}

function fill({ scope, inputs }: Wanted, name: string): ValueMap {
  const isSecure = text(inputs, "type") === "SecureString";
  const before = scope.get(parameterKind, name);
  return {
    arn: scope.arn("ssm", `parameter/${name.replace(/^\//, "")}`),
    dataType: "text",
    hasValueWo: text(inputs, "valueWo") !== undefined,
    insecureValue: "",
    keyId: isSecure ? "alias/aws/ssm" : "",
    tier: "Standard",
    value: "",
    version: (number(before?.properties ?? {}, "version") ?? 0) + 1,
  };
}

/** Every change but of its tags makes another version. */
function changed({ scope }: Wanted, thing: Thing, before: Thing): void {
  if (JSON.stringify(thing.properties) === JSON.stringify(before.properties)) return;
  const version = (number(before.properties, "version") ?? 0) + 1;
  scope.put(parameterKind, { ...thing, properties: { ...thing.properties, version } });
}

const tiers = ["Standard", "Advanced", "Intelligent-Tiering"];

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkChoice(inputs, ["value", "insecureValue", "valueWo"]),
  ...checkTogether(inputs, "valueWo", "valueWoVersion"),
  ...checkLength(inputs, "name", [1, 2048]),
  ...checkLength(inputs, "allowedPattern", [0, 1024]),
  ...checkLength(inputs, "description", [0, 1024]),
  ...checkOneOf(inputs, "type", ["String", "StringList", "SecureString"]),
  ...checkOneOf(inputs, "tier", tiers),
  ...checkOneOf(inputs, "dataType", ["aws:ec2:image", "aws:ssm:integration", "text"]),
];

const goesBack = (before: Value | undefined, after: Value | undefined): boolean =>
  before === "Advanced" && after === "Standard";

const properties: Properties = {
  ...common,
  allowedPattern: {},
  arn: computed,
  dataType: { replaces: true, computed: true },
  description: {},
  hasValueWo: { kind: "flag", output: true },
  insecureValue: computed,
  keyId: computed,
  name: { replaces: true, computed: true },
  overwrite: { kind: "flag", local: true },
  tier: { computed: true, replaces: goesBack },
  type: { required: true },
  value: computed,
  valueWo: writeOnly,
  valueWoVersion: { kind: "number" },
  version: {
    kind: "number",
    output: true,
    freshens: (names) => names.some((name) => name !== "tags" && name !== "overwrite"),
  },
};

export const parameter: Model = defineResource({
  type: "aws:ssm/parameter:Parameter",
  service: "SSM",
  noun: "SSM Parameter",
  calls: { create: "PutParameter", update: "PutParameter", delete: "DeleteParameter" },
  kind: parameterKind,
  autoname: { max: 255 },
  properties,
  validate,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  accept,
  fill,
  changed,
  gone: (name) => new AwsError("ParameterNotFound", `Parameter ${name} not found.`),
});

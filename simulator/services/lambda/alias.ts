/**
 * A name that points to a version, or to two of them by weight. Replaces as internal/service/lambda/alias.go says.
 * https://docs.aws.amazon.com/lambda/latest/dg/API_CreateAlias.html
 */
import { AwsError } from "../../errors";
import { optional, output, region, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { blockOf, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import {
  aliasKind,
  functionNamed,
  invokeArn,
  malformed,
  needFunction,
  versionKind,
} from "./entities";

const weightsOf = (inputs: ValueMap): ValueMap => {
  const weights = blockOf(inputs, "routingConfig").additionalVersionWeights;
  return isMap(weights) ? weights : {};
};

const isOtherFunction = (before: Value | undefined, after: Value | undefined): boolean =>
  typeof before !== "string" ||
  typeof after !== "string" ||
  functionNamed(before).name !== functionNamed(after).name;

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkPattern(inputs, "functionVersion", /^(\$LATEST|\d+)$/, "must be $LATEST or a number"),
];

function accept({ scope, inputs }: Wanted): void {
  const alias = text(inputs, "name") ?? "";
  if (!/^(?!\d+$)[\w-]{1,128}$/.test(alias)) throw malformed("name", alias);
  const name = text(inputs, "functionName") ?? "";
  const version = text(inputs, "functionVersion") ?? "";
  const weighted = Object.keys(weightsOf(inputs));
  if (weighted.length > 0 && [version, ...weighted].includes("$LATEST"))
    throw new AwsError(
      "InvalidParameterValueException",
      "$LATEST is not supported for an alias pointing to more than 1 version",
    );
  const { id } = needFunction(scope, name);
  for (const one of [version, ...weighted]) {
    if (one === "$LATEST" || scope.get(versionKind, `${id}:${one}`) !== undefined) continue;
    const arn = scope.arn("lambda", `function:${id}:${one}`);
    throw new AwsError("ResourceNotFoundException", `Function not found: ${arn}`);
  }
}

const keyOf = (inputs: ValueMap): string =>
  `${functionNamed(text(inputs, "functionName") ?? "").name}:${text(inputs, "name") ?? ""}`;

/** Its id is its ARN; imported as `function/alias`. */
function find(scope: Scope, id: string): Thing | undefined {
  const short = id.includes("/") ? id.replace("/", ":") : id.replace(/^.*:function:/, "");
  return scope.get(aliasKind, short);
}

export const alias: Model = defineResource({
  type: "aws:lambda/alias:Alias",
  service: "Lambda",
  noun: "Lambda Alias",
  calls: { create: "CreateAlias", update: "UpdateAlias", delete: "DeleteAlias" },
  kind: aliasKind,
  autoname: { max: 255 },
  properties: {
    region,
    arn: output,
    description: optional,
    functionName: { required: true, replaces: isOtherFunction },
    functionVersion: { required: true },
    invokeArn: output,
    name: { computed: true, replaces: true },
    routingConfig: { kind: "block" },
  },
  validate,
  id: ({ inputs }) => keyOf(inputs),
  providerId: ({ id, properties }) => text(properties, "arn") ?? id,
  taken: ({ scope }, id) =>
    new AwsError(
      "ResourceConflictException",
      `Alias already exists: ${scope.arn("lambda", `function:${id}`)}`,
    ),
  accept,
  fill: ({ scope, inputs }, id) => {
    const arn = scope.arn("lambda", `function:${id}`);
    const onFunction = functionNamed(text(inputs, "functionName") ?? "").name;
    return { arn, invokeArn: invokeArn(scope, arn), onFunction };
  },
  find,
});

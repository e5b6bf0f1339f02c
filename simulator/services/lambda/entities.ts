/** What Lambda keeps, and how requests name it. */
import { AwsError } from "../../errors";
import { defineThing, type Thing } from "../../resource/spec";
import { number, text } from "../../values";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

/** Its id is its name. `interfaces` are those in a VPC, shared with others of the same subnet and security groups. */
export const functionKind = defineKind<Thing>("lambda-function", {
  name: (one) => one.names,
  interfaces: (one) => interfaceOwners(one),
  reserved: (one) =>
    (number(one.properties, "reservedConcurrentExecutions") ?? -1) >= 0 ? "yes" : undefined,
});

/** What is published of a function, for good. Its id is `name:number`. */
export const versionKind = defineKind<Thing>("lambda-version", {
  name: (one) => one.names,
  function: (one) => text(one.properties, "function"),
});

/** What stands on a function and goes with it: aliases, statements of its policy, addresses. */
const standsOn = {
  name: (one: Thing) => one.names,
  function: (one: Thing) => text(one.properties, "onFunction"),
};
export const aliasKind = defineKind<Thing>("lambda-alias", standsOn);
export const permissionKind = defineKind<Thing>("lambda-permission", standsOn);
export const functionUrlKind = defineKind<Thing>("lambda-function-url", standsOn);

export const layerVersionKind = defineThing("lambda-layer-version");
export const eventSourceMappingKind = defineThing("lambda-event-source-mapping");

/** Owners of a function's network interfaces (`EC2`'s word for what made one). */
export function interfaceOwners({ properties }: Thing): readonly string[] {
  const owners = properties.interfaceOwners;
  return Array.isArray(owners) ? owners.filter((one) => typeof one === "string") : [];
}

interface FunctionName {
  readonly name: string;
  /** A version's number, an alias, or `$LATEST`. */
  readonly qualifier?: string;
  /** Where another account's or region's is meant. */
  readonly arn?: string;
}

/** A name, an ARN or part of one (`account:function:name`), with a qualifier behind it or not. */
/** What is not of its pattern. */
export const malformed = (member: string, value: string): AwsError =>
  new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern`,
  );

export function functionNamed(value: string): FunctionName {
  const [, name = value, qualifier] = /(?:^|:function:)([\w-]+)(?::([\w$-]+))?$/.exec(value) ?? [];
  return {
    name,
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(value.startsWith("arn:") ? { arn: value } : {}),
  };
}

export function findFunction(scope: Scope, value: string): Thing | undefined {
  const { name, arn } = functionNamed(value);
  return (arn === undefined ? scope : scope.ofArn(arn)).get(functionKind, name);
}

/** A version's number, an alias, or `$LATEST` of a function. */
export function isQualifier(scope: Scope, name: string, qualifier: string): boolean {
  if (qualifier === "$LATEST") return true;
  const id = `${name}:${qualifier}`;
  return scope.get(versionKind, id) !== undefined || scope.get(aliasKind, id) !== undefined;
}

/** Whatever a request means by a function, with its qualifier. @throws AwsError where there is none */
export function needFunction(scope: Scope, value: string, qualifier?: string): Thing {
  const found = findFunction(scope, value);
  const wanted = qualifier ?? functionNamed(value).qualifier;
  const there = scope.at(found ?? scope);
  if (found !== undefined && (wanted === undefined || isQualifier(there, found.id, wanted)))
    return found;
  if (found !== undefined && scope.pinned !== undefined) return found;
  throw functionNotFound(scope, value, wanted);
}

export function functionNotFound(scope: Scope, value: string, qualifier?: string): AwsError {
  const { name, arn } = functionNamed(value);
  const base = arn?.replace(/(:function:[\w-]+):[\w$-]+$/, "$1");
  const of = base ?? scope.arn("lambda", `function:${name}`);
  const end = qualifier === undefined ? "" : `:${qualifier}`;
  return new AwsError("ResourceNotFoundException", `Function not found: ${of}${end}`);
}

/** What API Gateway calls a function by. */
export const invokeArn = (scope: Scope, arn: string): string =>
  `arn:${scope.partition.name}:apigateway:${scope.region}:lambda:path/2015-03-31/functions/${arn}/invocations`;

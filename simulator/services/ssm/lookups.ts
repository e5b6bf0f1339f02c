/** Parameters by name: the account's own, and those that AWS publishes. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, text } from "../../values";
import type { Scope } from "../../world/scope";
import { imageOfParameter, imageParameters } from "../compute/images";
import { parameterKind } from "./entities";

function shown(scope: Scope, thing: Thing): ValueMap {
  const { arn = "", name = "", type = "String", version = 1 } = thing.properties;
  const value = text(thing.properties, "value") ?? text(thing.properties, "insecureValue") ?? "";
  const insecureValue = type === "SecureString" ? "" : value;
  return { arn, id: name, insecureValue, name, region: scope.region, type, value, version };
}

/** The images that AWS publishes under a name; of others that it publishes, nothing is known. */
function published(scope: Scope, name: string): ValueMap | undefined {
  const image = imageOfParameter(scope.region, name);
  if (image === undefined) return undefined;
  return {
    arn: `arn:${scope.partition.name}:ssm:${scope.region}::parameter${name}`,
    id: name,
    insecureValue: image.id,
    name,
    region: scope.region,
    type: "String",
    value: image.id,
    version: 1,
  };
}

export function getParameter(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name") ?? "";
  const own = scope.get(parameterKind, name);
  const found = own === undefined ? published(scope, name) : shown(scope, own);
  if (found !== undefined) return { ...args, ...found };
  const known = name.startsWith("/aws/")
    ? `; of those that AWS publishes, the simulated AWS has ${imageParameters.join(", ")}`
    : "";
  throw new ProviderError(`reading SSM Parameter (${name}): couldn't find resource${known}`);
}

export function getParametersByPath(scope: Scope, args: ValueMap): ValueMap {
  const path = `${(text(args, "path") ?? "/").replace(/\/$/, "")}/`;
  const isDeep = flag(args, "recursive") === true;
  const own = scope
    .all(parameterKind)
    .map((one) => shown(scope, one))
    .filter((one) => isUnder(text(one, "name") ?? "", path, isDeep));
  const theirs = imageParameters
    .filter((name) => isUnder(name, path, isDeep))
    .map((name) => published(scope, name))
    .filter((one) => one !== undefined);
  const found = [...own, ...theirs].sort((a, b) =>
    (text(a, "name") ?? "") < (text(b, "name") ?? "") ? -1 : 1,
  );
  const column = (key: string): readonly string[] => found.map((one) => text(one, key) ?? "");
  return {
    ...args,
    arns: column("arn"),
    id: text(args, "path") ?? "/",
    names: column("name"),
    region: scope.region,
    types: column("type"),
    values: column("value"),
  };
}

const isUnder = (name: string, path: string, isDeep: boolean): boolean =>
  name.startsWith(path) && (isDeep || !name.slice(path.length).includes("/"));

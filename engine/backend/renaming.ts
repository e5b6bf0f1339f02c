/** A deployment under another stack's name: every URN of the stack goes by the new one, whatever names it. */
import { stackType } from "../urn";
import { isResourceReference } from "../values";
import type { Value } from "../provider";
import type { StackName } from "./fileBackend";

type Json = Record<string, unknown>;

export function renamedDeployment(deployment: Json, from: StackName, to: StackName): Json {
  const rename = (urn: string): string => renamedUrn(urn, from, to);
  const resource = (json: Json): Json => renamedResource(json, rename);
  const pending = deployment.pending_operations as { resource: Json }[] | undefined;
  return {
    ...deployment,
    ...(deployment.resources === undefined
      ? {}
      : { resources: (deployment.resources as Json[]).map(resource) }),
    ...(pending === undefined
      ? {}
      : {
          pending_operations: pending.map((one) => ({ ...one, resource: resource(one.resource) })),
        }),
  };
}

/** What is of another stack keeps its name; the root is called after its stack. */
function renamedUrn(urn: string, from: StackName, to: StackName): string {
  const prefix = `urn:pulumi:${from.stack}::${from.project}::`;
  if (!urn.startsWith(prefix)) return urn;
  const rest = urn.slice(prefix.length);
  const own = rest.startsWith(`${stackType}::`) ? `${stackType}::${to.project}-${to.stack}` : rest;
  return `urn:pulumi:${to.stack}::${to.project}::${own}`;
}

type Rename = (urn: string) => string;

/** Keys of a resource that hold one URN, and those that hold a list. */
const single = ["urn", "parent", "deletedWith", "viewOf"];
const lists = ["dependencies", "aliases", "replaceWith"];

function renamedResource(json: Json, rename: Rename): Json {
  const renamed: Json = { ...json };
  for (const key of single) if (typeof json[key] === "string") renamed[key] = rename(json[key]);
  for (const key of lists)
    if (Array.isArray(json[key])) renamed[key] = (json[key] as string[]).map(rename);
  if (typeof json.provider === "string") renamed.provider = renamedProvider(json.provider, rename);
  if (typeof json.propertyDependencies === "object")
    renamed.propertyDependencies = renamedLists(json.propertyDependencies, rename);
  for (const key of ["inputs", "outputs", "replacementTrigger"])
    if (json[key] !== undefined) renamed[key] = renamedReferences(json[key], rename);
  return renamed;
}

function renamedProvider(reference: string, rename: Rename): string {
  const at = reference.lastIndexOf("::");
  return at < 0 ? reference : rename(reference.slice(0, at)) + reference.slice(at);
}

function renamedLists(given: unknown, rename: Rename): Json {
  const entries = Object.entries((given ?? {}) as Record<string, readonly string[] | null>);
  return Object.fromEntries(entries.map(([key, urns]) => [key, urns?.map(rename) ?? null]));
}

/** Values that are references to resources; text that looks like a URN is left as it is. */
function renamedReferences(value: unknown, rename: Rename): unknown {
  if (Array.isArray(value)) return value.map((item) => renamedReferences(item, rename));
  if (typeof value !== "object" || value === null) return value;
  const map = value as Json;
  if (isResourceReference(value as Value) && typeof map.urn === "string")
    return { ...map, urn: rename(map.urn) };
  return Object.fromEntries(
    Object.entries(map).map(([key, item]) => [key, renamedReferences(item, rename)]),
  );
}

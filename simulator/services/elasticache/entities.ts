/** What ElastiCache keeps. Names are in lower case. */
import { AwsError } from "../../errors";
import type { Reference, Thing } from "../../resource/spec";
import { defineThing } from "../../resource/spec";
import type { Scope } from "../../world/scope";

export const subnetGroupKind = defineThing("cache-subnet-group");
export const parameterGroupKind = defineThing("cache-parameter-group");
export const replicationGroupKind = defineThing("cache-replication-group");
export const clusterKind = defineThing("cache-cluster");
/** Taken of what is deleted; they stay until somebody deletes them. */
export const snapshotKind = defineThing("cache-snapshot");

export const subnetGroupReference: Reference = {
  property: "subnetGroupName",
  find: (scope, name) => scope.get(subnetGroupKind, name.toLowerCase()),
  except: (name) => name === "default",
  missing: (name) =>
    new AwsError("CacheSubnetGroupNotFoundFault", `Cache Subnet Group ${name} does not exist.`),
  holds: true,
};

export const parameterGroupReference: Reference = {
  property: "parameterGroupName",
  find: (scope, name) => scope.get(parameterGroupKind, name.toLowerCase()),
  except: (name) => name.startsWith("default."),
  missing: (name) =>
    new AwsError("CacheParameterGroupNotFound", `CacheParameterGroup ${name} not found.`),
  holds: true,
};

export function refuseTakenSnapshot(scope: Scope, id: string | undefined): void {
  if (id !== undefined && scope.get(snapshotKind, id) !== undefined)
    throw new AwsError(
      "SnapshotAlreadyExistsFault",
      `Snapshot with specified name already exists: ${id}`,
    );
}

export function takeSnapshot(scope: Scope, id: string | undefined, of: Thing): void {
  if (id !== undefined)
    scope.put(snapshotKind, { id, names: [], properties: of.properties, tags: of.tags ?? {} });
}

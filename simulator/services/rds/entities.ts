/** What RDS keeps: subnet groups, parameter groups, instances, clusters, and the snapshots that outlive them. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { byName } from "../../resource/references";
import { defineThing, type Thing } from "../../resource/spec";
import { isMap } from "../../values";
import type { Scope } from "../../world/scope";

export const subnetGroupKind = defineThing("db-subnet-group");
export const parameterGroupKind = defineThing("db-parameter-group");
export const clusterParameterGroupKind = defineThing("db-cluster-parameter-group");

/** An instance's changes that wait for its maintenance window arrive when it settles. */
export const instanceKind = defineThing("db-instance", atWindow);
export const clusterKind = defineThing("db-cluster", atWindow);

/** Taken of what is deleted; they stay until somebody deletes them. */
export const snapshotKind = defineThing("db-snapshot");
export const clusterSnapshotKind = defineThing("db-cluster-snapshot");

/** By its id or its identifier; an ARN ends in the identifier. */
export function findInstance(scope: Scope, name: string): Thing | undefined {
  return found(scope, instanceKind, name);
}

export function findCluster(scope: Scope, name: string): Thing | undefined {
  return found(scope, clusterKind, name);
}

function found(scope: Scope, kind: typeof instanceKind, name: string): Thing | undefined {
  if (!name.startsWith("arn:")) return byName(kind)(scope, name);
  return byName(kind)(scope.ofArn(name), name.slice(name.lastIndexOf(":") + 1));
}

/** A week is the longest that a change waits: maintenance windows come once a week. */
const week = 7 * 86_400;

/** Keeps what cannot happen at once aside, until the maintenance window. */
export function postpone(thing: Thing, changes: ValueMap, clock: number): Thing {
  return {
    ...thing,
    properties: { ...thing.properties, pendingChanges: { ...pendingOf(thing), ...changes } },
    settlesAt: thing.settlesAt ?? clock + week,
  };
}

/** What was asked for already, and has not happened yet. */
export function pendingOf(thing: Thing): ValueMap {
  const { pendingChanges } = thing.properties;
  return isMap(pendingChanges) ? pendingChanges : {};
}

function atWindow(thing: Thing): Thing {
  const { settlesAt: _time, ...settled } = thing;
  const { pendingChanges: _pending, ...properties } = thing.properties;
  return { ...settled, properties: { ...properties, ...pendingOf(thing) } };
}

/** A last snapshot, under a name that must be free. */
export function takeSnapshot(
  scope: Scope,
  kind: typeof snapshotKind,
  { id, of }: { readonly id: string; readonly of: Thing },
): void {
  refuseTaken(scope, kind, id);
  scope.put(kind, { id, names: [], properties: of.properties, tags: of.tags ?? {} });
}

export function refuseTaken(scope: Scope, kind: typeof snapshotKind, id: string): void {
  if (scope.get(kind, id) === undefined) return;
  const isCluster = kind === clusterSnapshotKind;
  throw new AwsError(
    isCluster ? "DBClusterSnapshotAlreadyExistsFault" : "DBSnapshotAlreadyExists",
    `Cannot create the snapshot because one with the identifier ${id} already exists.`,
  );
}

/**
 * A stack's state while an update runs: the list of the checkpoint, rebuilt by idempotent steps, each of which a journal
 * record repeats after a crash. What the update has settled comes first, in the order in which it was settled (so that a
 * resource always follows what it needs); what it has not reached yet keeps its place behind.
 */
import type { PendingOperation, ResourceState } from "../resourceState";
import { requirementsOf } from "../resourceState";
import type { Snapshot } from "./checkpoint";

/** Two resources may share a URN while one of them waits for its deletion. */
export function keyOf(resource: Pick<ResourceState, "urn" | "id" | "delete">): string {
  return resource.delete ? `${resource.urn}#${resource.id}` : resource.urn;
}

export class LiveState {
  private readonly settled = new Map<string, ResourceState>();
  private readonly untouched = new Map<string, ResourceState>();
  private readonly pending = new Map<string, PendingOperation>();

  constructor(snapshot: Snapshot) {
    for (const resource of snapshot.resources) this.untouched.set(keyOf(resource), resource);
    for (const operation of snapshot.pendingOperations) this.begin(operation);
  }

  begin(operation: PendingOperation): void {
    this.pending.set(`${operation.type} ${keyOf(operation.resource)}`, operation);
  }

  end(operation: PendingOperation): void {
    this.pending.delete(`${operation.type} ${keyOf(operation.resource)}`);
  }

  /** The resource as it now is; takes the place of what stood under its key. */
  settle(resource: ResourceState): void {
    const key = keyOf(resource);
    // What is gone and still to be made again has been reached by nothing yet: it keeps its place.
    if (resource.pendingReplacement && this.untouched.has(key)) {
      this.untouched.set(key, resource);
      return;
    }
    this.untouched.delete(key);
    this.settled.set(key, resource);
  }

  /** As it was read: the program has not reached it, and it keeps its place. */
  refresh(resource: ResourceState): void {
    const key = keyOf(resource);
    if (this.untouched.has(key)) this.untouched.set(key, resource);
    else this.settle(resource);
  }

  /** A superseded resource: it stays, marked, until its deletion. */
  supersede(resource: ResourceState): void {
    const marked = { ...resource, delete: true };
    if (this.untouched.delete(resource.urn)) this.untouched.set(keyOf(marked), marked);
    else if (this.settled.delete(resource.urn)) this.settled.set(keyOf(marked), marked);
  }

  /** The resource, and whatever names it, under another URN. */
  rename(from: string, to: string): void {
    for (const resources of [this.untouched, this.settled]) {
      // Rebuilt whole, so that everything keeps its place.
      const renamed = [...resources.values()].map((one) => renameIn(one, from, to));
      resources.clear();
      for (const resource of renamed) resources.set(keyOf(resource), resource);
    }
  }

  remove(resource: Pick<ResourceState, "urn" | "id" | "delete">): void {
    const key = keyOf(resource);
    this.untouched.delete(key);
    this.settled.delete(key);
  }

  /** `ordered` is false after a replay of the journal: then the order is made anew. */
  snapshot(ordered = true): Snapshot {
    const resources = [...this.settled.values(), ...this.untouched.values()];
    return {
      resources: ordered ? resources : sortByRequirement(resources),
      pendingOperations: [...this.pending.values()],
    };
  }
}

/** A stable sort: each resource after what it requires, otherwise in the order given. */
export function sortByRequirement(resources: readonly ResourceState[]): ResourceState[] {
  const byUrn = new Map<string, ResourceState[]>();
  for (const resource of resources)
    byUrn.set(resource.urn, [...(byUrn.get(resource.urn) ?? []), resource]);
  const done = new Set<ResourceState>();
  const sorted: ResourceState[] = [];
  const visit = (resource: ResourceState): void => {
    if (done.has(resource)) return;
    done.add(resource);
    for (const urn of requirementsOf(resource)) (byUrn.get(urn) ?? []).forEach(visit);
    sorted.push(resource);
  };
  resources.forEach(visit);
  return sorted;
}

function renameIn(resource: ResourceState, from: string, to: string): ResourceState {
  if (resource.urn !== from && !requirementsOf(resource).has(from)) return resource;
  const rename = (urn: string): string => (urn === from ? to : urn);
  const at = resource.provider.lastIndexOf("::");
  return {
    ...resource,
    urn: rename(resource.urn),
    parent: rename(resource.parent),
    dependencies: resource.dependencies.map(rename),
    deletedWith: rename(resource.deletedWith),
    replaceWith: resource.replaceWith.map(rename),
    provider:
      at < 0
        ? resource.provider
        : rename(resource.provider.slice(0, at)) + resource.provider.slice(at),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, urns.map(rename)]),
    ),
  };
}

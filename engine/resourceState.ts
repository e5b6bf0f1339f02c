/** What the engine knows of one resource: the checkpoint's `resources[]` entry, values decrypted. */
import type { Value, ValueMap } from "./provider";

export interface CustomTimeouts {
  /** Seconds. */
  readonly create?: number;
  readonly update?: number;
  readonly delete?: number;
  readonly read?: number;
}

/** Names of hooks by the moment at which they run, as a checkpoint spells it. */
export type HookType =
  | "BeforeCreate"
  | "AfterCreate"
  | "BeforeUpdate"
  | "AfterUpdate"
  | "BeforeDelete"
  | "AfterDelete"
  | "OnError";
export type ResourceHooks = Readonly<Partial<Record<HookType, readonly string[]>>>;

export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  /** The provider's id; "" for a component. */
  readonly id: string;
  readonly inputs: ValueMap;
  readonly outputs: ValueMap;
  /** The parent's URN; "" for the stack and for default providers. */
  readonly parent: string;
  readonly protect: boolean;
  /** Read, never owned: made by `Resource.get`. */
  readonly external: boolean;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** `<provider URN>::<provider id>`; "" for components and providers. */
  readonly provider: string;
  /** Superseded, to be deleted at the end of the update. */
  readonly delete: boolean;
  /** Deleted already to make room for its successor, which a failure kept from being made. */
  readonly pendingReplacement: boolean;
  readonly initErrors: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly string[];
  readonly customTimeouts: CustomTimeouts;
  readonly importId: string;
  readonly retainOnDelete: boolean;
  readonly deletedWith: string;
  /** URNs whose replacement replaces this one. */
  readonly replaceWith: readonly string[];
  /** Another value replaces the resource; undefined where there is none. */
  readonly replacementTrigger: Value | undefined;
  /** Property paths whose differences are not shown. */
  readonly hideDiffs: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly hooks: ResourceHooks;
  /** RFC 3339. */
  readonly created: string;
  readonly modified: string;
  /** Keys of the checkpoint that this engine does not interpret, written back as they were read. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Everything that must exist before, and go after, this resource. */
export function requirementsOf(resource: ResourceState): ReadonlySet<string> {
  const urns = new Set(resource.dependencies);
  for (const list of Object.values(resource.propertyDependencies))
    for (const urn of list) urns.add(urn);
  if (resource.parent !== "") urns.add(resource.parent);
  if (resource.deletedWith !== "") urns.add(resource.deletedWith);
  for (const urn of resource.replaceWith) urns.add(urn);
  if (resource.provider !== "")
    urns.add(resource.provider.slice(0, resource.provider.lastIndexOf("::")));
  urns.delete(resource.urn);
  return urns;
}

export type PendingOperationType = "creating" | "updating" | "deleting" | "reading" | "importing";

/** An operation that was begun and of which no result was recorded. */
export interface PendingOperation {
  readonly type: PendingOperationType;
  readonly resource: ResourceState;
}

/**
 * The provider protocol as the engine speaks it in process: `proto/pulumi/provider.proto` with property values as plain
 * JSON in Pulumi's wire form (unknowns, secrets, assets and references carry the protocol's own signature keys).
 * A provider is structural: nothing here is imported by those who implement it.
 */

/** A property value in Pulumi's wire form. Shared by reference: never mutated. */
export type Value = null | boolean | number | string | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

/** One failed input, as `CheckFailure` of the protocol. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export type DiffKind =
  "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

/** One property's difference, as `PropertyDiff` of the protocol; keyed by property path. */
export interface PropertyDiff {
  readonly kind: DiffKind;
  readonly inputDiff: boolean;
}

export interface ProviderConfiguration {
  /** Secrets are passed on as secrets; otherwise the engine strips them and marks the outputs itself. */
  readonly acceptSecrets: boolean;
  /** `create` and `update` may be called with `preview: true`. */
  readonly supportsPreview: boolean;
}

export interface CheckRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly olds: ValueMap;
  readonly news: ValueMap;
  /** 32 bytes that follow from the URN: what autonames are drawn from. */
  readonly randomSeed: Uint8Array;
}

export interface DiffRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly oldInputs: ValueMap;
  readonly oldOutputs: ValueMap;
  readonly news: ValueMap;
  readonly ignoreChanges: readonly string[];
}

export interface DiffResult {
  readonly changes: boolean;
  /** Property paths that force a replacement. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** Top-level properties that differ. */
  readonly diffs: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, PropertyDiff>>;
}

export interface CreateRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: ValueMap;
  readonly preview: boolean;
  /** Seconds; 0 means the provider's own default. */
  readonly timeout: number;
}

export interface ReadRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: ValueMap;
  readonly properties: ValueMap;
}

export interface UpdateRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly oldInputs: ValueMap;
  readonly oldOutputs: ValueMap;
  readonly news: ValueMap;
  readonly preview: boolean;
  readonly timeout: number;
  readonly ignoreChanges: readonly string[];
}

export interface DeleteRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: ValueMap;
  readonly properties: ValueMap;
  readonly timeout: number;
}

/** What a provider answers when something was made and then went wrong (`ErrorResourceInitFailed` of the protocol). */
export interface PartialFailure {
  readonly id: string;
  readonly properties: ValueMap;
  readonly inputs?: ValueMap;
  readonly reasons: readonly string[];
}

/**
 * One provider *resource* (a default or an explicit one): configured once, then called for its resources.
 * A method that fails rejects with an `Error`; one that failed half-way has a `partial: PartialFailure` on the error.
 */
export interface Provider {
  checkConfig(
    urn: string,
    olds: ValueMap,
    news: ValueMap,
  ): Promise<{ inputs: ValueMap; failures: readonly CheckFailure[] }>;
  diffConfig(urn: string, olds: ValueMap, news: ValueMap): Promise<DiffResult>;
  configure(urn: string, inputs: ValueMap): Promise<ProviderConfiguration>;
  check(request: CheckRequest): Promise<{ inputs: ValueMap; failures: readonly CheckFailure[] }>;
  diff(request: DiffRequest): Promise<DiffResult>;
  create(request: CreateRequest): Promise<{ id: string; properties: ValueMap }>;
  /** An id of "" means that the resource no longer exists. */
  read(request: ReadRequest): Promise<{ id: string; inputs: ValueMap; properties: ValueMap }>;
  update(request: UpdateRequest): Promise<{ properties: ValueMap }>;
  delete(request: DeleteRequest): Promise<void>;
  invoke(
    token: string,
    args: ValueMap,
  ): Promise<{ result: ValueMap; failures: readonly CheckFailure[] }>;
  cancel(): Promise<void>;
}

/** Makes one provider for each provider resource of the package. */
export type ProviderFactory = (request: {
  readonly package: string;
  readonly version: string;
  readonly urn: string;
}) => Provider;

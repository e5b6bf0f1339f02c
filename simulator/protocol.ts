/**
 * The provider protocol (`proto/pulumi/provider.proto`) as it is spoken in process, property values being plain JSON in
 * Pulumi's wire form. A structural copy of what the rehearsal engine calls: neither room imports the other.
 */

/** A property value in Pulumi's wire form. Shared by reference: never mutated. */
export type Value = null | boolean | number | string | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: ValueMap;
  readonly failures: readonly CheckFailure[];
}

export type DiffKind =
  "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

export interface PropertyDiff {
  readonly kind: DiffKind;
  readonly inputDiff: boolean;
}

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly diffs: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, PropertyDiff>>;
}

export interface ProviderConfiguration {
  readonly acceptSecrets: boolean;
  readonly supportsPreview: boolean;
}

interface ResourceRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

export interface CheckRequest extends ResourceRequest {
  readonly olds: ValueMap;
  readonly news: ValueMap;
  readonly randomSeed: Uint8Array;
}

export interface DiffRequest extends ResourceRequest {
  readonly id: string;
  readonly oldInputs: ValueMap;
  readonly oldOutputs: ValueMap;
  readonly news: ValueMap;
  readonly ignoreChanges: readonly string[];
}

export interface CreateRequest extends ResourceRequest {
  readonly properties: ValueMap;
  readonly preview: boolean;
  readonly timeout: number;
}

export interface ReadRequest extends ResourceRequest {
  readonly id: string;
  readonly inputs: ValueMap;
  readonly properties: ValueMap;
}

export interface UpdateRequest extends ResourceRequest {
  readonly id: string;
  readonly oldInputs: ValueMap;
  readonly oldOutputs: ValueMap;
  readonly news: ValueMap;
  readonly preview: boolean;
  readonly timeout: number;
  readonly ignoreChanges: readonly string[];
}

export interface DeleteRequest extends ResourceRequest {
  readonly id: string;
  readonly inputs: ValueMap;
  readonly properties: ValueMap;
  readonly timeout: number;
}

/** Something was made and then went wrong (`ErrorResourceInitFailed` of the protocol). */
export interface PartialFailure {
  readonly id: string;
  readonly properties: ValueMap;
  readonly inputs?: ValueMap;
  readonly reasons: readonly string[];
}

export interface Provider {
  checkConfig(urn: string, olds: ValueMap, news: ValueMap): Promise<Checked>;
  diffConfig(urn: string, olds: ValueMap, news: ValueMap): Promise<DiffResult>;
  configure(urn: string, inputs: ValueMap): Promise<ProviderConfiguration>;
  check(request: CheckRequest): Promise<Checked>;
  diff(request: DiffRequest): Promise<DiffResult>;
  create(request: CreateRequest): Promise<{ id: string; properties: ValueMap }>;
  read(request: ReadRequest): Promise<{ id: string; inputs: ValueMap; properties: ValueMap }>;
  update(request: UpdateRequest): Promise<{ properties: ValueMap }>;
  delete(request: DeleteRequest): Promise<void>;
  invoke(
    token: string,
    args: ValueMap,
  ): Promise<{ result: ValueMap; failures: readonly CheckFailure[] }>;
  cancel(): Promise<void>;
}

export type ProviderFactory = (request: {
  readonly package: string;
  readonly version: string;
  readonly urn: string;
}) => Provider;

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
  /** "unknown": the provider leaves it to the engine. */
  readonly changes: boolean | "unknown";
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly diffs: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, PropertyDiff>>;
}

export interface ProviderConfiguration {
  readonly acceptSecrets: boolean;
  readonly supportsPreview: boolean;
  /** `check` heeds what the stack's configuration says of names. */
  readonly supportsAutonaming?: boolean;
}

interface ResourceRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

export interface Autonaming {
  readonly proposedName: string;
  readonly mode: "propose" | "enforce" | "disabled";
}

export interface CheckRequest extends ResourceRequest {
  readonly olds: ValueMap;
  readonly news: ValueMap;
  readonly randomSeed: Uint8Array;
  /** How a resource without a name of its own is to be named, where the stack's configuration says so. */
  readonly autonaming?: Autonaming;
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

/** URNs by property. */
export type Dependencies = Readonly<Record<string, readonly string[]>>;

/** The deployment that a component is constructed in. */
export interface DeploymentInfo {
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly parallel: number;
  readonly config: Readonly<Record<string, string>>;
  readonly configSecretKeys: readonly string[];
  /** Where the resource monitor is served over gRPC. */
  readonly monitorAddress: string;
}

/** What a registration may say beyond its type, name and inputs. Not given: as its parent has it. */
export interface RegistrationOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** A URN. */
  readonly deletedWith?: string;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  /** `create`, `update`, `delete` as durations: `5m`. */
  readonly customTimeouts?: Readonly<Record<string, string>>;
}

/** A component that its package's provider makes: `ConstructRequest` of the protocol. */
export interface ConstructRequest {
  readonly type: string;
  readonly name: string;
  /** A URN, or "". */
  readonly parent: string;
  /** Output values in them say what each depends on. */
  readonly inputs: ValueMap;
  readonly inputDependencies: Dependencies;
  readonly dependencies: readonly string[];
  /** Provider reference by package, for the component's children. */
  readonly providers: Readonly<Record<string, string>>;
  /** URNs. */
  readonly aliases: readonly string[];
  readonly options: RegistrationOptions;
  readonly deployment: DeploymentInfo;
}

export interface ConstructResult {
  readonly urn: string;
  readonly state: ValueMap;
  readonly stateDependencies: Dependencies;
}

/** A component that the provider itself does not construct, in words that follow "does not construct". */
export interface Declined {
  readonly declined: string;
}

/** Another name of a resource. What is not given is as the resource has it. */
export interface Alias {
  readonly urn?: string;
  readonly type?: string;
  readonly name?: string;
}

/** A resource that a provider registers while it constructs a component. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly inputs: ValueMap;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Dependencies;
  /** A provider reference, or "" for the package's default provider at `version`. */
  readonly provider: string;
  readonly providers: Readonly<Record<string, string>>;
  readonly version: string;
  readonly aliases: readonly Alias[];
  readonly options: RegistrationOptions;
}

/** What a provider that constructs a component asks of the deployment: its resource monitor. */
export interface Monitor {
  /** @returns an id of "" where it is not known, or where there is none */
  register(registration: Registration): Promise<{ urn: string; id: string; properties: ValueMap }>;
  registerOutputs(urn: string, outputs: ValueMap): Promise<void>;
  /** @param provider a reference, or "" for the package's default provider at `version` */
  invoke(
    token: string,
    args: ValueMap,
    from: { readonly provider: string; readonly version: string },
  ): Promise<{ result: ValueMap; failures: readonly CheckFailure[] }>;
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
  construct?(request: ConstructRequest, monitor: Monitor): Promise<ConstructResult | Declined>;
  cancel(): Promise<void>;
}

export type ProviderFactory = (request: {
  readonly package: string;
  readonly version: string;
  readonly urn: string;
}) => Provider;

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
  /** `check` heeds what the stack's configuration says of names. */
  readonly supportsAutonaming?: boolean;
}

/** How a resource without a name of its own is to be named: `AutonamingOptions` of the protocol. */
export interface Autonaming {
  readonly proposedName: string;
  readonly mode: "propose" | "enforce" | "disabled";
}

export interface CheckRequest {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly olds: ValueMap;
  readonly news: ValueMap;
  /** 32 bytes that follow from the URN: what autonames are drawn from. */
  readonly randomSeed: Uint8Array;
  /** Absent where the provider names as it always does. */
  readonly autonaming?: Autonaming;
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
  /** "unknown": the provider leaves it to the engine, which compares the inputs. */
  readonly changes: boolean | "unknown";
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

/** A call of a component's method: `CallRequest` of the protocol. Of `__self__` the component is known. */
export interface CallRequest {
  readonly token: string;
  readonly args: ValueMap;
  readonly argDependencies: Dependencies;
  readonly deployment: DeploymentInfo;
}

export interface CallResult {
  readonly result: ValueMap;
  readonly failures: readonly CheckFailure[];
  readonly returnDependencies: Dependencies;
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
  /** Absent where the package has no components. */
  construct?(request: ConstructRequest, monitor: Monitor): Promise<ConstructResult | Declined>;
  /** Absent where the package's components have no methods. */
  call?(request: CallRequest): Promise<CallResult>;
  cancel(): Promise<void>;
}

/** What makes a plugin the provider of another package: `Parameterize` of the protocol. */
export interface PluginParameter {
  readonly plugin: { readonly name: string; readonly version: string };
  readonly value: Uint8Array;
}

/** Makes one provider for each provider resource of the package. */
export type ProviderFactory = (request: {
  readonly package: string;
  readonly version: string;
  readonly urn: string;
  /** Of a parameterized package. */
  readonly parameter?: PluginParameter;
}) => Provider;

/** The configured providers of one run, by reference: `<urn>::<id>`. */
import { EngineError } from "../../errors";
import type {
  PluginParameter,
  Provider,
  ProviderConfiguration,
  ProviderFactory,
  ValueMap,
} from "../../provider";
import type { ResourceState } from "../../resourceState";
import { packageOf, parseUrn, splitProviderReference } from "../../urn";
import { hasUnknown, isMap, stripSecrets } from "../../values";

export interface ConfiguredProvider {
  readonly provider: Provider;
  readonly configuration: ProviderConfiguration;
  /** False in a preview whose provider arguments are not all known: then nothing can be asked of it. */
  readonly known: boolean;
}

const unconfigured: ProviderConfiguration = { acceptSecrets: false, supportsPreview: false };

/** Of a parameterized package: the plugin, and what makes it this package. */
function parameterOf({ __internal: own }: ValueMap): { parameter?: PluginParameter } {
  const { name, version, parameterization } = isMap(own) ? own : {};
  if (typeof name !== "string" || typeof parameterization !== "string") return {};
  const plugin = { name, version: typeof version === "string" ? version : "" };
  return { parameter: { plugin, value: Buffer.from(parameterization, "base64") } };
}

export class Providers {
  private readonly configured = new Map<string, Promise<ConfiguredProvider>>();
  private readonly made: Provider[] = [];

  constructor(
    /** @throws EngineError for a package that the run has no provider of */
    private readonly source: ProviderFactory,
    /** Providers of the state, for resources whose provider the program no longer makes. */
    private readonly olds: ReadonlyMap<string, ResourceState>,
    /** Ends what the source has started. */
    private readonly end: () => Promise<void>,
  ) {}

  /** An unconfigured provider: for checking the arguments of a provider resource. */
  make(urn: string, inputs: ValueMap): Provider {
    const version = typeof inputs.version === "string" ? inputs.version : "";
    const provider = this.source({
      ...{ package: packageOf(parseUrn(urn).type), version, urn },
      ...parameterOf(inputs),
    });
    this.made.push(provider);
    return provider;
  }

  /** By it a provider resource is checked and compared. */
  unconfigured(urn: string, inputs: ValueMap): ConfiguredProvider {
    return { provider: this.make(urn, inputs), configuration: unconfigured, known: true };
  }

  /** Configures a provider under its reference. Later calls with the same reference answer the same one. */
  configure(urn: string, id: string, inputs: ValueMap): Promise<ConfiguredProvider> {
    const reference = `${urn}::${id}`;
    let configured = this.configured.get(reference);
    if (configured === undefined) {
      configured = this.start(urn, inputs);
      this.configured.set(reference, configured);
    }
    return configured;
  }

  private async start(urn: string, inputs: ValueMap): Promise<ConfiguredProvider> {
    const provider = this.make(urn, inputs);
    if (hasUnknown(inputs)) return { provider, configuration: unconfigured, known: false };
    const { __internal: _internal, ...given } = inputs;
    const configuration = await provider.configure(urn, stripSecrets(given));
    return { provider, configuration, known: true };
  }

  /** @throws EngineError where no such provider was registered in this run or stands in the state. */
  async get(reference: string): Promise<ConfiguredProvider> {
    const configured = this.configured.get(reference);
    if (configured !== undefined) return configured;
    const { urn, id } = splitProviderReference(reference);
    const old = this.olds.get(urn);
    if (old === undefined) throw new EngineError(`unknown provider ${reference}`);
    return this.configure(urn, id, old.inputs);
  }

  async cancel(): Promise<void> {
    await Promise.all(this.made.map((provider) => provider.cancel()));
    await this.end();
  }
}

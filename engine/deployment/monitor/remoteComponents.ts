/**
 * Remote components: the program registers the component only, and the provider of its package makes it, out of resources
 * that the provider registers with this run's monitor. `source_eval.go` of Pulumi is the model.
 */
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError, refuse } from "../../errors";
import { ComponentPlugins } from "../../plugin/componentPlugins";
import type {
  ConstructRequest,
  ConstructResult,
  DeploymentInfo,
  Monitor,
  Value,
} from "../../provider";
import { packageOf, splitProviderReference } from "../../urn";
import { isUnknown, mapMap, normaliseFromProgram, outputDependencies, unknown } from "../../values";
import { aliasUrn } from "../goal/aliases";
import { componentMonitor } from "./componentMonitor";
import { StoppedError } from "../gate";
import { readGoal, readOptions, type Goal } from "../goal/goal";
import type { ConfiguredProvider } from "../providers/providers";
import type { Registrar } from "../registrar";
import type { Run } from "../run";
import { StepError } from "../stepError";
import type { Transforms } from "./transforms";

export interface Served {
  /** The monitor's, over gRPC. */
  readonly address: string;
  readonly parallel: number;
}

export class RemoteComponents {
  private readonly monitor: Monitor;
  private readonly plugins: ComponentPlugins;
  private served: Served = { address: "", parallel: 1 };

  constructor(
    private readonly run: Run,
    private readonly registrar: Registrar,
    transforms: Transforms,
  ) {
    this.monitor = componentMonitor(run, registrar, transforms);
    this.plugins = new ComponentPlugins({
      ...run.plugins,
      onLine: (line) => {
        if (!run.gate.stopped) run.events.diagnostic("info", line);
      },
    });
  }

  /** Before any component can be asked for. */
  serve(served: Served): void {
    this.served = served;
  }

  /** Ends the plugins that were started. */
  close(): Promise<void> {
    return this.plugins.close();
  }

  async construct(
    request: resourceProto.RegisterResourceRequest,
  ): Promise<resourceProto.RegisterResourceResponse> {
    const goal = readGoal(request, this.run.identity);
    this.run.events.conceal(goal.inputs);
    const providers = Object.fromEntries(request.getProvidersMap().toArray());
    const reference = await this.providerOf(goal, providers);
    const provider = await this.run.providers.get(reference);
    const inputs = mapMap(request.getObject()?.toJavaScript() ?? {}, oneUnknown);
    return toResponse(
      await this.make(provider, reference, {
        ...{
          type: goal.type,
          name: goal.name,
          parent: goal.parent,
          aliases: goal.aliases.map((alias) => aliasUrn(alias, goal, this.run.identity)),
        },
        ...{ inputs, providers, inputDependencies: goal.propertyDependencies },
        dependencies: goal.dependencies,
        options: readOptions(request),
        deployment: this.deployment(),
      }),
    );
  }

  /** The component's own provider: named, among those of its children, or the package's default one. */
  private async providerOf(
    goal: Goal,
    providers: Readonly<Record<string, string>>,
  ): Promise<string> {
    const name = packageOf(goal.type);
    const named = goal.provider || providers[name];
    return named ?? this.registrar.defaultProvider(name, goal.version, goal.pluginDownloadUrl);
  }

  private async make(
    configured: ConfiguredProvider,
    reference: string,
    request: ConstructRequest,
  ): Promise<ConstructResult> {
    const { type, name } = request;
    // Nothing can be asked of a provider whose arguments are not all known: as in the CLI, the component stands alone.
    if (!configured.known) return this.alone(request);
    try {
      const made = await configured.provider.construct?.(request, this.monitor);
      if (made !== undefined && !("declined" in made)) return made;
      if (made === undefined || !this.plugins.allows(packageOf(type)))
        refuse(`remote components (${made?.declined ?? type} "${name}")`);
      return await this.plugins.construct(made.declined, request, await this.identity(reference));
    } catch (error) {
      // What stopped the run has been told where it happened; that the component was not finished follows from it.
      if (error instanceof StepError || this.run.gate.stopped) throw new StoppedError();
      const message = error instanceof Error ? error.message : String(error);
      throw new EngineError(`${type} resource '${name}' has a problem: ${message}`);
    }
  }

  private async alone({ type, name, parent, options }: ConstructRequest): Promise<ConstructResult> {
    const { urn } = await this.monitor.register({
      ...{ type, name, parent, options, custom: false, inputs: {}, providers: {} },
      ...{ dependencies: [], propertyDependencies: {}, provider: "", version: "", aliases: [] },
    });
    return { urn, state: {}, stateDependencies: {} };
  }

  private async identity(reference: string) {
    const { urn } = splitProviderReference(reference);
    const state = (await this.registrar.find(urn)) ?? this.run.olds.get(urn);
    const { __internal: _internal, ...inputs } = state?.inputs ?? {};
    const version = typeof inputs.version === "string" ? inputs.version : "";
    return { reference, version, inputs };
  }

  /** What whoever constructs or calls is told of the run. */
  deployment(): DeploymentInfo {
    const { identity, dryRun, config } = this.run;
    return {
      ...identity,
      dryRun,
      parallel: this.served.parallel,
      config: config.values,
      configSecretKeys: config.secretKeys,
      monitorAddress: this.served.address,
    };
  }
}

/** A language host has a spelling for each kind of value that is not known. */
function oneUnknown(value: Value): Value {
  return isUnknown(value) ? unknown : value;
}

function toResponse({
  urn,
  state,
  stateDependencies,
}: ConstructResult): resourceProto.RegisterResourceResponse {
  const response = new resourceProto.RegisterResourceResponse();
  response.setUrn(urn);
  response.setObject(Struct.fromJavaScript(normaliseFromProgram(state)));
  for (const [key, value] of Object.entries(state)) {
    const urns = [...(stateDependencies[key] ?? []), ...outputDependencies(value)];
    const dependencies = new resourceProto.RegisterResourceResponse.PropertyDependencies();
    dependencies.setUrnsList([...new Set(urns)]);
    response.getPropertydependenciesMap().set(key, dependencies);
  }
  return response;
}

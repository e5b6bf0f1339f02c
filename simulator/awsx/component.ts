/** A component under construction: its registration, its children, and what it looks up, through the deployment's monitor. */
import type * as protocol from "../protocol";
import type { Value, ValueMap } from "../protocol";
import { isMap, text } from "../values";
import { lift, Output, reference, serialise, type Inputs } from "./output";

/**
 * The release of `@pulumi/aws` that awsx 3.9.0 brings along, after which the default provider of its children is named: its
 * SDK asks for ^7.43.0, which is made of the version that its provider pins.
 */
const awsVersion = "7.43.0";

/** What a component hands down to everything in it. */
interface Inherited {
  readonly monitor: protocol.Monitor;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly providers: Readonly<Record<string, string>>;
  /** The SDK hands it down; what else a child has of its parent, the engine sees to. */
  readonly protect: boolean | undefined;
}

/** A registered resource, seen from within the component. */
export class Child {
  constructor(
    readonly urn: string,
    private readonly id: string,
    private readonly properties: ValueMap,
    private readonly dryRun: boolean,
  ) {}

  /** What the resource answered: not known before the deployment where a preview answers nothing. */
  output(key: string): Output<Value | undefined> {
    const from = new Set([this.urn]);
    const value = this.properties[key];
    if (value === undefined && this.dryRun) return Output.unknown(from);
    return Output.of(value, from).flatApply(lift);
  }

  /** As the component's own outputs name it. */
  get reference(): ValueMap {
    return reference(this.urn, this.id);
  }

  get idOutput(): Output<Value | undefined> {
    const from = new Set([this.urn]);
    return this.id === "" ? Output.unknown(from) : Output.of(this.id, from);
  }
}

export class Component {
  private constructor(
    readonly urn: string,
    readonly name: string,
    private readonly inherited: Inherited,
  ) {}

  /** Registers the component that was asked for. */
  static async open(
    request: protocol.ConstructRequest,
    monitor: protocol.Monitor,
    alias: protocol.Alias,
  ): Promise<Component> {
    const { type, name, parent, providers, options, deployment } = request;
    if (options.deletedWith)
      throw new Error(
        "the published awsx cannot pass on the option deletedWith (it cuts the URN short, which fails the deployment): leave it out",
      );
    const { urn } = await monitor.register({
      ...{ type, name, parent, providers, options },
      custom: false,
      inputs: {},
      dependencies: request.dependencies,
      propertyDependencies: {},
      provider: "",
      version: "",
      // Those that the program gives are lost on the way in the published component (its SDK, 3.200, drops them):
      // renaming it replaces everything in it, and a rehearsal must say so.
      aliases: [alias],
    });
    const { stack, dryRun } = deployment;
    const { protect } = options;
    return new Component(urn, name, { monitor, stack, dryRun, providers, protect });
  }

  /** A component in this one. */
  async component(type: string, name: string, alias: protocol.Alias): Promise<Component> {
    const { monitor, protect } = this.inherited;
    const { urn } = await monitor.register({
      ...{ type, name, parent: this.urn, providers: {}, options: { protect } },
      custom: false,
      inputs: {},
      dependencies: [],
      propertyDependencies: {},
      provider: "",
      version: "",
      aliases: [alias],
    });
    return new Component(urn, name, this.inherited);
  }

  /** @param formerType that the provider's SDK gives the resource as an alias */
  async child(type: string, name: string, inputs: Inputs, formerType?: string): Promise<Child> {
    const { monitor, protect, dryRun } = this.inherited;
    const properties: Record<string, Value> = {};
    const propertyDependencies: Record<string, readonly string[]> = {};
    for (const [key, input] of Object.entries(inputs)) {
      const { value, dependencies } = serialise(input);
      if (value === undefined) continue;
      properties[key] = value;
      propertyDependencies[key] = [...dependencies];
    }
    const made = await monitor.register({
      ...{ type, name, custom: true, parent: this.urn, inputs: properties },
      options: { protect },
      dependencies: [...new Set(Object.values(propertyDependencies).flat())],
      propertyDependencies,
      provider: this.providerOf(type),
      providers: {},
      version: awsVersion,
      aliases: formerType === undefined ? [] : [{ type: formerType }],
    });
    return new Child(made.urn, made.id, made.properties, dryRun);
  }

  /** Asks the provider of the component's children. */
  async invoke(token: string, args: ValueMap): Promise<ValueMap> {
    const from = { provider: this.providerOf(token), version: awsVersion };
    const { result, failures } = await this.asking(token, args, from);
    const [failure] = failures;
    if (failure !== undefined)
      throw new Error(`invoke of ${token} failed: ${failure.property}: ${failure.reason}`);
    return result;
  }

  /** The resource that a reference among the inputs stands for, with its outputs. */
  async referenced(urn: string): Promise<Child> {
    const from = { provider: "", version: "" };
    const { result } = await this.asking("pulumi:pulumi:getResource", { urn }, from);
    const state = isMap(result.state) ? result.state : {};
    return new Child(urn, text(result, "id") ?? "", state, this.inherited.dryRun);
  }

  async finish(): Promise<void> {
    await this.inherited.monitor.registerOutputs(this.urn, {});
  }

  /** The stack's name. */
  get stack(): string {
    return this.inherited.stack;
  }

  /** The answer to the program: the component's outputs, each with what it depends on. */
  answer(outputs: Inputs): protocol.ConstructResult {
    const state: Record<string, Value> = {};
    const stateDependencies: Record<string, readonly string[]> = {};
    for (const [key, output] of Object.entries(outputs)) {
      const { value, dependencies } = serialise(output);
      if (value === undefined) continue;
      state[key] = value;
      stateDependencies[key] = [...dependencies];
    }
    return { urn: this.urn, state, stateDependencies };
  }

  private providerOf(token: string): string {
    return this.inherited.providers[token.split(":")[0] ?? ""] ?? "";
  }

  private async asking(
    token: string,
    args: ValueMap,
    from: { readonly provider: string; readonly version: string },
  ): ReturnType<protocol.Monitor["invoke"]> {
    try {
      return await this.inherited.monitor.invoke(token, args, from);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      throw new Error(`invocation of ${token} returned an error: ${cause}`, { cause: error });
    }
  }
}

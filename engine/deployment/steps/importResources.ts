/**
 * `pulumi import`: resources that stand in the world are taken into the state, without a program that names them. What the
 * state has stays as it is. `resource/deploy/import.go` of Pulumi is the model.
 */
import { EngineError } from "../../errors";
import type { ResourceState } from "../../resourceState";
import { isDefaultProvider, isProviderType, makeUrn, packageOf, stackType } from "../../urn";
import { forProvider } from "../../values";
import { checkInputs } from "../difference/checking";
import { DefaultProviders } from "../providers/defaultProviders";
import { noDifference } from "../difference/diffing";
import { bareGoal } from "../goal/goal";
import { describe, newState } from "./newState";
import type { Run } from "../run";
import { seedFor } from "../seed";
import { Steps } from "./steps";

/** One resource to import. Names are resolved: parent and provider are URNs. */
export interface ImportEntry {
  readonly type: string;
  readonly name: string;
  /** The provider's id; "" for a component or a provider, which are made. */
  readonly id: string;
  /** "" for the stack itself. */
  readonly parent: string;
  /** "" for the default provider. */
  readonly provider: string;
  readonly version: string;
  readonly pluginDownloadUrl: string;
  /** Input properties that were chosen; the state keeps all, as with the CLI. */
  readonly properties: readonly string[];
  readonly protect: boolean;
  readonly component: boolean;
  readonly remote: boolean;
}

interface Import {
  readonly entry: ImportEntry;
  readonly urn: string;
  /** A URN. */
  readonly parent: string;
}

/** @throws StepError, EngineError */
export async function importResources(run: Run, entries: readonly ImportEntry[]): Promise<void> {
  const importing = new Importing(run);
  importing.keepAll();
  const stack = await importing.stack();
  const imports = entries.map((entry): Import => {
    const parent = entry.parent || stack;
    const { type, name } = entry;
    const isProvider = isProviderType(type);
    const urn = makeUrn({
      ...run.identity,
      parent: isProvider ? entry.parent : parent,
      type,
      name,
    });
    return { entry, urn, parent };
  });
  await importing.providers(imports.filter(({ entry }) => isProviderType(entry.type)));
  await importing.all(imports.filter(({ entry }) => !isProviderType(entry.type)));
}

class Importing {
  private readonly steps: Steps;
  private readonly defaults: DefaultProviders;
  /** What stands by now, by URN. */
  private readonly known = new Map<string, ResourceState>();

  constructor(private readonly run: Run) {
    this.steps = new Steps(run);
    this.defaults = new DefaultProviders(run, async (goal) => {
      const state = this.known.get(goal.urn) ?? (await this.provider(goal));
      return { state };
    });
  }

  keepAll(): void {
    for (const old of this.run.olds.values()) {
      const description = describe("same", old, old, noDifference);
      this.run.events.before(description);
      this.run.store?.keep(old);
      if (old.custom) this.run.events.after(description);
      this.run.events.count("same", old.urn);
      this.known.set(old.urn, old);
    }
  }

  /** @returns the stack's URN; an empty stack gets one */
  async stack(): Promise<string> {
    for (const { urn, type } of this.known.values()) if (type === stackType) return urn;
    const { project, stack } = this.run.identity;
    const named = { project, stack, parent: "", type: stackType, name: `${project}-${stack}` };
    const state = newState(bareGoal(named, false), {}, "", undefined);
    const description = describe("create", state, undefined, noDifference);
    const made = await this.steps.create(state, description);
    this.run.events.after({ ...description, new: made });
    this.known.set(made.urn, made);
    return made.urn;
  }

  async providers(imports: readonly Import[]): Promise<void> {
    for (const { entry, urn } of imports) {
      if (this.known.has(urn)) continue;
      const { type, name, version, pluginDownloadUrl } = entry;
      const bare = bareGoal({ ...this.run.identity, parent: entry.parent, type, name }, true);
      await this.provider({ ...bare, version, pluginDownloadUrl });
    }
  }

  private async provider(goal: ReturnType<typeof bareGoal>): Promise<ResourceState> {
    const inputs = await checkInputs(
      this.run,
      goal,
      undefined,
      this.run.providers.unconfigured(goal.urn, goal.inputs),
    );
    const state = newState(goal, inputs, "", undefined);
    const made = await this.steps.create(state, describe("create", state, undefined, noDifference));
    this.known.set(made.urn, made);
    return made;
  }

  /** Each after its parent, where that is imported with it; the others at once. */
  async all(imports: readonly Import[]): Promise<void> {
    const begun = new Map<string, Promise<void>>();
    const byUrn = new Map<string, Import>();
    for (const one of imports) {
      const { type, name } = one.entry;
      if (byUrn.has(one.urn)) throw new EngineError(`duplicate import '${name}' of type '${type}'`);
      byUrn.set(one.urn, one);
    }
    const begin = (one: Import): Promise<void> => {
      let work = begun.get(one.urn);
      if (work === undefined) {
        const parent = byUrn.get(one.parent);
        work = (parent ? begin(parent) : Promise.resolve()).then(() => this.one(one));
        begun.set(one.urn, work);
      }
      return work;
    };
    await Promise.all(imports.map(begin));
  }

  private async one({ entry, urn, parent }: Import): Promise<void> {
    const { type, name, id, protect, component } = entry;
    const standing = this.known.get(urn);
    if (standing && (standing.importId || standing.id) === id) return;
    const bare = bareGoal({ ...this.run.identity, parent, type, name }, !component);
    const goal = { ...bare, importId: id, protect };
    const state = newState(goal, {}, await this.reference(entry), undefined);
    const description = describe("import", state, undefined, noDifference);
    const taken = await this.steps.import(state, description, undefined, async (read) => {
      if (standing) throw new EngineError(`resource '${urn}' already exists`);
      if (!this.known.has(parent))
        throw new EngineError(`unknown parent '${parent}' for resource '${urn}'`);
      return this.kept(read, entry);
    });
    this.known.set(urn, taken);
  }

  private async reference(entry: ImportEntry): Promise<string> {
    const { type, provider, version, pluginDownloadUrl, component, remote } = entry;
    if (component && !remote) return "";
    if (provider === "") {
      const name = packageOf(type);
      return this.defaults.reference(name, version || this.versionOf(name), pluginDownloadUrl);
    }
    const state = this.known.get(provider);
    if (state === undefined) throw new EngineError(`unknown provider '${provider}'`);
    return `${provider}::${state.id}`;
  }

  /** The version of the package that the stack has so far. */
  private versionOf(name: string): string {
    for (const { urn, type, inputs } of this.known.values())
      if (isDefaultProvider(urn) && packageOf(type) === name && typeof inputs.version === "string")
        return inputs.version;
    return "";
  }

  /** Afterwards it is a resource like any other; what its provider would refuse of it is told of. */
  private async kept(read: ResourceState, { properties }: ImportEntry): Promise<ResourceState> {
    const state = { ...read, importId: "" };
    if (read.custom) await this.warn(state, properties.length > 0);
    return state;
  }

  private async warn(state: ResourceState, chosen: boolean): Promise<void> {
    const { urn, type } = state;
    const { provider, configuration } = await this.run.providers.get(state.provider);
    const inputs = forProvider(state.inputs, configuration.acceptSecrets);
    const { failures } = await provider.check({
      ...{ urn, type, name: urn.split("::").slice(3).join("::"), randomSeed: seedFor(urn) },
      ...{ olds: inputs, news: inputs },
    });
    if (failures.length === 0) return;
    const whose = chosen
      ? "Try specifying a different set of properties to import with in the future."
      : `This is almost certainly a bug in the \`${packageOf(type)}\` provider.`;
    const more = "you will need to edit the generated code after copying it into your program.";
    const message = `One or more imported inputs failed to validate. ${whose} The import will still proceed, but ${more}`;
    this.run.events.diagnostic("warning", message, urn);
    for (const { reason } of failures) this.run.events.diagnostic("warning", reason, urn);
  }
}

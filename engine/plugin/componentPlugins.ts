/** The installed plugins that construct what the run's own providers do not: one process for each, for as long as the run. */
import { EngineError } from "../errors";
import type { ConstructRequest, ConstructResult, ValueMap } from "../provider";
import { packageOf } from "../urn";
import type { ComponentPlugin } from "./componentPlugin";
import { findPlugin, installedVersions, pluginFolder } from "./installedPlugin";

export interface PluginSettings {
  /** Packages whose plugin may be started. */
  readonly packages: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onLine: (line: string) => void;
}

/** The provider resource that the component belongs to. */
export interface ProviderIdentity {
  readonly reference: string;
  readonly version: string;
  readonly inputs: ValueMap;
}

export class ComponentPlugins {
  private readonly started = new Map<string, Promise<ComponentPlugin>>();

  constructor(private readonly settings: PluginSettings) {}

  allows(packageName: string): boolean {
    return this.settings.packages.includes(packageName);
  }

  /** @throws EngineError where the plugin is not installed, with the command that installs it */
  async construct(
    declined: string,
    request: ConstructRequest,
    provider: ProviderIdentity,
  ): Promise<ConstructResult> {
    const { reference } = provider;
    let plugin = this.started.get(reference);
    if (plugin === undefined) {
      plugin = this.start(declined, request, provider);
      this.started.set(reference, plugin);
    }
    return (await plugin).construct(request);
  }

  private async start(
    declined: string,
    { type, deployment }: ConstructRequest,
    { version, inputs }: ProviderIdentity,
  ): Promise<ComponentPlugin> {
    const { env, onLine } = this.settings;
    const name = packageOf(type);
    const file = findPlugin(name, version, env);
    if (file === undefined) throw new EngineError(notInstalled({ declined, name, version, env }));
    // Few runs need it: the others do not load it.
    const { startComponentPlugin } = await import("./componentPlugin");
    return startComponentPlugin(
      { file, engineAddress: deployment.monitorAddress, env, onLine },
      inputs,
    );
  }

  async close(): Promise<void> {
    const ends = [...this.started.values()].map((plugin) =>
      plugin.then(
        (one) => one.close(),
        // It never came up, and that has been told.
        () => undefined,
      ),
    );
    await Promise.all(ends);
  }
}

interface Missing {
  readonly declined: string;
  readonly name: string;
  readonly version: string;
  readonly env: PluginSettings["env"];
}

function notInstalled({ declined, name, version, env }: Missing): string {
  const others = installedVersions(name, env);
  const found = others.length > 0 ? ` (there is ${others.join(", ")})` : "";
  return (
    `the rehearsal engine does not construct ${declined} itself, and the plugin ${name} ${version}, which does, ` +
    `is not installed in ${pluginFolder(env)}${found}; install it: pulumi plugin install resource ${name} ${version}`
  );
}

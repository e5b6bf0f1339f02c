/** The installed plugins that construct what the run's own providers do not: one process for each, for as long as the run. */
import { EngineError } from "../errors";
import type { ConstructRequest, ConstructResult, ValueMap } from "../provider";
import { packageOf, splitProviderReference } from "../urn";
import { constructMessage, constructResult } from "./constructMessage";
import { findPlugin, notInstalled } from "./installedPlugin";
import { configurePlugin } from "./installedProvider";
import type { PluginClient } from "./pluginClient";

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
  private readonly started = new Map<string, Promise<PluginClient>>();

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
    return constructResult(await (await plugin).call("construct", constructMessage(request)));
  }

  private async start(
    declined: string,
    { type, deployment }: ConstructRequest,
    { reference, version, inputs }: ProviderIdentity,
  ): Promise<PluginClient> {
    const { env, onLine } = this.settings;
    const name = packageOf(type);
    const executable = findPlugin(name, version, env);
    if (executable === undefined)
      throw new EngineError(
        `the rehearsal engine does not construct ${declined} itself, and ${notInstalled(name, version, env)}`,
      );
    // Few runs need it: the others do not load it.
    const { startClient } = await import("./pluginClient");
    const engineAddress = deployment.monitorAddress;
    const client = await startClient({ ...executable, engineAddress, env, onLine });
    try {
      await configurePlugin(client, splitProviderReference(reference).urn, inputs);
      return client;
    } catch (error) {
      await client.close();
      throw error;
    }
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

/** The plugins of one run: found in the Pulumi home, started when they are needed, ended with the run. */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ServiceHandlers } from "../deployment/monitor";
import { EngineError } from "../errors";
import type { Provider } from "../provider";
import { serve, type ServedRun } from "../language/server";
import { findPlugin, notInstalled, type Executable } from "./installedPlugin";
import { installedProvider, type PluginPool } from "./installedProvider";
import type { PluginClient } from "./pluginClient";

type Environment = Readonly<Record<string, string | undefined>>;

export interface PluginHostSettings {
  readonly env: Environment;
  /** The Engine service of the run: plugins write their log lines there. */
  readonly engine: ServiceHandlers;
  /** Where the program's SDK is found. */
  readonly programFolder: string;
  /** What a plugin prints. */
  readonly onLine: (line: string) => void;
}

export class PluginHost {
  /** By executable: processes that wait to be configured. */
  private readonly spare = new Map<string, PluginClient[]>();
  private readonly started: Promise<PluginClient>[] = [];
  private server: Promise<ServedRun> | undefined;

  constructor(private readonly settings: PluginHostSettings) {}

  /** @throws EngineError where the plugin is not installed, with the command that installs it */
  provider(name: string, version: string): Provider {
    return installedProvider(this.pool(this.find(name, version)));
  }

  /** A dynamic provider: the program's own SDK serves what the program wrote. */
  dynamicProvider(): Provider {
    const { programFolder } = this.settings;
    const load = createRequire(join(programFolder, "index.js"));
    const script = load.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js");
    return installedProvider(
      this.pool({ file: process.execPath, args: [script], cwd: programFolder }),
    );
  }

  private find(name: string, version: string): Executable {
    const { env } = this.settings;
    const executable = findPlugin(name, version, env);
    if (executable === undefined) throw new EngineError(notInstalled(name, version, env));
    return executable;
  }

  private pool(executable: Executable): PluginPool {
    const key = [executable.file, ...executable.args].join(" ");
    const take = async (): Promise<PluginClient> =>
      this.spare.get(key)?.pop() ?? (await this.start(executable));
    return {
      take,
      borrow: async (use) => {
        const client = await take();
        const answer = await use(client);
        this.spare.set(key, [...(this.spare.get(key) ?? []), client]);
        return answer;
      },
    };
  }

  private async start(executable: Executable): Promise<PluginClient> {
    const { env, onLine, engine } = this.settings;
    this.server ??= serve({}, engine);
    const { address } = await this.server;
    const { startClient } = await import("./pluginClient");
    const starting = startClient({ ...executable, engineAddress: address, env, onLine });
    this.started.push(starting);
    return starting;
  }

  async close(): Promise<void> {
    const ends = this.started.map((plugin) =>
      plugin.then(
        (one) => one.close(),
        // It never came up, and that has been told.
        () => undefined,
      ),
    );
    await Promise.all(ends);
    (await this.server)?.close();
  }
}

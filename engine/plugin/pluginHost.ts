/** The plugins of one run: found in the Pulumi home, started when they are needed, ended with the run. */
import { createRequire } from "node:module";
import { join } from "node:path";
import providerProto = require("@pulumi/pulumi/proto/provider_pb");
import type { ServiceHandlers } from "../deployment/monitor/monitor";
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

/** The package that a parameterized plugin is to be. */
interface Parameter {
  readonly name: string;
  readonly version: string;
  readonly value: Uint8Array;
}

export class PluginHost {
  /** By executable: processes that wait to be configured. */
  private readonly spare = new Map<string, PluginClient[]>();
  private readonly started: Promise<PluginClient>[] = [];
  private server: Promise<ServedRun> | undefined;

  constructor(private readonly settings: PluginHostSettings) {}

  /** @throws EngineError where the plugin is not installed, with the command that installs it */
  provider(name: string, version: string, parameter?: Parameter): Provider {
    return installedProvider(this.pool(this.find(name, version), parameter));
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

  private pool(executable: Executable, parameter?: Parameter): PluginPool {
    const key = JSON.stringify([executable, parameter]);
    const take = async (): Promise<PluginClient> =>
      this.spare.get(key)?.pop() ?? (await this.start(executable, parameter));
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

  private async start(
    executable: Executable,
    parameter: Parameter | undefined,
  ): Promise<PluginClient> {
    const { env, onLine, engine } = this.settings;
    this.server ??= serve({}, engine);
    const { address } = await this.server;
    const { startClient } = await import("./pluginClient");
    const starting = startClient({ ...executable, engineAddress: address, env, onLine });
    this.started.push(starting);
    const client = await starting;
    if (parameter !== undefined) await parameterize(client, parameter);
    return client;
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

async function parameterize(client: PluginClient, parameter: Parameter): Promise<void> {
  const value = new providerProto.ParameterizeRequest.ParametersValue();
  value.setName(parameter.name);
  value.setVersion(parameter.version);
  value.setValue(parameter.value);
  const request = new providerProto.ParameterizeRequest();
  request.setValue(value);
  const response = await client.call<providerProto.ParameterizeResponse>("parameterize", request);
  if (response.getName() !== parameter.name)
    throw new EngineError(
      `parameterize response name "${response.getName()}" does not match expected package "${parameter.name}"`,
    );
}

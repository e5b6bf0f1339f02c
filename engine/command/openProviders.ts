/** The providers of one run, from what the engine was given and what is installed. */
import { passphraseFrom } from "../backend/passphrase";
import { readStackOutputs } from "../backend/stackOutputs";
import { engineHandlers } from "../deployment/monitor/monitor";
import { Providers } from "../deployment/providers/providers";
import { providerSource } from "../deployment/providers/providerSource";
import type { Run } from "../deployment/run";
import { PluginHost } from "../plugin/pluginHost";
import { programFolder } from "../project/projectFile";
import { stackName, type Session, type StackSession } from "./session";

export function openProviders(
  { options, env, backend }: Session,
  { project }: StackSession,
  { events, gate, olds }: Pick<Run, "events" | "gate" | "olds">,
): Providers {
  const plugins = new PluginHost({
    env,
    programFolder: programFolder(project),
    engine: engineHandlers({ events, gate }),
    onLine: (line) => {
      if (!gate.stopped) events.diagnostic("info", line);
    },
  });
  const stacks = {
    backend,
    exports: options.stackExports ?? {},
    remedy: options.referenceRemedy,
    parse: (name: string) => stackName(name, project),
    passphrase: () => {
      const { PULUMI_CONFIG_PASSPHRASE: phrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = env;
      return phrase === undefined && !file ? undefined : passphraseFrom(env);
    },
  };
  const source = providerSource({
    given: options.providers,
    installed: [...(options.installedProviders ?? []), ...(options.allow ?? [])],
    plugins,
    builtin: {
      stackOutputs: (name) => readStackOutputs(name, stacks),
      tell: (severity, message, urn) => events.diagnostic(severity, message, urn),
    },
  });
  return new Providers(source, olds, () => plugins.close());
}

/** Where a run has its providers from: those it was given, those of installed plugins, and the engine's own. */
import { refuse } from "../../errors";
import type { PluginHost } from "../../plugin/pluginHost";
import type { ProviderFactory } from "../../provider";
import { builtinPackage, builtinProvider, type BuiltinSettings } from "./builtinProvider";

export type ProviderFactories = Readonly<Record<string, ProviderFactory>>;

/** Of providers that the program itself writes, in TypeScript or JavaScript. */
const dynamicPackage = "pulumi-nodejs";

export interface ProviderSources {
  readonly given: ProviderFactories;
  /** Packages whose installed plugin may run. */
  readonly installed: readonly string[];
  readonly plugins: PluginHost;
  readonly builtin: BuiltinSettings;
}

export function providerSource(sources: ProviderSources): ProviderFactory {
  const { given, installed, plugins, builtin } = sources;
  return (request) => {
    const { parameter } = request;
    const { name, version } = parameter?.plugin ?? {
      name: request.package,
      version: request.version,
    };
    if (name === builtinPackage) return builtinProvider(builtin);
    const factory = given[name];
    if (factory !== undefined) return factory(request);
    if (!installed.includes(name)) {
      const others = [...Object.keys(given), ...installed].join(", ") || "none";
      refuse(`the provider "${name}" (this run has ${others}) unless it is allowed by name`);
    }
    if (name === dynamicPackage) return plugins.dynamicProvider();
    if (parameter === undefined) return plugins.provider(name, version);
    const made = { name: request.package, version: request.version, value: parameter.value };
    return plugins.provider(name, version, made);
  };
}

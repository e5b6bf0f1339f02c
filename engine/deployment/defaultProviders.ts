/** The default provider of each package and version, made when the first resource or look-up needs it. */
import type { ValueMap } from "../provider";
import { makeUrn, providerType } from "../urn";
import { secret } from "../values";
import type { Goal } from "./goal";
import type { Registered } from "./registrar";
import type { Run } from "./run";

export class DefaultProviders {
  private readonly made = new Map<string, Promise<string>>();

  constructor(
    private readonly run: Run,
    private readonly register: (goal: Goal) => Promise<Registered>,
  ) {}

  /**
   * `<urn>::<id>` of the default provider, registered on first use.
   *
   * @param internal of a parameterized package: the plugin and the parameter
   */
  reference(
    packageName: string,
    version: string,
    url: string,
    internal?: ValueMap,
  ): Promise<string> {
    const numbers = version.replace(/[^A-Za-z0-9]/g, "_");
    const name = ["default", numbers, nameOf(url)].filter((part) => part !== "").join("_");
    const key = `${packageName} ${name}`;
    let reference = this.made.get(key);
    if (reference === undefined) {
      const goal = this.goal(packageName, name, version, url);
      const inputs = internal ? { ...goal.inputs, __internal: internal } : goal.inputs;
      reference = this.register({ ...goal, inputs }).then(
        ({ state }) => `${state.urn}::${state.id}`,
      );
      this.made.set(key, reference);
    }
    return reference;
  }

  private goal(packageName: string, name: string, version: string, url: string): Goal {
    const type = providerType(packageName);
    return {
      urn: makeUrn({ ...this.run.identity, parent: "", type, name }),
      type,
      name,
      custom: true,
      parent: "",
      inputs: this.configOf(packageName),
      dependencies: [],
      propertyDependencies: {},
      provider: "",
      version,
      pluginDownloadUrl: url,
      protect: false,
      retainOnDelete: false,
      deletedWith: "",
      deleteBeforeReplace: undefined,
      ignoreChanges: [],
      replaceOnChanges: [],
      hooks: {},
      additionalSecretOutputs: [],
      aliases: [],
      importId: "",
      replaceWith: [],
      replacementTrigger: undefined,
      hideDiffs: [],
      customTimeouts: {},
      supportsResultReporting: false,
    };
  }

  /** The stack's configuration of the package is its default provider's arguments. */
  private configOf(packageName: string): ValueMap {
    const { values, secretKeys } = this.run.config;
    const prefix = `${packageName}:`;
    return Object.fromEntries(
      Object.entries(values)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [
          key.slice(prefix.length),
          secretKeys.includes(key) ? secret(value) : value,
        ]),
    );
  }
}

/** An address as part of a name. */
function nameOf(url: string): string {
  return url
    .split("/")
    .filter((part) => part !== "")
    .map((part) => part.replace(/^[^A-Za-z0-9_.]/, "_").replace(/[^A-Za-z0-9_.-]/g, "_"))
    .join("/");
}

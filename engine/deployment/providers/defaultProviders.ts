/** The default provider of each package and version, made when the first resource or look-up needs it. */
import type { ValueMap } from "../../provider";
import type { ResourceState } from "../../resourceState";
import { providerType } from "../../urn";
import { secret } from "../../values";
import { bareGoal, type Goal } from "../goal/goal";
import type { Run } from "../run";

export class DefaultProviders {
  private readonly made = new Map<string, Promise<string>>();

  constructor(
    private readonly run: Run,
    private readonly register: (goal: Goal) => Promise<{ readonly state: ResourceState }>,
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
    const bare = bareGoal({ ...this.run.identity, parent: "", type, name }, true);
    return { ...bare, inputs: this.configOf(packageName), version, pluginDownloadUrl: url };
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

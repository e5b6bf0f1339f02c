/** What the Pulumi CLI tells a policy pack of resources, as plain records. */
import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { ResourceRecord } from "../model";

/** How Pulumi writes an id that a preview does not know. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Values = Readonly<Record<string, unknown>>;

/**
 * The inputs of each resource, as it is registered. At the end of a preview the CLI shows outputs alone, and a component
 * that has none shows nothing of itself.
 */
export class Inputs {
  private readonly byUrn = new Map<string, Values>();

  note({ urn, props }: Pick<ResourceValidationArgs, "urn" | "props">): void {
    this.byUrn.set(urn, plain(props));
  }

  of(urn: string): Values | undefined {
    return this.byUrn.get(urn);
  }
}

export function recordsOf(resources: readonly PolicyResource[], inputs: Inputs): ResourceRecord[] {
  return resources.map((resource) => {
    const { urn, type, name, provider, parent } = resource;
    const outputs = plain(resource.props);
    const { id } = outputs;
    return {
      urn,
      type,
      name,
      ...(typeof id === "string" ? { id } : {}),
      custom: provider !== undefined || type.startsWith("pulumi:providers:"),
      ...(parent === undefined ? {} : { parent: parent.urn }),
      ...(provider === undefined ? {} : { provider: `${provider.urn}::${UNKNOWN}` }),
      inputs: inputs.of(urn) ?? outputs,
      outputs,
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([property, sources]) => [
          property,
          sources.map((source) => source.urn),
        ]),
      ),
      dependencies: resource.dependencies.map((one) => one.urn),
    };
  });
}

/** The SDK throws where an unknown is read; what a property is described as is not read. */
function plain(props: Values): Values {
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(props));
  return Object.fromEntries(descriptors.map(([name, { value }]) => [name, value as unknown]));
}

/** A stack's state: what `pulumi stack export` prints, or a file backend's checkpoint. */
import { isMap, type ValueMap } from "../records/propertyValues";
import type { ResourceRecord } from "../records/resourceRecord";

/** A stack's deployment as it is written, and what to call it in an error: its file. */
export interface StackState {
  readonly name: string;
  readonly text: string;
}

const remedy = "give what `pulumi stack export` prints";

/** @throws Error naming the file and what is wrong with it. */
export function readStackState({ name, text }: StackState): ResourceRecord[] {
  const deployment = deploymentOf(parse(text, name));
  if (deployment === undefined)
    throw new Error(
      `${name} is no stack's state: it has neither "deployment" nor "checkpoint"; ${remedy}`,
    );
  const { resources = [] } = deployment;
  if (!Array.isArray(resources)) throw new Error(`${name}: its "resources" are no list; ${remedy}`);
  return resources.flatMap((resource: unknown, index) =>
    recordOf(resource, `${name}: resource ${index}`),
  );
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} is no JSON (${reason}); ${remedy}`, { cause: error });
  }
}

function deploymentOf(file: unknown): ValueMap | undefined {
  if (!isMap(file)) return undefined;
  if (isMap(file.deployment)) return file.deployment;
  return isMap(file.checkpoint) ? latest(file.checkpoint) : undefined;
}

/** A stack that was made and never deployed has none. */
const latest = ({ latest: deployment }: ValueMap): ValueMap =>
  isMap(deployment) ? deployment : {};

/** What is being deleted is no part of the network any more. */
function recordOf(resource: unknown, where: string): ResourceRecord[] {
  if (!isMap(resource)) throw new Error(`${where} is no object; ${remedy}`);
  const { urn, type, id, inputs, outputs } = resource;
  if (typeof urn !== "string" || typeof type !== "string")
    throw new Error(`${where} has no "urn" or no "type"; ${remedy}`);
  if (resource.delete === true || resource.pendingReplacement === true) return [];
  return [
    {
      urn,
      type,
      ...(typeof id === "string" ? { id } : {}),
      custom: resource.custom === true,
      external: resource.external === true,
      ...(typeof resource.parent === "string" ? { parent: resource.parent } : {}),
      ...(typeof resource.provider === "string" ? { provider: resource.provider } : {}),
      inputs: isMap(inputs) ? inputs : {},
      outputs: isMap(outputs) ? outputs : {},
      propertyDependencies: dependenciesOf(resource.propertyDependencies),
      dependencies: textsOf(resource.dependencies),
    },
  ];
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

const dependenciesOf = (value: unknown): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(isMap(value) ? value : {}).map(([key, urns]) => [key, textsOf(urns)]),
  );

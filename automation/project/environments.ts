/** Environments (Pulumi ESC) that a stack file names: their values stand in Pulumi Cloud, where a simulated run does not go. */
import { isMap, isScalar, isSeq, type Document, type YAMLMap } from "yaml";
import type { ConfiguredProject } from "./config";

interface Source {
  readonly project: ConfiguredProject;
  /** The stack file, as messages name it. */
  readonly path: string;
}

/**
 * Takes the environments out of the stack file.
 *
 * @returns a warning where there were some: which they are, and what the project asks for and nobody gives
 */
export function dropEnvironments(
  document: Document,
  config: YAMLMap,
  { project, path }: Source,
): string[] {
  const names = namesIn(document.get("environment"));
  if (!document.delete("environment")) return [];
  const listed = names.length === 0 ? "the environment" : names.join(", ");
  const missing = missingKeys(project, config);
  return [
    `${listed}: ${names.length > 1 ? "environments" : "an environment"} that ${path} names, left out, as the values ` +
      "stand in Pulumi Cloud: give those that the program needs with --config <key>=<value>" +
      (missing.length === 0 ? "" : `; the project asks for ${missing.join(", ")}`),
  ];
}

/** A list of names; or a map, whose `imports` are such a list, beside values of its own. */
function namesIn(node: unknown): string[] {
  if (isMap(node)) return namesIn(node.get("imports"));
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    if (isScalar(item)) return [String(item.value)];
    return isMap(item) ? item.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
  });
}

function missingKeys({ name, config }: ConfiguredProject, given: YAMLMap): string[] {
  return [...(config ?? [])]
    .filter(([, { required }]) => required)
    .map(([key]) => key)
    .filter((key) => !given.has(key) && !given.has(`${name}:${key}`));
}

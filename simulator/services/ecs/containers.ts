/**
 * Container definitions: a JSON list in a task definition.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
import type { Value, ValueMap } from "../../protocol";
import { isList, isMap, maps, number, text } from "../../values";

/** As written; none where it is no list of objects. */
export function containersIn(inputs: ValueMap): readonly ValueMap[] | undefined {
  try {
    const value = JSON.parse(text(inputs, "containerDefinitions") ?? "") as Value;
    return isList(value) && value.every(isMap) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What RegisterTaskDefinition refuses of them. */
export function containersFault(
  containers: readonly ValueMap[],
  task: { readonly networkMode: string; readonly hasMemory: boolean },
): string | undefined {
  if (containers.length === 0)
    return "Task definition must have at least one container definition.";
  const names = containers.map((one) => text(one, "name"));
  if (names.includes(undefined)) return "Container.name should not be null or empty.";
  if (new Set(names).size < names.length) return "Container names within a task must be unique.";
  if (containers.every((one) => one.essential === false))
    return "Invalid 'essential' setting: at least one container of a task must be essential.";
  return containers.map((one) => containerFault(one, task)).find((fault) => fault !== undefined);
}

function containerFault(
  container: ValueMap,
  { networkMode, hasMemory }: { readonly networkMode: string; readonly hasMemory: boolean },
): string | undefined {
  const name = text(container, "name") ?? "";
  if (!/^[\w-]{1,255}$/.test(name))
    return `Invalid container name '${name}': up to 255 letters, numbers, hyphens and underscores.`;
  if (text(container, "image") === undefined) return "Container.image should not be null or empty.";
  const own = number(container, "memory") ?? number(container, "memoryReservation");
  if (own === undefined && !hasMemory)
    return `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`;
  const isMoved = maps(container, "portMappings").some((mapping) => {
    const host = number(mapping, "hostPort") ?? 0;
    return host !== 0 && host !== number(mapping, "containerPort");
  });
  return networkMode === "awsvpc" && isMoved
    ? "When networkMode=awsvpc, the host ports and container ports in port mappings must match."
    : undefined;
}

/** What a task definition and a service are told of the containers. */
import type { Value, ValueMap } from "../protocol";
import { isList, isMap } from "../values";
import { isGivenInput, plainMap } from "./args";
import type { Child, Component } from "./component";
import type { LogTarget } from "./logGroup";
import { all, lift, Output, referencedUrn, type Input, type Inputs } from "./output";

/** Containers by name. */
export type Containers = Output<Readonly<Record<string, Input>>>;

/** The target groups that port mappings refer to, by URN. */
export type TargetGroups = ReadonlyMap<string, Child>;

/**
 * One container is named by itself and may hold outputs, which are waited for where they are used; of several, all that is
 * in them is waited for together. So it is in the published component, and decides what a preview knows and what depends
 * on what.
 */
export function containersOf({ container, containers }: Inputs): Containers {
  if (isGivenInput(container) === isGivenInput(containers))
    throw new Error(
      `exactly one of container and containers must be given; ${isGivenInput(container) ? "both are" : "neither is"}`,
    );
  if (!isGivenInput(container)) return lift(containers).apply((all) => (isMap(all) ? all : {}));
  const one = plainMap(container, "container") ?? {};
  return lift(one.name).apply((name) => ({ [typeof name === "string" ? name : "container"]: one }));
}

/** Looks up the target groups among the containers, which are given as resources. */
export async function targetGroupsIn(component: Component, input: Input): Promise<TargetGroups> {
  const urns = [...new Set(referencesIn(input))];
  const found = await Promise.all(
    urns.map(async (urn) => [urn, await component.referenced(urn)] as const),
  );
  return new Map(found);
}

function referencesIn(input: Input): readonly string[] {
  const urn = referencedUrn(input);
  if (urn !== undefined) return [urn];
  if (isList(input as Value)) return (input as readonly Input[]).flatMap(referencesIn);
  return isMap(input as Value) ? Object.values(input as Inputs).flatMap(referencesIn) : [];
}

function targetGroupOf(mapping: ValueMap, groups: TargetGroups): Child | undefined {
  const urn = referencedUrn(mapping.targetGroup);
  return urn === undefined ? undefined : groups.get(urn);
}

function mappingsOf(portMappings: Input): Output<readonly ValueMap[]> {
  return lift(portMappings).apply((list) => (isList(list) ? list.filter(isMap) : []));
}

/** The containers as the task definition has them, in the order of their names. */
export function containerDefinitions(
  containers: Containers,
  groups: TargetGroups,
  logs: Output<LogTarget> | undefined,
): Output<readonly ValueMap[]> {
  return containers.flatApply((byName) =>
    all(
      Object.entries(byName)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, container]) => containerDefinition(name, container, { groups, logs })),
    ),
  );
}

function containerDefinition(
  name: string,
  container: Input,
  { groups, logs }: { groups: TargetGroups; logs: Output<LogTarget> | undefined },
): Output<ValueMap> {
  const { portMappings } = container as Inputs;
  const mappings = isGivenInput(portMappings)
    ? mappingsOf(portMappings).flatApply((list) =>
        all(list.map((mapping) => portMapping(mapping, targetGroupOf(mapping, groups)))),
      )
    : Output.of(undefined);
  // Unknown while one of them is; from all of them in any case.
  const parts = [lift(container), mappings, logs ?? Output.of(undefined)] as const;
  return all<unknown>(parts).apply(([plain, ports, target]) =>
    definitionOf(name, plain as ValueMap, {
      ports: ports as readonly Value[] | undefined,
      target: target as LogTarget | undefined,
    }),
  );
}

function definitionOf(
  name: string,
  plain: ValueMap,
  { ports, target }: { ports: readonly Value[] | undefined; target: LogTarget | undefined },
): ValueMap {
  const definition = ordered({
    ...plain,
    ...(ports === undefined ? {} : { portMappings: ports }),
  });
  const logs = plain.logConfiguration === undefined && target ? logsTo(target, name) : {};
  return { ...definition, name, ...logs };
}

/** The keys in the order in which the protocol carries them: the task's family is a digest of this. */
function ordered(map: ValueMap): ValueMap {
  return Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((key) => [
        key,
        key === "portMappings" ? (map[key] ?? null) : orderedValue(map[key] ?? null),
      ]),
  );
}

function orderedValue(value: Value): Value {
  if (isList(value)) return value.map(orderedValue);
  return isMap(value) ? ordered(value) : value;
}

function portMapping(mapping: ValueMap, group: Child | undefined): Output<Value> {
  return (group?.output("port") ?? Output.of(undefined)).apply((port) => {
    const { name, containerPortRange, appProtocol, containerPort, hostPort, protocol } = mapping;
    return defined({
      name,
      containerPortRange,
      appProtocol,
      containerPort: containerPort ?? hostPort ?? port,
      hostPort: hostPort ?? port ?? containerPort,
      protocol,
    });
  });
}

function logsTo({ name, region }: LogTarget, container: string): ValueMap {
  const options = defined({
    "awslogs-group": name,
    "awslogs-region": region,
    "awslogs-stream-prefix": container,
  });
  return { logConfiguration: { logDriver: "awslogs", options } };
}

function defined(map: Readonly<Record<string, Value | undefined>>): ValueMap {
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}

/** What a service is told: each container whose port mapping names a target group. */
export function loadBalancers(containers: Containers, groups: TargetGroups): Output<Input> {
  return containers
    .flatApply((byName) =>
      all(
        Object.entries(byName).map(([name, container]) =>
          balancedPorts(name, (container as Inputs).portMappings, groups),
        ),
      ),
    )
    .apply((lists) => lists.flat());
}

function balancedPorts(
  containerName: string,
  portMappings: Input,
  groups: TargetGroups,
): Output<readonly Value[]> {
  if (!isGivenInput(portMappings)) return Output.of([]);
  return mappingsOf(portMappings).flatApply((list) =>
    all(
      list.map((mapping) => {
        const group = targetGroupOf(mapping, groups);
        return group ? all([group.output("arn"), group.output("port")]) : Output.of([]);
      }),
    ).apply((answers) =>
      answers.flatMap(([targetGroupArn, containerPort]) =>
        targetGroupArn === undefined || containerPort === undefined
          ? []
          : [{ containerName, containerPort, targetGroupArn }],
      ),
    ),
  );
}

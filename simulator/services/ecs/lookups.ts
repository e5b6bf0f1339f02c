/** Clusters, task definitions and services by name. */
import { ProviderError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findCluster, findService, findTaskDefinition, serviceKind } from "./entities";

export function getCluster(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "clusterName") ?? "";
  const found = findCluster(scope, name);
  if (found === undefined)
    throw new ProviderError(`reading ECS Cluster (${name}): couldn't find resource`);
  const services = scope
    .all(serviceKind)
    .filter((one) =>
      text(one.properties, "cluster")?.endsWith(`/${text(found.properties, "name") ?? ""}`),
    );
  const tasks = services.map((one) => number(one.properties, "desiredCount") ?? 0);
  const { serviceConnectDefaults: defaults, settings = [] } = found.properties;
  return {
    arn: found.id,
    clusterName: text(found.properties, "name") ?? "",
    id: found.id,
    pendingTasksCount: 0,
    region: scope.region,
    registeredContainerInstancesCount: 0,
    runningTasksCount: tasks.reduce((sum, count) => sum + count, 0),
    serviceConnectDefaults: defaults === undefined ? [] : [defaults],
    settings,
    status: "ACTIVE",
    tags: found.tags ?? {},
  };
}

export function getTaskDefinition(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "taskDefinition") ?? "";
  const found = findTaskDefinition(scope, name);
  if (found === undefined)
    throw new ProviderError(`reading ECS Task Definition (${name}): couldn't find resource`);
  return { ...args, ...found.properties, id: found.id, region: scope.region, status: "ACTIVE" };
}

export function getService(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "serviceName") ?? "";
  const cluster = findCluster(scope, text(args, "clusterArn") ?? "default");
  const found = findService(
    scope,
    `service/${text(cluster?.properties ?? {}, "name") ?? ""}/${name}`,
  );
  if (found === undefined)
    throw new ProviderError(`reading ECS Service (${name}): couldn't find resource`);
  return {
    ...args,
    ...found.properties,
    id: found.id,
    region: scope.region,
    serviceName: name,
    tags: found.tags ?? {},
  };
}

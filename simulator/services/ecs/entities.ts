/** What ECS keeps. Ids of clusters and services are ARNs; a task definition is kept by its ARN, revision and all. */
import type { Thing, ThingKind } from "../../resource/spec";
import { defineThing } from "../../resource/spec";
import { number, text } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";

const names = (thing: Thing): readonly string[] => thing.names;

export const clusterKind = defineThing("ecs-cluster");
export const clusterCapacityKind = defineThing("ecs-cluster-capacity-providers");
export const serviceKind = defineThing("ecs-service");
export const taskDefinitionKind: ThingKind = defineKind<Thing>("task-definition", {
  name: names,
  family: (thing) => text(thing.properties, "family"),
});

/** The highest revision that a family ever had: numbers are not given twice. */
interface Family extends Entity {
  readonly latest: number;
}
export const familyKind = defineKind<Family>("task-definition-family");

/** By name or ARN; without either, the cluster called `default`. */
export function findCluster(scope: Scope, nameOrArn: string): Thing | undefined {
  const name = nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);
  return scope.get(clusterKind, scope.arn("ecs", `cluster/${name}`));
}

/** By ARN, by `family:revision`, or the newest of a family. One that has been deregistered is gone. */
export function findTaskDefinition(scope: Scope, name: string): Thing | undefined {
  const short = name.slice(name.lastIndexOf("/") + 1);
  if (short.includes(":"))
    return scope.find(taskDefinitionKind, "name", scope.arn("ecs", `task-definition/${short}`))[0];
  const revisions = scope.find(taskDefinitionKind, "family", short);
  const numberOf = (thing: Thing): number => number(thing.properties, "revision") ?? 0;
  return [...revisions].sort((a, b) => numberOf(a) - numberOf(b)).at(-1);
}

/** `service/cluster/name`, as Application Auto Scaling calls it. */
export function findService(scope: Scope, path: string): Thing | undefined {
  return scope.get(serviceKind, scope.arn("ecs", path));
}

/** Clusters, task definitions and services, as the tests make them. */
import type { Value, ValueMap } from "../../../simulator";
import { trust } from "../lifecycleCases";
import { type Made, type Stack, textOf, types } from "../support";
import { type Site, balancerIn, forward, groupIn, listenerOn } from "./loadBalancing";

export const clusterType = "aws:ecs/cluster:Cluster";
export const capacityType = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
export const definitionType = "aws:ecs/taskDefinition:TaskDefinition";
export const serviceType = "aws:ecs/service:Service";
export const targetType = "aws:appautoscaling/target:Target";
export const policyType = "aws:appautoscaling/policy:Policy";

export const web: ValueMap = {
  name: "web",
  image: "nginx",
  memory: 256,
  portMappings: [{ containerPort: 80 }],
};

export const fargate: ValueMap = {
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "256",
  memory: "512",
};

/** Registers one, of one container or several. */
export const define = (
  stack: Stack,
  args: ValueMap = {},
  containers: readonly Value[] = [web],
  name = "td",
): Promise<Made> =>
  stack.create(definitionType, name, {
    family: "web",
    containerDefinitions: JSON.stringify(containers),
    ...args,
  });
export const onFargate = (stack: Stack, args: ValueMap = {}, container: ValueMap = {}) =>
  define(stack, { ...fargate, ...args }, [{ ...web, ...container }]);
export const sized = (cpu: string, memory: string): ValueMap => ({ cpu, memory });

export const role = async (stack: Stack): Promise<string> => {
  const assumeRolePolicy = trust("ecs-tasks.amazonaws.com");
  const made = await stack.create(types.role, "r", { assumeRolePolicy });
  return textOf(made.properties, "arn");
};

/** On Fargate, in the first subnet, with a cluster and a definition of its own where none is given. */
export async function serve(
  stack: Stack,
  { a }: Site,
  args: ValueMap = {},
  name = "svc",
): Promise<Made> {
  const cluster = args.cluster ?? (await stack.create(clusterType, "c", { name: "c" })).id;
  const definition = args.taskDefinition ?? textOf((await onFargate(stack)).properties, "arn");
  return stack.create(serviceType, name, {
    desiredCount: 2,
    launchType: "FARGATE",
    networkConfiguration: { subnets: [a.id] },
    ...args,
    cluster,
    taskDefinition: definition,
  });
}

export async function onBridge(stack: Stack, place: Site, args: ValueMap = {}): Promise<Made> {
  const taskDefinition = textOf((await define(stack)).properties, "arn");
  return serve(stack, place, { taskDefinition, launchType: "EC2", ...args });
}

/** A target group of addresses behind a listener. */
export async function behind(stack: Stack, place: Site, args: ValueMap = {}): Promise<string> {
  const group = await groupIn(stack, place, { targetType: "ip", ...args });
  const balancer = await balancerIn(stack, place);
  await listenerOn(stack, balancer, { defaultActions: [forward(group.id)] });
  return group.id;
}
export const reached = (targetGroupArn: string, args: ValueMap = {}): ValueMap => ({
  loadBalancers: [{ targetGroupArn, containerName: "web", containerPort: 80, ...args }],
});

export const otherGroup = async (stack: Stack): Promise<string> => {
  const vpc = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
  return (await stack.create(types.group, "other", { vpcId: vpc.id })).id;
};

export const scale = (stack: Stack, resourceId: string, args: ValueMap = {}, name = "t") =>
  stack.create(targetType, name, {
    resourceId,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
    minCapacity: 1,
    maxCapacity: 4,
    ...args,
  });
export const track = (stack: Stack, resourceId: string, args: ValueMap = {}) =>
  stack.create(policyType, "p", {
    resourceId,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: { targetValue: 50 },
    ...args,
  });

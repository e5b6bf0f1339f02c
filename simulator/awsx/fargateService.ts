/** `awsx:ecs:FargateService`: a service, and its task definition where that is not given. */
import type { ConstructRequest, ConstructResult, Declined, Monitor } from "../protocol";
import { atMostOne, isGivenInput, isTruthy, plainMap, readInputs, without } from "./args";
import { Component } from "./component";
import { containersOf } from "./containers";
import { taskDefinitionIn } from "./fargateTaskDefinition";
import { lift, referencedUrn, type Input, type Inputs } from "./output";

export const fargateServiceType = "awsx:ecs:FargateService";

/** What the component itself reads; everything else is the service's. */
const ownArguments = [
  ...["taskDefinitionArgs", "assignPublicIp", "continueBeforeSteadyState"],
  "useClusterDefaultCapacityProviderStrategy",
];

export async function fargateService(
  request: ConstructRequest,
  monitor: Monitor,
): Promise<ConstructResult | Declined> {
  const args = readInputs(request);
  const taskDefinitionArgs = check(args);
  if (!isGivenInput(args.networkConfiguration))
    return { declined: `${fargateServiceType} in the default VPC (no networkConfiguration given)` };
  const component = await Component.open(request, monitor, { type: "awsx:x:ecs:FargateService" });
  const made = taskDefinitionArgs && (await taskDefinitionIn(component, taskDefinitionArgs));
  const service = await component.child("aws:ecs/service:Service", component.name, {
    desiredCount: 1,
    ...without(args, ownArguments),
    cluster: await clusterOf(component, args.cluster),
    launchType: usesCapacityProviders(args) ? undefined : "FARGATE",
    loadBalancers: isGivenInput(args.loadBalancers) ? args.loadBalancers : made?.loadBalancers,
    waitForSteadyState: lift(args.continueBeforeSteadyState).apply((one) => !one),
    taskDefinition: made?.taskDefinition.output("arn") ?? args.taskDefinition,
  });
  await component.finish();
  return component.answer({
    service: service.reference,
    taskDefinition: made?.taskDefinition.reference,
  });
}

/** @returns the arguments of the task definition to be made. @throws Error where the arguments contradict each other */
function check(args: Inputs): Inputs | undefined {
  atMostOne(args, ["taskDefinition", "taskDefinitionArgs"]);
  atMostOne(args, ["networkConfiguration", "assignPublicIp"]);
  const taskDefinitionArgs = plainMap(args.taskDefinitionArgs, "taskDefinitionArgs");
  if (taskDefinitionArgs) containersOf(taskDefinitionArgs);
  else if (!isGivenInput(args.taskDefinition))
    throw new Error(
      "taskDefinitionArgs (to make a task definition) or taskDefinition (the ARN of one) must be given; neither is",
    );
  if (
    isTruthy(args.capacityProviderStrategies) &&
    isTruthy(args.useClusterDefaultCapacityProviderStrategy)
  )
    atMostOne(args, ["capacityProviderStrategies", "useClusterDefaultCapacityProviderStrategy"]);
  return taskDefinitionArgs;
}

function usesCapacityProviders(args: Inputs): boolean {
  return (
    isTruthy(args.capacityProviderStrategies) ||
    isTruthy(args.useClusterDefaultCapacityProviderStrategy)
  );
}

/** A cluster that is given as a resource stands for its ARN. */
async function clusterOf(component: Component, cluster: Input): Promise<Input> {
  const urn = referencedUrn(cluster);
  return urn === undefined ? cluster : (await component.referenced(urn)).output("arn");
}

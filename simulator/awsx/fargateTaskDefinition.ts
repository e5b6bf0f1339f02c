/** `awsx:ecs:FargateTaskDefinition`: a task definition with its roles and its log group. */
import type { ConstructRequest, ConstructResult, Monitor, Value } from "../protocol";
import { isGivenInput, readInputs, without } from "./args";
import { Component, type Child } from "./component";
import { containerDefinitions, containersOf, loadBalancers, targetGroupsIn } from "./containers";
import { fargateSize } from "./fargateSizes";
import { shortHash } from "./hash";
import { taskLogs } from "./logGroup";
import { all, lift, type Input, type Inputs, type Output } from "./output";
import { executionPolicies, taskRole } from "./roles";

export const fargateTaskDefinitionType = "awsx:ecs:FargateTaskDefinition";
const alias = { type: "awsx:x:ecs:FargateTaskDefinition" } as const;

/** What the component itself reads; everything else is the task definition's. */
const ownArguments = ["container", "containers", "executionRole", "taskRole", "logGroup"];

interface Made {
  readonly taskDefinition: Child;
  readonly loadBalancers: Output<Input>;
  readonly logGroup?: Child;
  readonly taskRole?: Child;
  readonly executionRole?: Child;
}

export async function fargateTaskDefinition(
  request: ConstructRequest,
  monitor: Monitor,
): Promise<ConstructResult> {
  const component = await Component.open(request, monitor, alias);
  const made = await fill(component, readInputs(request));
  return component.answer({
    taskDefinition: made.taskDefinition.reference,
    loadBalancers: made.loadBalancers,
    logGroup: made.logGroup?.reference,
    taskRole: made.taskRole?.reference,
    executionRole: made.executionRole?.reference,
  });
}

/** The task definition of a service, which has the service's name. */
export async function taskDefinitionIn(service: Component, args: Inputs): Promise<Made> {
  return fill(await service.component(fargateTaskDefinitionType, service.name, alias), args);
}

async function fill(component: Component, args: Inputs): Promise<Made> {
  const { name } = component;
  const containers = containersOf(args);
  const [logs, task, execution, groups] = await Promise.all([
    taskLogs(component, args.logGroup),
    taskRole(component, {
      ...{ name: `${name}-task`, input: args.taskRole, where: "taskRole" },
      policyArns: [],
    }),
    taskRole(component, {
      ...{ name: `${name}-execution`, input: args.executionRole, where: "executionRole" },
      policyArns: executionPolicies,
    }),
    targetGroupsIn(component, { container: args.container, containers: args.containers }),
  ]);
  const definitions = containerDefinitions(containers, groups, logs.target);
  const [taskDefinition] = await Promise.all([
    component.child("aws:ecs/taskDefinition:TaskDefinition", name, {
      ...without(args, ownArguments),
      ...sized(args, definitions),
      ...familyAndContainers(component, args, definitions),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      taskRoleArn: task.arn,
      executionRoleArn: execution.arn,
    }),
    task.attach(),
    execution.attach(),
  ]);
  await component.finish();
  return {
    taskDefinition,
    loadBalancers: loadBalancers(containers, groups),
    logGroup: logs.made,
    taskRole: task.made,
    executionRole: execution.made,
  };
}

/** What the containers need together, where the task's own size is not given. */
function sized({ cpu, memory }: Inputs, definitions: Output<readonly Value[]>): Inputs {
  const size = definitions.apply(fargateSize);
  return {
    cpu: isGivenInput(cpu) ? cpu : size.apply((one) => one.cpu),
    memory: isGivenInput(memory) ? memory : size.apply((one) => one.memory),
  };
}

/** Also a family that is given waits for the containers: so it is in the published component. */
function familyAndContainers(
  { name, stack }: Component,
  { family }: Inputs,
  definitions: Output<readonly Value[]>,
): Inputs {
  const json = definitions.apply((list) => JSON.stringify(list));
  const own = json.apply((text): Value => `${name}-${shortHash(stack + text)}`);
  return {
    family: all([lift(family), own]).apply(([given, made]) => given ?? made),
    containerDefinitions: json,
  };
}

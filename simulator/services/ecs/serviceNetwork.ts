/** Where a service's tasks are, and how they are reached: subnets, groups, target groups; and their interfaces. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isGiven, isMap, maps, number, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { giveAddress, releaseAddress } from "../compute/publicAddresses";
import { networkInterfaceKind, vpcKind } from "../ec2/entities";
import { interfacesOf, makeInterface } from "../ec2/networkInterfaces";
import { siteOf, type PlacementErrors } from "../ec2/placement";
import { findSubnet } from "../ec2/references";
import { findTargetGroup, loadBalancersOf } from "../lb/entities";
import { containersIn } from "./containers";

const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);

const errors: PlacementErrors = {
  noSubnet: (id) =>
    invalid(
      `Error retrieving subnet information for [${id}]: The subnet ID '${id}' does not exist (ErrorCode: InvalidSubnetID.NotFound).`,
    ),
  noSecurityGroup: (id) =>
    invalid(
      `Error retrieving security group information for [${id}]: The security group '${id}' does not exist (ErrorCode: InvalidGroup.NotFound).`,
    ),
  otherVpc: (id) =>
    invalid(
      `${id} does not appear to belong to the same VPC as the other subnets and security groups.`,
    ),
};

interface Network {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly hasPublicIp: boolean;
}

function networkIn(inputs: ValueMap): Network | undefined {
  const given = inputs.networkConfiguration;
  if (!isMap(given)) return undefined;
  return {
    subnetIds: texts(given, "subnets"),
    securityGroupIds: texts(given, "securityGroups"),
    hasPublicIp: flag(given, "assignPublicIp") === true,
  };
}

/** @throws AwsError */
export function acceptNetwork({ scope, inputs }: Wanted, definition: Thing): void {
  const mode = text(definition.properties, "networkMode") ?? "bridge";
  const network = networkIn(inputs);
  if (mode === "awsvpc" && network === undefined)
    throw invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  if (mode !== "awsvpc" && network !== undefined)
    throw invalid(
      "Network Configuration is not valid for the given networkMode of this task definition.",
    );
  if (network === undefined) return;
  if (network.subnetIds.length === 0) throw invalid("subnets can not be empty.");
  if (network.subnetIds.length > 16)
    throw invalid(`subnets can have at most 16 items, got ${network.subnetIds.length}.`);
  if (network.securityGroupIds.length > 5)
    throw invalid(
      `securityGroups can have at most 5 items, got ${network.securityGroupIds.length}.`,
    );
  siteOf(scope, network, errors);
}

/** @throws AwsError */
export function acceptLoadBalancers({ scope, inputs }: Wanted, definition: Thing): void {
  const mode = text(definition.properties, "networkMode") ?? "bridge";
  for (const one of maps(inputs, "loadBalancers")) {
    const arn = text(one, "targetGroupArn");
    if (arn !== undefined) acceptTargetGroup(scope, arn, mode);
    acceptContainer(one, definition);
  }
  const hasGrace = (number(inputs, "healthCheckGracePeriodSeconds") ?? 0) > 0;
  const isReached = ["loadBalancers", "serviceRegistries", "vpcLatticeConfigurations"].some((key) =>
    isGiven(inputs, key),
  );
  if (hasGrace && !isReached)
    throw invalid(
      "Health check grace period is only valid for services configured to use load balancers",
    );
}

function acceptTargetGroup(scope: Scope, arn: string, mode: string): void {
  const group = findTargetGroup(scope, arn);
  if (group === undefined)
    throw invalid(`The target group with targetGroupArn ${arn} does not exist.`);
  if (loadBalancersOf(scope, group).length === 0)
    throw invalid(
      `The target group with targetGroupArn ${arn} does not have an associated load balancer.`,
    );
  const type = text(group.properties, "targetType") ?? "instance";
  if ((mode === "awsvpc") !== (type === "ip"))
    throw invalid(
      `The provided target group ${arn} has target type ${type}, which is incompatible with the ${mode} network mode specified in the task definition.`,
    );
}

function acceptContainer(loadBalancer: ValueMap, definition: Thing): void {
  const name = text(loadBalancer, "containerName") ?? "";
  const port = number(loadBalancer, "containerPort");
  const container = containersIn(definition.properties)?.find((one) => text(one, "name") === name);
  if (container === undefined)
    throw invalid(`The container ${name} does not exist in the task definition.`);
  const ports = maps(container, "portMappings").map((one) => number(one, "containerPort"));
  if (!ports.includes(port))
    throw invalid(`The container ${name} did not have a container port ${port ?? ""} defined.`);
}

/** As many interfaces as tasks, spread over the subnets. */
export function placeTasks(scope: Scope, service: Thing): void {
  const network = networkIn(service.properties);
  const count = network === undefined ? 0 : (number(service.properties, "desiredCount") ?? 0);
  removeTasks(scope, service.id);
  if (network === undefined) return;
  for (let task = 0; task < count; task++) {
    const id = network.subnetIds[task % network.subnetIds.length] ?? "";
    const subnet = findSubnet(scope, id);
    if (subnet === undefined) continue;
    const standard = scope.get(vpcKind, subnet.vpcId)?.defaultSecurityGroupId ?? "";
    const groups = network.securityGroupIds;
    const made = makeInterface(scope, {
      subnet,
      owner: service.id,
      role: `task ${task}`,
      interfaceType: "interface",
      securityGroupIds: groups.length > 0 ? groups : [standard],
      description: `task ${task + 1} of ${service.id}`,
    });
    if (network.hasPublicIp) giveAddress(scope, made);
  }
}

export function removeTasks(scope: Scope, service: string): void {
  for (const one of interfacesOf(scope, service)) {
    releaseAddress(scope, one);
    scope.remove(scope.get(networkInterfaceKind, one.id));
  }
}

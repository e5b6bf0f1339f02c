/**
 * A service: so many tasks of a definition, kept running. Replaces as internal/service/ecs/service.go says.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Model, type Properties } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { inRange } from "../../resource/forms";
import { flag, maps, number, text, texts } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { acceptStrategies } from "./clusterCapacityProviders";
import { clusterCapacityKind, findCluster, findTaskDefinition, serviceKind } from "./entities";
import { acceptLoadBalancers, acceptNetwork, placeTasks, removeTasks } from "./serviceNetwork";

const invalid = (message: string): AwsError => new AwsError("InvalidParameterException", message);

const clusterIn = (inputs: ValueMap): string => text(inputs, "cluster") ?? "default";
const clusterName = (inputs: ValueMap): string =>
  clusterIn(inputs).slice(clusterIn(inputs).lastIndexOf("/") + 1);

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  if (findCluster(scope, clusterIn(inputs)) === undefined)
    throw new AwsError("ClusterNotFoundException", "Cluster not found.");
  if (before === undefined && scope.get(serviceKind, id(wanted)) !== undefined)
    throw invalid("Creation of service was not idempotent.");
  acceptName(wanted.inputs);
  acceptLaunch(wanted);
  const name = text(inputs, "taskDefinition");
  if (name === undefined) {
    const controller = maps({ all: [inputs.deploymentController ?? null] }, "all")[0] ?? {};
    if (text(controller, "type") === "EXTERNAL") return;
    throw invalid("TaskDefinition is required: the deployment controller is not EXTERNAL.");
  }
  const definition = findTaskDefinition(scope, name);
  if (definition === undefined)
    throw new AwsError(
      "ClientException",
      `Unable to describe task definition ${name}: TaskDefinition not found.`,
    );
  const isFargate = text(inputs, "launchType") === "FARGATE";
  const compatible = texts(definition.properties, "requiresCompatibilities");
  if (isFargate && !compatible.includes("FARGATE"))
    throw invalid("Task definition does not support launch_type FARGATE.");
  acceptNetwork(wanted, definition);
  acceptLoadBalancers(wanted, definition);
}

function acceptName(inputs: ValueMap): void {
  const name = text(inputs, "name") ?? "";
  if (!/^[\w-]{1,255}$/.test(name))
    throw new AwsError(
      "InvalidParameterException",
      `Invalid service name ${name}: it is 1 to 255 letters, numbers, hyphens and underscores`,
    );
}

function acceptLaunch({ scope, inputs }: Wanted): void {
  const strategies = maps(inputs, "capacityProviderStrategies");
  if (strategies.length > 0 && text(inputs, "launchType") !== undefined)
    throw invalid(
      "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.",
    );
  const usable = scope.get(clusterCapacityKind, clusterName(inputs));
  if (strategies.length > 0)
    acceptStrategies(strategies, texts(usable?.properties ?? {}, "capacityProviders"));
  const isDaemon = text(inputs, "schedulingStrategy") === "DAEMON";
  if (isDaemon && text(inputs, "launchType") === "FARGATE")
    throw invalid(
      "The DAEMON scheduling strategy is not supported for tasks using the FARGATE launch type.",
    );
}

const id = ({ scope, inputs }: Wanted): string =>
  scope.arn("ecs", `service/${clusterName(inputs)}/${text(inputs, "name") ?? ""}`);

function fill({ scope, inputs }: Wanted, arn: string): ValueMap {
  const isFargate =
    text(inputs, "launchType") === "FARGATE" ||
    maps(inputs, "capacityProviderStrategies").length > 0;
  const { partition, account } = scope;
  return {
    arn,
    availabilityZoneRebalancing: "DISABLED",
    cluster: scope.arn("ecs", `cluster/${clusterName(inputs)}`),
    iamRole: `arn:${partition.name}:iam::${account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    launchType: maps(inputs, "capacityProviderStrategies").length > 0 ? "" : "EC2",
    platformVersion: isFargate ? "LATEST" : "",
    triggers: {},
  };
}

/** A change of strategy is one in place where the provider is told to deploy anew. */
const unlessForced = (
  _before: Value | undefined,
  _after: Value | undefined,
  inputs: ValueMap,
): boolean => flag(inputs, "forceNewDeployment") !== true;

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkOneOf(inputs, "launchType", ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]),
  ...checkOneOf(inputs, "schedulingStrategy", ["REPLICA", "DAEMON"]),
  ...checkOneOf(inputs, "propagateTags", ["SERVICE", "TASK_DEFINITION", "NONE"]),
  ...checkOneOf(inputs, "availabilityZoneRebalancing", ["ENABLED", "DISABLED"]),
  ...((number(inputs, "desiredCount") ?? 0) < 0
    ? [{ property: "desiredCount", reason: "expected desired_count to be at least (0)" }]
    : []),
];

const properties: Properties = {
  ...common,
  alarms: { kind: "block" },
  arn: output,
  availabilityZoneRebalancing: computed,
  capacityProviderStrategies: { kind: "blocks", replaces: unlessForced },
  cluster: { replaces: true, computed: true },
  deploymentCircuitBreaker: { kind: "block" },
  deploymentConfiguration: { kind: "block", computed: true },
  deploymentController: { kind: "block", replaces: true },
  deploymentMaximumPercent: { kind: "number", default: 200 },
  deploymentMinimumHealthyPercent: { kind: "number", default: 100 },
  desiredCount: { kind: "number" },
  enableEcsManagedTags: { kind: "flag" },
  enableExecuteCommand: { kind: "flag" },
  forceDelete: { kind: "flag", local: true },
  forceNewDeployment: { kind: "flag", local: true },
  healthCheckGracePeriodSeconds: { kind: "number", form: inRange(0, 2_147_483_647) },
  iamRole: { replaces: true, computed: true },
  launchType: { replaces: true, computed: true },
  loadBalancers: { kind: "blocks" },
  name: { replaces: true, computed: true },
  networkConfiguration: { kind: "block" },
  orderedPlacementStrategies: { kind: "list" },
  placementConstraints: { kind: "blocks" },
  platformVersion: computed,
  propagateTags: {},
  schedulingStrategy: { default: "REPLICA", replaces: true },
  serviceConnectConfiguration: { kind: "block" },
  serviceRegistries: { kind: "block" },
  sigintRollback: { kind: "flag", local: true },
  taskDefinition: {},
  triggers: {
    kind: "map",
    computed: true,
    counts: (inputs) => flag(inputs, "forceNewDeployment") === true,
  },
  volumeConfiguration: { kind: "block" },
  vpcLatticeConfigurations: { kind: "blocks" },
  waitForSteadyState: { kind: "flag", default: false, local: true },
};

export const tasks: Model = defineResource({
  type: "aws:ecs/service:Service",
  service: "ECS",
  noun: "ECS Service",
  calls: { create: "CreateService", update: "UpdateService", delete: "DeleteService" },
  kind: serviceKind,
  autoname: { max: 255 },
  properties,
  validate,
  references: [
    {
      property: "cluster",
      find: findCluster,
      missing: () => new AwsError("ClusterNotFoundException", "Cluster not found."),
      holds: true,
    },
  ],
  id,
  accept,
  fill,
  made: ({ scope }, thing) => placeTasks(scope, thing),
  changed: ({ scope }, thing) => placeTasks(scope, thing),
  removed(scope, thing) {
    removeTasks(scope, thing.id);
    return undefined;
  },
  gone: () => new AwsError("ServiceNotFoundException", "Service not found."),
});

import type { ValueMap } from "../../../simulator";
import { type Suite, tagged } from "../lifecycleCases";
import { network, textOf } from "../support";
import { containers, fargate } from "./ecs";

const tracking = (targetValue: number): ValueMap => ({
  policyType: "TargetTrackingScaling",
  targetTrackingScalingPolicyConfiguration: {
    targetValue,
    predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
  },
});

const steps: ValueMap = {
  policyType: "StepScaling",
  stepScalingPolicyConfiguration: { adjustmentType: "ChangeInCapacity" },
};

export const suite: Suite = {
  async surroundings(stack) {
    const cluster = await stack.create("aws:ecs/cluster:Cluster", "around", {});
    const definition = await stack.create("aws:ecs/taskDefinition:TaskDefinition", "around", {
      family: "around",
      containerDefinitions: containers(),
      ...fargate,
    });
    const { vpc, gateway, subnet } = await network(stack);
    const service = async (name: string) =>
      stack.create("aws:ecs/service:Service", name, {
        name,
        cluster: cluster.id,
        taskDefinition: textOf(definition.properties, "arn"),
        launchType: "FARGATE",
        networkConfiguration: { subnets: [subnet.id] },
      });
    const scaled = await service("scaled");
    const free = await service("free");
    const path = (name: string): string => `service/${textOf(cluster.properties, "name")}/${name}`;
    const target = await stack.create("aws:appautoscaling/target:Target", "around", {
      resourceId: path("scaled"),
      scalableDimension: "ecs:service:DesiredCount",
      serviceNamespace: "ecs",
      minCapacity: 1,
      maxCapacity: 4,
    });
    return {
      ids: { scaled: path("scaled"), free: path("free") },
      made: [vpc, gateway, subnet, cluster, definition, scaled, free, target],
    };
  },
  cases: [
    {
      type: "aws:appautoscaling/target:Target",
      args: ({ free }) => ({
        resourceId: free!,
        scalableDimension: "ecs:service:DesiredCount",
        serviceNamespace: "ecs",
        minCapacity: 1,
        maxCapacity: 4,
      }),
      updates: {
        ...tagged,
        suspendedState: () => ({ suspendedState: { dynamicScalingInSuspended: true } }),
      },
      importId: (made) => `ecs/${made.id}/ecs:service:DesiredCount`,
    },
    {
      type: "aws:appautoscaling/policy:Policy",
      args: ({ scaled }) => ({
        resourceId: scaled!,
        scalableDimension: "ecs:service:DesiredCount",
        serviceNamespace: "ecs",
        ...tracking(50),
      }),
      updates: {
        policyType: () => steps,
        predictiveScalingPolicyConfiguration: () => ({
          policyType: "PredictiveScaling",
          predictiveScalingPolicyConfiguration: { mode: "ForecastOnly" },
        }),
        stepScalingPolicyConfiguration: () => steps,
        targetTrackingScalingPolicyConfiguration: () => tracking(60),
      },
      importId: (made) =>
        `ecs/${textOf(made.properties, "resourceId")}/ecs:service:DesiredCount/${made.id}`,
    },
  ],
};

/** Containers: clusters, task definitions, services. */
import type { ValueMap } from "../../../simulator";
import { type Suite, tagged, trust } from "../lifecycleCases";
import { network, textOf, types } from "../support";

export const containers = (image = "nginx"): string =>
  JSON.stringify([{ name: "web", image, memory: 256, portMappings: [{ containerPort: 80 }] }]);

export const fargate: ValueMap = {
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "256",
  memory: "512",
};

export const suite: Suite = {
  async surroundings(stack) {
    const { vpc, gateway, subnet } = await network(stack);
    const other = await stack.create(types.subnet, "b", {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: "us-east-1b",
    });
    const group = await stack.create(types.group, "around", { vpcId: vpc.id });
    const balancer = await stack.create("aws:lb/loadBalancer:LoadBalancer", "around", {
      subnets: [subnet.id, other.id],
    });
    const target = await stack.create("aws:lb/targetGroup:TargetGroup", "around", {
      vpcId: vpc.id,
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
    });
    const listener = await stack.create("aws:lb/listener:Listener", "around", {
      loadBalancerArn: balancer.id,
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: target.id }],
    });
    const role = await stack.create(types.role, "around", {
      assumeRolePolicy: trust("ecs-tasks.amazonaws.com"),
    });
    const cluster = await stack.create("aws:ecs/cluster:Cluster", "around", {});
    const capacity = await stack.create(
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
      "around",
      { clusterName: textOf(cluster.properties, "name"), capacityProviders: ["FARGATE"] },
    );
    const definition = await stack.create("aws:ecs/taskDefinition:TaskDefinition", "around", {
      family: "around",
      containerDefinitions: containers(),
      ...fargate,
    });
    const first = { vpc, gateway, subnet, other, group, balancer, target, listener, role };
    const parts = { ...first, cluster, capacity, definition };
    const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
    return {
      ids: {
        ...ids,
        roleArn: textOf(role.properties, "arn"),
        definition: textOf(definition.properties, "arn"),
        clusterName: textOf(cluster.properties, "name"),
      },
      made: Object.values(parts),
    };
  },
  cases: [
    {
      type: "aws:ecs/cluster:Cluster",
      args: () => ({}),
      updates: {
        ...tagged,
        settings: () => ({ settings: [{ name: "containerInsights", value: "enabled" }] }),
      },
      heldBy: {
        type: "aws:ecs/service:Service",
        args: ({ definition, subnet }, made) => ({
          cluster: made.id,
          taskDefinition: definition!,
          launchType: "FARGATE",
          networkConfiguration: { subnets: [subnet!] },
        }),
        code: "ClusterContainsServicesException",
      },
    },
    {
      type: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
      args: ({ clusterName }) => ({ clusterName: clusterName! }),
      updates: {
        capacityProviders: () => ({ capacityProviders: ["FARGATE_SPOT"] }),
        defaultCapacityProviderStrategies: () => ({
          capacityProviders: ["FARGATE"],
          defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
        }),
      },
    },
    {
      type: "aws:ecs/taskDefinition:TaskDefinition",
      args: () => ({ family: "one", containerDefinitions: containers(), ...fargate }),
      updates: { ...tagged },
      replaces: {
        containerDefinitions: () => ({ containerDefinitions: containers("httpd") }),
        cpu: () => ({ cpu: "512" }),
        executionRoleArn: ({ roleArn }) => ({ executionRoleArn: roleArn! }),
        ipcMode: () => ({ ipcMode: "task" }),
        memory: () => ({ memory: "1024" }),
        networkMode: () => ({ networkMode: "bridge" }),
        pidMode: () => ({ pidMode: "task" }),
        taskRoleArn: ({ roleArn }) => ({ taskRoleArn: roleArn! }),
      },
    },
    {
      type: "aws:ecs/service:Service",
      args: ({ cluster, definition, subnet }) => ({
        cluster: cluster!,
        taskDefinition: definition!,
        desiredCount: 2,
        launchType: "FARGATE",
        networkConfiguration: { subnets: [subnet!] },
      }),
      updates: {
        ...tagged,
        availabilityZoneRebalancing: () => ({ availabilityZoneRebalancing: "ENABLED" }),
        healthCheckGracePeriodSeconds: ({ target }) => ({
          healthCheckGracePeriodSeconds: 30,
          loadBalancers: [{ targetGroupArn: target!, containerName: "web", containerPort: 80 }],
        }),
        loadBalancers: ({ target }) => ({
          loadBalancers: [{ targetGroupArn: target!, containerName: "web", containerPort: 80 }],
        }),
        networkConfiguration: ({ other, group }) => ({
          networkConfiguration: { subnets: [other!], securityGroups: [group!] },
        }),
        propagateTags: () => ({ propagateTags: "SERVICE" }),
        taskDefinition: () => ({ taskDefinition: "around" }),
        triggers: () => ({ triggers: { on: "2" }, forceNewDeployment: true }),
      },
      replaces: {
        capacityProviderStrategies: () => ({
          launchType: null,
          capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
        }),
        launchType: () => ({ launchType: "EC2" }),
        schedulingStrategy: () => ({ schedulingStrategy: "DAEMON" }),
      },
    },
  ],
};

import {
  container,
  output,
  referenceTo,
  secretOutput,
  service,
  urnOf,
  vpcUrn,
  web,
  type Case,
} from "./asking";

export const services: readonly Case[] = [
  service("one container behind a target group", { taskDefinitionArgs: { container } }),
  service("one container, in a preview", { taskDefinitionArgs: { container } }, { preview: true }),
  service(
    "one container whose image is not known",
    {
      taskDefinitionArgs: {
        container: { ...container, image: output(undefined, [vpcUrn]), name: undefined },
      },
    },
    { preview: true },
  ),
  service("several containers behind a target group", {
    taskDefinitionArgs: { containers: { b: container, a: web, C: { ...web, name: "x" } } },
    desiredCount: 2,
  }),
  service(
    "several containers, one of which is not known",
    {
      taskDefinitionArgs: {
        containers: { b: container, a: { ...web, image: output(undefined, [vpcUrn]) } },
      },
    },
    { preview: true },
  ),
  service("no container behind a target group", { taskDefinitionArgs: { container: web } }),
  service("a target group as a plain reference, without a port", {
    taskDefinitionArgs: {
      container: {
        ...web,
        portMappings: [
          { targetGroup: referenceTo("aws:lb/targetGroup:TargetGroup", "bare"), hostPort: 81 },
          { targetGroup: referenceTo("aws:lb/targetGroup:TargetGroup", "given"), name: "http" },
        ],
      },
    },
  }),
  service("port mappings as one output", {
    taskDefinitionArgs: {
      container: { ...web, portMappings: output([{ containerPort: 80 }], [vpcUrn]) },
    },
  }),
  service("load balancers of its own", {
    taskDefinitionArgs: { container },
    loadBalancers: [{ containerName: "main", containerPort: 80, targetGroupArn: "arn:mine" }],
  }),
  service("a task definition that is given", {
    taskDefinition: output("arn:task", [urnOf("aws:ecs/taskDefinition:TaskDefinition", "t")]),
  }),
  service("a cluster as a resource", {
    taskDefinition: "arn:task",
    cluster: referenceTo("aws:ecs/cluster:Cluster", "main"),
  }),
  service("no steady state waited for", {
    taskDefinition: "arn:task",
    continueBeforeSteadyState: output(true, [vpcUrn]),
  }),
  service("capacity providers", {
    taskDefinition: "arn:task",
    capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
  }),
  service("the cluster's capacity providers", {
    taskDefinition: "arn:task",
    useClusterDefaultCapacityProviderStrategy: true,
  }),
  service("the service's own arguments", {
    taskDefinitionArgs: { container: web, tags: { Task: "yes" }, region: "eu-west-1" },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    healthCheckGracePeriodSeconds: 60,
    tags: { Hidden: secretOutput("psst") },
    name: "api",
  }),
  service(
    "options",
    { taskDefinitionArgs: { container: web } },
    {
      providers: { aws: `${urnOf("pulumi:providers:aws", "west")}::west-id` },
      dependencies: [vpcUrn],
      aliases: [urnOf("awsx:ecs:FargateService", "old")],
      options: { protect: true },
    },
  ),
  service("refused: a task definition given and told", {
    taskDefinition: "arn:task",
    taskDefinitionArgs: { container: web },
  }),
  service("refused: no task definition", {}),
  service("refused: a public address beside a network", {
    taskDefinition: "arn:task",
    assignPublicIp: true,
  }),
  service("refused: capacity providers twice", {
    taskDefinition: "arn:task",
    capacityProviderStrategies: [],
    useClusterDefaultCapacityProviderStrategy: true,
  }),
  service("refused: no container", { taskDefinitionArgs: {} }),
  service("refused: container and containers", {
    taskDefinitionArgs: { container: web, containers: { web } },
  }),
];

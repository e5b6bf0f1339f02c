/** Clusters, task definitions and services. */
import { id, ref, remove, type Arguments, type Case, type Step } from "../case";
import { ecsApi, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, aSubnet, aVpc, trustOf } from "../surroundings";

const containers = (...names: readonly string[]): string =>
  JSON.stringify(
    names.map((name) => ({ name, image: "public.ecr.aws/nginx/nginx:1.27", essential: true })),
  );

const role = aws.role("role", {
  name: "tasks",
  assumeRolePolicy: trustOf("ecs-tasks.amazonaws.com"),
});

const task = (args: Arguments = {}, resource = "task"): Step =>
  aws.taskDefinition(resource, {
    family: "app",
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    executionRoleArn: ref("role.arn"),
    containerDefinitions: containers("web"),
    ...args,
  });

const tasks: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a Fargate task", {}, "accepted"],
  ["a Fargate task of 256 units with 2048 MiB", { memory: "2048" }, "accepted"],
  ["a Fargate task of 256 units with 4096 MiB", { memory: "4096" }, "ClientException"],
  ["a Fargate task of 512 units with 512 MiB", { cpu: "512" }, "ClientException"],
  ["a Fargate task of 300 units", { cpu: "300" }, "ClientException"],
  ["a Fargate task of 16384 units with 122880 MiB", { cpu: "16384", memory: "122880" }, "accepted"],
  ["a Fargate task without a size", { cpu: null, memory: null }, "ClientException"],
  ["a Fargate task on a bridge", { networkMode: "bridge" }, "ClientException"],
  [
    "a task of two containers of one name",
    { containerDefinitions: containers("web", "web") },
    "ClientException",
  ],
  ["a task without containers", { containerDefinitions: "[]" }, "ClientException"],
  ["a task family with a blank", { family: "my app" }, "ClientException"],
];

const ofTasks = tasks.map(([title, args, expect]): Case => ({
  title,
  page: title.startsWith("a Fargate") ? pages.fargateSizes : ecsApi("RegisterTaskDefinition"),
  given: [role],
  attempt: task(args),
  expect,
}));

const cluster = (name: string, resource = "cluster"): Step => aws.cluster(resource, { name });

const service = (args: Arguments = {}, resource = "service"): Step =>
  aws.ecsService(resource, {
    name: "web",
    cluster: ref("cluster.arn"),
    taskDefinition: ref("task.arn"),
    launchType: "FARGATE",
    desiredCount: 1,
    networkConfiguration: { subnets: [id("subnet")], securityGroups: [id("group")] },
    ...args,
  });

const ready: readonly Step[] = [aVpc, aSubnet("subnet"), aGroup(), role, task(), cluster("app")];

const ofServices: readonly Case[] = [
  {
    title: "a cluster name of 255 characters",
    page: ecsApi("CreateCluster"),
    given: [],
    attempt: cluster("c".repeat(255)),
    expect: "accepted",
  },
  {
    title: "a cluster name of 256 characters",
    page: ecsApi("CreateCluster"),
    given: [],
    attempt: cluster("c".repeat(256)),
    expect: "InvalidParameterException",
  },
  {
    title: "a Fargate service",
    page: ecsApi("CreateService"),
    given: ready,
    attempt: service(),
    expect: "accepted",
  },
  {
    title: "a Fargate service without a network",
    page: ecsApi("CreateService"),
    given: ready,
    attempt: service({ networkConfiguration: null }),
    expect: "InvalidParameterException",
  },
  {
    title: "a service of a cluster that does not exist",
    page: ecsApi("CreateService"),
    given: ready,
    attempt: service({ cluster: "nosuchcluster" }),
    expect: "ClusterNotFoundException",
  },
  {
    title: "a service of a task that does not exist",
    page: ecsApi("CreateService"),
    given: ready,
    attempt: service({ taskDefinition: "nosuchtask" }),
    expect: "ClientException",
  },
  {
    title: "a service in a subnet that does not exist",
    page: ecsApi("CreateService"),
    given: ready,
    attempt: service({
      networkConfiguration: {
        subnets: ["subnet-0123456789abcdef0"],
        securityGroups: [id("group")],
      },
    }),
    expect: "InvalidParameterException",
  },
  {
    title: "a second service of the same name",
    page: ecsApi("CreateService"),
    given: [...ready, service({}, "first")],
    attempt: service({ desiredCount: 2 }),
    expect: "InvalidParameterException",
  },
  {
    title: "deleting an empty cluster",
    page: ecsApi("DeleteCluster"),
    given: [cluster("app")],
    attempt: remove("cluster"),
    expect: "accepted",
  },
  {
    title: "deleting a cluster with a service",
    page: ecsApi("DeleteCluster"),
    given: [...ready, service()],
    attempt: remove("cluster"),
    expect: "ClusterContainsServicesException",
  },
  {
    title: "deleting a cluster after its service",
    page: ecsApi("DeleteCluster"),
    given: [...ready, service(), remove("service")],
    attempt: remove("cluster"),
    expect: "accepted",
  },
];

export const ecsCases: readonly Case[] = [...ofTasks, ...ofServices];

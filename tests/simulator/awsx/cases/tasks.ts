import {
  clusterUrn,
  container,
  output,
  sized,
  task,
  urnOf,
  vpcUrn,
  web,
  type Case,
} from "./asking";

export const tasks: readonly Case[] = [
  task("one container", { container: web }),
  task("all that a task has of its own", {
    container: { ...web, logConfiguration: { logDriver: "json-file" } },
    cpu: "512",
    memory: output("2048", [vpcUrn]),
    family: output("mine", [clusterUrn]),
    volumes: [{ name: "data" }],
    runtimePlatform: { cpuArchitecture: "ARM64" },
    tags: { A: "b" },
    skipDestroy: true,
  }),
  task("a family that is given, beside secrets", { container, family: "mine", cpu: "1024" }),
  task("roles as told", {
    container: web,
    taskRole: {
      args: { description: output("d", [vpcUrn]), policyArns: ["arn:one", "arn:two"], name: "t" },
    },
    executionRole: { args: { inlinePolicies: [{ name: "p", policy: "{}" }], policyArns: [] } },
  }),
  task("roles that are given or left out", {
    container: web,
    taskRole: { roleArn: output("arn:role", [urnOf("aws:iam/role:Role", "mine")], true) },
    executionRole: { skip: true },
  }),
  task("a log group as told", {
    container: web,
    logGroup: { args: { retentionInDays: 7, name: output("logs", [vpcUrn]) } },
  }),
  task("a log group by name", { container: web, logGroup: { existing: { name: "there" } } }),
  task("a log group by name and region", {
    container: web,
    logGroup: { existing: { name: output("there", [vpcUrn]), region: "us-west-2" } },
  }),
  task("a log group by its ARN", {
    container: web,
    logGroup: { existing: { arn: "arn:aws:logs:us-west-2:123456789012:log-group:/ecs/there" } },
  }),
  task(
    "a log group by an ARN that is not known",
    {
      container: web,
      logGroup: { existing: { arn: output(undefined, [vpcUrn]) } },
    },
    { preview: true },
  ),
  task("no log group", { container: web, logGroup: { skip: true } }),
  task("labels that look like numbers", {
    container: {
      ...web,
      dockerLabels: { b: "1", "10": "2", "2": "3", a: { z: 1, y: [{ d: 1, c: 2 }] } },
    },
  }),
  task("refused: a log group's ARN with something behind it", {
    container: web,
    logGroup: { existing: { arn: "arn:aws:logs:us-west-2:123456789012:log-group:there:*" } },
  }),
  task("refused: no log group's ARN", {
    container: web,
    logGroup: { existing: { arn: "arn:aws:s3:::bucket" } },
  }),
  task("refused: a log group that is none", { container: web, logGroup: { existing: {} } }),
  task("refused: a log group given and told", {
    container: web,
    logGroup: { existing: { name: "there" }, args: {} },
  }),
  task("refused: a role given and told", {
    container: web,
    taskRole: { roleArn: "arn:role", args: {} },
  }),
  task("refused: more than Fargate has", { container: { ...web, cpu: 64 * 1024 } }),
  sized("nothing"),
  sized("a little", { cpu: 10, memory: 20 }),
  sized("a third of a CPU", { cpu: 340 }),
  sized("memory that is reserved", { memory: 5000, memoryReservation: 2049 }),
  sized("two containers", { cpu: 1024, memory: 4096 }, { cpu: 1025, memory: 1000 }),
  sized("much memory for little CPU", { cpu: 256, memory: 30 * 1024 }),
  sized("an odd amount of memory", { cpu: 8192, memory: 17 * 1024 }),
  sized("the largest", { cpu: 32 * 1024, memory: 244 * 1024 }),
];

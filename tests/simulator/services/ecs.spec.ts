import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import type { Entity } from "../../../simulator/world/entity";
import { type Stack, messageOf, newStack, refusalOf, textOf } from "../support";
import { type Row, refusals } from "./computing";
import {
  clusterType,
  capacityType,
  onFargate,
  serve,
  onBridge,
  behind,
  reached,
  otherGroup,
} from "./containing";
import { groupIn, site } from "./loadBalancing";

const client = "ClientException";
const invalid = "InvalidParameterException";

const rows: readonly Row[] = [
  [
    "a service in a cluster that does not exist",
    "ClusterNotFoundException",
    (s, p) => serve(s, p, { cluster: "none" }),
    (s, p) => serve(s, p),
  ],
  [
    "a service's name that is taken",
    invalid,
    async (s, p) => {
      const { inputs } = await serve(s, p, { name: "web" });
      await serve(s, p, { ...inputs, name: "web" }, "two");
    },
    async (s, p) => {
      const { inputs } = await serve(s, p, { name: "web" });
      await serve(s, p, { ...inputs, name: "web2" }, "two");
    },
  ],
  [
    "a task definition that does not exist",
    client,
    (s, p) => serve(s, p, { taskDefinition: "web:7" }),
    async (s, p) => {
      await onFargate(s);
      await serve(s, p, { taskDefinition: "web:1" });
    },
  ],
  [
    "a task definition that has been deregistered",
    client,
    async (s, p) => {
      const made = await onFargate(s);
      await s.delete(made);
      await serve(s, p, { taskDefinition: textOf(made.properties, "arn") });
    },
    async (s, p) => {
      const made = await onFargate(s, { skipDestroy: true });
      await s.delete(made);
      await serve(s, p, { taskDefinition: textOf(made.properties, "arn") });
    },
  ],
  [
    "Fargate for a task definition that is not for it",
    invalid,
    async (s, p) => onBridge(s, p, { launchType: "FARGATE" }),
    (s, p) => onBridge(s, p, { networkConfiguration: null }),
  ],
  [
    "awsvpc without a network configuration",
    invalid,
    (s, p) => serve(s, p, { networkConfiguration: null }),
    (s, p) => serve(s, p),
  ],
  [
    "a network configuration without awsvpc",
    invalid,
    (s, p) => onBridge(s, p),
    (s, p) => onBridge(s, p, { networkConfiguration: null }),
  ],
  [
    "a subnet that does not exist",
    invalid,
    (s, p) => serve(s, p, { networkConfiguration: { subnets: ["subnet-0"] } }),
    (s, p) => serve(s, p, { networkConfiguration: { subnets: [p.a.id, p.b.id] } }),
  ],
  [
    "a group of another VPC",
    invalid,
    async (s, p) =>
      serve(s, p, {
        networkConfiguration: { subnets: [p.a.id], securityGroups: [await otherGroup(s)] },
      }),
    (s, p) => serve(s, p, { networkConfiguration: { subnets: [p.a.id], securityGroups: [] } }),
  ],
  [
    "a target group without a load balancer",
    invalid,
    async (s, p) => serve(s, p, reached((await groupIn(s, p, { targetType: "ip" })).id)),
    async (s, p) => serve(s, p, reached(await behind(s, p))),
  ],
  [
    "a target group of instances under awsvpc",
    invalid,
    async (s, p) => serve(s, p, reached(await behind(s, p, { targetType: "instance" }))),
    async (s, p) => serve(s, p, reached(await behind(s, p))),
  ],
  [
    "a container that the task has not",
    invalid,
    async (s, p) => serve(s, p, reached(await behind(s, p), { containerName: "api" })),
    async (s, p) => serve(s, p, reached(await behind(s, p))),
  ],
  [
    "a port that the container has not",
    invalid,
    async (s, p) => serve(s, p, reached(await behind(s, p), { containerPort: 81 })),
    async (s, p) => serve(s, p, reached(await behind(s, p))),
  ],
  [
    "a grace period without a load balancer",
    invalid,
    (s, p) => serve(s, p, { healthCheckGracePeriodSeconds: 30 }),
    async (s, p) =>
      serve(s, p, { ...reached(await behind(s, p)), healthCheckGracePeriodSeconds: 30 }),
  ],
  [
    "a launch type beside a capacity provider",
    invalid,
    (s, p) => serve(s, p, { capacityProviderStrategies: [{ capacityProvider: "FARGATE" }] }),
    async (s, p) => {
      const cluster = await s.create(clusterType, "c", { name: "c" });
      await s.create(capacityType, "c", { clusterName: "c", capacityProviders: ["FARGATE"] });
      const capacityProviderStrategies = [{ capacityProvider: "FARGATE", weight: 1 }];
      await serve(s, p, { cluster: cluster.id, launchType: null, capacityProviderStrategies });
    },
  ],
  [
    "a capacity provider that the cluster has not",
    invalid,
    async (s, p) =>
      serve(s, p, {
        launchType: null,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE" }],
      }),
    (s, p) => serve(s, p),
  ],
  [
    "a capacity provider that there is not",
    invalid,
    (s) => provide(s, ["LAMBDA"]),
    (s) => provide(s, ["FARGATE_SPOT"]),
  ],
  [
    "a daemon on Fargate",
    invalid,
    (s, p) => serve(s, p, { schedulingStrategy: "DAEMON" }),
    (s, p) => serve(s, p, { schedulingStrategy: "REPLICA" }),
  ],
];

const provide = async (stack: Stack, capacityProviders: readonly string[]) => {
  await stack.create(clusterType, "c", { name: "c" });
  return stack.create(capacityType, "c", { clusterName: "c", capacityProviders });
};

const interfaces = (stack: Stack): readonly (Entity & { readonly subnetId: string })[] =>
  stack.world
    .list()
    .filter((one) => one.kind === "network-interface")
    .map((one) => stack.world.show(one.id)[0] as Entity & { readonly subnetId: string });

describe("clusters and services", () => {
  refusals(rows);

  it("gives every task an interface in the service's subnets, which they hold", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const subnets = [place.a.id, place.b.id];
    const args = { desiredCount: 3, networkConfiguration: { subnets } };
    const made = await serve(stack, place, args);
    expect(made.id).to.match(/^arn:aws:ecs:us-east-1:\d{12}:service\/c\/svc-[0-9a-f]{7}$/);
    expect(
      interfaces(stack)
        .map((one) => one.subnetId)
        .sort(),
    ).to.deep.equal([place.a.id, place.a.id, place.b.id].sort());
    expect(await refusalOf(stack.delete(place.b))).to.equal("DependencyViolation");
    const { cluster, taskDefinition, launchType } = made.inputs;
    const news = { cluster, taskDefinition, launchType, desiredCount: 1 } as ValueMap;
    await stack.update(made, { ...news, networkConfiguration: { subnets: [place.a.id] } });
    expect(interfaces(stack).map((one) => one.subnetId)).to.deep.equal([place.a.id]);
    await stack.delete(place.b);
  });

  it("replaces a service for another strategy, unless it is told to deploy anew", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const made = await serve(stack, place, { launchType: "FARGATE" });
    const { launchType: _launchType, __defaults, ...rest } = made.inputs;
    const strategies = { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] };
    const replaced = await stack.diff(made, { ...rest, ...strategies });
    expect(replaced.replaces).to.deep.equal(["capacityProviderStrategies"]);
    const forced = await stack.diff(made, { ...rest, ...strategies, forceNewDeployment: true });
    expect(forced.replaces).to.deep.equal([]);
  });

  it("finds a cluster by name", async () => {
    const stack = await newStack();
    const place = await site(stack);
    await serve(stack, place, { name: "web", desiredCount: 3 });
    const token = "aws:ecs/getCluster:getCluster";
    const { result } = await stack.provider.invoke(token, { clusterName: "c" });
    expect(result).to.include({ clusterName: "c", runningTasksCount: 3, status: "ACTIVE" });
    const missing = stack.provider.invoke(token, { clusterName: "none" });
    expect(await messageOf(missing)).to.include("couldn't find resource");
  });
});

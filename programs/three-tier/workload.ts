/** The services, awsx's, on Fargate in the private subnets, each with a repository for its image. */
import * as ecr from "@pulumi/aws/ecr";
import * as ecs from "@pulumi/aws/ecs";
import type { TargetGroup } from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import { FargateService } from "./awsx";
import type { TiersConfig } from "./config";
import type { Front } from "./front";
import { tagsFor, type Labels } from "./labels";
import { createTaskRoles } from "./roles";

const SERVICES = ["api", "web", "workers"] as const;
type ServiceName = (typeof SERVICES)[number];

interface Site {
  readonly vpc: net.Vpc;
  readonly groups: net.SecurityGroups;
  readonly endpoints: net.VpcEndpoints | undefined;
  readonly front: Front;
  readonly database: net.PostgresDatabase;
  readonly cache: net.RedisCache;
}

export interface Services {
  readonly cluster: ecs.Cluster;
  readonly services: Record<ServiceName, FargateService>;
  readonly repositories: Record<ServiceName, ecr.Repository>;
  readonly logGroups: net.LogGroups;
}

export function createServices(config: TiersConfig, site: Site, labels: Labels): Services {
  const cluster = new ecs.Cluster(labels.name, {
    settings: [{ name: "containerInsights", value: "enabled" }],
    tags: tagsFor("cluster", labels),
  });
  const logGroups = new net.LogGroups(labels.name, {
    names: [...SERVICES],
    retentionInDays: config.logRetentionInDays,
    naming: labels.naming,
    tags: labels.tags,
  });
  const repositories = forEach((service) => createRepository(config, service, labels));
  const shared = { ...site, cluster, logGroups, repositories };
  const services = forEach((service) => createService(config, service, shared, labels));
  return { cluster, services, repositories, logGroups };
}

function forEach<T>(make: (service: ServiceName) => T): Record<ServiceName, T> {
  return { api: make("api"), web: make("web"), workers: make("workers") };
}

/** A tag, once pushed, stays what it is: a task started again tomorrow runs the same image. */
function createRepository(
  config: TiersConfig,
  service: ServiceName,
  labels: Labels,
): ecr.Repository {
  return new ecr.Repository(`${labels.name}-${service}`, {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "AES256" }],
    forceDelete: !config.deletionProtection,
    tags: tagsFor("ecr", labels, service),
  });
}

type Shared = Site & Omit<Services, "services">;

function createService(
  config: TiersConfig,
  service: ServiceName,
  shared: Shared,
  labels: Labels,
): FargateService {
  const { vpc, groups, cluster, logGroups, database, repositories } = shared;
  const targets = targetsOf(service, shared.front);
  const roles = createTaskRoles(
    service,
    {
      repositoryArn: repositories[service].arn,
      logGroupArn: logGroups.logGroupArns[service] ?? pulumi.output(""),
      secretArn: database.secretArn,
    },
    labels,
  );
  const tags = tagsFor("service", labels, service);
  return new FargateService(
    `${labels.name}-${service}`,
    {
      cluster: cluster.arn,
      desiredCount: config[`${service}Tasks`],
      networkConfiguration: {
        subnets: vpc.privateSubnetIds,
        securityGroups: [groups.groupId("tasks")],
        assignPublicIp: false,
      },
      taskDefinitionArgs: {
        container: containerOf(config, service, { ...shared, targets }),
        executionRole: { roleArn: roles.execution.arn },
        taskRole: { roleArn: roles.task.arn },
        logGroup: {
          existing: { name: logGroups.logGroupNames[service] ?? "", region: config.region },
        },
        tags: tagsFor("task", labels, service),
      },
      continueBeforeSteadyState: !config.waitForServices,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriodSeconds: targets ? 60 : undefined,
      propagateTags: "SERVICE",
      tags,
    },
    { dependsOn: startsAfter(shared, roles.policy) },
  );
}

/** A target group takes tasks once a listener leads to it, and a task starts once it may pull and write. */
const startsAfter = ({ front, endpoints, vpc }: Shared, policy: pulumi.Resource) => [
  ...[policy, front.balancer, front.apiRule, vpc],
  ...(endpoints ? [endpoints] : []),
];

/** The workers take nothing from the load balancer. */
function targetsOf(service: ServiceName, front: Front): pulumi.Input<TargetGroup> | undefined {
  return { api: front.apiTargets, web: front.webTargets, workers: undefined }[service];
}

interface Needs extends Pick<Shared, "cache" | "database" | "repositories"> {
  readonly targets: pulumi.Input<TargetGroup> | undefined;
}

function containerOf(
  { imageTag, taskCpu, taskMemory, taskPort }: TiersConfig,
  service: ServiceName,
  { cache, database, repositories, targets }: Needs,
) {
  const environment = {
    PORT: String(taskPort),
    DATABASE_HOST: database.endpoint,
    DATABASE_PORT: database.port.apply(String),
    CACHE_HOST: cache.primaryEndpoint,
    CACHE_READER_HOST: cache.readerEndpoint,
    CACHE_PORT: cache.port.apply(String),
  };
  return {
    name: service,
    image: pulumi.interpolate`${repositories[service].repositoryUrl}:${imageTag}`,
    cpu: taskCpu,
    memory: taskMemory,
    essential: true,
    portMappings: targets === undefined ? undefined : [{ targetGroup: targets }],
    environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
    // User and password, which RDS rotates: ECS reads them when a task starts.
    secrets: [{ name: "DATABASE_SECRET", valueFrom: database.secretArn }],
  };
}

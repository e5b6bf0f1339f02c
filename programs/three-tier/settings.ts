/** The settings, and what each is where a stack says nothing. */
import { CacheEngine, DatabaseAvailability, NatGatewayStrategy } from "pulumi-aws-network";

export const DEFAULTS = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["a", "b", "c"] as readonly string[],
  natGatewayStrategy: NatGatewayStrategy.Single as NatGatewayStrategy,
  interfaceEndpoints: true,
  tasksToInternet: true,
  bastion: false,
  bastionInstanceType: "t3.micro",
  certificateArn: "",
  imageTag: "1",
  taskPort: 8080,
  taskCpu: 256,
  taskMemory: 512,
  apiTasks: 1,
  webTasks: 1,
  workersTasks: 1,
  apiPath: "/api/*",
  healthCheckPath: "/health",
  waitForServices: false,
  databaseAvailability: DatabaseAvailability.MultiAzInstance as DatabaseAvailability,
  databaseInstanceClass: "db.t4g.micro",
  databaseRetentionInDays: 7,
  cacheEngine: CacheEngine.Redis as CacheEngine,
  cacheNodeType: "cache.t4g.micro",
  cacheReplicas: 1,
  deletionProtection: true,
  logRetentionInDays: 30,
  flowLogRetentionInDays: 30,
  flowLogExport: false,
};

export type Settings = typeof DEFAULTS;

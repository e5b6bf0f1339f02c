import type { Service } from "../service";
import { cluster } from "./cluster";
import { clusterCapacityProviders } from "./clusterCapacityProviders";
import { getCluster, getService, getTaskDefinition } from "./lookups";
import { taskDefinition } from "./taskDefinition";
import { tasks } from "./tasks";

export const service: Service = {
  models: [cluster, clusterCapacityProviders, taskDefinition, tasks],
  lookups: {
    "aws:ecs/getCluster:getCluster": getCluster,
    "aws:ecs/getService:getService": getService,
    "aws:ecs/getTaskDefinition:getTaskDefinition": getTaskDefinition,
  },
};

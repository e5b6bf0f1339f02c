import type { Service } from "../service";
import { cluster } from "./cluster";
import { clusterInstance } from "./clusterInstance";
import { instance } from "./instance";
import { clusterParameterGroup, parameterGroup } from "./parameterGroups";
import { subnetGroup } from "./subnetGroup";

export const service: Service = {
  models: [subnetGroup, parameterGroup, clusterParameterGroup, instance, cluster, clusterInstance],
};

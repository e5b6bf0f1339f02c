import type { Service } from "../service";
import { cluster } from "./cluster";
import { parameterGroup, subnetGroup } from "./groups";
import { replicationGroup } from "./replicationGroup";

export const service: Service = {
  models: [subnetGroup, parameterGroup, replicationGroup, cluster],
};

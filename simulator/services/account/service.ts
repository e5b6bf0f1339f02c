import type { Service } from "../service";
import { getAvailabilityZones, getCallerIdentity, getPartition, getRegion } from "./place";

export const service: Service = {
  models: [],
  lookups: {
    "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
    "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
    "aws:index/getPartition:getPartition": getPartition,
    "aws:index/getRegion:getRegion": getRegion,
  },
};

import type { Service } from "../service";
import { arnParse, getArn, getService, getServicePrincipal } from "./arn";
import {
  getAvailabilityZone,
  getAvailabilityZones,
  getCallerIdentity,
  getDefaultTags,
  getPartition,
  getRegion,
  getRegions,
} from "./place";

export const service: Service = {
  models: [],
  lookups: {
    "aws:index/arnParse:arnParse": arnParse,
    "aws:index/getArn:getArn": getArn,
    "aws:index/getAvailabilityZone:getAvailabilityZone": getAvailabilityZone,
    "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
    "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
    "aws:index/getDefaultTags:getDefaultTags": getDefaultTags,
    "aws:index/getPartition:getPartition": getPartition,
    "aws:index/getRegion:getRegion": getRegion,
    "aws:index/getRegions:getRegions": getRegions,
    "aws:index/getService:getService": getService,
    "aws:index/getServicePrincipal:getServicePrincipal": getServicePrincipal,
  },
};

/** The functions that programs look things up with. One without an answer fails by name. */
import { ProviderError } from "../errors";
import type { ValueMap } from "../protocol";
import type { Scope } from "../world/scope";
import { getPolicyDocument } from "./policyDocument";
import { getSubnets, getVpc } from "./network";
import { getAvailabilityZones, getCallerIdentity, getPartition, getRegion } from "./place";

type Lookup = (scope: Scope, args: ValueMap) => ValueMap;

const lookups: Readonly<Record<string, Lookup>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
  "aws:iam/getPolicyDocument:getPolicyDocument": getPolicyDocument,
  "aws:ec2/getSubnets:getSubnets": getSubnets,
  "aws:ec2/getVpc:getVpc": getVpc,
};

export const modelledLookups: readonly string[] = Object.keys(lookups).sort();

export function invokeFunction(scope: Scope, token: string, args: ValueMap): ValueMap {
  const lookup = lookups[token];
  if (lookup === undefined)
    throw new ProviderError(
      `the simulated AWS has no answer to ${token}; it answers ${modelledLookups.join(", ")}`,
    );
  return lookup(scope, args);
}

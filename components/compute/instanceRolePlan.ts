/** What `InstanceRole` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { isKey } from "../network";
import type { BucketPermissions, InstanceRoleArgs } from "./instanceRoleArgs";

interface InstanceRolePlan {
  readonly systemsManager: boolean;
  readonly metricsNamespace: string;
  readonly buckets: readonly (readonly [name: string, bucket: BucketPermissions])[];
  readonly issues: readonly Issue[];
}

export function planInstanceRole(args: InstanceRoleArgs): InstanceRolePlan {
  const metricsNamespace = args.agent?.metricsNamespace ?? "CWAgent";
  const buckets = Object.entries(args.buckets ?? {});
  return {
    systemsManager: args.systemsManager ?? true,
    metricsNamespace,
    buckets,
    issues: [...refuseNamespace(metricsNamespace), ...buckets.flatMap(refuseBucket)],
  };
}

function refuseNamespace(namespace: string): Issue[] {
  if (/^(?!AWS\/)[\w./#:-]{1,255}$/.test(namespace)) return [];
  const reason = `must be 1 to 255 letters, digits and "._-/#:", and not begin with "AWS/", got "${namespace}"`;
  return [{ propertyPath: "agent.metricsNamespace", reason }];
}

function refuseBucket([name, { prefix }]: readonly [string, BucketPermissions]): Issue[] {
  const issues: Issue[] = [];
  if (!isKey(name)) {
    const reason = `must have a name of lower-case letters, digits and hyphens, got "${name}"`;
    issues.push({ propertyPath: `buckets["${name}"]`, reason });
  }
  // A star in a policy stands for anything.
  if (!/^[^*?]{1,900}$/.test(prefix)) {
    const reason = `must be what keys begin with, without "*" and "?", got "${prefix}"`;
    issues.push({ propertyPath: `buckets["${name}"].prefix`, reason });
  }
  return issues;
}

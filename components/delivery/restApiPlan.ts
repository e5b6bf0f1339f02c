/** What `RestApi` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { isKey, refuseRetention, refuseValue, refuseWhole } from "../network";
import { HttpMethod, type ApiRoute, type RestApiArgs } from "./restApiArgs";

/** A part of a path, under the one before. */
export interface PathPlan {
  /** The whole path up to here, without the first slash, dots for the others: `images.{id}`. */
  readonly key: string;
  /** The path before; undefined for what stands at the root. */
  readonly parent: string | undefined;
  /** The last part, as API Gateway has it: `{id}`. */
  readonly pathPart: string;
}

export interface RestApiPlan {
  readonly paths: readonly PathPlan[];
  readonly stageName: string;
  readonly requestsPerSecond: number;
  readonly burst: number;
  readonly logRetentionInDays: number;
  readonly issues: readonly Issue[];
}

const PATH = /^\/$|^(\/([A-Za-z0-9_-]+|\{[A-Za-z][A-Za-z0-9]*\+?\}))+$/;

/** The parts of a path: none of `/`. */
const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "");

/** The key of a path's own part; undefined for the root. */
export function pathKey(path: string): string | undefined {
  const parts = partsOf(path);
  return parts.length === 0 ? undefined : parts.join(".");
}

export function planRestApi(args: RestApiArgs): RestApiPlan {
  const { routes, throttle, stageName = "live", logRetentionInDays = 30 } = args;
  const requestsPerSecond = throttle?.requestsPerSecond ?? 50;
  const burst = throttle?.burst ?? 2 * requestsPerSecond;
  const issues = [
    ...refuseRoutes(routes),
    ...refuseWhole("throttle.requestsPerSecond", requestsPerSecond, [1, Infinity]),
    ...refuseWhole("throttle.burst", burst, [1, Infinity]),
    ...refuseRetention("logRetentionInDays", logRetentionInDays),
  ];
  if (args.userPoolArns?.length === 0)
    issues.push({
      propertyPath: "userPoolArns",
      reason: "must list a user pool, got none; leave it out for callers with AWS credentials",
    });
  if (!/^[\w-]{1,128}$/.test(stageName))
    issues.push({
      propertyPath: "stageName",
      reason: `must be 1 to 128 letters, digits, hyphens and underscores, got "${stageName}"`,
    });
  const all = Object.values(routes).map(({ path }) => path);
  return { paths: planPaths(all), stageName, requestsPerSecond, burst, logRetentionInDays, issues };
}

/** Every part of every path once, parents first. */
function planPaths(paths: readonly string[]): PathPlan[] {
  const planned = new Map<string, PathPlan>();
  for (const path of paths) {
    const parts = partsOf(path);
    for (const [index, pathPart] of parts.entries()) {
      const key = parts.slice(0, index + 1).join(".");
      const parent = index === 0 ? undefined : parts.slice(0, index).join(".");
      planned.set(key, { key, parent, pathPart });
    }
  }
  return [...planned.values()];
}

function refuseRoutes(routes: Readonly<Record<string, ApiRoute>>): Issue[] {
  const entries = Object.entries(routes);
  if (entries.length === 0)
    return [{ propertyPath: "routes", reason: "must have a route, got none" }];
  const seen = new Map<string, string>();
  return entries.flatMap(([key, { method, path }]) => {
    const at = `routes.${key}`;
    const issues: Issue[] = refuseValue(`${at}.method`, HttpMethod, method);
    if (!isKey(key))
      issues.push({
        propertyPath: "routes",
        reason: `must have keys of lower-case letters, digits and hyphens, got "${key}"`,
      });
    if (!PATH.test(path))
      issues.push({
        propertyPath: `${at}.path`,
        reason: `must be words and parameters after slashes, such as "/images/{id}", got "${path}"`,
      });
    const request = `${method} ${path}`;
    const other = seen.get(request);
    if (other !== undefined)
      issues.push({
        propertyPath: at,
        reason: `must be another method or path than those of "${other}", got ${request}`,
      });
    seen.set(request, key);
    return issues;
  });
}

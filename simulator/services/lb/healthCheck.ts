/**
 * A target group's health check: what AWS sets where nothing is said, and what does not go together.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkRange } from "../../resource/checks";
import { isGiven, isMap, number, text } from "../../values";

/** All that there is to say of one. */
export const healthCheckKeys: readonly string[] = [
  "enabled",
  "healthyThreshold",
  "interval",
  "matcher",
  "path",
  "port",
  "protocol",
  "timeout",
  "unhealthyThreshold",
];

const isHttp = (protocol: string): boolean => /^HTTPS?$/.test(protocol);

export function healthCheckOf(inputs: ValueMap): ValueMap {
  const protocol = text(inputs, "protocol") ?? "";
  const shared = { interval: 30, unhealthyThreshold: 2, healthyThreshold: 5 };
  if (text(inputs, "targetType") === "lambda")
    return { ...shared, enabled: false, matcher: "200", path: "/", timeout: 30, interval: 35 };
  const http = { ...shared, matcher: "200", path: "/", timeout: 5 };
  const checked = isHttp(protocol) ? http : { ...shared, matcher: "", path: "", timeout: 10 };
  return {
    ...checked,
    enabled: true,
    port: "traffic-port",
    protocol: isHttp(protocol) ? protocol : "TCP",
  };
}

/** A check must have ended before the next begins. */
export function timeoutFault(inputs: ValueMap): string | undefined {
  const check = inputs.healthCheck;
  if (!isMap(check)) return undefined;
  const interval = number(check, "interval") ?? 30;
  const timeout = number(check, "timeout") ?? number(healthCheckOf(inputs), "timeout") ?? 5;
  if (timeout < interval || !isHttp(text(inputs, "protocol") ?? "")) return undefined;
  return `Health check timeout '${timeout}' must be smaller than the interval '${interval}'`;
}

export function validateHealthCheck(inputs: ValueMap): readonly CheckFailure[] {
  const check = inputs.healthCheck;
  if (!isMap(check)) return [];
  const failures = [
    ...checkRange(check, "healthyThreshold", [2, 10]),
    ...checkRange(check, "unhealthyThreshold", [2, 10]),
    ...checkRange(check, "interval", [5, 300]),
    ...checkRange(check, "timeout", [2, 120]),
  ].map(({ reason }) => ({ property: "healthCheck", reason }));
  const path = text(check, "path");
  if (path !== undefined && !path.startsWith("/"))
    failures.push({
      property: "healthCheck",
      reason: `invalid value for health_check.path (must begin with "/"): ${path}`,
    });
  return [...failures, ...tcpFaults(inputs, check)];
}

function tcpFaults(inputs: ValueMap, check: ValueMap): readonly CheckFailure[] {
  if (text(check, "protocol")?.toUpperCase() !== "TCP") return [];
  const property = "healthCheck";
  const failures = ["matcher", "path"]
    .filter((key) => isGiven(check, key))
    .map((key) => ({
      property,
      reason: `Attribute "health_check[0].${key}" cannot be specified when "health_check[0].protocol" is "TCP".`,
    }));
  const isLambda = text(inputs, "targetType") === "lambda";
  const protocol = text(inputs, "protocol") ?? "";
  if (isLambda || isHttp(protocol))
    failures.push({
      property,
      reason: `Attribute "health_check[0].protocol" cannot have value "TCP" when ${isLambda ? `"target_type" is "lambda"` : `"protocol" is "${protocol}"`}.`,
    });
  return failures;
}

/** What `LoadBalancer` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { insideTiers, isKey, refuseWhole, SubnetType, tiersOfType, under } from "../network";
import type { LoadBalancerArgs, TargetHealthCheck } from "./loadBalancerArgs";

interface LoadBalancerPlan {
  readonly tier: string;
  readonly internal: boolean;
  /** Shares of the requests, by target group. */
  readonly traffic: Readonly<Record<string, number>>;
  readonly healthCheck: Required<Omit<TargetHealthCheck, "port">> & Pick<TargetHealthCheck, "port">;
  readonly issues: readonly Issue[];
}

const HEALTH_CHECK = {
  path: "/",
  matcher: "200",
  intervalInSeconds: 15,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
} as const;

/** A forward action takes no more. */
const MOST_TARGET_GROUPS = 5;

export function planLoadBalancer(args: LoadBalancerArgs): LoadBalancerPlan {
  const internal = args.internal ?? false;
  const { subnetTypes } = args.vpc;
  const own = internal ? insideTiers(subnetTypes) : tiersOfType(subnetTypes, SubnetType.Public);
  const tier = args.tier ?? own[0] ?? "";
  const traffic = args.traffic ?? { main: 100 };
  const given = args.healthCheck ?? {};
  const healthCheck = { ...HEALTH_CHECK, ...withoutUndefined(given) };
  return {
    tier,
    internal,
    traffic,
    healthCheck,
    issues: [
      ...refuseSite(args, tier),
      ...refuseWhole("targetPort", args.targetPort, [1, 65535]),
      ...refuseTraffic(traffic),
      ...under("healthCheck", refuseHealthCheck(healthCheck)),
      ...refuseHeader(args),
      ...refusePolicy(args),
    ],
  };
}

function withoutUndefined(given: TargetHealthCheck): TargetHealthCheck {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function refuseSite({ vpc, internal, securityGroupIds }: LoadBalancerArgs, tier: string): Issue[] {
  const issues: Issue[] = [];
  const type = vpc.subnetTypes[tier];
  const tiers = Object.keys(vpc.subnetTypes).join(", ");
  if (type === undefined) {
    const reason = `must be one of ${tiers}, got "${tier}"`;
    issues.push({ propertyPath: "tier", reason });
  } else if (internal !== true && type !== SubnetType.Public) {
    const reason = `must be a public tier, got "${tier}", which is ${type}; or set internal: true`;
    issues.push({ propertyPath: "tier", reason });
  } else if (Object.keys(vpc.subnetIds[tier] ?? {}).length < 2) {
    const reason = `must have subnets in two zones at least, got "${tier}" in ${Object.keys(vpc.subnetIds[tier] ?? {}).join(", ")}`;
    issues.push({ propertyPath: "tier", reason });
  }
  if (securityGroupIds.length === 0) {
    const reason =
      "must list a security group, got none; AWS would give it the network's default one";
    issues.push({ propertyPath: "securityGroupIds", reason });
  }
  return issues;
}

function refuseTraffic(traffic: Readonly<Record<string, number>>): Issue[] {
  const shares = Object.entries(traffic);
  const issues = shares.flatMap(([name, share]) => [
    ...(isKey(name)
      ? []
      : [
          {
            propertyPath: "traffic",
            reason: `must have names of lower-case letters, digits and hyphens, got "${name}"`,
          },
        ]),
    ...refuseWhole(`traffic["${name}"]`, share, [0, 999]),
  ]);
  if (shares.length < 1 || shares.length > MOST_TARGET_GROUPS) {
    const reason = `must name 1 to ${MOST_TARGET_GROUPS} target groups, got ${shares.length}`;
    issues.push({ propertyPath: "traffic", reason });
  } else if (shares.every(([, share]) => share === 0)) {
    const reason = "must give a share to one target group at least, got 0 for all";
    issues.push({ propertyPath: "traffic", reason });
  }
  return issues;
}

function refuseHealthCheck(check: LoadBalancerPlan["healthCheck"]): Issue[] {
  const issues = [
    ...refuseWhole("intervalInSeconds", check.intervalInSeconds, [5, 300]),
    ...refuseWhole("healthyThreshold", check.healthyThreshold, [2, 10]),
    ...refuseWhole("unhealthyThreshold", check.unhealthyThreshold, [2, 10]),
    ...(check.port === undefined ? [] : refuseWhole("port", check.port, [1, 65535])),
  ];
  if (!/^\/[^\s]{0,1023}$/.test(check.path)) {
    const reason = `must begin with "/", without spaces, 1024 characters at most, got "${check.path}"`;
    issues.push({ propertyPath: "path", reason });
  }
  if (!/^[2-4]\d\d([,-][2-4]\d\d)*$/.test(check.matcher)) {
    const reason = `must be codes from 200 to 499, such as "200" or "200-299", got "${check.matcher}"`;
    issues.push({ propertyPath: "matcher", reason });
  }
  return issues;
}

function refuseHeader({ requiredHeader }: LoadBalancerArgs): Issue[] {
  if (requiredHeader === undefined || /^[\w-]{1,40}$/.test(requiredHeader.name)) return [];
  const reason = `must be 1 to 40 letters, digits, hyphens and underscores, got "${requiredHeader.name}"`;
  return [{ propertyPath: "requiredHeader.name", reason }];
}

function refusePolicy({ sslPolicy, certificateArn }: LoadBalancerArgs): Issue[] {
  if (sslPolicy === undefined || certificateArn !== undefined) return [];
  const reason = "must be left out without certificateArn: there is no HTTPS listener";
  return [{ propertyPath: "sslPolicy", reason }];
}

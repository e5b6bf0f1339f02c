/**
 * An application load balancer: it takes HTTP requests and hands them to what is well of its targets.
 * Makes the load balancer, a target group for each share of the traffic, a listener on port 80 and,
 * with a certificate, one on 443 to which port 80 redirects.
 * $0.0225 an hour, $0.008 an hour for each capacity unit, and $0.005 an hour for each public address.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
 */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, detailOf, tagsOf } from "../network";
import type { LoadBalancerArgs } from "./loadBalancerArgs";
import { planLoadBalancer } from "./loadBalancerPlan";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** The arguments that take inputs, beside those that every component names alike. */
const INPUTS = {
  certificateArn: 0,
  sslPolicy: 0,
  logBucketName: 0,
  deletionProtection: 0,
  value: 0,
};

/** An application load balancer, its listeners and its target groups. */
export class LoadBalancer extends pulumi.ComponentResource {
  /** The load balancer's ARN. */
  readonly loadBalancerArn: pulumi.Output<string>;
  /** What CloudWatch calls it by. */
  readonly loadBalancerArnSuffix: pulumi.Output<string>;
  /** The name that clients reach it by. */
  readonly dnsName: pulumi.Output<string>;
  /** The zone of its name, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** By name. */
  readonly targetGroupArns: Record<string, pulumi.Output<string>>;
  /** What CloudWatch calls them by, by name. */
  readonly targetGroupArnSuffixes: Record<string, pulumi.Output<string>>;
  /** By protocol: `http`, `https`. */
  readonly listenerArns: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:LoadBalancer", name, {}, opts);
    const checked = { component: this, kind: "LoadBalancer", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () => planLoadBalancer(args));
    const building: Building = { parent: this, name, plan, args };
    const balancer = createBalancer(building);
    const groups = createTargetGroups(building);
    const listeners = createListeners(building, balancer, forwardTo(plan, groups));
    this.loadBalancerArn = balancer.arn;
    this.loadBalancerArnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.targetGroupArns = mapped(groups, (group) => group.arn);
    this.targetGroupArnSuffixes = mapped(groups, (group) => group.arnSuffix);
    this.listenerArns = mapped(listeners, (listener) => listener.arn);
    this.registerOutputs({
      loadBalancerArn: this.loadBalancerArn,
      loadBalancerArnSuffix: this.loadBalancerArnSuffix,
      dnsName: this.dnsName,
      zoneId: this.zoneId,
      targetGroupArns: this.targetGroupArns,
      targetGroupArnSuffixes: this.targetGroupArnSuffixes,
      listenerArns: this.listenerArns,
    });
  }
}

type Plan = ReturnType<typeof planLoadBalancer>;
type TargetGroups = Readonly<Record<string, lb.TargetGroup>>;

interface Building {
  readonly parent: LoadBalancer;
  readonly name: string;
  readonly plan: Plan;
  readonly args: LoadBalancerArgs;
}

function mapped<From, To>(all: Readonly<Record<string, From>>, to: (one: From) => To) {
  return Object.fromEntries(Object.entries(all).map(([key, one]) => [key, to(one)]));
}

function tagged({ name, args }: Building, resourceType: string, key?: string) {
  const child = childName(name, key);
  return tagsOf(args, { child, resourceType, detail: detailOf(args, child) });
}

function createBalancer(building: Building): lb.LoadBalancer {
  const { parent, name, plan, args } = building;
  return new lb.LoadBalancer(
    name,
    {
      loadBalancerType: "application",
      internal: plan.internal,
      subnets: Object.values(args.vpc.subnetIds[plan.tier] ?? {}),
      securityGroups: args.securityGroupIds,
      // Names that are none may smuggle a second request behind the first.
      dropInvalidHeaderFields: true,
      enableDeletionProtection: args.deletionProtection ?? false,
      accessLogs:
        args.logBucketName === undefined
          ? undefined
          : { bucket: args.logBucketName, enabled: true },
      region: args.vpc.region,
      tags: tagged(building, "alb"),
    },
    { parent },
  );
}

function createTargetGroups(building: Building): TargetGroups {
  const { parent, name, plan, args } = building;
  const { healthCheck } = plan;
  return Object.fromEntries(
    Object.keys(plan.traffic).map((key) => [
      key,
      new lb.TargetGroup(
        childName(name, key),
        {
          vpcId: args.vpc.vpcId,
          targetType: "instance",
          protocol: "HTTP",
          port: args.targetPort,
          healthCheck: {
            protocol: "HTTP",
            path: healthCheck.path,
            port: healthCheck.port === undefined ? "traffic-port" : String(healthCheck.port),
            matcher: healthCheck.matcher,
            interval: healthCheck.intervalInSeconds,
            healthyThreshold: healthCheck.healthyThreshold,
            unhealthyThreshold: healthCheck.unhealthyThreshold,
          },
          region: args.vpc.region,
          tags: tagged(building, "tg", key),
        },
        { parent },
      ),
    ]),
  );
}

type Action =
  lb.ListenerArgs["defaultActions"] extends pulumi.Input<pulumi.Input<infer One>[]> ? One : never;

function forwardTo(plan: Plan, groups: TargetGroups): Action {
  const targetGroups = Object.entries(groups).map(([key, group]) => ({
    arn: group.arn,
    weight: plan.traffic[key] ?? 0,
  }));
  return { type: "forward", forward: { targetGroups } };
}

const REDIRECT: Action = {
  type: "redirect",
  redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
};

const FORBIDDEN: Action = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", messageBody: "Forbidden", statusCode: "403" },
};

function createListeners(
  building: Building,
  { arn }: lb.LoadBalancer,
  forward: Action,
): Record<string, lb.Listener> {
  const { parent, name, args } = building;
  const isTls = args.certificateArn !== undefined;
  const listen = (key: string, own: Omit<lb.ListenerArgs, "loadBalancerArn">) =>
    new lb.Listener(
      childName(name, key),
      {
        loadBalancerArn: arn,
        ...own,
        region: args.vpc.region,
        tags: tagged(building, "listener", key),
      },
      { parent },
    );
  const guarded = args.requiredHeader === undefined ? forward : FORBIDDEN;
  const http = listen("http", {
    port: 80,
    protocol: "HTTP",
    defaultActions: [isTls ? REDIRECT : guarded],
  });
  if (!isTls) {
    guard(building, "http", http, forward);
    return { http };
  }
  const https = listen("https", {
    port: 443,
    protocol: "HTTPS",
    certificateArn: args.certificateArn,
    sslPolicy: args.sslPolicy ?? TLS_POLICY,
    defaultActions: [guarded],
  });
  guard(building, "https", https, forward);
  return { http, https };
}

/** What carries the header is handed on. */
function guard(building: Building, key: string, listener: lb.Listener, forward: Action): void {
  const { parent, name, args } = building;
  if (args.requiredHeader === undefined) return;
  const { name: httpHeaderName, value } = args.requiredHeader;
  new lb.ListenerRule(
    childName(name, key),
    {
      listenerArn: listener.arn,
      priority: 1,
      conditions: [{ httpHeader: { httpHeaderName, values: [pulumi.secret(value)] } }],
      actions: [forward],
      region: args.vpc.region,
      tags: tagged(building, "rule", key),
    },
    { parent },
  );
}

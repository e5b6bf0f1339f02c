/** The load balancer, awsx's: the site by default, the API under its path. */
import * as lb from "@pulumi/aws/lb";
import { output, type Output } from "@pulumi/pulumi";
import type * as net from "pulumi-aws-network";
import { ApplicationLoadBalancer } from "./awsx";
import type { TiersConfig } from "./config";
import { tagsFor, type Labels } from "./labels";

export interface Front {
  readonly balancer: ApplicationLoadBalancer;
  readonly webTargets: Output<lb.TargetGroup>;
  readonly apiTargets: lb.TargetGroup;
  readonly apiRule: lb.ListenerRule;
}

export function createFront(
  config: TiersConfig,
  { vpc, groups }: { readonly vpc: net.Vpc; readonly groups: net.SecurityGroups },
  labels: Labels,
): Front {
  const { name } = labels;
  const targets = targetsOf(config);
  const balancer = new ApplicationLoadBalancer(
    name,
    {
      subnetIds: vpc.publicSubnetIds,
      securityGroups: [groups.groupId("alb")],
      defaultTargetGroup: { ...targets, tags: tagsFor("tg", labels, "web") },
      listeners: listenersOf(config),
      dropInvalidHeaderFields: true,
      enableDeletionProtection: config.deletionProtection,
      tags: tagsFor("alb", labels),
    },
    // Its addresses are public ones once there is a way to the internet.
    { dependsOn: [vpc] },
  );
  const apiTargets = new lb.TargetGroup(`${name}-api`, {
    ...targets,
    targetType: "ip",
    vpcId: vpc.vpcId,
    tags: tagsFor("tg", labels, "api"),
  });
  const apiRule = new lb.ListenerRule(`${name}-api`, {
    listenerArn: serving(balancer),
    priority: 10,
    conditions: [{ pathPattern: { values: [config.apiPath] } }],
    actions: [{ type: "forward", targetGroupArn: apiTargets.arn }],
    tags: tagsFor("rule", labels, "api"),
  });
  return { balancer, webTargets: balancer.defaultTargetGroup, apiTargets, apiRule };
}

const targetsOf = ({ taskPort, healthCheckPath }: TiersConfig) => ({
  port: taskPort,
  protocol: "HTTP",
  deregistrationDelay: 30,
  healthCheck: { path: healthCheckPath, matcher: "200-299" },
});

/** With a certificate port 80 redirects; without one it serves. */
function listenersOf({ certificateArn }: TiersConfig): Partial<lb.ListenerArgs>[] {
  if (certificateArn === "") return [{ port: 80, protocol: "HTTP" }];
  return [
    {
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        {
          type: "redirect",
          redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" },
        },
      ],
    },
    {
      port: 443,
      protocol: "HTTPS",
      certificateArn,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    },
  ];
}

/** The last listener is the one that serves. */
const serving = ({ listeners }: ApplicationLoadBalancer): Output<string> =>
  listeners.apply((all) => all?.at(-1)?.arn ?? output(""));

/** Load balancers, target groups, listeners and their rules. */
import { id, remove, update, type Argument, type Arguments, type Case, type Step } from "../case";
import { ec2Api, elbApi } from "../pages";
import * as aws from "../resources";
import { aGateway, aGroup, aSubnet, aVpc, otherVpc } from "../surroundings";

const twoZones: readonly Step[] = [
  aVpc,
  aSubnet("a"),
  aSubnet("b", 1, { availabilityZone: "us-east-1b" }),
];

const inTwoZones: readonly Argument[] = [id("a"), id("b")];

/** Internal unless said: then it needs no internet gateway. */
const balancer = (name: string, args: Arguments = {}): Step =>
  aws.loadBalancer("balancer", { name, internal: true, subnets: inTwoZones, ...args });

const balancers: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["an application load balancer in two zones", balancer("web"), "accepted"],
  [
    "an application load balancer in one zone",
    balancer("web", { subnets: [id("a")] }),
    "ValidationError",
  ],
  [
    "a network load balancer in one zone",
    balancer("web", { loadBalancerType: "network", subnets: [id("a")] }),
    "accepted",
  ],
  [
    "an internet-facing load balancer in a VPC without an internet gateway",
    balancer("web", { internal: false }),
    "InvalidSubnet",
  ],
  ["a load balancer name of 32 characters", balancer("w".repeat(32)), "accepted"],
  ["a load balancer name of 33 characters", balancer("w".repeat(33)), "ValidationError"],
  ["a load balancer name with an underscore", balancer("my_web"), "ValidationError"],
  ["a load balancer name that begins with a hyphen", balancer("-web"), "ValidationError"],
  ["a load balancer name that ends with a hyphen", balancer("web-"), "ValidationError"],
  ["a load balancer name that begins with internal-", balancer("internal-web"), "ValidationError"],
  [
    "a load balancer in a subnet that does not exist",
    balancer("web", { subnets: [id("a"), "subnet-0123456789abcdef0"] }),
    "SubnetNotFound",
  ],
  [
    "a load balancer with a group that does not exist",
    balancer("web", { securityGroups: ["sg-0123456789abcdef0"] }),
    "InvalidSecurityGroup",
  ],
];

const ofBalancers = balancers.map(([title, attempt, expect]): Case => ({
  title,
  page: elbApi("CreateLoadBalancer"),
  given: twoZones,
  attempt,
  expect,
}));

const ofSites: readonly Case[] = [
  {
    title: "an internet-facing load balancer in a VPC with an internet gateway",
    page: elbApi("CreateLoadBalancer"),
    given: [...twoZones, aGateway],
    attempt: balancer("web", { internal: false }),
    expect: "accepted",
  },
  {
    title: "a load balancer in two subnets of one zone",
    page: elbApi("CreateLoadBalancer"),
    given: [...twoZones, aSubnet("c", 2)],
    attempt: balancer("web", { subnets: [id("a"), id("b"), id("c")] }),
    expect: "InvalidConfigurationRequest",
  },
  {
    title: "an application load balancer that loses its second zone",
    page: elbApi("SetSubnets"),
    given: [...twoZones, balancer("web")],
    attempt: update("balancer", { subnets: [id("a")] }),
    expect: "refused",
  },
  {
    title: "a load balancer with a group of another VPC",
    page: elbApi("CreateLoadBalancer"),
    given: [...twoZones, otherVpc, aGroup("group", "other")],
    attempt: balancer("web", { securityGroups: [id("group")] }),
    expect: "refused",
  },
  {
    title: "a second load balancer of a name, with other settings",
    page: elbApi("CreateLoadBalancer"),
    given: [
      ...twoZones,
      aws.loadBalancer("first", { name: "web", internal: true, subnets: inTwoZones }),
    ],
    attempt: balancer("web", { loadBalancerType: "network" }),
    expect: "DuplicateLoadBalancerName",
  },
  {
    title: "deleting a load balancer",
    page: elbApi("DeleteLoadBalancer"),
    given: [...twoZones, balancer("web")],
    attempt: remove("balancer"),
    expect: "accepted",
  },
  {
    title: "deleting a load balancer that is protected",
    page: elbApi("DeleteLoadBalancer"),
    given: [...twoZones, balancer("web", { enableDeletionProtection: true })],
    attempt: remove("balancer"),
    expect: "OperationNotPermitted",
  },
  {
    title: "deleting the subnet of a load balancer",
    page: ec2Api("DeleteSubnet"),
    given: [...twoZones, balancer("web")],
    attempt: remove("a"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting the group of a load balancer",
    page: ec2Api("DeleteSecurityGroup"),
    given: [...twoZones, aGroup(), balancer("web", { securityGroups: [id("group")] })],
    attempt: remove("group"),
    expect: "DependencyViolation",
  },
  {
    title: "detaching the internet gateway of an internet-facing load balancer",
    page: ec2Api("DetachInternetGateway"),
    given: [...twoZones, aGateway, balancer("web", { internal: false })],
    attempt: remove("gateway"),
    expect: "DependencyViolation",
  },
];

const target = (name: string, args: Arguments = {}, resource = "target"): Step =>
  aws.targetGroup(resource, { name, port: 80, protocol: "HTTP", vpcId: id("vpc"), ...args });

const interval = (seconds: number): Arguments => ({ healthCheck: { interval: seconds } });
const healthy = (count: number): Arguments => ({ healthCheck: { healthyThreshold: count } });

const targets: readonly (readonly [title: string, attempt: Step, expect: string])[] = [
  ["a target group", target("web"), "accepted"],
  ["a target group name of 32 characters", target("t".repeat(32)), "accepted"],
  ["a target group name of 33 characters", target("t".repeat(33)), "ValidationError"],
  ["a target group name with a dot", target("web.1"), "ValidationError"],
  ["a target group's port 65535", target("web", { port: 65_535 }), "accepted"],
  ["a target group's port 65536", target("web", { port: 65_536 }), "ValidationError"],
  ["a target group's port 0", target("web", { port: 0 }), "ValidationError"],
  [
    "a target group's health checks every 5 seconds",
    target("web", { healthCheck: { interval: 5, timeout: 2 } }),
    "accepted",
  ],
  ["a target group's health checks every 4 seconds", target("web", interval(4)), "ValidationError"],
  [
    "a target group's health checks every 301 seconds",
    target("web", interval(301)),
    "ValidationError",
  ],
  ["a target group healthy after 10 checks", target("web", healthy(10)), "accepted"],
  ["a target group healthy after 11 checks", target("web", healthy(11)), "ValidationError"],
  [
    "a target group of a protocol that does not exist",
    target("web", { protocol: "SMTP" }),
    "ValidationError",
  ],
];

const ofTargets = targets.map(([title, attempt, expect]): Case => ({
  title,
  page: elbApi("CreateTargetGroup"),
  given: [aVpc],
  attempt,
  expect,
}));

const ofTargetNames: readonly Case[] = [
  {
    title: "a target group of functions, without a VPC",
    page: elbApi("CreateTargetGroup"),
    given: [],
    attempt: aws.targetGroup("target", { name: "web", targetType: "lambda" }),
    expect: "accepted",
  },
  {
    title: "a target group of instances without a VPC",
    page: elbApi("CreateTargetGroup"),
    given: [],
    attempt: aws.targetGroup("target", { name: "web", port: 80, protocol: "HTTP" }),
    expect: "ValidationError",
  },
  {
    title: "a second target group of a name, with other settings",
    page: elbApi("CreateTargetGroup"),
    given: [aVpc, target("web", {}, "first")],
    attempt: target("web", { port: 8080 }),
    expect: "DuplicateTargetGroupName",
  },
  {
    title: "deleting a target group that no listener uses",
    page: elbApi("DeleteTargetGroup"),
    given: [aVpc, target("web")],
    attempt: remove("target"),
    expect: "accepted",
  },
];

const forward: Argument = [{ type: "forward", targetGroupArn: id("target") }];
const hello: Argument = [
  { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "200" } },
];

const listener = (name: string, args: Arguments = {}): Step =>
  aws.listener(name, {
    loadBalancerArn: id("balancer"),
    port: 80,
    protocol: "HTTP",
    defaultActions: forward,
    ...args,
  });

const withBalancer: readonly Step[] = [...twoZones, balancer("web"), target("web")];

const ofListeners: readonly Case[] = [
  {
    title: "a listener that forwards to a target group",
    page: elbApi("CreateListener"),
    given: withBalancer,
    attempt: listener("listener"),
    expect: "accepted",
  },
  {
    title: "a listener on a port that another has",
    page: elbApi("CreateListener"),
    given: [...withBalancer, listener("first")],
    attempt: listener("listener"),
    expect: "DuplicateListener",
  },
  {
    title: "listeners on two ports",
    page: elbApi("CreateListener"),
    given: [...withBalancer, listener("first")],
    attempt: listener("listener", { port: 8080 }),
    expect: "accepted",
  },
  {
    title: "a listener for HTTPS without a certificate",
    page: elbApi("CreateListener"),
    given: withBalancer,
    attempt: listener("listener", { port: 443, protocol: "HTTPS" }),
    expect: "refused",
  },
  {
    title: "a listener for HTTPS with a certificate that does not exist",
    page: elbApi("CreateListener"),
    given: withBalancer,
    attempt: listener("listener", {
      port: 443,
      protocol: "HTTPS",
      certificateArn:
        "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
    }),
    expect: "CertificateNotFound",
  },
  {
    title: "a listener for TCP on an application load balancer",
    page: elbApi("CreateListener"),
    given: withBalancer,
    attempt: listener("listener", { protocol: "TCP" }),
    expect: "refused",
  },
  {
    title: "a listener that answers by itself",
    page: elbApi("CreateListener"),
    given: withBalancer,
    attempt: listener("listener", { defaultActions: hello }),
    expect: "accepted",
  },
  {
    title: "deleting a target group that a listener uses",
    page: elbApi("DeleteTargetGroup"),
    given: [...withBalancer, listener("listener")],
    attempt: remove("target"),
    expect: "ResourceInUse",
  },
  {
    title: "deleting a target group after its listener",
    page: elbApi("DeleteTargetGroup"),
    given: [...withBalancer, listener("listener"), remove("listener")],
    attempt: remove("target"),
    expect: "accepted",
  },
];

const rule = (name: string, priority: number): Step =>
  aws.listenerRule(name, {
    listenerArn: id("listener"),
    priority,
    actions: forward,
    conditions: [{ pathPattern: { values: ["/api/*"] } }],
  });

const rules: readonly (readonly [
  title: string,
  given: readonly Step[],
  priority: number,
  expect: string,
])[] = [
  ["a listener rule of priority 1", [], 1, "accepted"],
  ["a listener rule of priority 50000", [], 50_000, "accepted"],
  ["a listener rule of priority 50001", [], 50_001, "ValidationError"],
  ["a listener rule of a priority that another has", [rule("first", 10)], 10, "PriorityInUse"],
  ["listener rules of two priorities", [rule("first", 10)], 20, "accepted"],
];

const ofRules = rules.map(([title, given, priority, expect]): Case => ({
  title,
  page: elbApi("CreateRule"),
  given: [...withBalancer, listener("listener"), ...given],
  attempt: rule("rule", priority),
  expect,
}));

export const loadBalancerCases: readonly Case[] = [
  ...ofBalancers,
  ...ofSites,
  ...ofTargets,
  ...ofTargetNames,
  ...ofListeners,
  ...ofRules,
];

import {
  balancer,
  groupUrn,
  output,
  referenceTo,
  secretOutput,
  subnetIds,
  subnetUrns,
  unknownSubnetIds,
  urnOf,
  vpcUrn,
  type Case,
} from "./asking";

export const balancers: readonly Case[] = [
  balancer("with nothing but where it stands", {}),
  balancer("in a preview that knows no subnet", { subnetIds: unknownSubnetIds }, { preview: true }),
  balancer("in a preview that knows the subnets", {}, { preview: true }),
  balancer("subnet ids as one output", { subnetIds: output(["subnet-7", "subnet-8"], subnetUrns) }),
  balancer(
    "subnet ids with their dependencies beside them",
    { subnetIds: ["subnet-7"] },
    {
      inputDependencies: { subnetIds: [subnetUrns[0] ?? ""] },
    },
  ),
  balancer("secret subnet ids", { subnetIds: output(["subnet-7"], [], true) }),
  balancer("subnets as resources", {
    subnetIds: undefined,
    subnets: output(
      ["a", "b"].map((name) => referenceTo("aws:ec2/subnet:Subnet", name)),
      subnetUrns,
    ),
  }),
  balancer("subnet mappings", {
    subnetIds: undefined,
    subnetMappings: [{ subnetId: subnetIds[0], allocationId: "eipalloc-1" }],
  }),
  balancer("a group of its own, open to all", { securityGroups: undefined }),
  balancer(
    "a group of its own, in a preview",
    {
      securityGroups: undefined,
      subnetIds: unknownSubnetIds,
    },
    { preview: true },
  ),
  balancer("a group of its own, as told", {
    securityGroups: undefined,
    defaultSecurityGroup: { args: { vpcId: output("vpc-3", [vpcUrn]), description: "mine" } },
  }),
  balancer("a default group that is given", {
    securityGroups: undefined,
    defaultSecurityGroup: { securityGroupId: output("sg-5", [groupUrn]) },
  }),
  balancer("no group at all", { securityGroups: undefined, defaultSecurityGroup: { skip: true } }),
  balancer("the load balancer's own arguments", {
    internal: true,
    idleTimeout: output(120, [vpcUrn]),
    accessLogs: { bucket: output("logs", [urnOf("aws:s3/bucket:Bucket", "logs")]), enabled: true },
    tags: { Plain: "yes", Hidden: secretOutput("psst") },
    region: "eu-west-1",
    name: "front",
  }),
  balancer("a target group as told", {
    defaultTargetGroup: {
      port: 8080,
      protocol: "HTTP",
      healthCheck: { path: output("/health", [vpcUrn]) },
      targetType: "instance",
    },
  }),
  balancer("a target group's port", { defaultTargetGroupPort: 9000 }),
  balancer("one listener by its port", { listener: { port: 443, certificateArn: "arn:cert" } }),
  balancer("one listener by its protocol", { listener: { protocol: "HTTPS" } }),
  balancer("one listener by outputs", {
    listener: { port: output(443, [vpcUrn]), certificateArn: secretOutput("arn:cert") },
  }),
  balancer(
    "one listener whose port is not known",
    {
      listener: { port: output(undefined, [vpcUrn]) },
    },
    { preview: true },
  ),
  balancer("one listener with actions of its own", {
    listener: { port: 80, defaultActions: [{ type: "redirect", redirect: { port: "443" } }] },
  }),
  balancer("a list of one listener", { listeners: [{ port: 80 }] }),
  balancer("a list of one listener and a target group", {
    listeners: [{ port: 80 }],
    defaultTargetGroup: { port: 8080, protocol: "HTTP" },
  }),
  balancer("several listeners", {
    listeners: [
      {
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { port: "443" } }],
      },
      {
        port: 443,
        certificateArn: output("arn:cert", [urnOf("aws:acm/certificate:Certificate", "c")]),
      },
      { protocol: "HTTP" },
      {},
    ],
  }),
  balancer("an empty list of listeners", { listeners: [] }),
  balancer(
    "options",
    {},
    {
      providers: { aws: `${urnOf("pulumi:providers:aws", "west")}::west-id` },
      dependencies: [vpcUrn],
      aliases: [urnOf("awsx:lb:ApplicationLoadBalancer", "old")],
      parent: urnOf("my:index:Group", "group"),
      options: {
        protect: true,
        ignoreChanges: ["tags"],
        replaceOnChanges: ["name"],
        customTimeouts: { create: "5m" },
      },
    },
  ),
  balancer("kept on delete", {}, { options: { retainOnDelete: true } }),
  balancer("refused: subnets twice", { subnets: [] }),
  balancer("refused: listener and listeners", { listener: {}, listeners: [] }),
  balancer("refused: a target group and its port", {
    defaultTargetGroup: {},
    defaultTargetGroupPort: 80,
  }),
  balancer("refused: a default group given and told", {
    securityGroups: undefined,
    defaultSecurityGroup: { args: {}, securityGroupId: "sg-1" },
  }),
];

import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit } from "../lifecycleCases";
import { type Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";
import {
  type Site,
  balancerIn,
  balancerType,
  groupIn,
  groupType,
  listenerOn,
  site,
} from "./loadBalancing";

type Attempt = (stack: Stack, place: Site) => Promise<unknown>;
type Row = readonly [title: string, code: string, refused: Attempt, accepted: Attempt];

async function groupElsewhere(stack: Stack): Promise<string> {
  const vpc = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
  return (await stack.create(types.group, "other", { vpcId: vpc.id })).id;
}

const smallSubnet = async (stack: Stack, { vpc }: Site, mask: number): Promise<string> => {
  const args = { vpcId: vpc.id, cidrBlock: `10.0.9.0/${mask}`, availabilityZone: "us-east-1c" };
  return (await stack.create(types.subnet, "small", args)).id;
};

const rows: readonly Row[] = [
  [
    "an application load balancer in one AZ",
    "ValidationError",
    (s, p) => balancerIn(s, p, { subnets: [p.a.id] }),
    (s, p) => balancerIn(s, p, { subnets: [p.a.id], loadBalancerType: "network" }),
  ],
  [
    "two subnets of one AZ",
    "InvalidConfigurationRequest",
    async (s, p) => balancerIn(s, p, { subnets: [p.a.id, p.c.id, await smallSubnet(s, p, 24)] }),
    async (s, p) => balancerIn(s, p, { subnets: [p.a.id, await smallSubnet(s, p, 24)] }),
  ],
  [
    "a subnet that does not exist",
    "SubnetNotFound",
    (s, p) => balancerIn(s, p, { subnets: [p.a.id, "subnet-0"] }),
    (s, p) => balancerIn(s, p),
  ],
  [
    "a subnet with fewer than eight free addresses",
    "InvalidSubnet",
    async (s, p) => {
      // A /28 has eleven: four interfaces leave seven.
      const id = await smallSubnet(s, p, 28);
      for (const name of ["w", "x", "y", "z"])
        await balancerIn(s, p, { subnets: [p.a.id, id] }, name);
      await balancerIn(s, p, { subnets: [p.a.id, id] });
    },
    async (s, p) => balancerIn(s, p, { subnets: [p.a.id, await smallSubnet(s, p, 28)] }),
  ],
  [
    "facing an internet that the VPC has no gateway to",
    "InvalidSubnet",
    async (s, p) => {
      await s.delete(p.gateway);
      await balancerIn(s, p);
    },
    async (s, p) => {
      await s.delete(p.gateway);
      await balancerIn(s, p, { internal: true });
    },
  ],
  [
    "a group that does not exist",
    "InvalidSecurityGroup",
    (s, p) => balancerIn(s, p, { securityGroups: ["sg-0"] }),
    async (s, p) => {
      const group = await s.create(types.group, "g", { vpcId: p.vpc.id });
      await balancerIn(s, p, { securityGroups: [group.id] });
    },
  ],
  [
    "a group of another VPC",
    "InvalidConfigurationRequest",
    async (s, p) => balancerIn(s, p, { securityGroups: [await groupElsewhere(s)] }),
    (s, p) => balancerIn(s, p, { securityGroups: [] }),
  ],
  [
    "groups of a gateway load balancer",
    "InvalidConfigurationRequest",
    async (s, p) => {
      const group = await s.create(types.group, "g", { vpcId: p.vpc.id });
      await balancerIn(s, p, { loadBalancerType: "gateway", securityGroups: [group.id] });
    },
    (s, p) => balancerIn(s, p, { loadBalancerType: "gateway" }),
  ],
  [
    "a load balancer's name that is taken",
    "DuplicateLoadBalancerName",
    async (s, p) => {
      await balancerIn(s, p, { name: "web" }, "one");
      await balancerIn(s, p, { name: "web", loadBalancerType: "network" }, "two");
    },
    async (s, p) => {
      await balancerIn(s, p, { name: "web" }, "one");
      await balancerIn(s, p, { name: "web2" }, "two");
    },
  ],
  [
    "an address that is not the account's",
    "AllocationIdNotFound",
    (s, p) => mapped(s, p, "network", "eipalloc-0"),
    async (s, p) => mapped(s, p, "network", (await s.create(types.eip, "e", {})).id),
  ],
  [
    "an address of one's own for an application load balancer",
    "InvalidConfigurationRequest",
    async (s, p) => mapped(s, p, "application", (await s.create(types.eip, "e", {})).id),
    async (s, p) => mapped(s, p, "network", (await s.create(types.eip, "e", {})).id),
  ],
  [
    "logs to a bucket that does not exist",
    "InvalidConfigurationRequest",
    (s, p) => balancerIn(s, p, { accessLogs: { enabled: true, bucket: "none" } }),
    (s, p) => balancerIn(s, p, { accessLogs: { enabled: false, bucket: "none" } }),
  ],
  [
    "logs to a bucket whose policy does not let them in",
    "InvalidConfigurationRequest",
    (s, p) => logging(s, p, "config.amazonaws.com"),
    (s, p) => logging(s, p, "logdelivery.elasticloadbalancing.amazonaws.com"),
  ],
  [
    "logs to a bucket of another region",
    "InvalidConfigurationRequest",
    (s, p) => logging(s, p, "delivery.logs.amazonaws.com", { region: "us-west-2" }),
    (s, p) => logging(s, p, "delivery.logs.amazonaws.com"),
  ],
  [
    "deleting a protected load balancer",
    "OperationNotPermitted",
    async (s, p) => s.delete(await balancerIn(s, p, { enableDeletionProtection: true })),
    async (s, p) => s.delete(await balancerIn(s, p)),
  ],
  [
    "a target group's name that is taken",
    "DuplicateTargetGroupName",
    async (s, p) => {
      await groupIn(s, p, { name: "web" }, "one");
      await groupIn(s, p, { name: "web", port: 81 }, "two");
    },
    async (s, p) => {
      await groupIn(s, p, { name: "web" }, "one");
      await groupIn(s, p, { name: "web2" }, "two");
    },
  ],
  [
    "a target group in a VPC that does not exist",
    "ValidationError",
    (s, p) => groupIn(s, p, { vpcId: "vpc-0" }),
    (s, p) => groupIn(s, p),
  ],
  [
    "a health check that takes as long as its interval",
    "ValidationError",
    (s, p) => groupIn(s, p, { healthCheck: { interval: 10, timeout: 10 } }),
    (s, p) => groupIn(s, p, { healthCheck: { interval: 10, timeout: 9 } }),
  ],
  [
    "stickiness by cookie without HTTP",
    "InvalidConfigurationRequest",
    (s, p) => groupIn(s, p, { protocol: "TCP", stickiness: { type: "lb_cookie" } }),
    (s, p) => groupIn(s, p, { protocol: "TCP", stickiness: { type: "source_ip" } }),
  ],
  [
    "an application load balancer as target of anything but TCP",
    "ValidationError",
    (s, p) => groupIn(s, p, { targetType: "alb" }),
    (s, p) => groupIn(s, p, { targetType: "alb", protocol: "TCP" }),
  ],
  [
    "a target that is no instance",
    "InvalidTarget",
    async (s, p) => attach(s, (await groupIn(s, p)).id, "i-0"),
    async (s, p) => attach(s, (await groupIn(s, p, { targetType: "ip" })).id, "10.0.0.9"),
  ],
  [
    "a target's address outside the VPC",
    "InvalidTarget",
    async (s, p) => attach(s, (await groupIn(s, p, { targetType: "ip" })).id, "10.7.0.9"),
    async (s, p) =>
      attach(s, (await groupIn(s, p, { targetType: "ip" })).id, "10.7.0.9", {
        availabilityZone: "all",
      }),
  ],
  [
    "a public address as target",
    "InvalidTarget",
    async (s, p) =>
      attach(s, (await groupIn(s, p, { targetType: "ip" })).id, "8.8.8.8", {
        availabilityZone: "all",
      }),
    async (s, p) =>
      attach(s, (await groupIn(s, p, { targetType: "ip" })).id, "100.64.0.1", {
        availabilityZone: "all",
      }),
  ],
  [
    "a target of a target group that does not exist",
    "TargetGroupNotFound",
    (s) => attach(s, "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/x/1", "i-0"),
    async (s, p) => attach(s, (await groupIn(s, p, { targetType: "ip" })).id, "10.0.0.9"),
  ],
  [
    "a load balancer as target without a listener on the port",
    "InvalidTarget",
    async (s, p) => {
      const group = await groupIn(s, p, { targetType: "alb", protocol: "TCP" });
      await attach(s, group.id, (await balancerIn(s, p)).id);
    },
    async (s, p) => {
      const group = await groupIn(s, p, { targetType: "alb", protocol: "TCP" });
      const balancer = await balancerIn(s, p);
      await listenerOn(s, balancer);
      await attach(s, group.id, balancer.id);
    },
  ],
];

async function logging(s: Stack, p: Site, service: string, args: ValueMap = {}) {
  const { id } = await s.create("aws:s3/bucket:Bucket", "logs", { bucket: "logs-1", ...args });
  const policy = permit("s3:PutObject", { Service: service }).replace(
    '"*"',
    `"arn:aws:s3:::${id}/*"`,
  );
  await s.create("aws:s3/bucketPolicy:BucketPolicy", "logs", { bucket: id, policy, ...args });
  return balancerIn(s, p, { accessLogs: { enabled: true, bucket: id } });
}

const mapped = (s: Stack, p: Site, loadBalancerType: string, allocationId: string) =>
  s.create(balancerType, "lb", {
    loadBalancerType,
    subnetMappings: [{ subnetId: p.a.id, allocationId }, { subnetId: p.b.id }],
  });

const attach = (s: Stack, targetGroupArn: string, targetId: string, args: ValueMap = {}) =>
  s.create("aws:lb/targetGroupAttachment:TargetGroupAttachment", "t", {
    targetGroupArn,
    targetId,
    ...args,
  });

describe("load balancers and target groups", () => {
  for (const [title, code, refused, accepted] of rows) {
    it(`refuses ${title}: ${code}`, async () => {
      const stack = await newStack();
      expect(await refusalOf(refused(stack, await site(stack)))).to.equal(code);
    });
    it(`takes what is not: ${title}`, async () => {
      const stack = await newStack();
      expect(await refusalOf(accepted(stack, await site(stack)))).to.equal("none");
    });
  }

  const previews: readonly (readonly [
    title: string,
    type: string,
    args: ValueMap,
    said: string,
  ])[] = [
    ["a name that begins with internal-", balancerType, { name: "internal-x" }, "internal-"],
    ["a name with an underscore", balancerType, { name: "a_b" }, "alphanumeric"],
    ["a name of 33 characters", balancerType, { name: "a".repeat(33) }, "longer than 32"],
    ["a name that ends with a hyphen", groupType, { name: "a-" }, "end with a hyphen"],
    [
      "a type that there is not",
      balancerType,
      { loadBalancerType: "classic" },
      "load_balancer_type",
    ],
    ["no subnets", balancerType, { subnets: null }, "subnet_mapping"],
    ["a target group without a port", groupType, { port: null }, '"port" must be specified'],
    [
      "a path checked over TCP",
      groupType,
      { protocol: "TCP", healthCheck: { protocol: "TCP", path: "/" } },
      "health_check[0].path",
    ],
    ["a slow start of ten seconds", groupType, { slowStart: 10 }, "slow_start"],
  ];
  for (const [title, type, args, said] of previews)
    it(`refuses at preview: ${title}`, async () => {
      const stack = await newStack();
      const good: ValueMap =
        type === balancerType
          ? { subnets: ["a", "b"] }
          : { port: 80, protocol: "HTTP", vpcId: "v" };
      expect(await messageOf(stack.preview(type, "x", good))).to.equal("none");
      expect(await messageOf(stack.preview(type, "x", { ...good, ...args }))).to.include(said);
    });

  it("have names, ARNs and zones of their kind", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const web = (await balancerIn(stack, place, { name: "web" }, "web")).properties;
    expect(web.arn).to.match(
      /^arn:aws:elasticloadbalancing:us-east-1:\d{12}:loadbalancer\/app\/web\/00000[0-9a-f]{11}$/,
    );
    expect(web.arnSuffix).to.match(/^app\/web\/00000/);
    expect(web.dnsName).to.match(/^web-0\d{9}\.us-east-1\.elb\.amazonaws\.com$/);
    expect(web.zoneId).to.equal("Z35SXDOTRQ7X7K");
    expect(web.vpcId).to.equal(place.vpc.id);
    expect(web.securityGroups).to.deep.equal([place.vpc.properties.defaultSecurityGroupId]);
    const inner = (await balancerIn(stack, place, { name: "in", internal: true }, "in")).properties;
    expect(inner.dnsName).to.match(/^internal-in-0/);
    const net = { name: "net", loadBalancerType: "network" };
    const tcp = (await balancerIn(stack, place, net, "net")).properties;
    expect(tcp.dnsName).to.match(/^net-00000[0-9a-f]{11}\.elb\.us-east-1\.amazonaws\.com$/);
    expect(tcp.zoneId).to.equal("Z26RNL4JYFTOTI");
    expect(tcp.securityGroups).to.deep.equal([]);
    const group = (await groupIn(stack, place, { name: "tg" })).properties;
    expect(group.arn).to.match(/:targetgroup\/tg\/00000[0-9a-f]{11}$/);
    expect(group.healthCheck).to.include({ path: "/", protocol: "HTTP", port: "traffic-port" });
  });

  it("keep their interfaces for five minutes, which hold subnets and groups", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const group = await stack.create(types.group, "g", { vpcId: place.vpc.id });
    const balancer = await balancerIn(stack, place, { securityGroups: [group.id] });
    expect(await refusalOf(stack.delete(place.a))).to.equal("DependencyViolation");
    expect(await refusalOf(stack.delete(group))).to.equal("DependencyViolation");
    await stack.delete(balancer);
    const before = stack.world.store.clock;
    await stack.delete(place.a);
    expect(stack.world.store.clock - before).to.equal(300);
    await stack.delete(group);
  });

  it("moves to other subnets, and leaves those it was in", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const balancer = await balancerIn(stack, place);
    const moved = await stack.update(balancer, { subnets: [place.b.id, place.c.id] });
    expect(moved.properties.subnets).to.have.members([place.b.id, place.c.id]);
    await stack.delete(place.a);
    expect(await refusalOf(stack.delete(place.b))).to.equal("DependencyViolation");
  });

  it("replaces a network load balancer that loses a subnet, and groups it began without", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const args = { subnets: [place.a.id, place.b.id], loadBalancerType: "network" };
    const tcp = await stack.create(balancerType, "net", args);
    const fewer = await stack.diff(tcp, { ...args, subnets: [place.a.id] });
    expect(fewer.replaces).to.deep.equal(["subnets"]);
    const more = await stack.diff(tcp, { ...args, subnets: [...args.subnets, place.c.id] });
    expect(more.changes).to.equal(true);
    expect(more.replaces).to.deep.equal([]);
    const guarded = await stack.diff(tcp, { ...args, securityGroups: ["sg-1"] });
    expect(guarded.replaces).to.deep.equal(["securityGroups"]);
  });

  it("gives an Elastic IP address back when it goes", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const address = await stack.create(types.eip, "e", {});
    const balancer = await mapped(stack, place, "network", address.id);
    expect(textOf((await stack.refresh(address)).properties, "associationId")).to.match(
      /^eipassoc-/,
    );
    await stack.delete(balancer);
    await stack.delete(address);
  });

  it("look-ups find them by name, ARN and tags", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const balancer = await balancerIn(stack, place, { name: "web", tags: { Team: "one" } });
    const group = await groupIn(stack, place, { name: "tg" });
    const look = async (token: string, args: ValueMap) =>
      (await stack.provider.invoke(token, args)).result;
    const ways: readonly ValueMap[] = [
      { name: "web" },
      { arn: balancer.id },
      { tags: { Team: "one" } },
    ];
    for (const args of ways) {
      const found = await look("aws:lb/getLoadBalancer:getLoadBalancer", args);
      expect(found.dnsName).to.equal(balancer.properties.dnsName);
      expect(found.subnets).to.have.members([place.a.id, place.b.id]);
    }
    const found = await look("aws:alb/getTargetGroup:getTargetGroup", { name: "tg" });
    expect(found.arn).to.equal(group.id);
    await balancerIn(stack, place, { name: "web2", tags: { Team: "one" } }, "web2");
    const several = look("aws:lb/getLoadBalancer:getLoadBalancer", { tags: { Team: "one" } });
    expect(await messageOf(several)).to.include("multiple ELBv2 Load Balancers matched");
    const missing = look("aws:lb/getLoadBalancer:getLoadBalancer", { name: "none" });
    expect(await messageOf(missing)).to.equal("no matching ELBv2 Load Balancer found");
  });

  it("is of one account and region", async () => {
    const stack = await newStack();
    const place = await site(stack);
    await groupIn(stack, place, { name: "tg" });
    const other = await stack.create(types.vpc, "west", {
      cidrBlock: "10.0.0.0/16",
      region: "us-west-2",
    });
    const args = { vpcId: other.id, port: 80, protocol: "HTTP", name: "tg", region: "us-west-2" };
    expect(textOf((await stack.create(groupType, "west", args)).properties, "arn")).to.include(
      ":us-west-2:",
    );
  });
});

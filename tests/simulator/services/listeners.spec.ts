import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, type Stack, messageOf, newStack, refusalOf, types } from "../support";
import {
  type Site,
  balancerIn,
  certificateType,
  fixed,
  forward,
  groupIn,
  issued,
  listenerOn,
  listenerType,
  ruleType,
  site,
} from "./loadBalancing";

type Attempt = (stack: Stack, place: Site, balancer: Made) => Promise<unknown>;
type Row = readonly [title: string, code: string, refused: Attempt, accepted: Attempt];

const https = (certificateArn: string): ValueMap => ({
  port: 443,
  protocol: "HTTPS",
  certificateArn,
});

const redirect = (to: ValueMap): ValueMap => ({
  defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301", ...to } }],
});

async function otherVpcGroup(stack: Stack): Promise<Made> {
  const vpc = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
  const args = { vpcId: vpc.id, port: 80, protocol: "HTTP" };
  return stack.create("aws:lb/targetGroup:TargetGroup", "other", args);
}

const rows: readonly Row[] = [
  [
    "a load balancer that does not exist",
    "LoadBalancerNotFound",
    (s, _p, lb) => listenerOn(s, { ...lb, id: lb.id.replace("app", "net") }),
    (s, _p, lb) => listenerOn(s, lb),
  ],
  [
    "a second listener on a port",
    "DuplicateListener",
    async (s, _p, lb) => {
      await listenerOn(s, lb, {}, "one");
      await listenerOn(s, lb, {}, "two");
    },
    async (s, _p, lb) => {
      await listenerOn(s, lb, {}, "one");
      await listenerOn(s, lb, { port: 81 }, "two");
    },
  ],
  [
    "moving a listener to a port that is taken",
    "DuplicateListener",
    async (s, _p, lb) => {
      await listenerOn(s, lb, {}, "one");
      const two = await listenerOn(s, lb, { port: 81 }, "two");
      await s.update(two, { ...plain(lb), port: 80 });
    },
    async (s, _p, lb) => {
      const one = await listenerOn(s, lb, {}, "one");
      await s.update(one, { ...plain(lb), tags: { Name: "same port" } });
    },
  ],
  [
    "TCP on an application load balancer",
    "ValidationError",
    (s, _p, lb) => listenerOn(s, lb, { protocol: "TCP" }),
    (s, _p, lb) => listenerOn(s, lb, { protocol: "HTTP" }),
  ],
  [
    "a listener without a port",
    "ValidationError",
    (s, _p, lb) => listenerOn(s, lb, { port: null }),
    (s, _p, lb) => listenerOn(s, lb),
  ],
  [
    "HTTPS without a certificate",
    "ValidationError",
    (s, _p, lb) => listenerOn(s, lb, { port: 443, protocol: "HTTPS" }),
    async (s, _p, lb) => listenerOn(s, lb, https((await issued(s)).id)),
  ],
  [
    "HTTP with a certificate",
    "ValidationError",
    async (s, _p, lb) =>
      listenerOn(s, lb, { protocol: "HTTP", certificateArn: (await issued(s)).id }),
    (s, _p, lb) => listenerOn(s, lb),
  ],
  [
    "a certificate that does not exist",
    "CertificateNotFound",
    (s, _p, lb) => listenerOn(s, lb, https("arn:aws:acm:us-east-1:000000000000:certificate/none")),
    (s, _p, lb) =>
      listenerOn(s, lb, https("arn:aws:iam::000000000000:server-certificate/uploaded")),
  ],
  [
    "a certificate that has not been issued",
    "UnsupportedCertificate",
    async (s, _p, lb) => {
      const args = { domainName: "example.com", validationMethod: "DNS" };
      await listenerOn(s, lb, https((await s.create(certificateType, "c", args)).id));
    },
    async (s, _p, lb) => listenerOn(s, lb, https((await issued(s)).id)),
  ],
  [
    "a TLS policy that there is not",
    "SSLPolicyNotFound",
    async (s, _p, lb) => listenerOn(s, lb, { ...https((await issued(s)).id), sslPolicy: "Modern" }),
    async (s, _p, lb) =>
      listenerOn(s, lb, {
        ...https((await issued(s)).id),
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      }),
  ],
  [
    "a target group that does not exist",
    "TargetGroupNotFound",
    (s, _p, lb) => listenerOn(s, lb, { defaultActions: [forward("arn:none")] }),
    async (s, p, lb) => listenerOn(s, lb, { defaultActions: [forward((await groupIn(s, p)).id)] }),
  ],
  [
    "a target group that does not exist, among several with weights",
    "TargetGroupNotFound",
    (s, _p, lb) => listenerOn(s, lb, { defaultActions: [weighted("arn:none")] }),
    async (s, p, lb) => listenerOn(s, lb, { defaultActions: [weighted((await groupIn(s, p)).id)] }),
  ],
  [
    "a target group of another VPC",
    "InvalidConfigurationRequest",
    async (s, _p, lb) =>
      listenerOn(s, lb, { defaultActions: [forward((await otherVpcGroup(s)).id)] }),
    async (s, p, lb) => listenerOn(s, lb, { defaultActions: [forward((await groupIn(s, p)).id)] }),
  ],
  [
    "a TCP target group behind HTTP",
    "IncompatibleProtocols",
    async (s, p, lb) => {
      const group = await groupIn(s, p, { protocol: "TCP" });
      await listenerOn(s, lb, { defaultActions: [forward(group.id)] });
    },
    async (s, p, lb) => {
      const group = await groupIn(s, p, { protocol: "HTTPS" });
      await listenerOn(s, lb, { defaultActions: [forward(group.id)] });
    },
  ],
  [
    "a target group of two load balancers",
    "TargetGroupAssociationLimit",
    async (s, p, lb) => {
      const defaultActions = [forward((await groupIn(s, p)).id)];
      await listenerOn(s, lb, { defaultActions }, "one");
      await listenerOn(s, await balancerIn(s, p, {}, "second"), { defaultActions }, "two");
    },
    async (s, p, lb) => {
      const defaultActions = [forward((await groupIn(s, p)).id)];
      await listenerOn(s, lb, { defaultActions }, "one");
      await listenerOn(s, lb, { defaultActions, port: 81 }, "two");
    },
  ],
  [
    "asking who it is, and nothing after that",
    "InvalidLoadBalancerAction",
    (s, _p, lb) => listenerOn(s, lb, { defaultActions: [asking] }),
    (s, _p, lb) => listenerOn(s, lb, { defaultActions: [asking, fixed] }),
  ],
  [
    "a rule of a network load balancer's listener",
    "InvalidConfigurationRequest",
    async (s, p) => rule(s, (await tcpListener(s, p)).id),
    async (s, _p, lb) => rule(s, (await listenerOn(s, lb)).id),
  ],
  [
    "a redirect to itself",
    "InvalidLoadBalancerAction",
    (s, _p, lb) => listenerOn(s, lb, redirect({ port: "80", protocol: "HTTP" })),
    (s, _p, lb) => listenerOn(s, lb, redirect({ port: "443", protocol: "HTTPS" })),
  ],
  [
    "anything but forwarding on a network load balancer",
    "InvalidLoadBalancerAction",
    async (s, p) =>
      listenerOn(s, await balancerIn(s, p, { loadBalancerType: "network" }, "net"), {
        protocol: "TCP",
      }),
    async (s, p) => {
      const group = await groupIn(s, p, { protocol: "TCP" });
      await listenerOn(s, await balancerIn(s, p, { loadBalancerType: "network" }, "net"), {
        protocol: "TCP",
        defaultActions: [forward(group.id)],
      });
    },
  ],
  [
    "a rule of a listener that does not exist",
    "ListenerNotFound",
    (s) => rule(s, "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/x/1/2"),
    async (s, _p, lb) => rule(s, (await listenerOn(s, lb)).id),
  ],
  [
    "a rule's priority that is taken",
    "PriorityInUse",
    async (s, _p, lb) => {
      const listener = await listenerOn(s, lb);
      await rule(s, listener.id, { priority: 5 }, "one");
      await rule(s, listener.id, { priority: 5 }, "two");
    },
    async (s, _p, lb) => {
      const listener = await listenerOn(s, lb);
      await rule(s, listener.id, { priority: 5 }, "one");
      await rule(s, listener.id, { priority: 6 }, "two");
    },
  ],
  [
    "a rule with six values",
    "TooManyConditionValues",
    async (s, _p, lb) => rule(s, (await listenerOn(s, lb)).id, paths("abcdef")),
    async (s, _p, lb) => rule(s, (await listenerOn(s, lb)).id, paths("abcde")),
  ],
  [
    "deleting a target group that a rule names",
    "ResourceInUse",
    async (s, p, lb) => {
      const group = await groupIn(s, p);
      await rule(s, (await listenerOn(s, lb)).id, { actions: [forward(group.id)] });
      await s.delete(group);
    },
    async (s, p, lb) => {
      const group = await groupIn(s, p);
      const made = await rule(s, (await listenerOn(s, lb)).id, { actions: [forward(group.id)] });
      await s.delete(made);
      await s.delete(group);
    },
  ],
  [
    "deleting a certificate that a listener has",
    "ResourceInUseException",
    async (s, _p, lb) => {
      const certificate = await issued(s);
      await listenerOn(s, lb, https(certificate.id));
      await s.delete(certificate);
    },
    async (s, _p, lb) => {
      const certificate = await issued(s);
      await s.delete(await listenerOn(s, lb, https(certificate.id)));
      await s.delete(certificate);
    },
  ],
  [
    "a further certificate on an HTTP listener",
    "ValidationError",
    async (s, _p, lb) => further(s, await listenerOn(s, lb)),
    async (s, _p, lb) =>
      further(s, await listenerOn(s, lb, https((await issued(s, "example.org")).id))),
  ],
];

const asking: ValueMap = {
  type: "authenticate-cognito",
  authenticateCognito: { userPoolArn: "a", userPoolClientId: "b", userPoolDomain: "c" },
};

async function tcpListener(stack: Stack, place: Site): Promise<Made> {
  const group = await groupIn(stack, place, { protocol: "TCP" });
  const balancer = await balancerIn(stack, place, { loadBalancerType: "network" }, "net");
  return listenerOn(stack, balancer, { protocol: "TCP", defaultActions: [forward(group.id)] });
}

const plain = (lb: Made): ValueMap => ({
  loadBalancerArn: lb.id,
  port: 80,
  defaultActions: [fixed],
});

const weighted = (arn: string): ValueMap => ({
  type: "forward",
  forward: { targetGroups: [{ arn, weight: 1 }] },
});

const paths = (letters: string): ValueMap => ({
  conditions: [{ pathPattern: { values: Array.from(letters, (letter) => `/${letter}`) } }],
});

const rule = (stack: Stack, listenerArn: string, args: ValueMap = {}, name = "rule") =>
  stack.create(ruleType, name, { listenerArn, actions: [fixed], ...paths("a"), ...args });

const further = async (stack: Stack, listener: Made) =>
  stack.create("aws:lb/listenerCertificate:ListenerCertificate", "further", {
    listenerArn: listener.id,
    certificateArn: (await issued(stack, "example.net")).id,
  });

describe("listeners, rules and certificates", () => {
  for (const [title, code, refused, accepted] of rows) {
    it(`refuses ${title}: ${code}`, async () => {
      const stack = await newStack();
      const place = await site(stack);
      const balancer = await balancerIn(stack, place);
      expect(await refusalOf(refused(stack, place, balancer))).to.equal(code);
    });
    it(`takes what is not: ${title}`, async () => {
      const stack = await newStack();
      const place = await site(stack);
      const balancer = await balancerIn(stack, place);
      expect(await refusalOf(accepted(stack, place, balancer))).to.equal("none");
    });
  }

  it("refuses at preview what an action lacks", async () => {
    const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/a/b";
    const stack = await newStack();
    const preview = (action: ValueMap): Promise<string> =>
      messageOf(
        stack.preview(listenerType, "x", { loadBalancerArn: arn, defaultActions: [action] }),
      );
    expect(await preview(fixed)).to.equal("none");
    expect(await preview({ type: "redirect" })).to.include("default_action[0].redirect");
    expect(await preview({ type: "forward" })).to.include("default_action[0].target_group_arn");
    expect(await preview({ type: "send" })).to.include("default_action[0].type");
    const two = { hostHeader: { values: ["a"] }, pathPattern: { values: ["/"] } };
    const args = { listenerArn: arn, actions: [fixed], conditions: [two] };
    expect(await messageOf(stack.preview(ruleType, "x", args))).to.include("exactly one of");
  });

  it("go with their load balancer", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const balancer = await balancerIn(stack, place);
    const listener = await listenerOn(stack, balancer);
    const made = await rule(stack, listener.id);
    await stack.delete(balancer);
    expect((await stack.refresh(listener)).id).to.equal("");
    expect((await stack.refresh(made)).id).to.equal("");
  });

  it("have ARNs under their load balancer's, a policy for TLS, and the next priority", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const balancer = await balancerIn(stack, place, { name: "web" });
    const listener = await listenerOn(stack, balancer, https((await issued(stack)).id));
    const hex = "00000[0-9a-f]{11}";
    expect(listener.id).to.match(new RegExp(`:listener/app/web/${hex}/${hex}$`));
    expect(listener.properties.sslPolicy).to.equal("ELBSecurityPolicy-2016-08");
    await rule(stack, listener.id, { priority: 7 }, "seven");
    const next = await rule(stack, listener.id, {}, "next");
    expect(next.id).to.match(new RegExp(`:listener-rule/app/web/${hex}/${hex}/${hex}$`));
    expect(next.properties.priority).to.equal(8);
  });

  it("shows a target group its load balancers", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const balancer = await balancerIn(stack, place);
    const group = await groupIn(stack, place);
    await listenerOn(stack, balancer, { defaultActions: [forward(group.id)] });
    const { properties } = await stack.refresh(group);
    expect(properties.loadBalancerArns).to.deep.equal([balancer.id]);
  });
});

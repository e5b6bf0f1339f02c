import { expect } from "chai";
import type { ValueMap } from "../../simulator";
import { type Stack, network, newStack, refusalOf, types, textOf } from "./support";

type Attempt = (stack: Stack) => Promise<unknown>;

async function group(stack: Stack, name = "g") {
  const made = await network(stack);
  return { ...made, group: await stack.create(types.group, name, { vpcId: made.vpc.id }) };
}

const rule = (stack: Stack, securityGroupId: string, args: ValueMap = {}, name = "r") =>
  stack.create(types.ingress, name, {
    securityGroupId,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "10.0.0.0/8",
    ...args,
  });

async function acl(stack: Stack) {
  const made = await network(stack);
  const one = await stack.create(types.acl, "acl", { vpcId: made.vpc.id });
  const add = (ruleNumber: number, args: ValueMap = {}) =>
    stack.create(types.aclRule, `r${ruleNumber}`, {
      networkAclId: one.id,
      ruleNumber,
      protocol: "tcp",
      ruleAction: "allow",
      cidrBlock: "10.0.0.0/8",
      fromPort: 80,
      toPort: 80,
      ...args,
    });
  return { ...made, acl: one, add };
}

const makeGroup = async (stack: Stack, args: ValueMap) =>
  stack.createUnchecked(types.group, "x", {
    vpcId: (await network(stack)).vpc.id,
    name: "x",
    description: "x",
    ...args,
  });

async function deleteDefaultVpc(stack: Stack): Promise<void> {
  const { provider } = stack;
  const found = await provider.invoke("aws:ec2/getVpc:getVpc", { default: true });
  const vpc = await stack.import(types.vpc, "default", textOf(found.result, "id"));
  const subnets = await provider.invoke("aws:ec2/getSubnets:getSubnets", {});
  for (const id of subnets.result.ids as string[])
    await stack.delete(await stack.import(types.subnet, id, id));
  const table = textOf(vpc.properties, "mainRouteTableId");
  const { routes } = (await stack.import(types.routeTable, "main", table)).properties;
  const [route] = routes as ValueMap[];
  const gateway = textOf(route ?? {}, "gatewayId");
  await stack.delete(await stack.import(types.internetGateway, "default", gateway));
  await stack.delete(vpc);
}

const cases: readonly (readonly [title: string, code: string, attempt: Attempt])[] = [
  [
    "a group named as another, in capitals",
    "InvalidGroup.Duplicate",
    async (s) => {
      const { vpc } = await group(s);
      await s.create(types.group, "one", { vpcId: vpc.id, name: "web" });
      await s.create(types.group, "two", { vpcId: vpc.id, name: "WEB" });
    },
  ],
  ["a group named sg-", "InvalidParameterValue", (s) => makeGroup(s, { name: "sg-web" })],
  ["a group named default", "InvalidGroup.Reserved", (s) => makeGroup(s, { name: "default" })],
  [
    "a description with an apostrophe",
    "InvalidParameterValue",
    (s) => makeGroup(s, { description: "the lambda's" }),
  ],
  [
    "the same rule twice, described differently",
    "InvalidPermission.Duplicate",
    async (s) => {
      const { group: one } = await group(s);
      await rule(s, one.id, { description: "a" });
      await rule(s, one.id, { description: "b" }, "two");
    },
  ],
  [
    "ports from high to low",
    "InvalidParameterValue",
    async (s) => rule(s, (await group(s)).group.id, { fromPort: 443, toPort: 80 }),
  ],
  [
    "a protocol that does not exist",
    "InvalidParameterValue",
    async (s) => rule(s, (await group(s)).group.id, { ipProtocol: "bogus" }),
  ],
  ["a rule of a group that is not there", "InvalidGroup.NotFound", (s) => rule(s, "sg-0")],
  [
    "a reference to a group that is not there",
    "InvalidGroup.NotFound",
    async (s) =>
      rule(s, (await group(s)).group.id, { cidrIpv4: null, referencedSecurityGroupId: "sg-0" }),
  ],
  [
    "a reference to a group of another VPC",
    "InvalidGroup.NotFound",
    async (s) => {
      const { group: one } = await group(s);
      const vpc = await s.create(types.vpc, "v", { cidrBlock: "10.1.0.0/16" });
      const other = await s.create(types.group, "o", { vpcId: vpc.id });
      await rule(s, one.id, { cidrIpv4: null, referencedSecurityGroupId: other.id });
    },
  ],
  [
    "a reference to a group of another account",
    "InvalidGroup.NotFound",
    async (s) => {
      const { vpc, group: one } = await group(s);
      const other = await s.create(types.group, "o", { vpcId: vpc.id });
      const referencedSecurityGroupId = `111111111111/${other.id}`;
      await rule(s, one.id, { cidrIpv4: null, referencedSecurityGroupId });
    },
  ],
  [
    "a group without a VPC, where the default VPC has been deleted",
    "VPCIdNotSpecified",
    async (s) => {
      await deleteDefaultVpc(s);
      await s.create(types.group, "g", {});
    },
  ],
  [
    "a prefix list that is not there",
    "InvalidPrefixListID.NotFound",
    async (s) => rule(s, (await group(s)).group.id, { cidrIpv4: null, prefixListId: "pl-0" }),
  ],
  [
    "a 61st rule",
    "RulesPerSecurityGroupLimitExceeded",
    async (s) => {
      const { group: one } = await group(s);
      for (let n = 0; n <= 60; n++) await rule(s, one.id, { fromPort: n, toPort: n }, `r${n}`);
    },
  ],
  [
    "deleting a group that another names",
    "DependencyViolation",
    async (s) => {
      const { vpc, group: one } = await group(s);
      const other = await s.create(types.group, "o", { vpcId: vpc.id });
      await rule(s, other.id, { cidrIpv4: null, referencedSecurityGroupId: one.id });
      await s.delete(one);
    },
  ],
  [
    "deleting the default group",
    "CannotDelete",
    async (s) => {
      const { vpc, group: one } = await group(s);
      await s.delete({ ...one, id: textOf(vpc.properties, "defaultSecurityGroupId") });
    },
  ],
  [
    "an ACL rule's number twice",
    "NetworkAclEntryAlreadyExists",
    async (s) => {
      const { add } = await acl(s);
      await add(100);
      await add(100, { cidrBlock: "10.1.0.0/16" });
    },
  ],
  ["rule 0 of an ACL", "InvalidParameterValue", async (s) => (await acl(s)).add(0)],
  ["rule 32767 of an ACL", "InvalidParameterValue", async (s) => (await acl(s)).add(32767)],
  [
    "a TCP rule of an ACL without ports",
    "MissingParameter",
    async (s) => (await acl(s)).add(1, { fromPort: null, toPort: null }),
  ],
  [
    "a twentieth rule of one's own in an ACL",
    "NetworkAclEntryLimitExceeded",
    async (s) => {
      const { add } = await acl(s);
      for (let n = 1; n <= 20; n++) await add(n);
    },
  ],
  [
    "deleting an ACL that a subnet uses",
    "DependencyViolation",
    async (s) => {
      const { acl: one, subnet } = await acl(s);
      const args = { networkAclId: one.id, subnetId: subnet.id };
      await s.create(types.aclAssociation, "a", args);
      await s.delete(one);
    },
  ],
  [
    "deleting the default ACL",
    "InvalidParameterValue",
    async (s) => {
      const { vpc, acl: one } = await acl(s);
      await s.delete({ ...one, id: textOf(vpc.properties, "defaultNetworkAclId") });
    },
  ],
  [
    "an ACL for a subnet of another VPC",
    "InvalidParameterValue",
    async (s) => {
      const { subnet } = await network(s);
      const vpc = await s.create(types.vpc, "v", { cidrBlock: "10.1.0.0/16" });
      const one = await s.create(types.acl, "acl", { vpcId: vpc.id });
      const args = { networkAclId: one.id, subnetId: subnet.id };
      await s.create(types.aclAssociation, "a", args);
    },
  ],
];

describe("AWS refuses, of groups and ACLs,", () => {
  for (const [title, code, attempt] of cases)
    it(title, async () => {
      expect(await refusalOf(attempt(await newStack()))).to.equal(code);
    });
});

describe("a security group", () => {
  it("lets nothing out where no egress is written", async () => {
    const stack = await newStack();
    const { group: one } = await group(stack);
    expect(one.properties.egress).to.deep.equal([]);
  });

  it("counts IPv4 and IPv6 rules apart", async () => {
    const stack = await newStack();
    const { group: one } = await group(stack);
    for (let n = 0; n < 60; n++) await rule(stack, one.id, { fromPort: n, toPort: n }, `r${n}`);
    await rule(stack, one.id, { cidrIpv4: null, cidrIpv6: "::/0" }, "v6");
    const another = rule(stack, one.id, {}, "v4");
    expect(await refusalOf(another)).to.equal("RulesPerSecurityGroupLimitExceeded");
  });

  it("shows to a refresh the rules that others added", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const block = { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/8"] };
    const args = { vpcId: vpc.id, ingress: [block] };
    const one = await stack.create(types.group, "g", args);
    await rule(stack, one.id);
    const seen = await stack.refresh(one);
    expect((await stack.diff(seen, args)).diffs).to.deep.equal(["ingress"]);
  });
});

describe("a default group that is adopted", () => {
  it("loses all its rules", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const adopted = await stack.create(types.defaultGroup, "d", { vpcId: vpc.id });
    expect(adopted.id).to.equal(vpc.properties.defaultSecurityGroupId);
    expect(adopted.properties.ingress).to.deep.equal([]);
    expect(adopted.properties.egress).to.deep.equal([]);
  });
});

import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Stack, messageOf, network, newStack, refusalOf, types } from "../support";

const entry = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";
const classic = "aws:ec2/securityGroupRule:SecurityGroupRule";
const groupVpc = "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation";

const list = (stack: Stack, name: string, args: ValueMap = {}) =>
  stack.create(types.prefixList, name, {
    name,
    addressFamily: "IPv4",
    maxEntries: 3,
    ...args,
  });

const cidrs = (count: number): ValueMap[] =>
  Array.from({ length: count }, (_, n) => ({ cidr: `10.${n >> 8}.${n & 255}.0/24` }));

describe("a prefix list", () => {
  it("has no more entries than it may, each once, of its family", async () => {
    const stack = await newStack();
    const codes: readonly (readonly [string, ValueMap])[] = [
      ["none", { entries: cidrs(3) }],
      ["PrefixListMaxEntriesExceeded", { entries: cidrs(4) }],
      ["InvalidParameterValue", { entries: [{ cidr: "10.0.0.0/8" }, { cidr: "10.0.0.1/8" }] }],
      ["InvalidParameterValue", { entries: [{ cidr: "2001:db8::/32" }] }],
      ["none", { addressFamily: "IPv6", entries: [{ cidr: "2001:db8::/32" }] }],
      [
        "InvalidParameterValue",
        { entries: [{ cidr: "10.0.0.0/8", description: "x".repeat(256) }] },
      ],
      ["InvalidParameterValue", { name: "com.amazonaws.mine" }],
      ["none", { maxEntries: 1000 }],
      ["InvalidParameterValue", { maxEntries: 1001 }],
      ["none", { maxEntries: 100, entries: cidrs(100) }],
      ["InvalidParameterValue", { maxEntries: 101, entries: cidrs(101) }],
    ];
    for (const [n, [code, args]] of codes.entries())
      expect(await refusalOf(list(stack, `l${n}`, args)), JSON.stringify(args)).to.equal(code);
    const failures: readonly (readonly [RegExp, ValueMap])[] = [
      [/expected max_entries to be at least \(1\), got 0/, { maxEntries: 0 }],
      [/expected address_family to be one of/, { addressFamily: "IPv5" }],
      [/expected "entry.0.cidr" to be a valid CIDR Value/, { entries: [{ cidr: "nonsense" }] }],
    ];
    for (const [message, args] of failures)
      expect(await messageOf(list(stack, "bad", args))).to.match(message);
  });

  it("is one of a hundred", async () => {
    const stack = await newStack({ quotas: { prefixListsPerRegion: 1, entriesPerPrefixList: 2 } });
    expect(await refusalOf(list(stack, "one"))).to.equal("InvalidParameterValue");
    await list(stack, "one", { maxEntries: 2 });
    expect(await refusalOf(list(stack, "two", { maxEntries: 2 }))).to.equal(
      "PrefixListLimitExceeded",
    );
  });

  it("has another version with each change of its entries", async () => {
    const stack = await newStack();
    const made = await list(stack, "l", { entries: cidrs(1) });
    expect(made.properties.version).to.equal(1);
    const args = { ...made.inputs, entries: cidrs(2) };
    const changed = await stack.update(made, args);
    expect(changed.properties.version).to.equal(2);
    const named = await stack.update(changed, { ...args, name: "other", maxEntries: 5 });
    expect(named.properties.version).to.equal(2);
    const small = { ...args, maxEntries: 1 };
    expect(await refusalOf(stack.update(named, small))).to.equal("InvalidParameterValue");
    const own = await stack.create(entry, "e", { prefixListId: made.id, cidr: "192.0.2.0/24" });
    expect((await stack.refresh(made)).properties.version).to.equal(3);
    const again = { prefixListId: made.id, cidr: "192.0.2.0/24" };
    expect(await refusalOf(stack.create(entry, "f", again))).to.equal("InvalidParameterValue");
    await stack.delete(own);
    expect((await stack.refresh(made)).properties.entries).to.have.length(2);
  });

  it("counts for all that it may hold, in groups and in tables", async () => {
    const quotas = { rulesPerSecurityGroup: 4, routesPerRouteTable: 4 };
    const stack = await newStack({ quotas });
    const { vpc, gateway } = await network(stack);
    const [three, two] = [await list(stack, "three"), await list(stack, "two", { maxEntries: 2 })];
    const group = await stack.create(types.group, "g", { vpcId: vpc.id });
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const name = (prefixListId: string) =>
      stack.create(types.ingress, prefixListId, {
        securityGroupId: group.id,
        ipProtocol: "-1",
        prefixListId,
      });
    const route = (destinationPrefixListId: string) =>
      stack.create(types.route, destinationPrefixListId, {
        routeTableId: table.id,
        destinationPrefixListId,
        gatewayId: gateway.id,
      });
    expect(await refusalOf(name(three.id))).to.equal("none");
    expect(await refusalOf(name(two.id))).to.equal("RulesPerSecurityGroupLimitExceeded");
    expect(await refusalOf(route(three.id))).to.equal("none");
    expect(await refusalOf(route(two.id))).to.equal("RouteLimitExceeded");
    expect(await refusalOf(route("pl-0"))).to.equal("InvalidPrefixListID.NotFound");
    const larger = (maxEntries: number) => ({ ...three.inputs, maxEntries });
    expect(await refusalOf(stack.update(three, larger(4)))).to.equal("none");
    expect(await refusalOf(stack.update(three, larger(5)))).to.match(/LimitExceeded$/);
  });

  it("is not deleted while a route names it", async () => {
    const stack = await newStack();
    const { vpc, gateway } = await network(stack);
    const made = await list(stack, "l");
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const route = await stack.create(types.route, "r", {
      routeTableId: table.id,
      destinationPrefixListId: made.id,
      gatewayId: gateway.id,
    });
    expect(await refusalOf(stack.delete(made))).to.equal("DependencyViolation");
    await stack.delete(route);
    await stack.delete(made);
  });
});

describe("a rule of the older kind", () => {
  async function grouped() {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const group = await stack.create(types.group, "g", { vpcId: vpc.id });
    const rule = (name: string, args: ValueMap) =>
      stack.create(classic, name, {
        type: "ingress",
        securityGroupId: group.id,
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        ...args,
      });
    return { stack, vpc, group, rule };
  }

  it("is one rule of AWS's for each peer, and names it where there is one", async () => {
    const { stack, group, rule } = await grouped();
    const two = await rule("two", { cidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"] });
    expect(two.id).to.match(/^sgrule-\d+$/);
    expect(two.properties.securityGroupRuleId).to.equal("");
    const one = await rule("one", { self: true });
    expect(one.properties.securityGroupRuleId).to.match(/^sgr-00000/);
    const { result } = await stack.provider.invoke(
      "aws:vpc/getSecurityGroupRules:getSecurityGroupRules",
      { filters: [{ name: "group-id", values: [group.id] }] },
    );
    expect(result.ids).to.have.length(3);
    await stack.delete(two);
    expect((await stack.refresh(two)).id).to.equal("");
    expect((await stack.refresh(one)).id).to.equal(one.id);
  });

  it("is refused twice, without a peer, with peers that exclude each other", async () => {
    const { rule } = await grouped();
    await rule("one", { cidrBlocks: ["10.0.0.0/8"] });
    const same = rule("two", { cidrBlocks: ["10.0.0.0/8", "172.16.0.0/12"] });
    expect(await refusalOf(same)).to.equal("InvalidPermission.Duplicate");
    const failures: readonly (readonly [RegExp, ValueMap])[] = [
      [/one of `cidr_blocks,.*` must be specified/, {}],
      [/"self": conflicts with cidr_blocks/, { self: true, cidrBlocks: ["10.0.0.0/8"] }],
      [
        /"source_security_group_id": conflicts with self/,
        { self: true, sourceSecurityGroupId: "sg-0" },
      ],
      [/did you mean "10.0.0.0\/8"/, { cidrBlocks: ["10.0.0.1/8"] }],
      [/"description" doesn't comply with restrictions/, { self: true, description: "it's" }],
      [/expected type to be one of \["egress" "ingress"\]/, { type: "in", self: true }],
    ];
    for (const [message, args] of failures)
      expect(await messageOf(rule("bad", args))).to.match(message);
  });

  it("without a peer is refused by AWS too", async () => {
    const { stack, group } = await grouped();
    const bare = {
      type: "ingress",
      securityGroupId: group.id,
      protocol: "tcp",
      fromPort: 1,
      toPort: 1,
    };
    expect(await refusalOf(stack.createUnchecked(classic, "r", bare))).to.equal("MissingParameter");
  });

  it("for all protocols has no ports", async () => {
    const { stack, group, rule } = await grouped();
    const args = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
    const made = await rule("all", { type: "egress", ...args });
    const id = `${group.id}_egress_all_0_0_0.0.0.0/0`;
    expect((await stack.import(classic, "i", id)).id).to.equal(made.id);
    const changed = await stack.update(made, { ...made.inputs, description: "to all" });
    expect(changed.properties.description).to.equal("to all");
  });
});

describe("a security group let into another VPC", () => {
  it("is no default one, has a free name there, once", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const group = await stack.create(types.group, "g", { vpcId: vpc.id, name: "web" });
    const associate = (securityGroupId: unknown, vpcId = other.id) =>
      stack.create(groupVpc, `${String(securityGroupId)} ${vpcId}`, {
        securityGroupId: securityGroupId as string,
        vpcId,
      });
    const standard = vpc.properties.defaultSecurityGroupId;
    expect(await refusalOf(associate(standard))).to.equal("InvalidParameterValue");
    expect(await refusalOf(associate(group.id, vpc.id))).to.equal("InvalidParameterValue");
    expect(await refusalOf(associate("sg-0"))).to.equal("InvalidGroup.NotFound");
    expect(await refusalOf(associate(group.id, "vpc-0"))).to.equal("InvalidVpcID.NotFound");
    const twin = await stack.create(types.group, "twin", { vpcId: other.id, name: "WEB" });
    expect(await refusalOf(associate(group.id))).to.equal("InvalidGroup.Duplicate");
    await stack.delete(twin);
    const made = await associate(group.id);
    expect(await refusalOf(associate(group.id))).to.equal("InvalidParameterValue");
    expect(await refusalOf(stack.delete(group))).to.equal("DependencyViolation");
    expect(await refusalOf(stack.delete(other))).to.equal("DependencyViolation");
    const subnet = await stack.create(types.subnet, "s", {
      vpcId: other.id,
      cidrBlock: "10.1.0.0/24",
    });
    const card = await stack.create(types.networkInterface, "c", {
      subnetId: subnet.id,
      securityGroups: [group.id],
    });
    expect(await refusalOf(stack.delete(made))).to.equal("DependencyViolation");
    await stack.delete(card);
    await stack.delete(made);
    await stack.delete(group);
  });
});

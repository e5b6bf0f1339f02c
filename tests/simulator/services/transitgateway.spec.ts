import { expect } from "chai";
import { openWorld, type ValueMap, type World } from "../../../simulator";
import { messageOf, network, newStack, refusalOf, Stack, textOf, types } from "../support";

const kind = (name: string): string =>
  `aws:ec2transitgateway/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

const router = (stack: Stack, name = "t", args: ValueMap = {}) =>
  stack.create(kind("TransitGateway"), name, args);

async function attached(gatewayArgs: ValueMap = {}) {
  const stack = await newStack();
  const { vpc, subnet } = await network(stack);
  const gateway = await router(stack, "t", gatewayArgs);
  const args = { transitGatewayId: gateway.id, vpcId: vpc.id, subnetIds: [subnet.id] };
  const attachment = await stack.create(kind("VpcAttachment"), "a", args);
  return { stack, vpc, subnet, gateway, args, attachment };
}

describe("a transit gateway", () => {
  it("names its default table where it uses it, and is another one to use it again", async () => {
    const stack = await newStack();
    const made = await router(stack);
    expect(made.properties.associationDefaultRouteTableId).to.match(/^tgw-rtb-00000/);
    const off = { defaultRouteTableAssociation: "disable" };
    expect((await stack.diff(made, off)).replaces).to.deep.equal([]);
    const changed = await stack.update(made, off);
    expect(changed.properties.associationDefaultRouteTableId).to.equal("");
    expect((await stack.diff(changed, {})).replaces).to.deep.equal([
      "defaultRouteTableAssociation",
    ]);
    expect(await messageOf(router(stack, "u", { dnsSupport: "on" }))).to.match(
      /expected dns_support to be one of \["enable" "disable"\], got on/,
    );
    expect(
      await messageOf(router(stack, "v", { transitGatewayCidrBlocks: ["10.0.0.0/25"] })),
    ).to.match(/between 0 and 24 significant bits, got: 25/);
  });

  it("is one of five, and goes when nothing is left of it", async () => {
    const stack = await newStack({ quotas: { transitGatewaysPerRegion: 1 } });
    const before = stack.world.fingerprint();
    const made = await router(stack);
    expect(await refusalOf(router(stack, "u"))).to.equal("TransitGatewayLimitExceeded");
    const table = await stack.create(kind("RouteTable"), "r", { transitGatewayId: made.id });
    expect(await refusalOf(stack.delete(made))).to.equal("IncorrectState");
    await stack.delete(table);
    await stack.delete(made);
    expect(stack.world.fingerprint()).to.equal(before);
  });
});

describe("an attachment", () => {
  it("has an interface in each subnet, one a zone, of its VPC", async () => {
    const { stack, vpc, subnet, gateway, attachment } = await attached();
    expect(await refusalOf(stack.delete(subnet))).to.equal("DependencyViolation");
    const twin = await stack.create(types.subnet, "twin", {
      vpcId: vpc.id,
      cidrBlock: "10.0.5.0/24",
      availabilityZone: "us-east-1a",
    });
    const set = (subnetIds: readonly string[], more: ValueMap = {}) =>
      refusalOf(stack.update(attachment, { ...attachment.inputs, ...more, subnetIds }));
    expect(await set([subnet.id, twin.id])).to.equal("DuplicateSubnetsInSameZone");
    expect(await set(["subnet-0"])).to.equal("InvalidSubnetID.NotFound");
    expect(await set([subnet.id], { ipv6Support: "enable" })).to.equal("InvalidParameterValue");
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const far = { transitGatewayId: gateway.id, vpcId: other.id, subnetIds: [subnet.id] };
    expect(await refusalOf(stack.create(kind("VpcAttachment"), "f", far))).to.equal(
      "InvalidParameterValue",
    );
    expect(await set([twin.id])).to.equal("none");
    await stack.delete(subnet);
  });

  it("is one of a VPC and a gateway, which must be there, and holds the VPC", async () => {
    const { stack, vpc, args } = await attached();
    expect(await refusalOf(stack.create(kind("VpcAttachment"), "b", args))).to.equal(
      "DuplicateTransitGatewayAttachment",
    );
    const none = { ...args, transitGatewayId: "tgw-0" };
    expect(await refusalOf(stack.create(kind("VpcAttachment"), "c", none))).to.equal(
      "InvalidTransitGatewayID.NotFound",
    );
    expect(await refusalOf(stack.delete(vpc))).to.equal("DependencyViolation");
  });

  it("is what a route needs, and leaves a black hole", async () => {
    const { stack, vpc, gateway, attachment } = await attached();
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const to = (name: string, transitGatewayId: string, routeTableId = table.id) =>
      stack.create(types.route, name, {
        routeTableId,
        destinationCidrBlock: "192.168.0.0/16",
        transitGatewayId,
      });
    const route = await to("r", gateway.id);
    expect(route.properties.state).to.equal("active");
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const far = await stack.create(types.routeTable, "far", { vpcId: other.id });
    expect(await refusalOf(to("far", gateway.id, far.id))).to.equal(
      "InvalidTransitGatewayID.NotFound",
    );
    await stack.delete(attachment);
    expect((await stack.refresh(route)).properties.state).to.equal("blackhole");
  });
});

describe("routing in a transit gateway", () => {
  it("is by default, by one association, and by any number of propagations", async () => {
    const { stack, gateway, attachment } = await attached();
    expect(attachment.properties.transitGatewayDefaultRouteTableAssociation).to.equal(true);
    const table = await stack.create(kind("RouteTable"), "r", { transitGatewayId: gateway.id });
    const pair = {
      transitGatewayRouteTableId: table.id,
      transitGatewayAttachmentId: attachment.id,
    };
    const associate = (name: string, more: ValueMap = {}) =>
      stack.create(kind("RouteTableAssociation"), name, { ...pair, ...more });
    expect(await refusalOf(associate("a"))).to.equal("Resource.AlreadyAssociated");
    const made = await associate("b", { replaceExistingAssociation: true });
    expect(await refusalOf(stack.delete(table))).to.equal("IncorrectState");
    const propagate = (name: string) => stack.create(kind("RouteTablePropagation"), name, pair);
    await propagate("p");
    expect(await refusalOf(propagate("q"))).to.equal(
      "TransitGatewayRouteTablePropagation.Duplicate",
    );
    const now = (await stack.refresh(attachment)).properties;
    expect(now.transitGatewayDefaultRouteTableAssociation).to.equal(false);
    expect(now.transitGatewayDefaultRouteTablePropagation).to.equal(true);
    await stack.delete(made);
    await stack.delete(table);
  });

  it("is of the gateway's own attachments", async () => {
    const { stack, attachment } = await attached();
    const other = await router(stack, "u");
    const table = await stack.create(kind("RouteTable"), "r", { transitGatewayId: other.id });
    const pair = {
      transitGatewayRouteTableId: table.id,
      transitGatewayAttachmentId: attachment.id,
    };
    expect(await refusalOf(stack.create(kind("RouteTablePropagation"), "p", pair))).to.equal(
      "InvalidTransitGatewayAttachmentID.NotFound",
    );
  });

  it("has so many tables, and routes to blocks", async () => {
    const stack = await newStack({ quotas: { routeTablesPerTransitGateway: 2 } });
    const gateway = await router(stack);
    const table = (name: string) =>
      stack.create(kind("RouteTable"), name, { transitGatewayId: gateway.id });
    const { id } = await table("one");
    expect(await refusalOf(table("two"))).to.equal("TransitGatewayRouteTableLimitExceeded");
    const odd = stack.createUnchecked(kind("Route"), "r", {
      transitGatewayRouteTableId: id,
      destinationCidrBlock: "nonsense",
      blackhole: true,
    });
    expect(await refusalOf(odd)).to.equal("InvalidParameterValue");
  });

  it("is fixed by routes, each destination once, to an attachment or to nowhere", async () => {
    const { stack, gateway, attachment } = await attached();
    const transitGatewayRouteTableId = textOf(gateway.properties, "associationDefaultRouteTableId");
    const route = (name: string, args: ValueMap) =>
      stack.create(kind("Route"), name, {
        transitGatewayRouteTableId,
        destinationCidrBlock: "10.9.0.0/16",
        ...args,
      });
    const to = { transitGatewayAttachmentId: attachment.id };
    const made = await route("a", to);
    expect(await refusalOf(route("b", { blackhole: true }))).to.equal("RouteAlreadyExists");
    const beside = { destinationCidrBlock: "10.8.0.0/16" };
    expect(await refusalOf(route("c", beside))).to.equal("MissingParameter");
    expect(await refusalOf(route("d", { ...beside, ...to, blackhole: true }))).to.equal(
      "InvalidParameterCombination",
    );
    expect(await refusalOf(route("e", { ...beside, blackhole: true }))).to.equal("none");
    const unknown = { ...to, destinationCidrBlock: "10.7.0.0/16", transitGatewayRouteTableId: "x" };
    expect(await refusalOf(route("f", unknown))).to.equal("InvalidRouteTableID.NotFound");
    expect(await messageOf(route("g", { ...to, destinationCidrBlock: "10.7.0.1/16" }))).to.match(
      /did you mean "10.7.0.0\/16"/,
    );
    await stack.delete(attachment);
    expect((await stack.refresh(made)).properties.blackhole).to.equal(true);
  });
});

describe("a transit gateway of another account", () => {
  async function shared(gatewayArgs: ValueMap = {}) {
    const world: World = await openWorld();
    const open = (account: string) => Stack.open(world, { allowedAccountIds: [account] });
    const [owner, guest] = [await open("000000000001"), await open("000000000002")];
    const gateway = await router(owner, "t", gatewayArgs);
    const { vpc, subnet } = await network(guest);
    const attachment = await guest.create(kind("VpcAttachment"), "a", {
      transitGatewayId: gateway.id,
      vpcId: vpc.id,
      subnetIds: [subnet.id],
    });
    const table = await guest.create(types.routeTable, "t", { vpcId: vpc.id });
    const route = () =>
      guest.create(types.route, "r", {
        routeTableId: table.id,
        destinationCidrBlock: "192.168.0.0/16",
        transitGatewayId: gateway.id,
      });
    return { world, owner, guest, gateway, attachment, route };
  }

  it("is routed to once its owner has accepted the attachment", async () => {
    const { world, owner, guest, gateway, attachment, route } = await shared();
    expect(await refusalOf(route())).to.equal("InvalidTransitGatewayID.NotFound");
    const accept = (stack: Stack) =>
      stack.create(kind("VpcAttachmentAccepter"), "x", {
        transitGatewayAttachmentId: attachment.id,
      });
    expect(await refusalOf(accept(guest))).to.equal("OperationNotPermitted");
    const early = owner.create(kind("RouteTablePropagation"), "early", {
      transitGatewayRouteTableId: textOf(gateway.properties, "propagationDefaultRouteTableId"),
      transitGatewayAttachmentId: attachment.id,
    });
    expect(await refusalOf(early)).to.equal("IncorrectState");
    const accepted = await accept(owner);
    expect(accepted.properties.transitGatewayDefaultRouteTableAssociation).to.equal(true);
    expect(await refusalOf(accept(owner))).to.equal("IncorrectState");
    expect((await route()).properties.state).to.equal("active");
    expect(await refusalOf(guest.delete(gateway))).to.equal("OperationNotPermitted");
    await owner.delete(accepted);
    expect((await guest.refresh(attachment)).id).to.equal("");
    await owner.delete(gateway);
    expect(world.list().some((one) => one.kind.startsWith("transit"))).to.equal(false);
  });

  it("accepts by itself where it is told to", async () => {
    const { route } = await shared({ autoAcceptSharedAttachments: "enable" });
    expect((await route()).properties.state).to.equal("active");
  });
});

describe("security groups across a transit gateway", () => {
  it("name each other where the gateway lets them", async () => {
    for (const support of ["enable", "disable"]) {
      const { stack, vpc, gateway } = await attached({ securityGroupReferencingSupport: support });
      const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
      const subnet = await stack.create(types.subnet, "other", {
        vpcId: other.id,
        cidrBlock: "10.1.0.0/24",
      });
      await stack.create(kind("VpcAttachment"), "b", {
        transitGatewayId: gateway.id,
        vpcId: other.id,
        subnetIds: [subnet.id],
      });
      const [own, far] = [
        await stack.create(types.group, "own", { vpcId: vpc.id }),
        await stack.create(types.group, "far", { vpcId: other.id }),
      ];
      const allow = stack.create(types.ingress, "r", {
        securityGroupId: own.id,
        ipProtocol: "-1",
        referencedSecurityGroupId: far.id,
      });
      const outcome = support === "enable" ? "none" : "InvalidGroup.NotFound";
      expect(await refusalOf(allow)).to.equal(outcome);
    }
  });
});

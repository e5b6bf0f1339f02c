import { expect } from "chai";
import { openWorld, type ValueMap, type World } from "../../../simulator";
import { type Made, messageOf, newStack, refusalOf, Stack, types } from "../support";

const day = 86_400;
const here = "000000000001";
const there = "000000000002";

const inAccount = (world: World, account: string, region = "us-east-1"): Promise<Stack> =>
  Stack.open(world, { allowedAccountIds: [account], region });

const vpcIn = (stack: Stack, cidrBlock: string, name = cidrBlock, args: ValueMap = {}) =>
  stack.create(types.vpc, name, { cidrBlock, enableDnsHostnames: true, ...args });

/** Two VPCs of one account and region. */
async function neighbours() {
  const stack = await newStack();
  const [a, b] = [await vpcIn(stack, "10.0.0.0/16"), await vpcIn(stack, "10.1.0.0/16")];
  const peer = (name: string, from: Made, to: Made, args: ValueMap = {}) =>
    stack.create(types.peering, name, { vpcId: from.id, peerVpcId: to.id, ...args });
  return { stack, a, b, peer };
}

/** A request across accounts, or regions. */
async function strangers(other: { readonly account: string; readonly region: string }) {
  const world = await openWorld();
  const requester = await inAccount(world, here);
  const accepter = await inAccount(world, other.account, other.region);
  const [a, b] = [await vpcIn(requester, "10.0.0.0/16"), await vpcIn(accepter, "10.1.0.0/16")];
  const args = {
    vpcId: a.id,
    peerVpcId: b.id,
    peerOwnerId: other.account,
    ...(other.region === "us-east-1" ? {} : { peerRegion: other.region }),
  };
  const connection = await requester.create(types.peering, "p", args);
  return { world, requester, accepter, a, b, args, connection };
}

const status = async (stack: Stack, one: Made): Promise<unknown> =>
  (await stack.refresh(one)).properties.acceptStatus;

describe("a peering connection", () => {
  it("waits to be accepted, and is active then", async () => {
    const { stack, a, b, peer } = await neighbours();
    const made = await peer("p", a, b);
    expect(made.properties.acceptStatus).to.equal("pending-acceptance");
    const accepted = await stack.create(types.peeringAccepter, "p", {
      vpcPeeringConnectionId: made.id,
      autoAccept: true,
    });
    expect(accepted.id).to.equal(made.id);
    expect(await status(stack, made)).to.equal("active");
    await stack.delete(accepted);
    expect(await status(stack, made)).to.equal("active");
  });

  it("fails where addresses overlap, the peer is not there, or is the VPC itself", async () => {
    const { stack, a, b, peer } = await neighbours();
    const twin = await vpcIn(stack, "10.0.128.0/20", "twin");
    for (const other of [twin, a, { ...b, id: "vpc-0123456789abcdef0" }]) {
      const attempt = peer(`to ${other.id}`, a, other);
      expect(await refusalOf(attempt)).to.equal("failed");
    }
    expect(await messageOf(peer("again", a, twin))).to.match(
      /unexpected state 'failed'.*Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range/,
    );
    expect(await refusalOf(peer("none", { ...a, id: "vpc-0" }, b))).to.equal(
      "InvalidVpcID.NotFound",
    );
  });

  it("is the same one where it is asked for again, and another in the other direction", async () => {
    const { stack, a, b, peer } = await neighbours();
    const first = await peer("first", a, b);
    expect((await peer("second", a, b)).id).to.equal(first.id);
    const back = await peer("back", b, a);
    expect(back.id).not.to.equal(first.id);
    await stack.update(first, { ...first.inputs, autoAccept: true });
    const late = stack.update(back, { ...back.inputs, autoAccept: true });
    expect(await refusalOf(late)).to.equal("VpcPeeringConnectionAlreadyExists");
  });

  it("is accepted by the accepter alone, where the accepter is", async () => {
    const { requester, accepter, args, connection } = await strangers({
      account: there,
      region: "us-east-1",
    });
    const attempt = requester.update(connection, { ...args, autoAccept: true });
    expect(await refusalOf(attempt)).to.equal("OperationNotPermitted");
    const accept = { vpcPeeringConnectionId: connection.id, autoAccept: true };
    const accepted = await accepter.create(types.peeringAccepter, "p", accept);
    expect(accepted.properties.vpcId).to.equal(args.peerVpcId);
    expect(accepted.properties.peerVpcId).to.equal(args.vpcId);
    expect(await status(requester, connection)).to.equal("active");
    const third = await inAccount(requester.world, "000000000003");
    expect(await refusalOf(third.create(types.peeringAccepter, "p", accept))).to.equal(
      "InvalidVpcPeeringConnectionID.NotFound",
    );
  });

  it("of another region is accepted there, and never automatically", async () => {
    const { requester, accepter, args, connection } = await strangers({
      account: here,
      region: "eu-west-1",
    });
    const attempt = requester.create(types.peering, "q", { ...args, autoAccept: true });
    expect(await messageOf(attempt)).to.match(/`peer_region` cannot be set whilst `auto_accept`/);
    const accept = { vpcPeeringConnectionId: connection.id, autoAccept: true };
    expect(await messageOf(requester.create(types.peeringAccepter, "p", accept))).to.match(
      /OperationNotPermitted: Incorrect region .* must be accepted in region eu-west-1/,
    );
    await accepter.create(types.peeringAccepter, "p", accept);
    expect(await status(requester, connection)).to.equal("active");
  });

  it("expires after a week, and is shown for two days more", async () => {
    const { stack, a, b, peer } = await neighbours();
    const made = await peer("p", a, b);
    await stack.world.advance(7 * day - 1);
    expect(await status(stack, made)).to.equal("pending-acceptance");
    await stack.world.advance(1);
    expect((await stack.refresh(made)).id).to.equal("");
    const late = { vpcPeeringConnectionId: made.id, autoAccept: true };
    expect(await messageOf(stack.create(types.peeringAccepter, "late", late))).to.contain(
      `reading EC2 VPC Peering Connection (${made.id}): expired`,
    );
    expect(stack.world.show(made.id).map((one) => one.kind)).to.include("peering-connection");
    await stack.world.advance(2 * day);
    expect(await refusalOf(stack.create(types.peeringAccepter, "later", late))).to.equal(
      "InvalidVpcPeeringConnectionID.NotFound",
    );
  });

  it("is listed once, with who made it", async () => {
    const { connection, world } = await strangers({ account: there, region: "us-east-1" });
    const listed = world.list().filter((one) => one.kind === "peering-connection");
    expect(listed.map(({ id, urn }) => [id, urn])).to.deep.equal([[connection.id, connection.urn]]);
  });

  it("holds its VPCs while it is active; a request holds the other account's alone", async () => {
    const { stack, a, b, peer } = await neighbours();
    const made = await peer("p", a, b, { autoAccept: true });
    expect(await refusalOf(stack.delete(b))).to.equal("DependencyViolation");
    await stack.delete(made);
    await stack.delete(b);
    const {
      requester,
      accepter,
      a: asking,
      b: asked,
    } = await strangers({
      account: there,
      region: "us-east-1",
    });
    expect(await refusalOf(accepter.delete(asked))).to.equal("DependencyViolation");
    await requester.delete(asking);
    await accepter.delete(asked);
    await requester.world.advance(3 * day);
    expect(requester.world.list()).to.deep.equal([]);
  });

  it("counts against quotas of requests and of connections", async () => {
    const quotas = { vpcsPerRegion: 20, outstandingPeeringRequests: 2, activePeeringsPerVpc: 1 };
    const stack = await newStack({ quotas });
    const vpcs: Made[] = [];
    for (let n = 0; n < 5; n++) vpcs.push(await vpcIn(stack, `10.${n}.0.0/16`));
    const peer = (to: number, args: ValueMap = {}) =>
      stack.create(types.peering, `p${to}`, {
        vpcId: vpcs[0]!.id,
        peerVpcId: vpcs[to]!.id,
        ...args,
      });
    const first = await peer(1);
    const second = await peer(2);
    expect(await refusalOf(peer(3))).to.equal("OutstandingVpcPeeringConnectionLimitExceeded");
    await stack.update(first, { ...first.inputs, autoAccept: true });
    const over = stack.update(second, { ...second.inputs, autoAccept: true });
    expect(await refusalOf(over)).to.equal("VpcPeeringConnectionsPerVpcLimitExceeded");
  });
});

describe("blocks of peers", () => {
  const add = (stack: Stack, vpc: Made, cidrBlock: string) =>
    refusalOf(
      stack.create(
        "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
        `${vpc.id} ${cidrBlock}`,
        { vpcId: vpc.id, cidrBlock },
      ),
    );

  it("are not added by who waits for an answer; by the other, where they do not overlap", async () => {
    const { stack, a, b, peer } = await neighbours();
    await peer("p", a, b);
    expect(await add(stack, a, "10.2.0.0/16")).to.equal("InvalidVpc.Range");
    expect(await add(stack, b, "10.2.0.0/16")).to.equal("none");
    expect(await add(stack, b, "10.0.16.0/20")).to.equal("InvalidVpc.Range");
  });

  it("of an active connection may not overlap", async () => {
    const { stack, a, b, peer } = await neighbours();
    await peer("p", a, b, { autoAccept: true });
    expect(await add(stack, a, "10.1.16.0/20")).to.equal("InvalidVpc.Range");
    expect(await add(stack, a, "10.2.0.0/16")).to.equal("none");
  });
});

describe("options of a peering connection", () => {
  const resolves = { allowRemoteVpcDnsResolution: true };

  it("need an active one", async () => {
    const { stack, a, b, peer } = await neighbours();
    expect(await messageOf(peer("p", a, b, { requester: resolves }))).to.match(
      /Unable to modify EC2 VPC Peering Connection Options.*current status: pending-acceptance/,
    );
    const standing = await peer("p", a, b);
    const set = () =>
      stack.create(types.peeringOptions, "o", {
        vpcPeeringConnectionId: standing.id,
        requester: resolves,
      });
    expect(await refusalOf(set())).to.equal("OperationNotPermitted");
    await stack.update(standing, { ...standing.inputs, autoAccept: true });
    expect((await set()).properties.requester).to.deep.equal(resolves);
  });

  it("need DNS hostnames on both sides", async () => {
    const { stack, a, b, peer } = await neighbours();
    const made = await peer("p", a, b, { autoAccept: true });
    await stack.update(b, { ...b.inputs, enableDnsHostnames: false });
    const set = stack.create(types.peeringOptions, "o", {
      vpcPeeringConnectionId: made.id,
      requester: resolves,
    });
    expect(await refusalOf(set)).to.equal("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled");
  });

  it("are each side's own between accounts", async () => {
    const { requester, accepter, connection } = await strangers({
      account: there,
      region: "us-east-1",
    });
    const vpcPeeringConnectionId = connection.id;
    await accepter.create(types.peeringAccepter, "p", { vpcPeeringConnectionId, autoAccept: true });
    const set = (stack: Stack, side: string) =>
      refusalOf(
        stack.create(types.peeringOptions, side, { vpcPeeringConnectionId, [side]: resolves }),
      );
    expect(await set(requester, "accepter")).to.equal("OperationNotPermitted");
    expect(await set(accepter, "accepter")).to.equal("none");
    expect(await set(requester, "requester")).to.equal("none");
  });
});

describe("over a peering connection", () => {
  it("routes are black holes until it is active, and once it is gone", async () => {
    const { stack, a, b, peer } = await neighbours();
    const made = await peer("p", a, b);
    const table = await stack.create(types.routeTable, "t", { vpcId: a.id });
    const args = {
      routeTableId: table.id,
      destinationCidrBlock: "10.1.0.0/16",
      vpcPeeringConnectionId: made.id,
    };
    const route = await stack.create(types.route, "r", args);
    const state = async () => (await stack.refresh(route)).properties.state;
    expect(await state()).to.equal("blackhole");
    await stack.update(made, { ...made.inputs, autoAccept: true });
    expect(await state()).to.equal("active");
    const other = await vpcIn(stack, "10.2.0.0/16");
    const far = await stack.create(types.routeTable, "far", { vpcId: other.id });
    const stranger = stack.create(types.route, "s", { ...args, routeTableId: far.id });
    expect(await refusalOf(stranger)).to.equal("InvalidParameterValue");
    await stack.delete(made);
    expect(await state()).to.equal("blackhole");
    const late = stack.create(types.route, "l", { ...args, destinationCidrBlock: "10.9.0.0/16" });
    expect(await refusalOf(late)).to.equal("InvalidVpcPeeringConnectionID.NotFound");
  });

  it("groups name each other in one region, by the account where it is another", async () => {
    for (const region of ["us-east-1", "eu-west-1"]) {
      const { requester, accepter, a, b, connection } = await strangers({ account: there, region });
      const own = await requester.create(types.group, "g", { vpcId: a.id });
      const far = await accepter.create(types.group, "g", { vpcId: b.id });
      const allow = (referencedSecurityGroupId: string) =>
        requester.create(types.ingress, "r", {
          securityGroupId: own.id,
          ipProtocol: "-1",
          referencedSecurityGroupId,
        });
      const named = `${there}/${far.id}`;
      expect(await refusalOf(allow(named))).to.equal("InvalidGroup.NotFound");
      await accepter.create(types.peeringAccepter, "p", {
        vpcPeeringConnectionId: connection.id,
        autoAccept: true,
      });
      const outcome = region === "us-east-1" ? "none" : "InvalidGroup.NotFound";
      expect(await refusalOf(allow(named))).to.equal(outcome);
      expect(await refusalOf(allow(far.id))).to.equal("InvalidGroup.NotFound");
      await accepter.delete(far);
    }
  });
});

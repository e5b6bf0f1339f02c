import { expect } from "chai";
import { addByHand, changeByHand, removeByHand } from "../../simulator";
import { messageOf, network, newStack, refusalOf, textOf, types } from "./support";

describe("what is changed behind a stack's back", () => {
  it("is seen by a refresh, and by nothing before", async () => {
    const stack = await newStack();
    const args = { cidrBlock: "10.0.0.0/16", tags: { Name: "mine" } };
    const vpc = await stack.create(types.vpc, "main", args);
    await changeByHand(stack.world, vpc.id, { enableDnsSupport: false, "tags.Name": "theirs" });
    expect((await stack.diff(vpc, args)).changes).to.equal(false);
    const read = await stack.refresh(vpc);
    expect(read.properties.tags).to.deep.equal({ Name: "theirs" });
    expect((await stack.diff(read, args)).diffs).to.have.members(["enableDnsSupport", "tags"]);
  });

  it("can be named by its URN, and takes things away", async () => {
    const stack = await newStack();
    const vpc = await stack.create(types.vpc, "main", {
      cidrBlock: "10.0.0.0/16",
      tags: { Name: "mine", Owner: "me" },
    });
    await changeByHand(stack.world, vpc.urn, { "tags.Owner": null });
    expect((await stack.refresh(vpc)).properties.tags).to.deep.equal({ Name: "mine" });
  });

  it("deletes, unless AWS refuses", async () => {
    const stack = await newStack();
    const { vpc, subnet } = await network(stack);
    expect(await refusalOf(removeByHand(stack.world, vpc.id))).to.equal("DependencyViolation");
    await removeByHand(stack.world, subnet.id);
    expect((await stack.refresh(subnet)).id).to.equal("");
    expect(stack.world.findByUrn(subnet.urn)).to.deep.equal([]);
  });

  it("adds, where AWS allows it, and can be taken away again", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const place = { account: textOf(vpc.properties, "ownerId"), region: "us-east-1" };
    const group = await stack.create(types.group, "g", { vpcId: vpc.id });
    const rule = {
      type: types.ingress,
      name: "ssh",
      inputs: {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrIpv4: "0.0.0.0/0",
      },
    };
    const added = await addByHand(stack.world, rule, place);
    expect(added.id).to.match(/^sgr-/);
    const read = await stack.refresh(group);
    expect(read.properties.ingress).to.have.length(1);
    expect(await refusalOf(addByHand(stack.world, rule, place))).to.equal(
      "InvalidPermission.Duplicate",
    );
    await removeByHand(stack.world, added.id);
    expect((await stack.refresh(group)).properties.ingress ?? []).to.deep.equal([]);
  });

  it("is refused by name where it makes no sense", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const { world } = stack;
    const place = { account: "000000000000", region: "us-east-1" };
    const why = (attempt: Promise<unknown>) => messageOf(attempt);
    expect(await why(changeByHand(world, "vpc-1", {}))).to.contain(
      'no resource with the id "vpc-1"',
    );
    expect(await why(changeByHand(world, vpc.id, { cidrBlock: "10.1.0.0/16" }))).to.contain(
      "AWS cannot change cidrBlock",
    );
    expect(await why(changeByHand(world, vpc.id, { ownerId: "x" }))).to.contain("cannot be set");
    expect(await why(changeByHand(world, vpc.id, { colour: "x" }))).to.contain("enableDnsSupport");
    const add = (type: string, region: string) =>
      addByHand(world, { type, name: "x", inputs: {} }, { ...place, region });
    expect(await why(add("aws:x/y:Z", "us-east-1"))).to.contain("does not model aws:x/y:Z");
    expect(await why(add(types.vpc, "mars-1"))).to.contain('no region "mars-1"');
    expect(await why(add(types.subnet, "us-east-1"))).to.contain("vpcId");
  });

  it("asks which, where an id is that of several things", async () => {
    const stack = await newStack();
    await stack.create(types.logGroup, "a", { name: "/same" });
    await stack.create(types.logGroup, "b", { name: "/same", region: "eu-west-1" });
    expect(await messageOf(removeByHand(stack.world, "/same"))).to.contain("by its URN");
  });
});

import { expect } from "chai";
import { modelledTypes, type Value, type ValueMap } from "../../simulator";
import { cases, isKept, trust, type Ids } from "./lifecycleCases";
import { type Made, type Stack, network, newStack, textOf, types } from "./support";

/** A stack gives these up; they do not go. */
const stays: readonly string[] = [
  types.defaultAcl,
  types.defaultGroup,
  types.defaultRouteTable,
  types.mainAssociation,
];

/** Everything that a case may refer to, and how to take it away again. */
async function surroundings(stack: Stack): Promise<{ ids: Ids; made: readonly Made[] }> {
  const { vpc, gateway, subnet } = await network(stack, { enableDnsHostnames: true });
  const vpcId = vpc.id;
  const make = (type: string, args: ValueMap): Promise<Made> => stack.create(type, "around", args);
  const bareVpc = await make(types.vpc, { cidrBlock: "10.9.0.0/16" });
  const bareGateway = await make(types.internetGateway, {});
  const freeSubnet = await make(types.subnet, {
    vpcId,
    cidrBlock: "10.0.1.0/24",
    availabilityZone: "us-east-1b",
  });
  const table = await make(types.routeTable, { vpcId });
  const otherTable = await stack.create(types.routeTable, "other", { vpcId });
  const eip = await make(types.eip, {});
  const natEip = await stack.create(types.eip, "nat", {});
  const nat = await make(types.nat, { subnetId: subnet.id, allocationId: natEip.id });
  const group = await make(types.group, { vpcId });
  const acl = await make(types.acl, { vpcId });
  const role = await make(types.role, { assumeRolePolicy: trust("lambda.amazonaws.com") });
  const all = { vpc, gateway, subnet, bareVpc, bareGateway, freeSubnet, table, otherTable };
  const parts = { ...all, eip, natEip, nat, group, acl, role };
  const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
  const own = { mainTable: textOf(vpc.properties, "mainRouteTableId") };
  // Of a VPC without subnets: otherwise the provider sees those as a difference, for ever.
  const defaultAcl = textOf(bareVpc.properties, "defaultNetworkAclId");
  return { ids: { ...ids, ...own, defaultAcl }, made: Object.values(parts) };
}

/** Dependents first, as an engine deletes. */
async function clear(stack: Stack, made: readonly Made[]): Promise<void> {
  for (const one of [...made].reverse()) await stack.delete(one);
}

describe("every resource type", () => {
  for (const { type, args, updates = {}, replaces = {}, importId } of cases) {
    describe(type, () => {
      it("is made, read back without a difference, and leaves nothing", async () => {
        const stack = await newStack();
        const before = stack.world.fingerprint();
        const { ids, made } = await surroundings(stack);
        const one = await stack.create(type, "one", args(ids));
        const read = await stack.refresh(one);
        expect(read.id).to.equal(one.id);
        expect(read.properties).to.deep.equal(one.properties);
        expect((await stack.diff(read, args(ids))).diffs).to.deep.equal([]);
        await stack.delete(one);
        if (!stays.includes(type)) expect((await stack.refresh(one)).id).to.equal("");
        await clear(stack, made);
        expect(stack.world.list()).to.deep.equal([]);
        expect(stack.world.fingerprint()).to.equal(before);
      });

      it("previews what it then is, with unknowns for the rest", async () => {
        const stack = await newStack();
        const { ids } = await surroundings(stack);
        const preview = await stack.preview(type, "one", args(ids));
        const { properties } = await stack.create(type, "one", args(ids));
        for (const [key, value] of Object.entries(args(ids)))
          expect(preview[key]).to.deep.equal(value);
        for (const key of Object.keys(properties))
          expect(key in preview || key === "id" || isEmpty(properties[key]!), key).to.equal(true);
      });

      it("is found again by its URN, and imported by its id", async () => {
        const stack = await newStack();
        const { ids } = await surroundings(stack);
        const one = await stack.create(type, "one", args(ids));
        expect(stack.world.findByUrn(one.urn).map((found) => found.id)).to.deep.equal([one.id]);
        const id = importId?.(one) ?? one.id;
        const imported = await stack.import(type, "one", id);
        expect(imported.id).to.equal(one.id);
        await stack.delete(one);
        expect(stack.world.findByUrn(one.urn)).to.deep.equal([]);
      });

      for (const [property, change] of Object.entries(updates))
        it(`updates ${property} in place`, async () => {
          const stack = await newStack();
          const { ids } = await surroundings(stack);
          const one = await stack.create(type, "one", args(ids));
          const news = { ...args(ids), ...change(ids) };
          const diff = await stack.diff(one, news);
          expect(diff.diffs).to.include(property);
          expect(diff.replaces).to.deep.equal([]);
          const changed = await stack.refresh(await stack.update(one, news));
          expect(changed.id).to.equal(one.id);
          expect((await stack.diff(changed, news)).diffs).to.deep.equal([]);
          expect((await stack.diff(changed, args(ids))).changes).to.equal(
            news[property] === undefined ? false : !isKept(type, property),
          );
        });

      for (const [property, change] of Object.entries(replaces))
        it(`replaces it for another ${property}`, async () => {
          const stack = await newStack();
          const { ids } = await surroundings(stack);
          const one = await stack.create(type, "one", args(ids));
          const diff = await stack.diff(one, { ...args(ids), ...change(ids) });
          expect(diff.replaces).to.include(property);
        });
    });
  }

  it("covers every type that is modelled", () => {
    expect(cases.map((one) => one.type).sort()).to.deep.equal(modelledTypes);
  });
});

function isEmpty(value: Value): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === "" || value === false || value === 0;
}

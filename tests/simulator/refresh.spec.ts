/**
 * What a refresh finds that nobody changed. A resource reads back as it was made (`lifecycle.spec.ts`), until another one
 * of the same stack fills in what it left open; so it is on AWS, and the provider's comparison sees no difference in it.
 */
import { expect } from "chai";
import { trust } from "./lifecycleCases";
import { network, newStack, types, type Made, type Stack } from "./support";

/** What the resources are, in the order of a program, and the names of those that come to differ. */
async function program(stack: Stack): Promise<readonly Made[]> {
  const { vpc, gateway, subnet } = await network(stack);
  const vpcId = vpc.id;
  const eip = await stack.create(types.eip, "nat", {});
  const nat = await stack.create(types.nat, "nat", { subnetId: subnet.id, allocationId: eip.id });
  const table = await stack.create(types.routeTable, "public", { vpcId });
  const route = { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0" };
  const group = await stack.create(types.group, "lambda", { vpcId });
  const rule = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" };
  const acl = await stack.create(types.acl, "public", { vpcId });
  const entry = { protocol: "-1", ruleNumber: 100, ruleAction: "allow", cidrBlock: "10.0.0.0/8" };
  const role = await stack.create(types.role, "logs", {
    assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com"),
  });
  const policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}`;
  const fills: readonly (readonly [string, Parameters<Stack["create"]>[2]])[] = [
    [types.route, { ...route, gatewayId: gateway.id }],
    [types.association, { routeTableId: table.id, subnetId: subnet.id }],
    [types.egress, { ...rule, securityGroupId: group.id }],
    [types.aclRule, { ...entry, networkAclId: acl.id }],
    [types.aclAssociation, { networkAclId: acl.id, subnetId: subnet.id }],
    [types.rolePolicy, { role: role.id, policy }],
  ];
  const filled: Made[] = [];
  for (const [type, args] of fills) filled.push(await stack.create(type, "fills", args));
  return [vpc, gateway, subnet, eip, nat, table, group, acl, role, ...filled];
}

describe("a refresh right after an up", () => {
  it("finds only what one resource of the stack filled in of another, none of it a difference", async () => {
    const stack = await newStack();
    const found: Record<string, readonly string[]> = {};
    for (const made of await program(stack)) {
      const read = await stack.refresh(made);
      const differ = Object.keys(read.properties).filter(
        (key) => JSON.stringify(read.properties[key]) !== JSON.stringify(made.properties[key]),
      );
      if (differ.length > 0) found[made.type] = differ.sort();
      const asked = {
        ...read,
        oldInputs: read.inputs,
        oldOutputs: read.properties,
        news: made.inputs,
        ignoreChanges: [],
      };
      expect((await stack.provider.diff(asked)).diffs, made.type).to.deep.equal([]);
    }
    expect(found).to.deep.equal({
      [types.eip]: ["associationId", "networkInterface", "privateDns", "privateIp"],
      [types.routeTable]: ["routes"],
      [types.group]: ["egress"],
      [types.acl]: ["ingress", "subnetIds"],
      [types.role]: ["inlinePolicies"],
    });
  });
});

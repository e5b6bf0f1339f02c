import { expect } from "chai";
import { readIntentFile } from "../../../analysis/intents";
import type { ResourceRecord } from "../../../analysis/model";
import { replay, type Step } from "../../../analysis/replay";
import { made, provider, subnet, urn, vpc, type Values } from "../model/support/stack";

const open = { fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] };

/** A subnet that leaves by the NAT gateway of this id, and all that it takes. */
function site(natId: string): ResourceRecord[] {
  const depending = (one: ResourceRecord, ...on: readonly ResourceRecord[]): ResourceRecord => ({
    ...one,
    dependencies: on.map((other) => other.urn),
  });
  const make = (short: string, id: string, inputs: Values, added: Values = {}): ResourceRecord =>
    made(short, id, inputs, added);
  const [inside, outside] = [
    depending(subnet("subnet-1", 1), vpc),
    depending(subnet("subnet-2", 2), vpc),
  ];
  const gateway = depending(make("ec2.InternetGateway", "igw-1", { vpcId: "vpc-1" }), vpc);
  const nat: ResourceRecord = {
    ...depending(
      make("ec2.NatGateway", natId, { subnetId: "subnet-2", allocationId: "eipalloc-1" }),
      outside,
    ),
    urn: urn("ec2.NatGateway", "nat"),
  };
  const outer = depending(make("ec2.RouteTable", "rtb-out", { vpcId: "vpc-1" }), vpc);
  const inner = depending(make("ec2.RouteTable", "rtb-in", { vpcId: "vpc-1" }), vpc);
  const route = (id: string, table: string, target: Values): ResourceRecord =>
    make("ec2.Route", id, {
      routeTableId: table,
      destinationCidrBlock: "0.0.0.0/0",
      ...target,
    });
  const group = depending(
    make("ec2.SecurityGroup", "sg-1", { vpcId: "vpc-1", egress: [open], ingress: [] }),
    vpc,
  );
  return [
    provider,
    vpc,
    inside,
    outside,
    gateway,
    nat,
    outer,
    inner,
    depending(route("r-out", "rtb-out", { gatewayId: "igw-1" }), outer, gateway),
    depending(route("r-in", "rtb-in", { natGatewayId: natId }), inner, nat),
    make("ec2.RouteTableAssociation", "a-out", { subnetId: "subnet-2", routeTableId: "rtb-out" }),
    make("ec2.RouteTableAssociation", "a-in", { subnetId: "subnet-1", routeTableId: "rtb-in" }),
    group,
    depending(
      make(
        "ec2.Instance",
        "i-1",
        { subnetId: "subnet-1", vpcSecurityGroupIds: ["sg-1"] },
        { privateIp: "10.0.1.20", primaryNetworkInterfaceId: "eni-1" },
      ),
      inside,
      group,
    ),
  ];
}

const NAT = urn("ec2.NatGateway", "nat");
const ROUTE = urn("ec2.Route", "r-in");
const { intents } = readIntentFile(
  "i.yaml",
  "intents:\n  - {name: out, source: sg-1, expect: reach, destination: internet, ports: [tcp/443]}",
);

const run = (...steps: readonly (readonly [string, string])[]) =>
  replay({
    before: site("nat-1"),
    after: site("nat-2"),
    steps: steps.map(([operation, urn]): Step => ({ operation, urn })),
    intents,
  });

describe("A run gone through again", () => {
  it("holds all the way where the new gateway is made first and the route moved in place", () => {
    const { gaps, states, orders } = run(
      ["create-replacement", NAT],
      ["update", ROUTE],
      ["delete-replaced", NAT],
    );
    expect(gaps).to.deep.equal([]);
    expect(orders).to.equal("all");
    expect(states).to.be.greaterThan(1);
  });

  it("names the step from which it does not hold, where the old gateway goes first", () => {
    const { gaps } = run(["delete-replaced", NAT], ["create-replacement", NAT], ["update", ROUTE]);
    expect(gaps).to.have.length(1);
    expect(gaps[0]?.intent.name).to.equal("out");
    expect(gaps[0]?.step).to.deep.equal({ operation: "delete-replaced", urn: NAT });
    expect(gaps[0]?.inThisOrder).to.equal(true);
    expect(gaps[0]?.sentence).to.match(/^tcp\/443 from i-1 to the internet/);
  });

  it("looks at other orders that dependencies allow", () => {
    // A route that is deleted and made again in another resource, which nothing orders.
    const before = site("nat-1");
    const other = urn("ec2.Route", "r-new");
    const after = before
      .filter(({ urn: one }) => one !== ROUTE)
      .concat(before.filter((one) => one.urn === ROUTE).map((one) => ({ ...one, urn: other })));
    const steps: Step[] = [
      { operation: "create", urn: other },
      { operation: "delete", urn: ROUTE },
    ];
    const { gaps } = replay({ before, after, steps, intents });
    expect(gaps.map(({ inThisOrder, step }) => ({ inThisOrder, step }))).to.deep.equal([
      { inThisOrder: false, step: { operation: "delete", urn: ROUTE } },
    ]);
    const few = replay({ before, after, steps, intents, limit: 1 });
    expect(few.orders).to.equal("this order only");
    expect(few.gaps).to.deep.equal([]);
  });

  it("asks nothing of what did not hold before", () => {
    const { gaps, states } = replay({ before: [], after: site("nat-1"), steps: [], intents });
    expect({ gaps, states }).to.deep.equal({ gaps: [], states: 0 });
  });
});

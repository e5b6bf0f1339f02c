/** Changes of the way out, call by call on the simulated AWS: who can get out, and under which address. */
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import * as ec2 from "@pulumi/aws/ec2";
import * as net from "../../../components";
import { secondsFor } from "../../../simulator/durations";
import { A, B, network, WatchedStack, type Layout, type Watched } from "./watchedStack";
import type { WaysOut } from "./waysOut";

const { None, Single, OnePerAz, Regional, Instance } = net.NatGatewayStrategy;
const way = (natGateways: net.NatGatewaysSpec, layout: Layout = {}): PulumiFn =>
  network({ ...layout, natGateways });

const none = way({ strategy: None });
const single = way({ strategy: Single, availabilityZone: A });
const other = way({ strategy: Single, availabilityZone: B });
const onePerAz = way({ strategy: OnePerAz });
const regional = way({ strategy: Regional });
const instances = way({ strategy: Instance });
const instance = way({ strategy: Instance, availabilityZone: A });

const both = ["main-private-1a", "main-private-1b"];
const reaching = (ways: WaysOut): string[] => Object.keys(ways).sort();
/** After which calls some subnet that can get out at both ends cannot. */
const cutOff = ({ seen }: Watched, subnets: readonly string[] = both): string[] =>
  seen.flatMap(({ call, ways }) => (subnets.every((one) => one in ways) ? [] : [call]));

const idle = async (stack: WatchedStack, program: PulumiFn) => {
  const before = stack.world.fingerprint();
  expect((await stack.up(program)).steps).to.deep.equal([]);
  expect(stack.world.fingerprint()).to.equal(before);
};

describe("the way out of private subnets", function () {
  this.timeout(120_000);
  let stack: WatchedStack;
  beforeEach(async () => {
    stack = await WatchedStack.open();
  });
  afterEach(async () => {
    await stack.down();
    const left = stack.world.list();
    await stack.close();
    expect(left).to.deep.equal([]);
  });

  /** Each change from the state that the one before it left. */
  const journeys: readonly (readonly [string, readonly PulumiFn[]])[] = [
    ["single, one per zone, single", [single, onePerAz, single]],
    ["single in another zone and back", [single, other, single]],
    ["single, regional, single", [single, regional, single]],
    ["one per zone, regional, one per zone", [onePerAz, regional, onePerAz]],
    ["single, an instance, single", [single, instance, single]],
    ["one per zone, instances, regional, instances", [onePerAz, instances, regional, instances]],
    ["instances, an instance, one per zone", [instances, instance, onePerAz]],
    [
      "gateways in another tier and back",
      ["public", "outer", "public"].map((tier) =>
        way({ strategy: OnePerAz, tier }, { tiers: ["public", "outer"] }),
      ),
    ],
    [
      "a gateway whose subnet is replaced",
      ["10.0.99.0/24", "10.0.98.0/24"].map((block) =>
        way({ strategy: OnePerAz }, { publicBlocks: { [A]: block, [B]: "10.0.100.0/24" } }),
      ),
    ],
  ];
  for (const [title, programs] of journeys)
    it(`stays open from ${title}`, async () => {
      for (const [index, program] of programs.entries()) {
        const run = await stack.up(program);
        expect(reaching(run.ways), "at the end").to.deep.equal(both);
        expect(run.errors).to.deep.equal([]);
        if (index > 0) expect(cutOff(run)).to.deep.equal([]);
        // The verifier too, in every order that the dependencies allow.
        expect(run.gaps).to.deep.equal([]);
        await idle(stack, program);
      }
    });

  it("opens from none, closes to none", async () => {
    expect((await stack.up(none)).ways).to.deep.equal({});
    for (const program of [single, none, regional, none, instance, none]) {
      const run = await stack.up(program);
      expect(reaching(run.ways)).to.deep.equal(program === none ? [] : both);
    }
  });

  it("keeps the named zone's gateway and address from single to one per zone and back", async () => {
    const first = await stack.up(single);
    const many = await stack.up(onePerAz);
    expect(many.steps).to.deep.equal([
      "create Eip main-public-1b",
      "create NatGateway main-public-1b",
      "update Route main-private-1b",
    ]);
    expect(many.ways["main-private-1a"]).to.equal(first.ways["main-private-1a"]);
    const again = await stack.up(single);
    expect(again.ways).to.deep.equal(first.ways);
    expect(again.outputs).to.deep.equal(first.outputs);
    expect(again.steps).to.deep.equal([
      "update Route main-private-1b",
      "delete NatGateway main-public-1b",
      "delete Eip main-public-1b",
    ]);
  });

  it("replaces a gateway with its subnet create-first, with a new address, and the old one last", async () => {
    const at = (block: string) =>
      way(
        { strategy: Single, availabilityZone: A },
        { publicBlocks: { [A]: block, [B]: "10.0.100.0/24" } },
      );
    const before = await stack.up(at("10.0.99.0/24"));
    const after = await stack.up(at("10.0.98.0/24"));
    expect(after.ways["main-private-1a"]).not.to.equal(before.ways["main-private-1a"]);
    const calls = after.seen
      .map(({ call }) => call)
      .filter((call) => !call.includes("Association"));
    expect(calls).to.deep.equal([
      "create Subnet main-public-1a",
      "create Eip main-public-1a",
      "create NatGateway main-public-1a",
      "update Route main-private-1a",
      "update Route main-private-1b",
      "delete NatGateway main-public-1a",
      "delete Eip main-public-1a",
      "delete Subnet main-public-1a",
    ]);
  });

  it("leads tiers with other destinations, and takes a route with its destination", async () => {
    const to = (destinationCidrBlocks: string[]) =>
      way({ strategy: Single, availabilityZone: A, destinationCidrBlocks });
    await stack.up(to(["198.51.100.0/24"]));
    const run = await stack.up(to(["0.0.0.0/0"]));
    expect(reaching(run.ways)).to.deep.equal(both);
    expect(run.steps.filter((step) => step.includes("Route"))).to.have.members([
      "create Route main-private-1a",
      "create Route main-private-1b",
      "delete Route main-private-1a-198.51.100.0-24",
      "delete Route main-private-1b-198.51.100.0-24",
    ]);
  });

  it("adds and takes further Elastic IPs without touching the gateway's own", async () => {
    const further =
      (count: number): PulumiFn =>
      () => {
        const ids = ["x", "y"].map((name) => new ec2.Eip(name, { domain: "vpc" }).id);
        return network({
          natGateways: {
            strategy: Single,
            availabilityZone: A,
            secondaryAllocationIds: { [A]: ids.slice(0, count) },
          },
        })();
      };
    const held = () =>
      stack.world
        .list()
        .filter(({ kind }) => kind === "elastic-ip")
        .flatMap(({ id }) => stack.world.show(id))
        .filter((one) => "associationId" in one).length;
    const first = await stack.up(further(1));
    expect(held()).to.equal(2);
    const less = await stack.up(further(0));
    expect(less.steps).to.deep.equal(["update NatGateway main-public-1a"]);
    expect(held()).to.equal(1);
    expect(less.ways).to.deep.equal(first.ways);
    expect(cutOff(less)).to.deep.equal([]);
  });

  it("private gateways stand without an internet gateway, and come and go", async () => {
    const program: PulumiFn = () => {
      const vpc = new net.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: [A, B],
        subnetSpecs: [
          { name: "private", type: net.SubnetType.Private },
          { name: "routable", type: net.SubnetType.Isolated },
        ],
        natGateways: {
          strategy: OnePerAz,
          connectivityType: net.NatConnectivityType.Private,
          tier: "routable",
          destinationCidrBlocks: ["172.16.0.0/12"],
        },
      });
      return Promise.resolve({ ids: vpc.natGatewayIds });
    };
    const { errors } = await stack.up(program);
    expect(errors).to.deep.equal([]);
    expect(stack.world.list().filter(({ kind }) => kind === "elastic-ip")).to.deep.equal([]);
    await idle(stack, program);
  });
});

const keepElasticIps = true;
const kept = {
  none: way({ strategy: None, keepElasticIps }),
  noneA: way({ strategy: None, availabilityZone: A, keepElasticIps }),
  single: way({ strategy: Single, availabilityZone: A, keepElasticIps }),
  onePerAz: way({ strategy: OnePerAz, keepElasticIps }),
  regional: way({ strategy: Regional, keepElasticIps }),
  regionalA: way({ strategy: Regional, availabilityZone: A, keepElasticIps }),
  instances: way({ strategy: Instance, keepElasticIps }),
};

/** What the docs say of the gap, from the modelled durations. */
const GAP = 164;

describe("addresses that are kept", function () {
  this.timeout(120_000);
  let stack: WatchedStack;
  beforeEach(async () => {
    stack = await WatchedStack.open();
  });
  afterEach(async () => {
    await stack.down();
    const left = stack.world.list();
    await stack.close();
    expect(left).to.deep.equal([]);
  });

  it("come back after a gap as long as a gateway's deletion and creation", () => {
    const nat = "aws:ec2/natGateway:NatGateway";
    const route = secondsFor("aws:ec2/route:Route", "update", {});
    expect(secondsFor(nat, "delete", {}) + secondsFor(nat, "create", {}) + route).to.equal(GAP);
  });

  it("outlive a gateway whose subnet is replaced, which goes first", async () => {
    const at = (block: string) =>
      way(
        { strategy: OnePerAz, keepElasticIps },
        { publicBlocks: { [A]: block, [B]: "10.0.100.0/24" } },
      );
    const before = await stack.up(at("10.0.99.0/24"));
    const after = await stack.up(at("10.0.98.0/24"));
    expect(after.ways).to.deep.equal(before.ways);
    expect(cutOff(after, ["main-private-1b"])).to.deep.equal([]);
    expect(cutOff(after).at(0)).to.equal("delete NatGateway main-public-1a");
    expect(cutOff(after).at(-1)).to.equal("create NatGateway main-public-1a");
  });

  it("follow their gateways into another tier", async () => {
    const at = (tier: string) =>
      way({ strategy: OnePerAz, tier, keepElasticIps }, { tiers: ["public", "outer"] });
    const before = await stack.up(at("public"));
    for (const tier of ["outer", "public"]) {
      const after = await stack.up(at(tier));
      expect(after.ways).to.deep.equal(before.ways);
      expect(after.steps.filter((step) => /^(create|delete) Eip/.test(step))).to.deep.equal([]);
    }
  });

  it("of the named zone go to a regional gateway and back; the other zone is never cut off", async () => {
    const before = await stack.up(kept.onePerAz);
    const after = await stack.up(kept.regionalA);
    expect(after.ways["main-private-1a"]).to.equal(before.ways["main-private-1a"]);
    expect(after.ways["main-private-1b"]).not.to.equal(before.ways["main-private-1b"]);
    expect(cutOff(after, ["main-private-1b"])).to.deep.equal([]);
    expect(cutOff(after)).to.deep.equal([
      "delete NatGateway main-public-1a",
      "create NatGateway main-regional",
    ]);
    // From here on the regional gateway's other addresses are kept as well.
    const all = await stack.up(kept.regional);
    expect(all.steps).to.deep.equal(["update Eip main-public-1b"]);
    expect(all.ways).to.deep.equal(after.ways);
    const back = await stack.up(kept.single);
    expect(back.ways["main-private-1a"]).to.equal(before.ways["main-private-1a"]);
  });

  it("all of them go from one strategy to any other by way of none", async () => {
    const first = await stack.up(kept.onePerAz);
    for (const program of [kept.instances, kept.regional, kept.onePerAz, kept.instances]) {
      expect((await stack.up(kept.none)).ways).to.deep.equal({});
      const { ways } = await stack.up(program);
      expect(ways).to.deep.equal(first.ways);
      await idle(stack, program);
    }
  });

  it("are refused where they would be bound twice, and nothing is cut off", async () => {
    const first = await stack.up(kept.onePerAz);
    for (const [program, code] of [
      [kept.regional, "Resource.AlreadyAssociated"],
      [kept.instances, "AuthFailure"],
    ] as const) {
      const message = await stack.up(program).then(
        () => "it succeeded",
        (error: unknown) => String(error),
      );
      expect(message).to.contain(code);
      expect(stack.ways).to.deep.equal(first.ways);
      await stack.up(kept.onePerAz);
    }
  });

  it("stay the addresses of instances when they are to be kept from now on", async () => {
    const before = await stack.up(instances);
    const after = await stack.up(kept.instances);
    expect(after.ways).to.deep.equal(before.ways);
    expect(cutOff(after)).to.deep.equal([]);
  });

  it("of single come back from none and from a regional gateway", async () => {
    const { ways } = await stack.up(kept.single);
    for (const [away, open] of [
      [kept.noneA, []],
      [kept.regionalA, both],
    ] as const) {
      expect(reaching((await stack.up(away)).ways)).to.deep.equal(open);
      expect((await stack.up(kept.single)).ways).to.deep.equal(ways);
      await idle(stack, kept.single);
    }
  });

  it("stay without a gateway only for the named zone, where one is named", async () => {
    await stack.up(kept.single);
    expect((await stack.up(kept.noneA)).steps).to.have.members([
      "delete Route main-private-1a",
      "delete Route main-private-1b",
      "delete NatGateway main-public-1a",
    ]);
  });
});

describe("Elastic IPs of one's own", function () {
  this.timeout(120_000);
  let stack: WatchedStack;
  beforeEach(async () => {
    stack = await WatchedStack.open();
  });
  afterEach(async () => {
    await stack.down();
    await stack.close();
  });

  const given =
    (strategy: net.NatGatewayStrategy, taken: boolean): PulumiFn =>
    async () => {
      const eips = [A, B].map((zone) => new ec2.Eip(zone, { domain: "vpc" }));
      const [first, second] = eips.map(({ id }) => id);
      const network1 = await network({
        natGateways: { strategy, elasticIpAllocationIds: { [A]: first!, [B]: second! } },
      })();
      if (taken) {
        const vpc = new net.Vpc("else", {
          cidrBlock: "10.1.0.0/16",
          availabilityZoneNames: [A],
          subnetSpecs: [{ name: "public", type: net.SubnetType.Public }],
          natGateways: { strategy: OnePerAz, elasticIpAllocationIds: { [A]: first! } },
        });
        return { ...network1, other: vpc.natGatewayIds };
      }
      return network1;
    };

  for (const strategy of [OnePerAz, Regional, Instance])
    it(`are the addresses of ${strategy}`, async () => {
      const { ways } = await stack.up(given(strategy, false));
      expect(new Set(Object.values(ways)).size).to.equal(2);
      await idle(stack, given(strategy, false));
    });

  it("that are in use elsewhere are refused", async () => {
    const message = await stack.up(given(OnePerAz, true)).then(
      () => "it succeeded",
      (error: unknown) => String(error),
    );
    expect(message).to.match(
      /Resource\.AlreadyAssociated: Elastic IP address eipalloc-\w+ is already associated/,
    );
  });

  it("that there are not are refused", async () => {
    const message = await stack
      .up(
        way({
          strategy: Single,
          availabilityZone: A,
          elasticIpAllocationIds: { [A]: "eipalloc-0123456789abcdef0" },
        }),
      )
      .then(
        () => "it succeeded",
        (error: unknown) => String(error),
      );
    expect(message).to.contain(
      "InvalidAllocationID.NotFound: Elastic IP address eipalloc-0123456789abcdef0 could not be associated with this NAT gateway",
    );
  });
});

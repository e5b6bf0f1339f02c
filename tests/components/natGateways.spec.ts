import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, ofTypes, outline, record } from "./recordedMocks";
import { SHARED_TABLES, SITE } from "./site";

const { None, Single, OnePerAz, Regional } = net.NatGatewayStrategy;
const { Private } = net.NatConnectivityType;
const make = (args: Omit<net.NatGatewaysArgs, "vpc"> & { vpc?: net.VpcAttributes }) => () =>
  new net.NatGateways("main", { vpc: SITE, ...args });
const made = async (args: Parameters<typeof make>[0]) => inventory(await record(make(args)));

describe("NatGateways", () => {
  it("makes one in each zone, every child and input", async () => {
    expect(inventory(await record(make({ strategy: OnePerAz })))).to.deep.equal({
      "NatGateways main < ": {},
      "Eip main-public-1a < NatGateways": { domain: "vpc", tags: { Name: "main-public-1a" } },
      "Eip main-public-1b < NatGateways": { domain: "vpc", tags: { Name: "main-public-1b" } },
      "NatGateway main-public-1a < NatGateways": {
        allocationId: "Eip main-public-1a",
        connectivityType: "public",
        secondaryAllocationIds: [],
        subnetId: "subnet-pub-a",
        tags: { Name: "main-public-1a" },
      },
      "NatGateway main-public-1b < NatGateways": {
        allocationId: "Eip main-public-1b",
        connectivityType: "public",
        secondaryAllocationIds: [],
        subnetId: "subnet-pub-b",
        tags: { Name: "main-public-1b" },
      },
      "Route main-private-1a < NatGateways": {
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: "NatGateway main-public-1a",
        routeTableId: "rtb-prv-a",
      },
      "Route main-private-1b < NatGateways": {
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: "NatGateway main-public-1b",
        routeTableId: "rtb-prv-b",
      },
    });
  });

  it("leads every private table to the single one, in the zone that the program names", async () => {
    const single = make({ strategy: Single, availabilityZone: "us-east-1b" });
    const all = inventory(await record(single));
    expect(Object.keys(all)).to.have.members([
      "NatGateways main < ",
      "Eip main-public-1b < NatGateways",
      "NatGateway main-public-1b < NatGateways",
      "Route main-private-1a < NatGateways",
      "Route main-private-1b < NatGateways",
    ]);
    expect(all["Route main-private-1a < NatGateways"]).to.deep.equal({
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "NatGateway main-public-1b",
      routeTableId: "rtb-prv-a",
    });
  });

  it("makes one route for a table that the zones share", async () => {
    const args = { vpc: SHARED_TABLES, strategy: Single, availabilityZone: "us-east-1a" };
    expect(outline(await record(make(args)))).to.deep.equal([
      "Eip main-public-1a < NatGateways",
      "NatGateway main-public-1a < NatGateways",
      "NatGateways main < ",
      "Route main-private < NatGateways",
    ]);
  });

  it("makes nothing with None", async () => {
    expect(outline(await record(make({ strategy: None })))).to.deep.equal(["NatGateways main < "]);
  });

  it("uses the Elastic IPs brought, and makes none", async () => {
    const all = inventory(
      await record(
        make({
          strategy: Single,
          availabilityZone: "us-east-1a",
          elasticIpAllocationIds: { "us-east-1a": "eipalloc-1" },
        }),
      ),
    );
    expect(Object.keys(all).filter((key) => key.startsWith("Eip"))).to.deep.equal([]);
    expect(all["NatGateway main-public-1a < NatGateways"]).to.deep.equal({
      allocationId: "eipalloc-1",
      connectivityType: "public",
      secondaryAllocationIds: [],
      subnetId: "subnet-pub-a",
      tags: { Name: "main-public-1a" },
    });
  });

  it("makes the gateway after the internet gateway of a Vpc, and after its subnet leads there", async () => {
    const { dependencies } = await record(() => {
      const vpc = new net.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [{ name: "public", type: net.SubnetType.Public }],
      });
      new net.NatGateways("main", { vpc, strategy: OnePerAz });
    });
    const [, needed = []] =
      [...dependencies].find(([urn]) => urn.endsWith("NatGateway::main-public-1a")) ?? [];
    expect(needed.map((urn) => urn.split(":").slice(-3).join(":")).sort()).to.deep.equal([
      "Eip::main-public-1a",
      "InternetGateway::main",
      "Route::main-public",
      "RouteTableAssociation::main-public-1a",
      "Subnet::main-public-1a",
    ]);
  });
});

describe("NatGateways, regional", () => {
  it("makes one gateway of the VPC, whose addresses AWS brings, and every table leads to it", async () => {
    expect(await made({ strategy: Regional, vpc: SHARED_TABLES })).to.deep.equal({
      "NatGateways main < ": {},
      "NatGateway main-regional < NatGateways": {
        availabilityMode: "regional",
        connectivityType: "public",
        vpcId: "vpc-1",
        tags: { Name: "main-regional" },
      },
      "Route main-private < NatGateways": {
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: "NatGateway main-regional",
        routeTableId: "rtb-prv",
      },
    });
  });

  it("gives it addresses of one's own in every zone, by name or by id, further ones too", async () => {
    const all = await made({
      strategy: Regional,
      elasticIpAllocationIds: { "us-east-1a": "eipalloc-a", "us-east-1b": "eipalloc-b" },
      secondaryAllocationIds: { "us-east-1b": ["eipalloc-c"] },
    });
    expect(all["NatGateway main-regional < NatGateways"]?.availabilityZoneAddresses).to.deep.equal([
      { allocationIds: ["eipalloc-a"], availabilityZone: "us-east-1a" },
      { allocationIds: ["eipalloc-b", "eipalloc-c"], availabilityZone: "us-east-1b" },
    ]);
    const vpc = { ...SITE, availabilityZones: ["use1-az1"] };
    const byId = await made({
      strategy: Regional,
      vpc,
      elasticIpAllocationIds: { "use1-az1": "eipalloc-a" },
    });
    expect(byId["NatGateway main-regional < NatGateways"]?.availabilityZoneAddresses).to.deep.equal(
      [{ allocationIds: ["eipalloc-a"], availabilityZoneId: "use1-az1" }],
    );
  });

  it("needs no public tier where the network names its internet gateway", async () => {
    const vpc: net.VpcAttributes = {
      ...SITE,
      subnetTypes: { private: net.SubnetType.Private },
      internetGatewayId: "igw-1",
    };
    expect(Object.keys(await made({ strategy: Regional, vpc }))).to.include(
      "NatGateway main-regional < NatGateways",
    );
  });

  it("tells the gateway and the address of every zone", async () => {
    let nat: net.NatGateways | undefined;
    await record(() => {
      nat = new net.NatGateways("main", { vpc: SITE, strategy: Regional });
    });
    expect(Object.keys(nat?.natGatewayIds ?? {})).to.deep.equal(SITE.availabilityZones);
    expect(Object.keys(nat?.natPublicIps ?? {})).to.deep.equal(SITE.availabilityZones);
  });
});

describe("NatGateways, private", () => {
  const vpc: net.VpcAttributes = {
    ...SITE,
    subnetTypes: { ...SITE.subnetTypes, routable: net.SubnetType.Private },
    subnetIds: { ...SITE.subnetIds, routable: { "us-east-1a": "subnet-r-a" } },
    routeTableIds: { ...SITE.routeTableIds, routable: { "us-east-1a": "rtb-r-a" } },
  };

  it("stands in a tier without Elastic IPs, and leads the other private tiers' blocks there", async () => {
    const all = await made({
      vpc,
      strategy: Single,
      availabilityZone: "us-east-1a",
      connectivityType: Private,
      tier: "routable",
      destinationCidrBlocks: ["10.0.0.0/8", "172.16.0.0/12"],
      secondaryPrivateIpAddresses: { "us-east-1a": ["10.0.9.8"] },
    });
    expect(ofTypes(all, "Eip", "NatGateway", "Route")).to.deep.equal({
      "NatGateway main-routable-1a < NatGateways": {
        connectivityType: "private",
        secondaryPrivateIpAddresses: ["10.0.9.8"],
        subnetId: "subnet-r-a",
        tags: { Name: "main-routable-1a" },
      },
      ...Object.fromEntries(
        ["10.0.0.0/8", "172.16.0.0/12"].flatMap((block) =>
          ["a", "b"].map((zone) => [
            `Route main-private-1${zone}-${block.replace("/", "-")} < NatGateways`,
            {
              destinationCidrBlock: block,
              natGatewayId: "NatGateway main-routable-1a",
              routeTableId: `rtb-prv-${zone}`,
            },
          ]),
        ),
      ),
    });
  });

  it("takes addresses away again: an empty list is given where there are none", async () => {
    const all = await made({
      vpc,
      strategy: Single,
      availabilityZone: "us-east-1a",
      connectivityType: Private,
      tier: "routable",
    });
    const gateway = all["NatGateway main-routable-1a < NatGateways"];
    expect(gateway?.secondaryPrivateIpAddresses).to.deep.equal([]);
  });
});

describe("NatGateways, its addresses and routes", () => {
  it("adds further Elastic IPs, with the addresses they are bound to where those are given", async () => {
    const all = await made({
      strategy: Single,
      availabilityZone: "us-east-1a",
      secondaryAllocationIds: { "us-east-1a": ["eipalloc-8", "eipalloc-9"] },
      secondaryPrivateIpAddresses: { "us-east-1a": ["10.0.0.8", "10.0.0.9"] },
    });
    expect(all["NatGateway main-public-1a < NatGateways"]).to.deep.equal({
      allocationId: "Eip main-public-1a",
      connectivityType: "public",
      secondaryAllocationIds: ["eipalloc-8", "eipalloc-9"],
      secondaryPrivateIpAddresses: ["10.0.0.8", "10.0.0.9"],
      subnetId: "subnet-pub-a",
      tags: { Name: "main-public-1a" },
    });
  });

  it("leads NAT64's prefix there from the tiers that the network names, whatever they are", async () => {
    const vpc = { ...SITE, nat64Tiers: ["private", "public"] };
    const all = await made({ vpc, strategy: OnePerAz });
    const routes = Object.entries(ofTypes(all, "Route")).filter(([key]) => key.includes("nat64"));
    const nat64 = (zone: string, table: string) => ({
      destinationIpv6CidrBlock: "64:ff9b::/96",
      natGatewayId: `NatGateway main-public-${zone}`,
      routeTableId: table,
    });
    expect(Object.fromEntries(routes)).to.deep.equal({
      "Route main-private-1a-nat64 < NatGateways": nat64("1a", "rtb-prv-a"),
      "Route main-private-1b-nat64 < NatGateways": nat64("1b", "rtb-prv-b"),
      "Route main-public-nat64 < NatGateways": nat64("1a", "rtb-pub"),
    });
    const none = await made({ vpc, strategy: None });
    expect(Object.keys(none)).to.deep.equal(["NatGateways main < "]);
  });

  it("leads only the private tiers asked for there", async () => {
    const vpc = {
      ...SITE,
      subnetTypes: { ...SITE.subnetTypes, other: net.SubnetType.Private },
      routeTableIds: { ...SITE.routeTableIds, other: { "us-east-1a": "rtb-o-a" } },
    };
    const all = await made({ vpc, strategy: OnePerAz, routeTableTiers: ["other"] });
    expect(Object.keys(ofTypes(all, "Route"))).to.deep.equal(["Route main-other-1a < NatGateways"]);
  });

  it("keeps an address for the named zone, or for each, with no gateway at all", async () => {
    const keepElasticIps = true;
    const each = await made({ strategy: None, keepElasticIps });
    expect(Object.keys(each)).to.deep.equal([
      "NatGateways main < ",
      "Eip main-public-1a < NatGateways",
      "Eip main-public-1b < NatGateways",
    ]);
    const one = await made({ strategy: None, keepElasticIps, availabilityZone: "us-east-1b" });
    expect(Object.keys(one)).to.deep.equal([
      "NatGateways main < ",
      "Eip main-public-1b < NatGateways",
    ]);
  });

  it("names a regional gateway's address after the zonal one's where it takes that over", async () => {
    const all = await made({
      strategy: Regional,
      keepElasticIps: true,
      availabilityZone: "us-east-1b",
    });
    expect(all["NatGateway main-regional < NatGateways"]?.availabilityZoneAddresses).to.deep.equal([
      { allocationIds: ["Eip main-public-1a-regional"], availabilityZone: "us-east-1a" },
      { allocationIds: ["Eip main-public-1b"], availabilityZone: "us-east-1b" },
    ]);
  });

  it("knows in a preview what it will make, though no id is known", async () => {
    for (const strategy of Object.values(net.NatGatewayStrategy)) {
      const program = () =>
        new net.Vpc("main", {
          cidrBlock: "10.0.0.0/16",
          availabilityZoneNames: ["us-east-1a"],
          subnetSpecs: [
            { name: "public", type: net.SubnetType.Public },
            { name: "private", type: net.SubnetType.Private },
          ],
          natGateways: {
            strategy,
            ...(strategy === Single ? { availabilityZone: "us-east-1a" } : {}),
          },
        });
      const preview = await record(program, { preview: true });
      expect(outline(preview)).to.deep.equal(outline(await record(program)));
    }
  });

  it("places everything in the network's region, and gives it the caller's tags", async () => {
    for (const strategy of [OnePerAz, Regional, net.NatGatewayStrategy.Instance]) {
      const vpc = { ...SITE, region: "us-east-1" };
      const all = await made({
        vpc,
        strategy,
        keepElasticIps: true,
        naming: { purpose: "shop", suffix: "dev" },
        tags: { Team: "net" },
      });
      for (const [key, inputs] of Object.entries(all)) {
        const isGlobal = /^(NatGateways|NatInstances|Role|RolePolicy|InstanceProfile) /.test(key);
        expect(inputs.region, key).to.equal(isGlobal ? undefined : "us-east-1");
        if (!("tags" in inputs) || Array.isArray(inputs.tags)) continue;
        expect(inputs.tags, key).to.include({ Team: "net" });
        expect((inputs.tags as { Name: string }).Name, key).to.match(/-shop(-.*)?-dev$/);
      }
    }
  });

  it("gives every child its own provider, those of instances too", async () => {
    for (const strategy of [OnePerAz, Regional, net.NatGatewayStrategy.Instance]) {
      const { providers } = await record(async () => {
        const { Provider } = await import("@pulumi/aws");
        const provider = new Provider("elsewhere", { region: "us-east-1" });
        new net.NatGateways("main", { vpc: SITE, strategy, keepElasticIps: true }, { provider });
      });
      const children = [...providers].filter(([urn]) => urn.includes("$aws:"));
      expect(children.length).to.be.greaterThan(3);
      for (const [urn, provider] of children) expect(provider, urn).to.contain("elsewhere");
    }
  });

  it("keeps every name where the network's ids are secrets", async () => {
    const ids = { public: { "us-east-1a": pulumi.secret("subnet-a") } };
    const vpc = { ...SITE, availabilityZones: ["us-east-1a"], vpcId: pulumi.secret("vpc-1") };
    for (const strategy of [OnePerAz, Regional, net.NatGatewayStrategy.Instance]) {
      const secret = await record(make({ vpc: { ...vpc, subnetIds: ids }, strategy }));
      const plain = await record(make({ vpc: { ...vpc, vpcId: "vpc-1" }, strategy }));
      expect(secret.urns).to.deep.equal(plain.urns);
    }
  });
});

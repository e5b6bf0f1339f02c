import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { joinStates, readNetwork, readStackState, type Network } from "../../../analysis/model";
import { deployedServerless } from "./support/serverless";
import { asPreview, withoutAws } from "./support/preview";

const folder = join(__dirname, "../../scenarios/states");
const stateOf = async (name: string) => ({
  name,
  text: await readFile(join(folder, `${name}.json`), "utf8"),
});

const countsOf = (network: Network): Record<string, number> =>
  Object.fromEntries(
    Object.entries(network)
      .map(([name, parts]) => [name, (parts as readonly unknown[]).length] as const)
      .filter(([, count]) => count > 0),
  );

const kindsOf = ({ networkInterfaces }: Network): string[] =>
  networkInterfaces.map(({ kind }) => kind).sort();

const group = (name: string): string =>
  `urn:pulumi:prod::instances::aws:ec2/securityGroup:SecurityGroup::${name}`;

describe("analysis model: states of real stacks", () => {
  const expected: Record<string, { counts: object; kinds: string[]; missing: object[] }> = {
    network: {
      counts: {
        vpcs: 1,
        subnets: 6,
        routeTables: 7,
        networkAcls: 1,
        securityGroups: 1,
        internetGateways: 1,
        natGateways: 3,
        vpcEndpoints: 1,
        prefixLists: 1,
        assumptions: 1,
      },
      kinds: [],
      missing: [],
    },
    web: {
      counts: {
        vpcs: 1,
        subnets: 3,
        routeTables: 4,
        networkAcls: 1,
        securityGroups: 3,
        networkInterfaces: 6,
        internetGateways: 1,
        assumptions: 1,
      },
      kinds: [...Array<string>(3).fill("loadBalancer"), ...Array<string>(3).fill("task")],
      missing: [],
    },
    instances: {
      counts: {
        vpcs: 1,
        subnets: 3,
        routeTables: 4,
        networkAcls: 1,
        securityGroups: 3,
        networkInterfaces: 4,
        internetGateways: 1,
        missing: 2,
        assumptions: 1,
      },
      kinds: ["instance", ...Array<string>(3).fill("loadBalancer")],
      // The instance stands in the account's default VPC, which is no resource of the stack.
      missing: [
        { key: "vpc-4b82e033", kind: "VPC", referredToBy: group("web") },
        {
          key: "subnet-c7d926bf",
          kind: "subnet",
          referredToBy: "urn:pulumi:prod::instances::aws:ec2/instance:Instance::instance",
        },
      ],
    },
  };
  for (const [name, { counts, kinds, missing }] of Object.entries(expected))
    it(`reads ${name} in full`, async () => {
      const network = readNetwork(readStackState(await stateOf(name)));
      expect(countsOf(network)).to.deep.equal(counts);
      expect(kindsOf(network)).to.deep.equal(kinds);
      expect(network.missing).to.deep.equal(missing);
    });

  for (const name of ["network", "web"])
    it(`reads a preview of ${name} to the same network`, async () => {
      const records = readStackState(await stateOf(name));
      const network = readNetwork(asPreview(records));
      expect(withoutAws(network)).to.deep.equal(withoutAws(readNetwork(records)));
    });

  it("names what only AWS will choose of a preview of instances, and reads the rest alike", async () => {
    const records = readStackState(await stateOf("instances"));
    const network = readNetwork(asPreview(records));
    const urn = "urn:pulumi:prod::instances::aws:ec2/instance:Instance::instance";
    expect(network.missing).to.deep.equal([
      { key: `${group("web")}#vpcId`, kind: "VPC", referredToBy: group("web") },
      { key: `${urn}#subnetId`, kind: "subnet", referredToBy: urn },
    ]);
    const balancers = (one: Network) =>
      withoutAws(one.networkInterfaces.filter(({ kind }) => kind === "loadBalancer"));
    expect(balancers(network)).to.deep.equal(balancers(readNetwork(records)));
    expect(withoutAws(network.routeTables)).to.deep.equal(
      withoutAws(readNetwork(records).routeTables),
    );
  });

  it("gives each private subnet of the network its own NAT gateway", async () => {
    const network = readNetwork(readStackState(await stateOf("network")));
    const ways = network.subnets
      .filter(({ name }) => name.includes("private"))
      .map(({ name, routeTable, tier }) => {
        const table = network.routeTables.find(({ key }) => key === routeTable);
        const nat = network.natGateways.find(({ key }) => key === table?.routes[0]?.target.key);
        return [name, tier, nat?.name, nat?.publicAddresses.length];
      });
    expect(ways).to.have.deep.members([
      ["shop-private-1", "private", "shop-1", 1],
      ["shop-private-2", "private", "shop-2", 1],
      ["shop-private-3", "private", "shop-3", 1],
    ]);
  });
});

describe("analysis model: serverless/dev", () => {
  it("is read in full, deployed and as a preview", async () => {
    const records = readStackState(await deployedServerless());
    const network = readNetwork(records);
    expect(countsOf(network)).to.deep.equal({
      vpcs: 1,
      subnets: 4,
      routeTables: 3,
      networkAcls: 3,
      securityGroups: 3,
      networkInterfaces: 16,
      internetGateways: 1,
      natGateways: 1,
      vpcEndpoints: 6,
      prefixLists: 2,
    });
    expect(network.subnets.map(({ tier }) => tier).sort()).to.deep.equal([
      "private",
      "private",
      "public",
      "public",
    ]);
    expect(withoutAws(readNetwork(asPreview(records)))).to.deep.equal(withoutAws(network));
  });
});

describe("analysis model: files of states", () => {
  const errors: readonly [string, string, RegExp][] = [
    ["no JSON", "{", /^a\.json is no JSON \(.+\); give what `pulumi stack export` prints$/],
    [
      "no state",
      "{}",
      /^a\.json is no stack's state: it has neither "deployment" nor "checkpoint"; give/,
    ],
    ["a list", "[]", /^a\.json is no stack's state/],
    [
      "resources that are no list",
      '{"deployment":{"resources":{}}}',
      /^a\.json: its "resources" are no list/,
    ],
    [
      "a resource that is none",
      '{"deployment":{"resources":[1]}}',
      /^a\.json: resource 0 is no object/,
    ],
    [
      "a resource without a type",
      '{"deployment":{"resources":[{"urn":"u"}]}}',
      /^a\.json: resource 0 has no "urn" or no "type"/,
    ],
  ];
  for (const [name, text, message] of errors)
    it(`refuses ${name}, naming the file`, () => {
      expect(() => readStackState({ name: "a.json", text })).to.throw(message);
    });

  it("reads an export and a checkpoint alike, without what is being deleted", () => {
    const urn = "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::v";
    const resources = [
      { urn, type: "aws:ec2/vpc:Vpc", custom: true, id: "vpc-1", inputs: {}, outputs: {} },
      { urn: `${urn}2`, type: "aws:ec2/vpc:Vpc", id: "vpc-0", delete: true },
      { urn: `${urn}3`, type: "aws:ec2/vpc:Vpc", pendingReplacement: true },
    ];
    const read = (file: object) => readStackState({ name: "a", text: JSON.stringify(file) });
    const exported = read({ version: 3, deployment: { resources } });
    expect(exported.map((one) => [one.urn, one.id])).to.deep.equal([[urn, "vpc-1"]]);
    expect(read({ checkpoint: { latest: { resources } } })).to.deep.equal(exported);
    expect(read({ checkpoint: { stack: "dev" } })).to.deep.equal([]);
  });
});

describe("analysis model: several stacks", () => {
  const stack = (name: string, ...resources: readonly object[]) => ({
    name: `${name}.json`,
    text: JSON.stringify({
      deployment: {
        resources: resources.map((one) => ({ custom: true, inputs: {}, outputs: {}, ...one })),
      },
    }),
  });
  const resource = (project: string, type: string, id: string, outputs: object) => ({
    urn: `urn:pulumi:dev::${project}::aws:ec2/${type}::${id}`,
    type: `aws:ec2/${type}`,
    id,
    outputs,
  });
  const hub = stack("hub", resource("hub", "vpc:Vpc", "vpc-hub", { cidrBlock: "10.0.0.0/16" }));
  const spoke = stack(
    "spoke",
    resource("spoke", "vpc:Vpc", "vpc-spoke", { cidrBlock: "10.1.0.0/16" }),
    resource("spoke", "vpcPeeringConnection:VpcPeeringConnection", "pcx-1", {
      vpcId: "vpc-spoke",
      peerVpcId: "vpc-hub",
      acceptStatus: "active",
    }),
  );

  it("are joined by ids: what is missing in one is in the other", () => {
    expect(readNetwork(joinStates([spoke])).missing.map(({ key }) => key)).to.deep.equal([
      "vpc-hub",
    ]);
    const network = readNetwork(joinStates([hub, spoke]));
    expect(network.missing).to.deep.equal([]);
    expect(network.peeringConnections[0]).to.include({
      requester: "urn:pulumi:dev::spoke::aws:ec2/vpc:Vpc::vpc-spoke",
      accepter: "urn:pulumi:dev::hub::aws:ec2/vpc:Vpc::vpc-hub",
    });
  });

  it("are each given once", () => {
    expect(() => joinStates([hub, spoke, { ...hub, name: "old.json" }])).to.throw(
      "old.json and hub.json are both states of hub/dev: give one of them",
    );
  });
});

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readDescribed, readNetwork, type Network } from "../../../analysis/model";
import { answers } from "./support/describedAnswers";
import { resources } from "./support/describedResources";
import { provider } from "./support/stack";

type Files = Readonly<Record<string, readonly object[]>>;

async function inFolder<T>(
  folders: Readonly<Record<string, Files | string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), "pan-described-"));
  try {
    for (const [folder, files] of Object.entries(folders)) {
      await mkdir(join(root, folder), { recursive: true });
      if (typeof files === "string") await writeFile(join(root, folder, "Vpcs.json"), files);
      else
        for (const [key, list] of Object.entries(files))
          await writeFile(join(root, folder, `${key}.json`), JSON.stringify({ [key]: list }));
    }
    return await work(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const described = (folders: Readonly<Record<string, Files | string>>): Promise<Network> =>
  inFolder(folders, readDescribed);

/**
 * Parts in order, by whose ids they refer to each other; without the interfaces, which are other parts here and there.
 * A transit gateway's static route has no id in AWS: its key is ours.
 */
function byIds({ networkInterfaces: _, assumptions: _sentences, ...rest }: Network): unknown {
  const written = resources.reduce(
    (text, { urn, id = "" }) =>
      text.replaceAll(`${urn}"`, `${id}"`).replaceAll(`${urn}#`, `${id}#`),
    JSON.stringify(rest),
  );
  const kinds = JSON.parse(
    written.replace(/"key":"(r|tgw-rtb-1_0\.0\.0\.0\/0)"/g, '"key":"route"'),
  ) as Readonly<Record<string, readonly unknown[]>>;
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, parts]) => [kind, parts.map(inOrder).sort()]),
  );
}

/** As text, whose keys are in order. */
const inOrder = (part: unknown): string =>
  JSON.stringify(part, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );

describe("analysis model: what AWS describes", () => {
  it("is the network that the resources make", async () => {
    const network = await described({ "aws_configs/eu-west-1": answers });
    const made = readNetwork([provider, ...resources]);
    expect(byIds(network)).to.deep.equal(byIds(made));
    expect(network.missing).to.deep.equal([]);
  });

  it("has each interface with its owner, but the gateways' own", async () => {
    const { networkInterfaces } = await described({ "eu-west-1": answers });
    const web = { securityGroups: ["sg-1"], filtered: true, hasIpv4: true, hasIpv6: false };
    const expected = [
      {
        key: "eni-i",
        kind: "instance",
        owner: "i-1",
        name: "i-1",
        subnet: "subnet-a",
        ipv4: ["10.0.1.20"],
        publicIpv4: true,
        publicAddress: "198.51.100.20",
      },
      {
        key: "eni-fn",
        kind: "lambda",
        owner: "fn",
        name: "fn",
        subnet: "subnet-b",
        ipv4: ["10.0.2.30"],
        publicIpv4: false,
      },
      {
        key: "eni-lb",
        kind: "loadBalancer",
        owner: "app/front/0a1b2c",
        subnet: "subnet-a",
        publicIpv4: true,
      },
      {
        key: "eni-sqs",
        kind: "endpoint",
        owner: "vpce-sqs",
        endpoint: "vpce-sqs",
        subnet: "subnet-b",
        publicIpv4: false,
      },
    ];
    expect(networkInterfaces.map(({ key }) => key)).to.deep.equal(expected.map(({ key }) => key));
    expected.forEach((one, index) =>
      expect(networkInterfaces[index]).to.deep.include({ ...web, ...one }),
    );
  });

  const signs: readonly [string, object, object][] = [
    ["RDSNetworkInterface", { RequesterId: "amazon-rds" }, { kind: "database", owner: "eni-1" }],
    [
      "ElastiCache orders-001",
      { RequesterId: "amazon-elasticache" },
      { kind: "cache", owner: "orders-001" },
    ],
    [
      "ELB net/tcp/0a1b",
      { InterfaceType: "network_load_balancer", Groups: [] },
      { kind: "loadBalancer", owner: "net/tcp/0a1b", filtered: false },
    ],
    [
      "ELB classic",
      {},
      { kind: "loadBalancer", owner: "classic", type: "aws:elb/loadBalancer:LoadBalancer" },
    ],
    ["arn:aws:ecs:eu-west-1:111122223333:attachment/0a1b", {}, { kind: "task" }],
    ["", { InterfaceType: "api_gateway_managed" }, { kind: "vpcLink" }],
    ["a bastion's second", {}, { kind: "interface", owner: "eni-1" }],
  ];
  for (const [Description, more, expected] of signs)
    it(`knows an interface by "${Description}" ${JSON.stringify(more)}`, async () => {
      const one = {
        NetworkInterfaceId: "eni-1",
        SubnetId: "subnet-a",
        Groups: [{ GroupId: "sg-1" }],
        PrivateIpAddresses: [{ PrivateIpAddress: "10.0.1.1" }],
        Description,
        ...more,
      };
      const network = await described({ "eu-west-1": { ...answers, NetworkInterfaces: [one] } });
      expect(network.networkInterfaces.find(({ key }) => key === "eni-1")).to.deep.include(
        expected,
      );
    });

  it("has an instance's interfaces where nobody asked for the interfaces", async () => {
    const { NetworkInterfaces: [instance = {}] = [], ...rest } = answers;
    const Reservations = [{ Instances: [{ InstanceId: "i-1", NetworkInterfaces: [instance] }] }];
    const network = await described({ "eu-west-1": { ...rest, Reservations } });
    expect(network.networkInterfaces.find(({ key }) => key === "eni-i")).to.deep.include({
      kind: "instance",
      owner: "i-1",
      publicIpv4: true,
    });
  });

  it("has AWS's own lists by their blocks, and the endpoint's route by the list", async () => {
    const own = {
      PrefixListId: "pl-s3",
      PrefixListName: "com.amazonaws.eu-west-1.s3",
      Cidrs: ["52.218.0.0/17"],
    };
    const network = await described({ "eu-west-1": { ...answers, PrefixLists: [own] } });
    expect(network.prefixLists).to.deep.include({
      key: "pl-s3",
      name: "com.amazonaws.eu-west-1.s3",
      type: "aws:ec2/managedPrefixList:ManagedPrefixList",
      id: "pl-s3",
      tags: { Name: "com.amazonaws.eu-west-1.s3" },
      service: "s3",
      cidrs: ["52.218.0.0/17"],
    });
    const table = network.routeTables.find(({ key }) => key === "rtb-b");
    expect(table?.routes.at(-1)?.destination).to.deep.equal({ prefixList: "pl-s3" });
  });

  it("has a black hole where a route's target was deleted", async () => {
    const gone = {
      DestinationCidrBlock: "10.8.0.0/16",
      NatGatewayId: "nat-old",
      State: "blackhole",
    };
    const tables = [{ VpcId: "vpc-1", RouteTableId: "rtb-x", Associations: [], Routes: [gone] }];
    const network = await described({ "eu-west-1": { ...answers, RouteTables: tables } });
    expect(network.routeTables.find(({ key }) => key === "rtb-x")?.routes[0]?.target).to.deep.equal(
      {
        kind: "natGateway",
        key: "nat-old",
        gone: true,
      },
    );
  });

  it("has a transit gateway's routes as they are, else as AWS makes them", async () => {
    const tableOf = async (more: Files) => {
      const network = await described({ "eu-west-1": { ...answers, ...more } });
      return network.transitGateways[0]?.routeTables[0]?.routes.map((route) => [
        route.cidr,
        route.attachment,
        route.propagated,
      ]);
    };
    const at = { TransitGatewayRouteTableId: "tgw-rtb-1" };
    const to = { TransitGatewayAttachmentId: "tgw-attach-1", ResourceType: "vpc" };
    const hole = { DestinationCidrBlock: "10.7.0.0/16", Type: "static", State: "blackhole" };
    const TransitGatewayStaticRoutes = [
      { ...at, Routes: [{ ...hole, TransitGatewayAttachments: [to] }] },
    ];
    const disabled = {
      ...at,
      TransitGatewayRouteTablePropagations: [{ ...to, ResourceId: "vpc-1", State: "disabled" }],
    };
    expect(
      await tableOf({ TransitGatewayStaticRoutes, TransitGatewayPropagations: [disabled] }),
    ).to.deep.equal([["10.7.0.0/16", undefined, false]]);
    expect(
      await tableOf({ TransitGatewayStaticRoutes: [], TransitGatewayPropagations: [] }),
    ).to.deep.equal([
      ["10.0.0.0/16", "tgw-attach-1", true],
      ["10.2.0.0/16", "tgw-attach-1", true],
    ]);
  });

  it("has Block Public Access and its exclusions", async () => {
    const network = await described({
      "eu-west-1": {
        ...answers,
        VpcBlockPublicAccessOptions: [{ InternetGatewayBlockMode: "block-bidirectional" }],
        VpcBlockPublicAccessExclusions: [
          {
            ExclusionId: "vpcbpa-exclude-1",
            InternetGatewayExclusionMode: "allow-egress",
            ResourceArn: "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-a",
          },
        ],
      },
    });
    expect(network.vpcs[0]?.blockPublicAccess).to.equal("bidirectional");
    expect(network.subnets[0]?.publicAccessExclusion).to.equal("allow-egress");
  });

  it("joins accounts and regions, and has what several describe once", async () => {
    const { Vpcs: [main = {}, far = {}] = [], VpcPeeringConnections = [] } = answers;
    const network = await described({
      "aws_configs/accounts/111122223333/eu-west-1": { Vpcs: [main], VpcPeeringConnections },
      "aws_configs/accounts/444455556666/us-east-1": {
        Vpcs: [{ ...far, OwnerId: "444455556666" }],
        VpcPeeringConnections,
        ClientVpnEndpoints: [{}, {}],
        Images: [{}],
      },
    });
    expect(network.vpcs.map(({ key, account, region }) => [key, account, region])).to.deep.equal([
      ["vpc-1", "111122223333", "eu-west-1"],
      ["vpc-9", "444455556666", "us-east-1"],
    ]);
    expect(network.peeringConnections.map((one) => [one.key, one.sameRegion])).to.deep.equal([
      ["pcx-1", false],
    ]);
    expect(network.unmodelled).to.deep.equal([
      {
        key: "444455556666/us-east-1/ClientVpnEndpoints",
        name: "ClientVpnEndpoints",
        type: "ClientVpnEndpoints",
        why: "2 answers of a kind that is not read",
      },
    ]);
  });

  it("is refused where a file is no JSON, and where there is none", async () => {
    const message = (folders: Readonly<Record<string, Files | string>>): Promise<string> =>
      described(folders).then(
        () => "it was read",
        (error: unknown) => (error as Error).message,
      );
    expect(await message({ "eu-west-1": "{" })).to.match(
      /eu-west-1\/Vpcs\.json is no JSON: give what `aws ec2 describe-…` prints$/,
    );
    expect(await message({ "eu-west-1": {} })).to.match(
      /holds no answers of AWS: put what `aws ec2 describe-vpcs`/,
    );
  });
});

/** The words of a security group's flows: presets, `self`, `internet`, IPv6, and what counts against AWS's quota. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record } from "./recordedMocks";
import { SITE } from "./site";

type Args = Omit<net.SecurityGroupsArgs, "vpc"> & Partial<net.SecurityGroupsArgs>;
const IPV6 = { ...SITE, ipv6CidrBlock: pulumi.output("2001:db8::/56") };

/** The rules alone, by name, without group and tags. */
async function rules(args: Args): Promise<Record<string, Record<string, unknown>>> {
  const all = inventory(await record(() => new net.SecurityGroups("main", { vpc: SITE, ...args })));
  return Object.fromEntries(
    Object.entries(ofTypes(all, "SecurityGroupIngressRule", "SecurityGroupEgressRule")).map(
      ([key, { tags: _tags, securityGroupId: _group, ...inputs }]) => [
        (key.split(" ")[1] ?? "").replace("main-", ""),
        inputs,
      ],
    ),
  );
}
const names = async (args: Args) => Object.keys(await rules(args)).sort();
const refusal = async (args: Args) =>
  (await messageOf(() => new net.SecurityGroups("main", { vpc: SITE, ...args })))
    .split("\n")
    .slice(1);

describe("a port preset", () => {
  it("stands for the ports of its service", async () => {
    const table: Record<net.PortPreset, string> = {
      amqps: "tcp-5671",
      cassandra: "tcp-9142",
      dns: "tcp-53 udp-53",
      http: "tcp-80",
      https: "tcp-443",
      "kafka-iam": "tcp-9098",
      "kafka-sasl": "tcp-9096",
      "kafka-tls": "tcp-9094",
      ldaps: "tcp-636",
      memcached: "tcp-11211",
      mongodb: "tcp-27017",
      mqtts: "tcp-8883",
      mssql: "tcp-1433",
      mysql: "tcp-3306",
      neptune: "tcp-8182",
      nfs: "tcp-2049",
      ntp: "udp-123",
      oracle: "tcp-1521",
      postgres: "tcp-5432",
      rdp: "tcp-3389",
      redis: "tcp-6379",
      redshift: "tcp-5439",
      smb: "tcp-445",
      "smtp-submission": "tcp-587",
      ssh: "tcp-22",
    };
    expect(Object.keys(table).sort()).to.deep.equal(Object.values(net.PortPreset).sort());
    const flows = Object.values(net.PortPreset).map((preset) => ({
      source: "web",
      destination: "10.1.0.0/16",
      ports: [preset],
    }));
    const ports = Object.values(table).flatMap((one) => one.split(" "));
    expect(await names({ groups: ["web"], flows })).to.deep.equal(
      ports.map((port) => `web-to-10.1.0.0-16-${port}`).sort(),
    );
  });

  it("is another spelling and nothing else: no name, port or description differs", async () => {
    const written = (port: string) => ({
      groups: ["web", "data"],
      flows: [{ source: "web", destination: "data", ports: [port] }],
    });
    expect(await rules(written(net.PortPreset.Postgres))).to.deep.equal(
      await rules(written("tcp/5432")),
    );
  });

  it("is taken by network ACLs too", async () => {
    const made = async (port: string) => {
      const flows = [{ source: "10.1.0.0/24", destination: "private", ports: [port] }];
      return inventory(await record(() => new net.NetworkAcls("main", { vpc: SITE, flows })));
    };
    expect(await made(net.PortPreset.Ssh)).to.deep.equal(await made("tcp/22"));
  });
});

describe("a flow", () => {
  it("with `self` is with the group at its other end, from either side", async () => {
    const ports = ["tcp/1"];
    const expected = ["web-from-web-tcp-1", "web-to-web-tcp-1"];
    for (const [source, destination] of [
      ["web", "self"],
      ["self", "web"],
      ["web", "web"],
    ] as const) {
      expect(
        await names({ groups: ["web", "data"], flows: [{ source, destination, ports }] }),
      ).to.deep.equal(expected);
    }
  });

  it("with `internet` is with every IPv4 address, and every IPv6 address where the network has IPv6", async () => {
    const flows = [{ source: "internet", destination: "web", ports: ["https"] }];
    expect(await names({ groups: ["web"], flows })).to.deep.equal(["web-from-0.0.0.0-0-tcp-443"]);
    expect(await rules({ groups: ["web"], flows, vpc: IPV6 })).to.deep.equal({
      "web-from-0.0.0.0-0-tcp-443": {
        description: "tcp/443 from 0.0.0.0/0",
        ...{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" },
      },
      "web-from-..-0-tcp-443": {
        description: "tcp/443 from ::/0",
        ...{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv6: "::/0" },
      },
    });
  });

  it("with `vpc` is with the network's IPv6 block too, under a name that does not wait for AWS to choose it", async () => {
    const flows = [{ source: "vpc", destination: "web", ports: ["https", "icmp"] }];
    expect(await rules({ groups: ["web"], flows, vpc: IPV6 })).to.deep.equal({
      "web-from-10.0.0.0-16-tcp-443": {
        description: "tcp/443 from 10.0.0.0/16",
        ...{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/16" },
      },
      "web-from-vpc-ipv6-tcp-443": {
        description: "tcp/443 from vpc-ipv6",
        ...{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv6: "2001:db8::/56" },
      },
      "web-from-10.0.0.0-16-icmp": {
        description: "icmp from 10.0.0.0/16",
        ...{ ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "10.0.0.0/16" },
      },
      "web-from-vpc-ipv6-icmp": {
        description: "icmp from vpc-ipv6",
        ...{ ipProtocol: "icmpv6", fromPort: -1, toPort: -1, cidrIpv6: "2001:db8::/56" },
      },
    });
  });

  it("between groups has a twin for ICMPv6 where the network has IPv6, and for nothing else", async () => {
    const flows = [{ source: "web", destination: "bastion", ports: ["icmp", "tcp/22", "all"] }];
    const args = { groups: ["web"], peerSecurityGroupIds: { bastion: "sg-9" }, flows };
    const ipv4 = ["web-to-bastion-all", "web-to-bastion-icmp", "web-to-bastion-tcp-22"];
    expect(await names(args)).to.deep.equal(ipv4);
    const both = await rules({ ...args, vpc: IPV6 });
    expect(Object.keys(both).sort()).to.deep.equal([...ipv4, "web-to-bastion-icmpv6"].sort());
    expect(both["web-to-bastion-icmpv6"]).to.deep.equal({
      description: "icmpv6 to bastion",
      ...{ ipProtocol: "icmpv6", fromPort: -1, toPort: -1, referencedSecurityGroupId: "sg-9" },
    });
  });

  it("keeps its rules' names in a preview, when ids and the IPv6 block are yet unknown", async () => {
    const program = () => {
      const vpc = new net.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [{ name: "private", type: net.SubnetType.Private }],
      });
      const block = vpc.vpcId.apply(() => "2001:db8::/56");
      new net.SecurityGroups("main", {
        vpc: { ...attributesOf(vpc), ipv6CidrBlock: block },
        groups: ["web"],
        flows: [{ source: "vpc", destination: "web", ports: ["https"] }],
      });
    };
    const [preview, update] = [await record(program, { preview: true }), await record(program)];
    expect(preview.urns).to.deep.equal(update.urns);
    expect(update.urns.filter((urn) => urn.includes("vpc-ipv6")).length).to.equal(1);
  });
});

/** A component's own attributes, as a plain object that another field can be added to. */
function attributesOf(vpc: net.Vpc): net.VpcAttributes {
  const { vpcId, cidrBlocks, availabilityZones, subnetTypes, subnetIds, routeTableIds } = vpc;
  return { vpcId, cidrBlocks, availabilityZones, subnetTypes, subnetIds, routeTableIds };
}

describe("the quota of rules for a group", () => {
  const blocks = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      source: `10.1.${index}.0/24`,
      destination: "web",
      ports: ["tcp/22"],
    }));

  it("is AWS's 60 each way, and what the account has instead", async () => {
    const sixtyOne = { groups: ["web"], flows: blocks(61) };
    expect(await refusal(sixtyOne)).to.deep.equal([
      "  - flows: must need at most 60 ingress IPv4 rules for web, got 61; name wider blocks, a group or a prefix list, join port ranges, or have AWS's quota raised and say so in rulesPerSecurityGroup",
    ]);
    expect((await names({ ...sixtyOne, flows: blocks(60) })).length).to.equal(60);
    expect((await names({ ...sixtyOne, rulesPerSecurityGroup: 61 })).length).to.equal(61);
  });

  it("counts a group in both families, and a prefix list for all that it may hold", async () => {
    const args = {
      groups: ["web", "data"],
      peerPrefixListIds: { cloudfront: "pl-1" },
      peerPrefixListWeights: { cloudfront: 55 },
      flows: [
        ...["tcp/80", "tcp/81", "tcp/82", "tcp/83", "tcp/84", "tcp/85"].map((port) => ({
          ...{ source: "data", destination: "web", ports: [port] },
        })),
        { source: "cloudfront", destination: "web", ports: ["https"] },
      ],
    };
    expect(await refusal(args)).to.deep.equal(
      [4, 6].map(
        (family) =>
          `  - flows: must need at most 60 ingress IPv${family} rules for web, got 61; name wider blocks, a group or a prefix list, join port ranges, or have AWS's quota raised and say so in rulesPerSecurityGroup`,
      ),
    );
    expect((await names({ ...args, flows: args.flows.slice(1) })).length).to.equal(11);
  });

  for (const [title, args, expected] of [
    [
      "is no more than AWS ever gives",
      { groups: [], rulesPerSecurityGroup: 1001 },
      "  - rulesPerSecurityGroup: must be a whole number from 1 to 1000, got 1001; AWS's own is 60",
    ],
    [
      "is counted of lists that are named",
      { groups: [], peerPrefixListWeights: { cloudfront: 55 } },
      '  - peerPrefixListWeights["cloudfront"]: must be for one of peerPrefixListIds (there is none)',
    ],
    [
      "is counted in whole entries",
      { groups: [], peerPrefixListIds: { a: "pl-1" }, peerPrefixListWeights: { a: 0 } },
      '  - peerPrefixListWeights["a"]: must be the list\'s most entries, a whole number from 1, got 0',
    ],
  ] as [string, Args, string][]) {
    it(title, async () => {
      expect(await refusal(args)).to.deep.equal([expected]);
    });
  }
});

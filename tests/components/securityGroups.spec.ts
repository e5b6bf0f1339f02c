import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record } from "./recordedMocks";
import { SITE } from "./site";

type Args = Omit<net.SecurityGroupsArgs, "vpc"> & Partial<net.SecurityGroupsArgs>;
const made = async (args: Args) =>
  inventory(await record(() => new net.SecurityGroups("main", { vpc: SITE, ...args })));
const refusal = async (args: Args) =>
  (await messageOf(() => new net.SecurityGroups("main", { vpc: SITE, ...args })))
    .split("\n")
    .slice(1);

describe("SecurityGroups", () => {
  it("makes two groups and a flow between them, every child and input", async () => {
    const flows = [{ source: "web", destination: "data", ports: ["tcp/5432"] }];
    expect(await made({ groups: ["web", "data"], flows })).to.deep.equal({
      "SecurityGroups main < ": {},
      "SecurityGroup main-web < SecurityGroups": {
        vpcId: "vpc-1",
        description: "Security group web",
        tags: { Name: "main-web" },
      },
      "SecurityGroup main-data < SecurityGroups": {
        vpcId: "vpc-1",
        description: "Security group data",
        tags: { Name: "main-data" },
      },
      "SecurityGroupEgressRule main-web-to-data-tcp-5432 < SecurityGroups": {
        securityGroupId: "SecurityGroup main-web",
        description: "tcp/5432 to data",
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
        referencedSecurityGroupId: "SecurityGroup main-data",
        tags: { Name: "main-web-to-data-tcp-5432" },
      },
      "SecurityGroupIngressRule main-data-from-web-tcp-5432 < SecurityGroups": {
        securityGroupId: "SecurityGroup main-data",
        description: "tcp/5432 from web",
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
        referencedSecurityGroupId: "SecurityGroup main-web",
        tags: { Name: "main-data-from-web-tcp-5432" },
      },
    });
  });

  it("makes one rule for a flow to or from the outside, of each kind of peer and traffic", async () => {
    const all = await made({
      groups: ["web"],
      peerSecurityGroupIds: { bastion: "sg-9" },
      peerPrefixListIds: { cloudfront: "pl-9" },
      flows: [
        { source: "bastion", destination: "web", ports: ["tcp/22"], description: "Operators" },
        { source: "cloudfront", destination: "web", ports: ["tcp/80-81"] },
        { source: "web", destination: "vpc", ports: ["udp/53"] },
        { source: "web", destination: "::/0", ports: ["icmp"] },
        { source: "10.1.0.0/16", destination: "web", ports: ["all", "icmp"] },
      ],
    });
    const rules = ofTypes(all, "SecurityGroupIngressRule", "SecurityGroupEgressRule");
    const plain = Object.entries(rules).map(([key, { tags: _tags, ...inputs }]) => [
      key.split(" ")[1],
      inputs,
    ]);
    const securityGroupId = "SecurityGroup main-web";
    expect(Object.fromEntries(plain)).to.deep.equal({
      "main-web-from-bastion-tcp-22": {
        securityGroupId,
        description: "Operators",
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        referencedSecurityGroupId: "sg-9",
      },
      "main-web-from-cloudfront-tcp-80-81": {
        securityGroupId,
        description: "tcp/80-81 from cloudfront",
        ipProtocol: "tcp",
        fromPort: 80,
        toPort: 81,
        prefixListId: "pl-9",
      },
      "main-web-to-10.0.0.0-16-udp-53": {
        securityGroupId,
        description: "udp/53 to 10.0.0.0/16",
        ipProtocol: "udp",
        fromPort: 53,
        toPort: 53,
        cidrIpv4: "10.0.0.0/16",
      },
      "main-web-to-..-0-icmp": {
        securityGroupId,
        description: "icmp to ::/0",
        ipProtocol: "icmpv6",
        fromPort: -1,
        toPort: -1,
        cidrIpv6: "::/0",
      },
      "main-web-from-10.1.0.0-16-all": {
        securityGroupId,
        description: "all from 10.1.0.0/16",
        ipProtocol: "-1",
        cidrIpv4: "10.1.0.0/16",
      },
      "main-web-from-10.1.0.0-16-icmp": {
        securityGroupId,
        description: "icmp from 10.1.0.0/16",
        ipProtocol: "icmp",
        fromPort: -1,
        toPort: -1,
        cidrIpv4: "10.1.0.0/16",
      },
    });
  });

  it("lets a group reach itself by a rule each way", async () => {
    const flows = [{ source: "web", destination: "web", ports: ["tcp/1"] }];
    const all = await made({ groups: ["web"], flows });
    expect(
      Object.keys(ofTypes(all, "SecurityGroupIngressRule", "SecurityGroupEgressRule")),
    ).to.have.members([
      "SecurityGroupEgressRule main-web-to-web-tcp-1 < SecurityGroups",
      "SecurityGroupIngressRule main-web-from-web-tcp-1 < SecurityGroups",
    ]);
  });

  it("never touches the default group", async () => {
    expect(ofTypes(await made({ groups: ["web"] }), "DefaultSecurityGroup")).to.deep.equal({});
  });
});

describe("SecurityGroups refuses", () => {
  for (const [title, args, expected] of [
    [
      "names that are none, reserved or taken",
      {
        groups: ["Web", "default", "web", "web"],
        peerSecurityGroupIds: { web: "sg-1", vpc: "sg-2" },
        peerPrefixListIds: { web: "pl-1" },
      },
      [
        '  - groups[0]: must be lower-case letters, digits and hyphens, and none of "vpc", "vpc-ipv6", "internet", "self", "default", got "Web"',
        '  - groups[1]: must be lower-case letters, digits and hyphens, and none of "vpc", "vpc-ipv6", "internet", "self", "default", got "default"',
        '  - groups[3]: must be named once, got "web" again (groups[2])',
        '  - peerSecurityGroupIds["web"]: must have a name of its own, got "web" again',
        '  - peerSecurityGroupIds["vpc"]: must be lower-case letters, digits and hyphens, and none of "vpc", "vpc-ipv6", "internet", "self", "default", got "vpc"',
        '  - peerPrefixListIds["web"]: must have a name of its own, got "web" again',
      ],
    ],
    [
      "ends that stand for nothing",
      {
        groups: ["web"],
        flows: [{ source: "wbe", destination: "10.0.0.1/8", ports: ["tcp/443"] }],
      },
      [
        '  - flows[0].source: must be one of web, vpc, internet, self or a CIDR block, got "wbe"',
        '  - flows[0].destination: must have no host bits, got "10.0.0.1/8"; the canonical block is 10.0.0.0/8',
      ],
    ],
    [
      "a flow without a group of its own",
      {
        groups: ["web"],
        flows: [{ source: "vpc", destination: "0.0.0.0/0", ports: ["tcp/443"] }],
      },
      [
        '  - flows[0]: must have a group of this component (web) at one end, got "vpc" to "0.0.0.0/0"',
      ],
    ],
    [
      "traffic and descriptions that AWS would not take",
      {
        groups: ["web"],
        flows: [
          { source: "web", destination: "vpc", ports: [], description: "it's" },
          { source: "web", destination: "vpc", ports: ["htps"] },
        ],
      },
      [
        '  - flows[0].ports: must list traffic such as "tcp/443"',
        '  - flows[0].description: must be 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got "it\'s"',
        '  - flows[1].ports[0]: must be "all", "icmp", or "tcp" or "udp" with ports, such as "tcp/443" or "udp/1024-65535", got "htps"; or a name of PortPreset: amqps, cassandra, dns, http, https, kafka-iam, kafka-sasl, kafka-tls, ldaps, memcached, mongodb, mqtts, mssql, mysql, neptune, nfs, ntp, oracle, postgres, rdp, redis, redshift, smb, smtp-submission, ssh',
      ],
    ],
    [
      "itself without a group to be",
      {
        groups: ["web"],
        peerPrefixListIds: { lists: "pl-1" },
        flows: [{ source: "self", destination: "lists", ports: ["tcp/443"] }],
      },
      [
        '  - flows[0].source: must stand beside a group of this component (web), got "self" without one',
      ],
    ],
    [
      "names of rules that two rules would have",
      {
        groups: ["a", "a-to-b"],
        peerSecurityGroupIds: { c: "sg-1", "b-to-c": "sg-2" },
        flows: [
          { source: "a", destination: "b-to-c", ports: ["tcp/1"] },
          { source: "a-to-b", destination: "c", ports: ["tcp/1"] },
        ],
      },
      [
        '  - flows[1]: must make rules with names of their own, got "a-to-b-to-c-tcp-1" again (flows[0]); rename a group or a peer',
      ],
    ],
    [
      "an IPv6 block that is none, and places outside it",
      {
        groups: [],
        vpc: { ...SITE, ipv6CidrBlock: "10.0.0.0/8", reservedIpv6Subnets: { private: [1, 256] } },
      },
      ['  - vpc.ipv6CidrBlock: must be an IPv6 block such as 2001:db8::/56, got "10.0.0.0/8"'],
    ],
    [
      "a rule given twice, in other words too",
      {
        groups: ["web"],
        flows: [
          { source: "web", destination: "vpc", ports: ["tcp/443"] },
          { source: "web", destination: "10.0.0.0/16", ports: ["tcp/443-443"] },
        ],
      },
      [
        '  - flows[1]: must add rules of its own, got egress tcp/443 of "web" for "10.0.0.0/16" again (flows[0]); AWS refuses a rule given twice',
      ],
    ],
  ] as [string, Args, string[]][]) {
    it(title, async () => {
      expect(await refusal(args)).to.deep.equal(expected);
    });
  }
});

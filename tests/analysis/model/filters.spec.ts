import { expect } from "chai";
import {
  keys,
  made,
  planned,
  read,
  unknown,
  urn,
  vpc,
  type Records,
  type Values,
} from "./support/stack";

const group = (id: string, more: Values = {}, added: Values = {}) =>
  made("ec2.SecurityGroup", id, { vpcId: "vpc-1", ...more }, added);
const groupOf = (id: string, ...records: Records) =>
  read(vpc, ...records).securityGroups.find((one) => one.id === id);

describe("analysis model: traffic of rules", () => {
  const forms: readonly [Values, Values][] = [
    [{ ipProtocol: "-1" }, {}],
    [{ ipProtocol: "all" }, {}],
    [
      { ipProtocol: "tcp", fromPort: 443, toPort: 443 },
      { protocol: 6, ports: { from: 443, to: 443 } },
    ],
    [{ ipProtocol: "TCP", fromPort: 0, toPort: 65535 }, { protocol: 6 }],
    [
      { ipProtocol: "6", fromPort: 0, toPort: 0 },
      { protocol: 6, ports: { from: 0, to: 0 } },
    ],
    [{ ipProtocol: "udp", fromPort: -1, toPort: -1 }, { protocol: 17 }],
    [{ ipProtocol: "icmp", fromPort: -1, toPort: -1 }, { protocol: 1 }],
    [
      { ipProtocol: "icmp", fromPort: 8, toPort: -1 },
      { protocol: 1, icmpType: 8 },
    ],
    [
      { ipProtocol: "icmpv6", fromPort: 128, toPort: 0 },
      { protocol: 58, icmpType: 128, icmpCode: 0 },
    ],
    [{ ipProtocol: "50", fromPort: 0, toPort: 0 }, { protocol: 50 }],
  ];
  for (const [written, traffic] of forms)
    it(`${JSON.stringify(written)} is ${JSON.stringify(traffic)}`, () => {
      const rule = made("vpc.SecurityGroupIngressRule", "r", {
        securityGroupId: "sg-1",
        cidrIpv4: "0.0.0.0/0",
        ...written,
      });
      expect(groupOf("sg-1", group("sg-1"), rule)?.ingress[0]?.traffic).to.deep.equal(traffic);
    });

  const acl: readonly [Values, Values][] = [
    [{ protocol: "-1", fromPort: 0, toPort: 0 }, {}],
    [
      { protocol: "tcp", fromPort: 80, toPort: 81 },
      { protocol: 6, ports: { from: 80, to: 81 } },
    ],
    [{ protocol: "icmp", icmpType: -1, icmpCode: -1 }, { protocol: 1 }],
    [
      { protocol: "1", icmpType: 3, icmpCode: 4 },
      { protocol: 1, icmpType: 3, icmpCode: 4 },
    ],
    [{ protocol: "icmp" }, { protocol: 1, icmpType: 0, icmpCode: 0 }],
  ];
  for (const [written, traffic] of acl)
    it(`of an ACL, ${JSON.stringify(written)} is ${JSON.stringify(traffic)}`, () => {
      const rule = { ruleNo: 1, action: "allow", cidrBlock: "0.0.0.0/0", ...written };
      const network = read(
        vpc,
        made("ec2.NetworkAcl", "acl-1", { vpcId: "vpc-1", ingress: [rule] }),
      );
      expect(
        network.networkAcls.find(({ id }) => id === "acl-1")?.ingress[0]?.traffic,
      ).to.deep.equal(traffic);
    });
});

describe("analysis model: security groups", () => {
  const web = { protocol: "tcp", fromPort: 80, toPort: 80 };
  const traffic = { protocol: 6, ports: { from: 80, to: 80 } };
  const remotes = [
    { cidr: "10.0.0.0/8" },
    { cidr: "2001:db8::/32" },
    { prefixList: urn("ec2.ManagedPrefixList", "pl-1") },
    { securityGroup: urn("ec2.SecurityGroup", "sg-2") },
    { securityGroup: urn("ec2.SecurityGroup", "sg-1") },
  ];
  const written = {
    ...web,
    cidrBlocks: ["10.0.0.1/8"],
    ipv6CidrBlocks: ["2001:db8::/32"],
    prefixListIds: ["pl-1"],
    self: true,
  };
  const others = [made("ec2.ManagedPrefixList", "pl-1", { entries: [] }), group("sg-2")];
  const remotesOf = (records: Records) =>
    groupOf("sg-1", ...others, ...records)?.ingress.map(({ remote, traffic: of }) => {
      expect(of).to.deep.equal(traffic);
      return remote;
    });

  it("has inline rules, one for each remote side", () => {
    const rule = { ...written, securityGroups: ["sg-2"], description: "web" };
    expect(remotesOf([group("sg-1", { ingress: [rule] })])).to.deep.equal(remotes);
  });

  it("has rules of the older kind of resource", () => {
    const rule = made("ec2.SecurityGroupRule", "r", {
      securityGroupId: "sg-1",
      type: "ingress",
      ...written,
      sourceSecurityGroupId: "sg-2",
    });
    expect(remotesOf([group("sg-1"), rule])).to.deep.equal(remotes);
    expect(groupOf("sg-1", group("sg-1"), rule)?.egress).to.deep.equal([]);
  });

  it("has rules of the newer kind of resource", () => {
    const rule = (name: string, remote: Values) =>
      made("vpc.SecurityGroupIngressRule", name, {
        securityGroupId: "sg-1",
        ipProtocol: "tcp",
        fromPort: 80,
        toPort: 80,
        ...remote,
      });
    const rules = [
      rule("a", { cidrIpv4: "10.0.0.0/8" }),
      rule("b", { cidrIpv6: "2001:db8::/32" }),
      rule("c", { prefixListId: "pl-1" }),
      rule("d", { referencedSecurityGroupId: "sg-2" }),
      rule("e", { referencedSecurityGroupId: "sg-1" }),
    ];
    expect(remotesOf([group("sg-1"), ...rules])).to.deep.equal(remotes);
  });

  it("finds a peer's group of another account by its id", () => {
    const rule = { ...web, securityGroups: ["444455556666/sg-2"] };
    expect(groupOf("sg-1", group("sg-2"), group("sg-1", { egress: [rule] }))?.egress).to.deep.equal(
      [
        {
          key: urn("ec2.SecurityGroup", "sg-1"),
          traffic,
          remote: { securityGroup: urn("ec2.SecurityGroup", "sg-2") },
        },
      ],
    );
  });

  it("lets nothing through that no rule names", () => {
    expect(groupOf("sg-1", group("sg-1"))).to.deep.include({ ingress: [], egress: [] });
  });

  it("leaves out what only its last reading shows where rules are resources", () => {
    const stale = {
      ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
    };
    const rule = made("vpc.SecurityGroupEgressRule", "r", {
      securityGroupId: "sg-1",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });
    expect(groupOf("sg-1", group("sg-1", {}, stale), rule)?.ingress).to.deep.equal([]);
    expect(groupOf("sg-1", group("sg-1", {}, stale))?.ingress).to.have.length(1);
  });

  it("names a group, and a block, that is not given", () => {
    const network = read(
      vpc,
      group("sg-1", { ingress: [{ ...web, securityGroups: ["sg-x"] }] }),
      planned("vpc.SecurityGroupEgressRule", "r", {
        securityGroupId: "sg-1",
        ipProtocol: "-1",
        cidrIpv4: unknown,
      }),
    );
    expect(network.missing.map(({ key, kind }) => [key, kind])).to.have.deep.members([
      ["sg-x", "security group"],
      [`${urn("vpc.SecurityGroupEgressRule", "r")}#cidr`, "CIDR block of a rule"],
    ]);
    const own = network.securityGroups.find(({ id }) => id === "sg-1");
    expect(own?.ingress[0]?.remote).to.deep.equal({ securityGroup: "sg-x" });
    expect(own?.egress).to.deep.equal([]);
  });
});

describe("analysis model: network ACLs", () => {
  it("has its rules in order, inline and by resources, without AWS's last one", () => {
    const inline = (ruleNo: number) => ({
      ruleNo,
      action: "allow",
      protocol: "-1",
      cidrBlock: "0.0.0.0/0",
    });
    const network = read(
      vpc,
      made("ec2.NetworkAcl", "acl-1", {
        vpcId: "vpc-1",
        ingress: [inline(200), inline(32767), inline(100)],
        egress: [],
      }),
      made("ec2.NetworkAclRule", "r", {
        networkAclId: "acl-1",
        egress: false,
        ruleNumber: 150,
        ruleAction: "deny",
        protocol: "6",
        fromPort: 22,
        toPort: 22,
        ipv6CidrBlock: "::/0",
      }),
      made("ec2.NetworkAclRule", "s", {
        networkAclId: "acl-1",
        egress: true,
        ruleNumber: 1,
        ruleAction: "allow",
        protocol: "-1",
        cidrBlock: "10.0.0.0/16",
      }),
    );
    const acl = network.networkAcls.find(({ id }) => id === "acl-1");
    expect(acl?.vpc).to.equal(keys.vpc);
    expect(acl?.ingress.map(({ number, allow, cidr }) => [number, allow, cidr])).to.deep.equal([
      [100, true, "0.0.0.0/0"],
      [150, false, "::/0"],
      [200, true, "0.0.0.0/0"],
    ]);
    expect(acl?.egress.map(({ key, number }) => [key, number])).to.deep.equal([
      [urn("ec2.NetworkAclRule", "s"), 1],
    ]);
  });
});

import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record } from "./recordedMocks";
import { SITE } from "./site";

const FLOW = { source: "web", destination: "data", ports: ["postgres"] };
const GROUPS = { web: "sg-1", data: "sg-2" };
const make = (args: Partial<net.SecurityGroupFlowsArgs>) =>
  record(
    () => new net.SecurityGroupFlows("main", { securityGroupIds: GROUPS, flows: [FLOW], ...args }),
  );
const refusal = async (args: Partial<net.SecurityGroupFlowsArgs>) =>
  (
    await messageOf(
      () => new net.SecurityGroupFlows("main", { securityGroupIds: {}, flows: [], ...args }),
    )
  ).split("\n");

describe("SecurityGroupFlows", () => {
  it("makes rules on groups that are there already, every child and input", async () => {
    const args = {
      region: "eu-west-1",
      naming: { purpose: "shop", suffix: "dev" },
      tags: { Service: "shop" },
    };
    expect(inventory(await make(args))).to.deep.equal({
      "SecurityGroupFlows main < ": {},
      "SecurityGroupEgressRule main-web-to-data-tcp-5432 < SecurityGroupFlows": {
        securityGroupId: "sg-1",
        description: "tcp/5432 to data",
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
        referencedSecurityGroupId: "sg-2",
        region: "eu-west-1",
        tags: { Name: "sgr-shop-web-to-data-tcp-5432-dev", Service: "shop" },
      },
      "SecurityGroupIngressRule main-data-from-web-tcp-5432 < SecurityGroupFlows": {
        securityGroupId: "sg-2",
        description: "tcp/5432 from web",
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
        referencedSecurityGroupId: "sg-1",
        region: "eu-west-1",
        tags: { Name: "sgr-shop-data-from-web-tcp-5432-dev", Service: "shop" },
      },
    });
  });

  it("gives each rule's id by what the rule says", async () => {
    let ids: unknown;
    await record(() => {
      const { ruleIds } = new net.SecurityGroupFlows("main", {
        securityGroupIds: GROUPS,
        flows: [FLOW],
      });
      pulumi.output(ruleIds).apply((given) => (ids = given));
    });
    expect(ids).to.deep.equal({
      "web-to-data-tcp-5432": "SecurityGroupEgressRule main-web-to-data-tcp-5432",
      "data-from-web-tcp-5432": "SecurityGroupIngressRule main-data-from-web-tcp-5432",
    });
  });

  it("adds no rule to a peer, and takes `vpc`, `internet`, lists and the region of a network", async () => {
    const all = inventory(
      await make({
        securityGroupIds: { web: pulumi.output("sg-1") },
        peerSecurityGroupIds: { far: "123456789012/sg-9" },
        peerPrefixListIds: { s3: "pl-9" },
        vpc: { ...SITE, region: "us-west-2" },
        flows: [
          { source: "far", destination: "web", ports: ["https"] },
          { source: "web", destination: "s3", ports: ["https"] },
          { source: "web", destination: "vpc", ports: ["https"] },
          { source: "web", destination: "internet", ports: ["https"] },
        ],
      }),
    );
    const peers = Object.entries(all)
      .slice(1)
      .map(([key, inputs]) => {
        const { referencedSecurityGroupId, prefixListId, cidrIpv4, region } = inputs;
        return [key.split(" ")[1], referencedSecurityGroupId ?? prefixListId ?? cidrIpv4, region];
      });
    expect(peers).to.have.deep.members([
      ["main-web-from-far-tcp-443", "123456789012/sg-9", "us-west-2"],
      ["main-web-to-s3-tcp-443", "pl-9", "us-west-2"],
      ["main-web-to-10.0.0.0-16-tcp-443", "10.0.0.0/16", "us-west-2"],
      ["main-web-to-0.0.0.0-0-tcp-443", "0.0.0.0/0", "us-west-2"],
    ]);
  });

  it("waits with its rules for what it depends on, as a peer's group needs its peering first", async () => {
    for (const component of ["SecurityGroupFlows", "SecurityGroups"] as const) {
      const { dependencies } = await record(async () => {
        const { Vpc } = await import("@pulumi/aws/ec2");
        const dependsOn = [new Vpc("before", { cidrBlock: "10.0.0.0/16" })];
        if (component === "SecurityGroups") {
          const groups = { vpc: SITE, groups: ["web", "data"], flows: [FLOW] };
          new net.SecurityGroups("main", groups, { dependsOn });
        } else {
          const flows = { securityGroupIds: GROUPS, flows: [FLOW] };
          new net.SecurityGroupFlows("main", flows, { dependsOn });
        }
      });
      const rules = [...dependencies].filter(
        ([urn]) => urn.includes(":SecurityGroup") && urn.includes("Rule::"),
      );
      expect(rules.length, component).to.equal(2);
      for (const [, needs] of rules) {
        expect(needs.some((urn) => urn.endsWith("::before"))).to.equal(true);
      }
    }
  });

  it("makes nothing but rules", async () => {
    expect(
      ofTypes(inventory(await make({})), "SecurityGroup", "DefaultSecurityGroup"),
    ).to.deep.equal({});
  });
});

describe("SecurityGroupFlows refuses", () => {
  for (const [title, args, expected] of [
    [
      "names that are none, or taken",
      {
        securityGroupIds: { Web: "sg-1", web: "sg-2" },
        peerSecurityGroupIds: { web: "sg-3" },
        peerPrefixListIds: { self: "pl-1" },
      },
      [
        '  - securityGroupIds["Web"]: must be lower-case letters, digits and hyphens, and none of "vpc", "vpc-ipv6", "internet", "self", "default", got "Web"',
        '  - peerSecurityGroupIds["web"]: must have a name of its own, got "web" again',
        '  - peerPrefixListIds["self"]: must be lower-case letters, digits and hyphens, and none of "vpc", "vpc-ipv6", "internet", "self", "default", got "self"',
      ],
    ],
    [
      "the blocks of a network that is not given",
      {
        securityGroupIds: { web: "sg-1" },
        flows: [{ source: "web", destination: "vpc", ports: ["https"] }],
      },
      ['  - flows[0].destination: must be one of web, internet, self or a CIDR block, got "vpc"'],
    ],
    [
      "a flow between peers, which get no rules",
      {
        securityGroupIds: { web: "sg-1" },
        peerSecurityGroupIds: { far: "sg-2" },
        flows: [{ source: "far", destination: "internet", ports: ["https"] }],
      },
      [
        '  - flows[0]: must have a group of this component (web) at one end, got "far" to "internet"',
      ],
    ],
    [
      "another region than the network's, weights of no list, quotas of nobody",
      {
        vpc: { ...SITE, region: "us-west-2" },
        region: "us-east-1",
        rulesPerSecurityGroup: 0,
      },
      [
        '  - region: must be the network\'s (us-west-2), got "us-east-1"; leave it out where vpc is given',
        "  - rulesPerSecurityGroup: must be a whole number from 1 to 1000, got 0; AWS's own is 60",
      ],
    ],
  ] as [string, Partial<net.SecurityGroupFlowsArgs>, string[]][]) {
    it(title, async () => {
      expect(await refusal(args)).to.deep.equal([
        'SecurityGroupFlows "main" was given invalid arguments:',
        ...expected,
      ]);
    });
  }
});

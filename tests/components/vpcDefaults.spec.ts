import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record, unknown } from "./recordedMocks";

const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["us-east-1a"],
  region: "us-east-1",
  subnetSpecs: [{ name: "private", type: net.SubnetType.Private }],
};
const made = async (change: Partial<net.VpcArgs>) =>
  inventory(await record(() => new net.Vpc("main", { ...ARGS, ...change })));
const refusal = async (change: Partial<net.VpcArgs>) =>
  (await messageOf(() => new net.Vpc("main", { ...ARGS, ...change }))).split("\n").slice(1);

describe("what AWS puts into a VPC", () => {
  it("is taken over and closed: the default group and the main table, and the default ACL where asked for", async () => {
    const closed = {
      region: "us-east-1",
      tags: { Name: "main-default" },
    };
    const always = {
      "DefaultSecurityGroup main-default < Vpc": {
        vpcId: "Vpc main",
        ingress: [],
        egress: [],
        ...closed,
      },
      "DefaultRouteTable main-default < Vpc": {
        defaultRouteTableId: "rtb-main",
        routes: [],
        ...closed,
      },
    };
    const types = ["DefaultSecurityGroup", "DefaultRouteTable", "DefaultNetworkAcl"];
    expect(ofTypes(await made({}), ...types)).to.deep.equal(always);
    expect(ofTypes(await made({ closeDefaultNetworkAcl: true }), ...types)).to.deep.equal({
      ...always,
      "DefaultNetworkAcl main-default < Vpc": {
        defaultNetworkAclId: "acl-default",
        ingress: [],
        egress: [],
        ...closed,
      },
    });
  });
});

describe("DHCP options", () => {
  it("are made and given to the VPC, with AWS's resolver where none is named", async () => {
    const all = await made({ dhcpOptions: { domainName: "corp.example", netbiosNodeType: 2 } });
    expect(ofTypes(all, "VpcDhcpOptions", "VpcDhcpOptionsAssociation")).to.deep.equal({
      "VpcDhcpOptions main < Vpc": {
        domainName: "corp.example",
        domainNameServers: ["AmazonProvidedDNS"],
        netbiosNodeType: "2",
        region: "us-east-1",
        tags: { Name: "main" },
      },
      "VpcDhcpOptionsAssociation main < Vpc": {
        vpcId: "Vpc main",
        dhcpOptionsId: "VpcDhcpOptions main",
        region: "us-east-1",
      },
    });
    const given = {
      domainNameServers: ["10.0.0.2", "fd00::2"],
      ntpServers: ["169.254.169.123"],
      netbiosNameServers: ["10.0.0.3"],
    };
    const inputs = (await made({ dhcpOptions: given }))["VpcDhcpOptions main < Vpc"];
    expect(inputs).to.include.keys("domainNameServers", "ntpServers", "netbiosNameServers");
    expect(inputs?.domainNameServers).to.deep.equal(given.domainNameServers);
  });

  it("are refused where they are none", async () => {
    expect(await refusal({ dhcpOptions: {} })).to.deep.equal([
      "  - dhcpOptions: must have at least one option; or leave it out",
    ]);
    expect(
      await refusal({
        dhcpOptions: {
          domainNameServers: ["dns.example"],
          ntpServers: [],
          netbiosNameServers: ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"],
          netbiosNodeType: 3,
        },
      }),
    ).to.deep.equal([
      '  - dhcpOptions.domainNameServers[0]: must be an IP address or AmazonProvidedDNS, got "dns.example"',
      "  - dhcpOptions.ntpServers: must list 1 to 4 servers, got 0",
      "  - dhcpOptions.netbiosNameServers: must list 1 to 4 servers, got 5",
      "  - dhcpOptions.netbiosNodeType: must be 1, 2, 4 or 8, got 3",
    ]);
  });
});

describe("tags that others write", () => {
  it("are refused where the program writes them too, or where they are no keys", async () => {
    expect(
      await refusal({ tags: { Team: "a" }, ignoredSubnetTagKeys: ["Name", "Team", 'a"b', "k8s"] }),
    ).to.deep.equal([
      '  - ignoredSubnetTagKeys[0]: must be a tag that the program does not write itself, got "Name"; leave it out of one of the two',
      '  - ignoredSubnetTagKeys[1]: must be a tag that the program does not write itself, got "Team"; leave it out of one of the two',
      "  - ignoredSubnetTagKeys[2]: must be a tag's key without quotes, got 'a\"b'",
    ]);
  });
});

describe("BlockPublicAccess", () => {
  const block = (args: Partial<net.BlockPublicAccessArgs> = {}) =>
    new net.BlockPublicAccess("region", {
      mode: net.BlockPublicAccessMode.Ingress,
      region: "us-east-1",
      ...args,
    });

  it("makes the region's block and what is excepted, every child and input, the block last", async () => {
    const recording = await record(() =>
      block({
        tags: { Team: "security" },
        exclusions: [
          {
            name: "web",
            mode: net.BlockPublicAccessExclusionMode.Bidirectional,
            subnetIds: { "us-east-1a": pulumi.output("subnet-a"), "us-east-1b": "subnet-b" },
          },
          {
            name: "shop",
            mode: net.BlockPublicAccessExclusionMode.Egress,
            vpcId: pulumi.output("vpc-1"),
          },
        ],
      }),
    );
    const excepted = (name: string, mode: string) => ({
      internetGatewayExclusionMode: mode,
      region: "us-east-1",
      tags: { Name: `region-${name}`, Team: "security" },
    });
    expect(inventory(recording)).to.deep.equal({
      "BlockPublicAccess region < ": {},
      "VpcBlockPublicAccessExclusion region-web-1a < BlockPublicAccess": {
        subnetId: "subnet-a",
        ...excepted("web-1a", "allow-bidirectional"),
      },
      "VpcBlockPublicAccessExclusion region-web-1b < BlockPublicAccess": {
        subnetId: "subnet-b",
        ...excepted("web-1b", "allow-bidirectional"),
      },
      "VpcBlockPublicAccessExclusion region-shop < BlockPublicAccess": {
        vpcId: "vpc-1",
        ...excepted("shop", "allow-egress"),
      },
      "VpcBlockPublicAccessOptions region < BlockPublicAccess": {
        internetGatewayBlockMode: "block-ingress",
        region: "us-east-1",
      },
    });
    const options = [...recording.dependencies].find(([urn]) => urn.includes("AccessOptions"));
    expect(options?.[1]).to.have.length(3);
  });

  it("refuses all that is wrong at once", async () => {
    const mode = net.BlockPublicAccessExclusionMode.Egress;
    const message = await messageOf(() =>
      block({
        mode: unknown("off"),
        exclusions: [
          { name: "web", mode, vpcId: "vpc-1", subnetIds: { "us-east-1a": "subnet-a" } },
          { name: "web", mode: unknown("all"), vpcId: "vpc-2" },
          { name: "Web", mode },
          { name: "none", mode, subnetIds: {} },
        ],
      }),
    );
    expect(message.split("\n")).to.deep.equal([
      'BlockPublicAccess "region" was given invalid arguments:',
      '  - mode: must be one of "block-bidirectional", "block-ingress", got "off"',
      "  - exclusions[0]: must have one of vpcId and subnetIds, got both",
      '  - exclusions[1].name: must be the name of one exclusion, got "web" again (exclusions[0])',
      '  - exclusions[1].mode: must be one of "allow-bidirectional", "allow-egress", got "all"',
      '  - exclusions[2].name: must be lower-case words joined by hyphens, each starting with a letter, got "Web"',
      "  - exclusions[2]: must have one of vpcId and subnetIds, got neither",
      "  - exclusions[3].subnetIds: must have at least one subnet, got none",
    ]);
  });

  it("refuses more exclusions than AWS allows", async () => {
    const subnetIds = Object.fromEntries(
      Array.from({ length: 51 }, (_, index) => [`s${index}`, `subnet-${index}`]),
    );
    const mode = net.BlockPublicAccessExclusionMode.Egress;
    const message = await messageOf(() =>
      block({ exclusions: [{ name: "web", mode, subnetIds }] }),
    );
    expect(message.split("\n")[1]).to.equal(
      "  - exclusions: must be at most 50 VPCs and subnets, got 51; except the whole VPC",
    );
  });
});

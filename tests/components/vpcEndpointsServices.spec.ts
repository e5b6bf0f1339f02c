/** What decides where endpoints stand and how they are met: bundles, zones, IPv6, DNS; and how they are called. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

type Args = Omit<net.VpcEndpointsArgs, "vpc"> & { vpc?: net.VpcAttributes };
const make = (args: Args, name = "main") => new net.VpcEndpoints(name, { vpc: SITE, ...args });
const made = async (args: Args) => inventory(await record(() => make(args)));
const refusal = async (args: Args) => (await messageOf(() => make(args))).split("\n").slice(1);
const endpoint = async (args: Args, service: string) =>
  (await made(args))[`VpcEndpoint main-${service} < VpcEndpoints`] ?? {};

const by = (zones: readonly string[], prefix: string) =>
  Object.fromEntries(zones.map((zone) => [zone, `${prefix}-${zone}`]));

/** A network whose zones are given by id. */
const byId = (...zones: string[]): net.VpcAttributes => ({
  ...SITE,
  region: "us-east-1",
  availabilityZones: zones,
  subnetIds: { private: by(zones, "subnet") },
  routeTableIds: { private: by(zones, "rtb") },
  subnetTypes: { private: net.SubnetType.Private },
});

const DUAL: net.VpcAttributes = {
  ...SITE,
  ipv6CidrBlock: "2001:db8:0:1200::/56",
  reservedIpv6Subnets: { private: [16], pods: [32] },
  subnetTypes: { ...SITE.subnetTypes, pods: net.SubnetType.Private },
  subnetIds: { ...SITE.subnetIds, pods: { "us-east-1a": "subnet-pods-a" } },
};

describe("Bundles of endpoints", () => {
  it("leave alone what is listed by hand, and keep the names that it would have", async () => {
    const all = await made({
      bundles: [net.EndpointBundle.Ecr],
      interface: ["s3", "ecr.api"],
      dns: { privateDnsOnlyForInboundResolver: false },
    });
    expect(
      Object.entries(ofTypes(all, "VpcEndpoint"))
        .map(([key, { vpcEndpointType }]) => [key.split(" ")[1], vpcEndpointType])
        .sort(),
    ).to.deep.equal([
      ["main-ecr.api", "Interface"],
      ["main-ecr.dkr", "Interface"],
      ["main-s3", "Interface"],
    ]);
  });

  it("lead every route table of the chosen tiers to their gateway", async () => {
    const { routeTableIds } = await endpoint(
      { bundles: [net.EndpointBundle.Ssm], routeTableTiers: ["public", "private"] },
      "s3",
    );
    expect(routeTableIds).to.deep.equal(["rtb-pub", "rtb-prv-a", "rtb-prv-b"]);
  });
});

describe("The zones of interface endpoints", () => {
  it("are those in which AWS offers the service, where the network's are given by id", async () => {
    const args = {
      vpc: byId("use1-az1", "use1-az2", "use1-az4"),
      interface: ["email-smtp", "sqs"],
    };
    expect((await endpoint(args, "email-smtp")).subnetIds).to.deep.equal([
      "subnet-use1-az1",
      "subnet-use1-az4",
    ]);
    expect((await endpoint(args, "sqs")).subnetIds).to.have.length(3);
  });

  it("are those that are given, for that service alone", async () => {
    const args = {
      interface: ["email-smtp", "sqs"],
      serviceZones: { "email-smtp": ["us-east-1b"] },
    };
    expect((await endpoint(args, "email-smtp")).subnetIds).to.deep.equal(["subnet-prv-b"]);
    expect((await endpoint(args, "sqs")).subnetIds).to.deep.equal(["subnet-prv-a", "subnet-prv-b"]);
  });

  it("may be looked up: an output chooses among the subnets, and no resource follows from it", async () => {
    const vpc = {
      ...SITE,
      subnetIds: {
        private: {
          "us-east-1a": pulumi.output("subnet-a"),
          "us-east-1b": pulumi.output("subnet-b"),
        },
      },
      subnetTypes: { private: net.SubnetType.Private },
    };
    const found = pulumi.output(["us-east-1f", "us-east-1b"]);
    let zones: pulumi.Output<string[]> | undefined;
    const recording = await record(() => {
      const args = { vpc, interface: ["email-smtp"], serviceZones: { "email-smtp": found } };
      zones = make(args).endpointAvailabilityZones["email-smtp"];
    });
    const one = inventory(recording)["VpcEndpoint main-email-smtp < VpcEndpoints"];
    expect(one?.subnetIds).to.deep.equal(["subnet-b"]);
    expect(await new Promise((resolve) => zones?.apply(resolve))).to.deep.equal(["us-east-1b"]);
  });

  it("are refused where none of them is the network's, also when that is found out late", async () => {
    const given = ["us-east-1e", "us-east-1f"];
    const expected = [
      '  - serviceZones["sqs"]: must name a zone of tier "private" (us-east-1a, us-east-1b), got us-east-1e, us-east-1f; add a zone in which the service is offered',
    ];
    const args = { interface: ["sqs"] };
    expect(await refusal({ ...args, serviceZones: { sqs: given } })).to.deep.equal(expected);
    const late = await messageOf(async () => {
      const { sqs } = make({
        ...args,
        serviceZones: { sqs: pulumi.output(given) },
      }).endpointAvailabilityZones;
      await (sqs as unknown as { promise(): Promise<unknown> }).promise();
    });
    expect(late.split("\n").slice(1)).to.deep.equal(expected);
  });

  it("are refused where the service is offered in none of the network's", async () => {
    expect(
      await refusal({ vpc: byId("use1-az2"), interface: ["sqs", "email-smtp"] }),
    ).to.deep.equal([
      '  - interface[1]: must be offered in a zone of tier "private" (use1-az2), got "email-smtp", which is not offered in use1-az2, use1-az3, use1-az5, usw1-az2, usw2-az4, apne2-az4, cac1-az3, cac1-az4; add a zone',
    ]);
  });

  it("are refused for what has no interface endpoint here", async () => {
    expect(
      await refusal({ gateway: ["s3"], interface: ["sqs"], serviceZones: { s3: [] } }),
    ).to.deep.equal([
      '  - serviceZones["s3"]: must be for an interface endpoint made here (sqs), got "s3"',
    ]);
  });
});

describe("Interface endpoints with IPv6", () => {
  const { Dualstack, Ipv6 } = net.EndpointIpAddressType;

  it("have addresses and records of both families, and let the VPC's IPv6 block in", async () => {
    const vpc = { ...DUAL, ipv6CidrBlock: pulumi.output("2001:db8:0:1200::/56") };
    const all = await made({
      vpc,
      interface: ["sqs"],
      ipAddressType: Dualstack,
    });
    const { ipAddressType, dnsOptions } = all["VpcEndpoint main-sqs < VpcEndpoints"] ?? {};
    expect({ ipAddressType, dnsOptions }).to.deep.equal({
      ipAddressType: "dualstack",
      dnsOptions: { dnsRecordIpType: "dualstack" },
    });
    expect(ofTypes(all, "SecurityGroupIngressRule")).to.have.keys(
      "SecurityGroupIngressRule main-endpoints-from-10.0.0.0-16-tcp-443 < VpcEndpoints",
      "SecurityGroupIngressRule main-endpoints-from-vpc-ipv6-tcp-443 < VpcEndpoints",
    );
    expect(
      all["SecurityGroupIngressRule main-endpoints-from-vpc-ipv6-tcp-443 < VpcEndpoints"],
    ).to.deep.equal({
      securityGroupId: "SecurityGroup main-endpoints",
      description: "tcp/443 from vpc-ipv6",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv6: "2001:db8:0:1200::/56",
      tags: { Name: "main-endpoints-from-vpc-ipv6-tcp-443" },
    });
  });

  it("let no IPv4 in where they have none, and only what is given where anything is", async () => {
    const rules = async (args: Args) =>
      Object.keys(
        ofTypes(await made({ vpc: DUAL, interface: ["sqs"], ...args }), "SecurityGroupIngressRule"),
      ).map((key) => key.split(" ")[1]);
    expect(await rules({ tier: "pods", ipAddressType: Ipv6 })).to.deep.equal([
      "main-endpoints-from-vpc-ipv6-tcp-443",
    ]);
    const given = { allowedCidrBlocks: ["2001:db8:0:1210::/60"] };
    expect(await rules({ ipAddressType: Dualstack, ...given })).to.deep.equal([
      "main-endpoints-from-2001.db8.0.1210..-60-tcp-443",
    ]);
    expect(
      await rules({ ipAddressType: Dualstack, allowedSecurityGroupIds: { web: "sg-1" } }),
    ).to.deep.equal(["main-endpoints-from-web-tcp-443"]);
    expect(await rules({})).to.deep.equal(["main-endpoints-from-10.0.0.0-16-tcp-443"]);
  });

  it("have the records that are asked for", async () => {
    const { dnsOptions } = await endpoint(
      {
        vpc: DUAL,
        interface: ["sqs"],
        ipAddressType: Dualstack,
        dns: { recordIpType: net.EndpointDnsRecordIpType.ServiceDefined },
      },
      "sqs",
    );
    expect(dnsOptions).to.deep.equal({ dnsRecordIpType: "service-defined" });
  });

  it("are refused in a tier whose subnets have none, and IPv4 in one of IPv6 alone", async () => {
    expect(await refusal({ interface: ["sqs"], ipAddressType: Dualstack })).to.deep.equal([
      '  - ipAddressType: must be "ipv4" in a tier without IPv6 ("private"), got "dualstack"; give the network IPv6, or stand the endpoints in another tier',
    ]);
    expect(
      await refusal({ vpc: DUAL, interface: ["sqs"], tier: "public", ipAddressType: Ipv6 }),
    ).to.deep.equal([
      '  - ipAddressType: must be "ipv4" in a tier without IPv6 ("public"), got "ipv6"; give the network IPv6, or stand the endpoints in another tier',
    ]);
    expect(await refusal({ vpc: DUAL, interface: ["sqs"], tier: "pods" })).to.deep.equal([
      '  - ipAddressType: must be "ipv6" in a tier of IPv6 alone ("pods"), got "ipv4"; or stand the endpoints in another tier',
    ]);
  });

  it("are refused with records of the other family", async () => {
    expect(
      await refusal({
        vpc: DUAL,
        interface: ["sqs"],
        dns: { recordIpType: net.EndpointDnsRecordIpType.ServiceDefined },
      }),
    ).to.deep.equal([
      '  - dns.recordIpType: must be "ipv4" with ipAddressType "ipv4", got "service-defined"; endpoints with addresses of both families ("dualstack") can have any',
    ]);
  });

  it("are refused by values that are none of the enums'", async () => {
    expect(
      await refusal({
        bundles: [unknown("ec2")],
        ipAddressType: unknown("ip"),
        dns: { recordIpType: unknown("a") },
      }),
    ).to.deep.equal([
      '  - bundles[0]: must be one of "ecr", "fargate", "ecs", "eks", "ssm", "lambda", "secrets", "logs", got "ec2"',
      '  - ipAddressType: must be one of "ipv4", "dualstack", "ipv6", got "ip"',
      '  - dns.recordIpType: must be one of "ipv4", "dualstack", "ipv6", "service-defined", got "a"',
    ]);
  });

  it("are planned by Vpc before anything is made, by what its tiers will have", async () => {
    const vpc = (ipv6: boolean, pods: net.SubnetIpv6) =>
      messageOf(() => {
        new net.Vpc("main", {
          cidrBlock: "10.0.0.0/16",
          ipv6,
          availabilityZoneIds: ["use1-az2"],
          region: "us-east-1",
          subnetSpecs: [
            { name: "pods", type: net.SubnetType.Isolated, ...(ipv6 && { ipv6: pods }) },
          ],
          endpoints: { interface: ["email-smtp"], ipAddressType: Dualstack },
        });
      });
    const zone =
      '  - endpoints.interface[0]: must be offered in a zone of tier "pods" (use1-az2), got "email-smtp", which is not offered in use1-az2, use1-az3, use1-az5, usw1-az2, usw2-az4, apne2-az4, cac1-az3, cac1-az4; add a zone';
    expect((await vpc(false, net.SubnetIpv6.None)).split("\n")).to.deep.equal([
      'Vpc "main" was given invalid arguments:',
      zone,
      '  - endpoints.ipAddressType: must be "ipv4" in a tier without IPv6 ("pods"), got "dualstack"; give the network IPv6, or stand the endpoints in another tier',
    ]);
    expect((await vpc(true, net.SubnetIpv6.Ipv6Only)).split("\n").slice(1)).to.deep.equal([
      zone,
      '  - endpoints.ipAddressType: must be "ipv6" in a tier of IPv6 alone ("pods"), got "dualstack"; or stand the endpoints in another tier',
    ]);
    expect((await vpc(true, net.SubnetIpv6.DualStack)).split("\n").slice(1)).to.deep.equal([zone]);
  });
});

describe("Private names of endpoints", () => {
  it("are not asked for where a service has none, and told where it has", async () => {
    let names: unknown;
    const recording = await record(() => {
      names = make({ interface: ["dynamodb", "ecr.dkr"] }).privateDnsNames;
    });
    const all = inventory(recording);
    expect(all["VpcEndpoint main-dynamodb < VpcEndpoints"]?.privateDnsEnabled).to.equal(false);
    expect(all["VpcEndpoint main-ecr.dkr < VpcEndpoints"]?.privateDnsEnabled).to.equal(true);
    expect(names).to.deep.equal({ "ecr.dkr": "*.dkr.ecr.us-east-1.amazonaws.com" });
  });

  it("of S3 may be for the inside too, and of no other service", async () => {
    const args = {
      interface: ["s3", "sqs"],
      dns: { privateDnsOnlyForInboundResolver: false },
    };
    expect((await endpoint(args, "s3")).dnsOptions).to.deep.equal({
      privateDnsOnlyForInboundResolverEndpoint: false,
    });
    expect(await endpoint(args, "sqs")).not.to.have.property("dnsOptions");
    expect(await refusal({ ...args, interface: ["sqs"] })).to.deep.equal([
      '  - dns.privateDnsOnlyForInboundResolver: must be left out without an interface endpoint for "s3", got false; no other service has it',
    ]);
    expect(await refusal({ ...args, privateDnsEnabled: false })).to.deep.equal([
      "  - dns.privateDnsOnlyForInboundResolver: must be left out with privateDnsEnabled false, got false; there is no private name then",
    ]);
  });
});

describe("Endpoints of two networks in one stack", () => {
  it("have names of their own, alone and inside Vpc, whatever services they share", async () => {
    const vpc = (name: string) =>
      new net.Vpc(name, {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [{ name: "private", type: net.SubnetType.Private }],
        endpoints: { gateway: ["s3"], interface: ["sqs"] },
      });
    const { urns } = await record(() => {
      for (const name of ["shop", "ledger"]) {
        vpc(name);
        make({ bundles: [net.EndpointBundle.Logs] }, name);
      }
    });
    const own = urns
      .filter((urn) => urn.includes(":VpcEndpoint::"))
      .map((urn) => urn.replaceAll(/aws-network:index:|aws:ec2\/vpcEndpoint:/g, ""));
    expect(own).to.deep.equal([
      "Vpc$VpcEndpoints$VpcEndpoint::ledger-s3",
      "Vpc$VpcEndpoints$VpcEndpoint::ledger-sqs",
      "Vpc$VpcEndpoints$VpcEndpoint::shop-s3",
      "Vpc$VpcEndpoints$VpcEndpoint::shop-sqs",
      "VpcEndpoints$VpcEndpoint::ledger-logs",
      "VpcEndpoints$VpcEndpoint::ledger-monitoring",
      "VpcEndpoints$VpcEndpoint::shop-logs",
      "VpcEndpoints$VpcEndpoint::shop-monitoring",
    ]);
    expect(new Set(urns).size).to.equal(urns.length);
  });
});

describe("Endpoints, however they are made,", () => {
  it("are planned whole in a preview that knows no ids, zones or organization yet", async () => {
    const program = (preview: boolean) => () => {
      const later = <T>(value: T) =>
        preview ? unknown<pulumi.Output<T>>(pulumi.output(pulumi.unknown)) : pulumi.output(value);
      make({
        vpc: {
          ...SITE,
          vpcId: later("vpc-1"),
          subnetIds: { private: { "us-east-1a": later("s") } },
        },
        gateway: ["s3"],
        interface: ["email-smtp"],
        serviceZones: { "email-smtp": later(["us-east-1a"]) },
      });
    };
    const previewed = await record(program(true), { preview: true });
    const deployed = await record(program(false));
    expect(previewed.urns).to.deep.equal(deployed.urns);
    const one = inventory(previewed)["VpcEndpoint main-email-smtp < VpcEndpoints"];
    expect([one?.subnetIds, one?.serviceName]).to.deep.equal([
      pulumi.unknown,
      "com.amazonaws.us-east-1.email-smtp",
    ]);
  });

  it("take the region and the provider to every child, and keep tags secret that are", async () => {
    const { resources, providers } = await record(async () => {
      const { Provider } = await import("@pulumi/aws");
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      new net.VpcEndpoints(
        "main",
        {
          vpc: DUAL,
          region: "eu-west-1",
          bundles: [net.EndpointBundle.Ecr],
          ipAddressType: net.EndpointIpAddressType.Dualstack,
          allowedSecurityGroupIds: { web: "sg-1" },
          dataPerimeter: { principalOrgId: "o-a1b2c3d4e5" },
          tags: { Owner: pulumi.secret("team") },
        },
        { provider },
      );
    });
    const children = resources.filter(({ type }) => /^aws:(?:ec2|vpc)\//.test(type));
    expect(children.map(({ inputs }) => inputs.region)).to.deep.equal(
      children.map(() => "eu-west-1"),
    );
    expect(children).to.have.length(5);
    const without = [...providers].filter(
      ([urn, provider]) => urn.includes("$aws:") && !provider.includes("elsewhere"),
    );
    expect(without).to.deep.equal([]);
    const secret = "4dabf18193072939515e22adb298388d";
    expect(
      children.map(({ inputs }) => JSON.stringify(inputs.tags).includes(secret)),
    ).to.deep.equal(children.map(() => true));
  });

  it("tell their ids and prefix lists by service", async () => {
    let endpoints: net.VpcEndpoints | undefined;
    await record(() => {
      endpoints = make({ gateway: ["s3"], interface: ["sqs"] });
    });
    expect([
      Object.keys(endpoints?.endpointIds ?? {}),
      Object.keys(endpoints?.interfaceEndpointIds ?? {}),
      Object.keys(endpoints?.prefixListIds ?? {}),
      Object.keys(endpoints?.endpointAvailabilityZones ?? {}),
    ]).to.deep.equal([["s3", "sqs"], ["sqs"], ["s3"], ["sqs"]]);
  });
});

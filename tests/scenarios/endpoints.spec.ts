/** Endpoints through a network's life in the simulated AWS: bundles, zones, IPv6, a data perimeter; what AWS refuses. */
import * as aws from "@pulumi/aws";
import { expect } from "chai";
import * as net from "../../components";
import { failureOf, findingsOf, NetworkLife } from "./support/networkLife";

const PRIVATE = { name: "private", type: net.SubnetType.Private };
const DATABASE = { name: "database", type: net.SubnetType.Isolated };

interface Edits {
  readonly endpoints?: net.VpcEndpointsSpec;
  readonly network?: Partial<net.VpcArgs>;
  /** Another `VpcEndpoints` on the same network. */
  readonly more?: net.VpcEndpointsSpec;
}

const network = (change: Partial<net.VpcArgs> = {}): net.VpcArgs => ({
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["us-east-1a", "us-east-1b"],
  subnetSpecs: [PRIVATE, DATABASE],
  ...change,
});

const program =
  ({ endpoints, network: change, more }: Edits = {}) =>
  () => {
    const vpc = new net.Vpc("main", { ...network(change), endpoints });
    if (more) new net.VpcEndpoints("more", { vpc, ...more }, { dependsOn: [vpc] });
  };

describe("endpoints of a network without a way out", () => {
  let life: NetworkLife;
  beforeEach(async () => {
    life = await NetworkLife.open();
  });
  afterEach(() => life.close());

  it("come by the bundle, are held in a perimeter in place, and go", async function () {
    this.timeout(180_000);
    const ecr = { bundles: [net.EndpointBundle.Ecr] };
    const up = await life.up(program({ endpoints: ecr }));
    expect(up.filter((step) => /Endpoint|SecurityGroup(?:Ingress)/.test(step))).to.deep.equal([
      "create ec2.VpcEndpoint main-ecr.api",
      "create ec2.VpcEndpoint main-ecr.dkr",
      "create ec2.VpcEndpoint main-s3",
      "create vpc.SecurityGroupIngressRule main-endpoints-from-10.0.0.0-16-tcp-443",
    ]);
    expect(await life.up(program({ endpoints: ecr })), "again").to.deep.equal([]);

    const fargate = { bundles: [net.EndpointBundle.Fargate], interface: ["ecr.api"] };
    expect(await life.up(program({ endpoints: fargate })), "another bundle").to.deep.equal([
      "create ec2.VpcEndpoint main-logs",
    ]);

    const held = { ...fargate, dataPerimeter: { principalOrgId: "o-a1b2c3d4e5" } };
    expect(await life.up(program({ endpoints: held })), "held").to.deep.equal([
      "update ec2.VpcEndpoint main-ecr.api",
      "update ec2.VpcEndpoint main-ecr.dkr",
      "update ec2.VpcEndpoint main-logs",
      "update ec2.VpcEndpoint main-s3",
    ]);
    expect(await life.up(program({ endpoints: held })), "held still").to.deep.equal([]);
    const { policy } = await life.show("VpcEndpoint", "main-s3");
    expect(policy).to.contain("prod-us-east-1-starport-layer-bucket");

    const tier = { name: "cache", type: net.SubnetType.Private };
    const grown = { subnetSpecs: [PRIVATE, DATABASE, tier] };
    const steps = await life.up(program({ endpoints: held, network: grown }));
    expect(
      steps.filter((step) => !step.startsWith("create ")),
      "a tier",
    ).to.deep.equal(["update ec2.VpcEndpoint main-s3"]);
    const { routeTableIds } = await life.show("VpcEndpoint", "main-s3");
    expect(routeTableIds, "every table of the private tiers").to.have.length(4);
    expect(await life.down(program({ endpoints: held, network: grown }))).to.equal(true);
  });

  it("have nothing that the baseline minds, with a perimeter and with IPv6", async function () {
    this.timeout(120_000);
    const endpoints = {
      bundles: [net.EndpointBundle.Fargate, net.EndpointBundle.Ssm],
      dataPerimeter: { principalOrgId: "o-a1b2c3d4e5" },
    };
    expect(await findingsOf(program({ endpoints }))).to.deep.equal([]);
    const dual = { ...endpoints, ipAddressType: net.EndpointIpAddressType.Dualstack };
    expect(await findingsOf(program({ endpoints: dual, network: { ipv6: true } }))).to.deep.equal(
      [],
    );
  });

  it("leave out the zones without the service, by the catalogue or by a look-up", async function () {
    this.timeout(120_000);
    const mail = { interface: ["email-smtp"] };
    const zones = { availabilityZoneNames: undefined, reservedAvailabilityZones: 6 };
    const byId = { ...zones, availabilityZoneIds: ["use1-az1", "use1-az2"], region: "us-east-1" };
    await life.up(program({ endpoints: mail, network: byId }));
    const shown = await life.show("VpcEndpoint", "main-email-smtp");
    expect(shown.subnetIds).to.have.length(1);
    expect(await life.down(program({ endpoints: mail, network: byId }))).to.equal(true);

    const all = ["a", "b", "c", "d", "e", "f"].map((letter) => `us-east-1${letter}`);
    const everywhere = { availabilityZoneNames: all, reservedAvailabilityZones: 6 };
    const refused = await failureOf(life.up(program({ endpoints: mail, network: everywhere })));
    expect(refused)
      .to.contain("InvalidParameter")
      .and.to.contain("does not support the availability zone of the subnet")
      .and.to.contain("nothing was changed");
    const lookedUp = () => {
      const { availabilityZones } = aws.ec2.getVpcEndpointServiceOutput({ service: "email-smtp" });
      const serviceZones = { "email-smtp": availabilityZones };
      program({ endpoints: { ...mail, serviceZones }, network: everywhere })();
    };
    await life.up(lookedUp);
    const placed = await life.show("VpcEndpoint", "main-email-smtp");
    expect(placed.subnetIds).to.have.length(3);
    expect(await life.up(lookedUp), "again").to.deep.equal([]);
    expect(await life.down(lookedUp)).to.equal(true);
  });

  it("take up IPv6 in place, after the subnets, and stand in tiers of IPv6 alone", async function () {
    this.timeout(180_000);
    const sqs = { interface: ["sqs"] };
    await life.up(program({ endpoints: sqs }));
    const dual = { ...sqs, ipAddressType: net.EndpointIpAddressType.Dualstack };
    const taken = await life.up(program({ endpoints: dual, network: { ipv6: true } }));
    expect(taken.filter((step) => /Endpoint|SecurityGroupIngress/.test(step))).to.deep.equal([
      "create vpc.SecurityGroupIngressRule main-endpoints-from-vpc-ipv6-tcp-443",
      "update ec2.VpcEndpoint main-sqs",
    ]);
    expect(await life.up(program({ endpoints: dual, network: { ipv6: true } }))).to.deep.equal([]);
    const { dnsOptions } = await life.show("VpcEndpoint", "main-sqs");
    expect(dnsOptions).to.include({ dnsRecordIpType: "dualstack" });
    const given = { ...sqs, ipAddressType: net.EndpointIpAddressType.Ipv4 };
    const back = await life.up(program({ endpoints: given, network: { ipv6: true } }));
    expect(back).to.deep.equal([
      "delete vpc.SecurityGroupIngressRule main-endpoints-from-vpc-ipv6-tcp-443",
      "update ec2.VpcEndpoint main-sqs",
    ]);
    expect(await life.down(program({ endpoints: dual, network: { ipv6: true } }))).to.equal(true);

    const only = {
      endpoints: { ...sqs, ipAddressType: net.EndpointIpAddressType.Ipv6 },
      network: { ipv6: true, subnetSpecs: [{ ...PRIVATE, ipv6: net.SubnetIpv6.Ipv6Only }] },
    };
    await life.up(program(only));
    expect(await life.up(program(only)), "again").to.deep.equal([]);
    expect(await life.down(program(only))).to.equal(true);
  });

  it("of both types for S3 are made by two components, in AWS's order", async function () {
    this.timeout(120_000);
    const both = { endpoints: { gateway: ["s3"] }, more: { interface: ["s3"] } };
    await life.up(program(both));
    expect(await life.up(program(both)), "again").to.deep.equal([]);
    expect(await life.down(program(both))).to.equal(true);

    const alone = { endpoints: { interface: ["s3"] } };
    expect(await failureOf(life.up(program(alone)))).to.contain(
      "To set PrivateDnsOnlyForInboundResolverEndpoint to true",
    );
    const dns = { privateDnsOnlyForInboundResolver: false };
    await life.up(program({ endpoints: { ...alone.endpoints, dns } }));
  });

  it("are refused where AWS refuses them: a name twice, a policy where there is none", async function () {
    this.timeout(120_000);
    const twice = { endpoints: { interface: ["sqs"] }, more: { interface: ["sqs"] } };
    expect(await failureOf(life.up(program(twice))))
      .to.contain("already a conflicting DNS domain for sqs.us-east-1.amazonaws.com")
      .and.to.contain("nothing was changed");
    const withPolicy = () => {
      const vpc = new net.Vpc("main", network());
      new aws.ec2.VpcEndpoint("mail", {
        vpcId: vpc.vpcId,
        serviceName: "com.amazonaws.us-east-1.email-smtp",
        vpcEndpointType: "Interface",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
      });
    };
    expect(await failureOf(life.up(withPolicy))).to.contain(
      "Service com.amazonaws.us-east-1.email-smtp only supports the full-access endpoint policy.",
    );
    const dynamodb = () => {
      const vpc = new net.Vpc("main", network());
      new aws.ec2.VpcEndpoint("table", {
        vpcId: vpc.vpcId,
        serviceName: "com.amazonaws.us-east-1.dynamodb",
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
      });
    };
    expect(await failureOf(life.up(dynamodb))).to.contain("does not provide a private DNS name");
  });
});

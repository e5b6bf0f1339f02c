/** What the components know of AWS's services, against what the simulated AWS does. */
import { expect } from "chai";
import * as net from "../../components";
import { endpointService } from "../../components/endpoints/endpointCatalogue";
import { openWorld } from "../../simulator";
import { endpointServices } from "../../simulator/services/ec2/endpointServices";
import { inventory, record } from "./recordedMocks";
import { SITE } from "./site";

const servicesIn = async (region: string) =>
  endpointServices((await openWorld()).scope({ account: "000000000000", region }));

describe("The catalogue of endpoint services", () => {
  for (const region of ["us-east-1", "eu-west-1", "us-gov-west-1"]) {
    it(`says of every service what the simulated AWS does, in ${region}`, async () => {
      const theirs = (await servicesIn(region)).map((one) => ({
        short: one.short,
        types: [...one.types],
        serviceName: one.name,
        privateDnsName: one.privateDnsName ?? null,
        supportsPolicies: one.supportsPolicies,
        missingZoneIds: [...one.missingZoneIds],
      }));
      const ours = theirs.map(({ short }) => ({ short, ...endpointService(short, region) }));
      expect(ours).to.deep.equal(theirs);
      expect(ours.length).to.be.greaterThan(200);
    });
  }

  it("knows a service by its full name too, in China by China's names", () => {
    const { serviceName, privateDnsName } = endpointService(
      "cn.com.amazonaws.cn-north-1.ecr.dkr",
      undefined,
    );
    expect([serviceName, privateDnsName]).to.deep.equal([
      "cn.com.amazonaws.cn-north-1.ecr.dkr",
      "*.dkr.ecr.cn-north-1.amazonaws.com.cn",
    ]);
  });

  it("knows nothing of a partner's service but that it takes no policy", () => {
    const name = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
    const { privateDnsName, supportsPolicies } = endpointService(name, "us-east-1");
    expect([privateDnsName, supportsPolicies]).to.deep.equal([undefined, false]);
  });
});

describe("Endpoint bundles", () => {
  const services = async (bundles: net.EndpointBundle[]) => {
    const all = inventory(await record(() => new net.VpcEndpoints("main", { vpc: SITE, bundles })));
    return Object.entries(all)
      .filter(([key]) => key.startsWith("VpcEndpoint "))
      .map(
        ([, { vpcEndpointType, serviceName }]) =>
          `${vpcEndpointType as string} ${(serviceName as string).split(".").slice(3).join(".")}`,
      )
      .sort();
  };

  for (const [bundle, expected] of [
    [net.EndpointBundle.Ecr, ["Gateway s3", "Interface ecr.api", "Interface ecr.dkr"]],
    [
      net.EndpointBundle.Fargate,
      ["Gateway s3", "Interface ecr.api", "Interface ecr.dkr", "Interface logs"],
    ],
    [net.EndpointBundle.Ecs, ["Interface ecs", "Interface ecs-agent", "Interface ecs-telemetry"]],
    [
      net.EndpointBundle.Eks,
      [
        "Gateway s3",
        "Interface ec2",
        "Interface ecr.api",
        "Interface ecr.dkr",
        "Interface eks",
        "Interface eks-auth",
        "Interface elasticloadbalancing",
        "Interface logs",
        "Interface sts",
      ],
    ],
    [
      net.EndpointBundle.Ssm,
      ["Gateway s3", "Interface ec2messages", "Interface ssm", "Interface ssmmessages"],
    ],
    [net.EndpointBundle.Lambda, ["Interface lambda", "Interface sts"]],
    [net.EndpointBundle.Secrets, ["Interface kms", "Interface secretsmanager"]],
    [net.EndpointBundle.Logs, ["Interface logs", "Interface monitoring"]],
  ] as const) {
    it(`make of "${bundle}" what it says`, async () => {
      expect(await services([bundle])).to.deep.equal(expected);
    });
  }

  it("are all tried here", () => {
    expect(Object.values(net.EndpointBundle)).to.have.length(8);
  });

  it("name services that AWS has", async () => {
    const known = (await servicesIn("us-east-1")).map(({ name }) => name);
    const made = await services(Object.values(net.EndpointBundle));
    const names = made.map((one) => `com.amazonaws.us-east-1.${one.split(" ")[1] ?? ""}`);
    expect(names.filter((name) => !known.includes(name))).to.deep.equal([]);
  });

  it("make what they share once", async () => {
    expect(await services([net.EndpointBundle.Ecr, net.EndpointBundle.Fargate])).to.deep.equal(
      await services([net.EndpointBundle.Fargate]),
    );
  });
});

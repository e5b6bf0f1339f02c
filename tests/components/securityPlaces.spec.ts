/** Where the security components' children are: in the network's region, and with the component's provider. */
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import * as net from "../../components";
import { record } from "./recordedMocks";
import { SITE } from "./site";

const VPC = { ...SITE, region: "eu-west-1" };
const FLOWS = [{ source: "web", destination: "internet", ports: ["https"] }];

type Make = (vpc: net.VpcAttributes, opts?: pulumi.ComponentResourceOptions) => unknown;

const MAKE: Record<string, Make> = {
  SecurityGroups: (vpc, opts) =>
    new net.SecurityGroups("main", { vpc, groups: ["web"], flows: FLOWS }, opts),
  SecurityGroupFlows: (vpc, opts) =>
    new net.SecurityGroupFlows(
      "main",
      { vpc, securityGroupIds: { web: "sg-1" }, flows: FLOWS },
      opts,
    ),
  NetworkAcls: (vpc, opts) =>
    new net.NetworkAcls(
      "main",
      { vpc, securityGroups: { flows: FLOWS, tiers: { web: ["private"] } } },
      opts,
    ),
};

for (const [component, make] of Object.entries(MAKE)) {
  describe(`${component}: every child`, () => {
    it("is in the network's region", async () => {
      const { resources } = await record(() => make(VPC));
      const children = resources.filter(({ type }) => type.startsWith("aws:"));
      expect(children.length).to.be.greaterThan(0);
      expect(new Set(children.map(({ inputs }) => inputs.region))).to.deep.equal(
        new Set(["eu-west-1"]),
      );
    });

    it("has the component's provider", async () => {
      const { providers } = await record(async () => {
        const { Provider } = await import("@pulumi/aws");
        make(VPC, { provider: new Provider("elsewhere", { region: "eu-west-1" }) });
      });
      const given = [...providers]
        .filter(([urn]) => urn.includes("$aws:"))
        .map(([, provider]) => provider.includes("elsewhere"));
      expect(given.length).to.be.greaterThan(0);
      expect(given).to.not.include(false);
    });

    it("keeps its name where an id is a secret or yet unknown", async () => {
      const plain = await record(() => make(VPC));
      const secret = await record(() => make({ ...VPC, vpcId: pulumi.secret("vpc-1") }));
      expect(secret.urns).to.deep.equal(plain.urns);
      const preview = await record(() => make(VPC), { preview: true });
      expect(preview.urns).to.deep.equal(plain.urns);
    });
  });
}

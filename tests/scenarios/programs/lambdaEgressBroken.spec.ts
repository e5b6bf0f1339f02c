/** `lambda-egress`, changed by hand to what was drawn, or opened: which of its intents tell. */
import { expect } from "chai";
import { verifyNetwork, type ResourceRecord } from "../../../analysis";
import { rehearseProgram } from "../../../automation/testing";
import { fromResources } from "../../../automation/verification/verifyInputs";

describe("lambda-egress, changed by hand", function () {
  this.timeout(180_000);
  let deployed: readonly ResourceRecord[];
  before(async () => {
    deployed = (await rehearseProgram("lambda-egress/staging")).resources;
  });

  const idOf = (type: string, name: string): unknown =>
    deployed.find(({ urn }) => urn.endsWith(`:${type}::${name}`))?.id;

  /** Which intents no longer hold once one resource has other settings. */
  async function broken(
    type: string,
    name: string,
    settings: Readonly<Record<string, unknown>>,
  ): Promise<string[]> {
    const isMeant = ({ urn }: ResourceRecord) => urn.endsWith(`:${type}::${name}`);
    expect(deployed.filter(isMeant)).to.have.length(1);
    const changed = deployed.map((one) =>
      isMeant(one)
        ? {
            ...one,
            inputs: { ...one.inputs, ...settings },
            outputs: { ...one.outputs, ...settings },
          }
        : one,
    );
    const { verdicts } = verifyNetwork({
      ...(await fromResources(changed)),
      ...{ cloud: "simulated", waiversOn: new Date(0) },
    });
    return verdicts
      .filter(({ status }) => status === "fails")
      .map(({ name: intent }) => intent.replace("mailer-", ""))
      .sort();
  }

  it("holds as it was deployed", async () => {
    expect(await broken("Route", "mailer-lambda-2a", {})).to.deep.equal([]);
  });

  it("as drawn: the NAT gateway's own subnet leads to that gateway, in a loop", async () => {
    const loop = { gatewayId: "", natGatewayId: idOf("NatGateway", "mailer-public-2a") };
    expect(await broken("Route", "mailer-public", loop)).to.deep.equal(["internet", "mail-by-nat"]);
  });

  it("as drawn: a function with an internet gateway's route alone, and no public address", async () => {
    const drawn = { natGatewayId: "", gatewayId: idOf("InternetGateway", "mailer") };
    expect(await broken("Route", "mailer-lambda-2a", drawn)).to.deep.equal([
      "internet",
      "mail-by-nat",
    ]);
  });

  it("an endpoint that no longer takes its service's name", async () => {
    expect(await broken("VpcEndpoint", "mailer-kms", { privateDnsEnabled: false })).to.deep.equal([
      "kms-at-private-address",
    ]);
  });

  it("a database whose rule is for another port, and not one that nobody has a way out to", async () => {
    const open = { referencedSecurityGroupId: "", cidrIpv4: "10.0.0.0/16" };
    const rule = "mailer-database-from-lambda-tcp-5432";
    // Nothing else in the network has a way out to it yet, and the rule still says TCP 5432.
    expect(await broken("SecurityGroupIngressRule", rule, open)).to.deep.equal([]);
    const other = { fromPort: 5433, toPort: 5433 };
    expect(await broken("SecurityGroupIngressRule", rule, other)).to.deep.equal(["database"]);
  });
});

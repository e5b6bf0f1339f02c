import { expect } from "chai";
import { verifyNetwork, type ResourceRecord } from "../../../analysis";
import { rehearseProgram } from "../../../automation/testing";
import { fromResources } from "../../../automation/verification/verifyInputs";
import type { Lived } from "../support/programLife";
import { describeLives } from "../support/programLives";

const drift = {
  type: "ec2.Subnet",
  name: "shop-private-1a",
  settings: { mapPublicIpOnLaunch: true },
};

describeLives({
  program: "three-tier",
  environments: {
    dev: {
      resources: 157,
      change: {
        title: "a NAT gateway for each zone",
        config: { natGatewayStrategy: "onePerAz" },
        changes: "4 3 0 0 154",
        // No subnet moves to another table: each zone has had its own.
        check: ({ touched }: Lived) =>
          expect(touched).to.include.members([
            "update ec2.Route shop-private-1b",
            "update ec2.Route shop-private-1c",
          ]),
      },
      drift,
    },
    staging: {
      resources: 152,
      change: {
        title: "another release",
        config: { imageTag: "2" },
        changes: "0 3 3 0 146",
      },
      drift,
    },
    prod: {
      resources: 156,
      change: {
        title: "nothing protected any more",
        config: { deletionProtection: false },
        changes: "0 7 0 0 149",
      },
      drift,
    },
  },
});

describe("three-tier, changed by hand", function () {
  this.timeout(180_000);
  let deployed: readonly ResourceRecord[];
  before(async () => {
    deployed = (await rehearseProgram("three-tier/dev")).resources;
  });

  /** Which intents fail once one resource has other settings. */
  async function broken(type: string, name: string, other: object): Promise<string[]> {
    const isMeant = ({ urn }: ResourceRecord) => urn.endsWith(`:${type}::${name}`);
    expect(deployed.filter(isMeant), `${type} ${name}`).to.have.length(1);
    const changed = deployed.map((one) =>
      isMeant(one)
        ? { ...one, inputs: { ...one.inputs, ...other }, outputs: { ...one.outputs, ...other } }
        : one,
    );
    const { verdicts } = verifyNetwork({
      ...(await fromResources(changed)),
      ...{ cloud: "simulated", waiversOn: new Date(0) },
    });
    return verdicts
      .filter(({ status }) => status === "fails")
      .map((one) => one.name.replace("shop-", ""))
      .sort();
  }
  const idOf = (type: string, name: string): unknown =>
    deployed.find(({ urn }) => urn.endsWith(`:${type}::${name}`))?.id;

  it("holds as it was deployed", async () => {
    expect(await broken("Cluster", "shop", {})).to.deep.equal([]);
  });

  it("is seen when images come by NAT", async () => {
    expect(await broken("VpcEndpoint", "shop-ecr.dkr", { privateDnsEnabled: false })).to.deep.equal(
      ["ecr-dkr-by-endpoint", "ecr-dkr-never-by-nat"],
    );
    expect(await broken("VpcEndpoint", "shop-s3", { routeTableIds: [] })).to.deep.equal([
      "s3-by-endpoint",
      "s3-never-by-nat",
    ]);
  });

  it("is seen when a group no longer lets the tasks in", async () => {
    expect(
      await broken("SecurityGroupIngressRule", "shop-cache-from-tasks-tcp-6379", {
        fromPort: 6380,
        toPort: 6380,
      }),
    ).to.deep.equal(["tasks-to-cache"]);
  });

  it("is seen when the load balancer's group reaches further", async () => {
    const rule = { referencedSecurityGroupId: idOf("SecurityGroup", "shop-alb") };
    expect(
      await broken("SecurityGroupIngressRule", "shop-tasks-from-alb-tcp-8080", {
        ...{ referencedSecurityGroupId: "", cidrIpv4: "0.0.0.0/0" },
      }),
    ).to.deep.equal([]);
    expect(
      await broken("SecurityGroupIngressRule", "shop-database-from-tasks-tcp-5432", rule),
    ).to.deep.equal(["tasks-to-database"]);
  });
});

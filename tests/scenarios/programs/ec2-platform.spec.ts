import { expect } from "chai";
import { verifyNetwork, type ResourceRecord } from "../../../analysis";
import { simUp, type RunResult } from "../../../automation";
import { rehearseProgram } from "../../../automation/testing";
import { fromResources } from "../../../automation/verification/verifyInputs";
import { ProgramLife, type Lived } from "../support/programLife";
import { describeLives } from "../support/programLives";

/** Deleted keys are kept for thirty days. */
const keptFor = "31d";
const drift = {
  type: "lb.TargetGroup",
  name: "platform-blue",
  settings: { deregistrationDelay: "60" },
};

describeLives({
  program: "ec2-platform",
  keptFor,
  environments: {
    dev: {
      resources: 154,
      change: {
        title: "another type of instance",
        config: { instanceType: "t3.medium" },
        changes: "0 2 0 0 152",
        check: ({ touched }: Lived) =>
          expect(touched).to.deep.equal([
            "update autoscaling.Group platform-blue",
            "update ec2.LaunchTemplate platform-blue",
          ]),
      },
      drift,
    },
    staging: {
      resources: 165,
      change: {
        title: "backups kept longer",
        config: { backupRetentionInDays: 21 },
        changes: "0 2 0 0 163",
        check: ({ touched }: Lived) =>
          expect(touched).to.deep.equal([
            "update backup.Plan platform",
            "update dlm.LifecyclePolicy platform",
          ]),
      },
      drift,
    },
    prod: {
      resources: 180,
      change: {
        title: "a fleet beside the first, and nothing protected any more",
        config: { deployment: "blueGreen", greenRelease: "2", deletionProtection: false },
        changes: "8 5 0 0 175",
        check: ({ touched }: Lived) =>
          expect(touched).to.include("create lb.TargetGroup platform-green"),
      },
      drift,
    },
  },
});

describe("ec2-platform, mutated", function () {
  this.timeout(120_000);

  /** What the rehearsal says of the stack with these settings, and that it changed nothing. */
  async function refused(stack: string, config: Record<string, unknown>): Promise<string> {
    const life = await ProgramLife.open(stack);
    try {
      const { home } = life;
      return await simUp(stack, { cwd: `${__dirname}/../../..`, home, config }).then(
        () => "it succeeded",
        (error: unknown) => JSON.stringify((error as { run?: RunResult }).run ?? String(error)),
      );
    } finally {
      await life.close();
    }
  }

  it("is refused a transit gateway that there is not, before anything is made", async () => {
    const failure = await refused("ec2-platform/staging", {
      corporateCidrBlock: "192.168.0.0/16",
      transitGatewayId: "tgw-0123456789abcdef0",
    });
    expect(failure)
      .to.contain("InvalidTransitGatewayID.NotFound")
      .and.to.contain("nothing was changed");
  });
});

describe("ec2-platform, changed by hand", function () {
  this.timeout(180_000);
  let deployed: readonly ResourceRecord[];
  before(async () => {
    deployed = (await rehearseProgram("ec2-platform/dev")).resources;
  });

  /** Which intents fail once these resources have other settings. */
  async function broken(change: (one: ResourceRecord) => object | undefined): Promise<string[]> {
    const changed = deployed.map((one) => {
      const other = change(one);
      if (other === undefined) return one;
      return { ...one, inputs: { ...one.inputs, ...other }, outputs: { ...one.outputs, ...other } };
    });
    const { verdicts } = verifyNetwork({
      ...(await fromResources(changed)),
      cloud: "simulated",
      waiversOn: new Date(0),
    });
    return verdicts
      .filter(({ status }) => status === "fails")
      .map(({ name }) => name.replace("platform-", ""))
      .sort();
  }

  const named = ({ urn }: ResourceRecord, type: string, name: string) =>
    urn.endsWith(`${type}::${name}`);

  it("holds as it was deployed", async () => {
    expect(await broken(() => undefined)).to.deep.equal([]);
  });

  it("is seen when an endpoint no longer takes its service's name", async () => {
    const failed = await broken((one) =>
      named(one, "VpcEndpoint", "platform-ssm") ? { privateDnsEnabled: false } : undefined,
    );
    expect(failed).to.deep.equal(["ssm-at-private-address"]);
  });

  it("is seen when the public subnets lose their way to the internet", async () => {
    const database = deployed.find((one) => named(one, "RouteTable", "platform-database"));
    const failed = await broken((one) =>
      named(one, "Route", "platform-public") ? { routeTableId: database?.id } : undefined,
    );
    expect(failed).to.include.members(["internet-through-nat", "internet-to-load-balancer"]);
  });
});

import { expect } from "chai";
import { simUp, type RunResult } from "../../../automation";
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

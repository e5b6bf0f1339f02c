/** The `serverless` network through its life on the rehearsal engine and the simulated AWS, from disk. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  simDestroy,
  simPreview,
  simRefresh,
  simUp,
  type RunResult,
  type Step,
} from "../../automation";
import { changesOf, collectInto, emptyFingerprint, fingerprintOf, touched } from "./support/runs";

const root = join(__dirname, "../..");

describe("serverless/dev on the simulated AWS", () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "pan-serverless-"));
  });
  after(() => rm(home, { recursive: true, force: true }));

  const options = (steps: Step[] = [], config?: Record<string, unknown>) => ({
    cwd: root,
    home,
    config,
    onProgress: collectInto(steps),
  });

  const three = { availabilityZones: ["a", "b", "c"] };

  it("lives as it should", async function () {
    this.timeout(180_000);
    const empty = await emptyFingerprint();

    expect(changesOf(await simUp("serverless/dev", options()))).to.equal("104 0 0 0 0");
    const deployed = await fingerprintOf(home);
    expect(changesOf(await simUp("serverless/dev", options()))).to.equal("0 0 0 0 104");
    expect(await fingerprintOf(home)).to.equal(deployed);

    const steps: Step[] = [];
    const grown = await simUp("serverless/dev", options(steps, three));
    expect(changesOf(grown)).to.equal("6 5 0 0 99");
    expect(touched(steps)).to.deep.equal([
      "create ec2.NetworkAclAssociation analytics-private-1c",
      "create ec2.NetworkAclAssociation analytics-public-1c",
      "create ec2.RouteTableAssociation analytics-private-1c",
      "create ec2.RouteTableAssociation analytics-public-1c",
      "create ec2.Subnet analytics-private-1c",
      "create ec2.Subnet analytics-public-1c",
      "update ec2.VpcEndpoint analytics-logs",
      "update ec2.VpcEndpoint analytics-sns",
      "update ec2.VpcEndpoint analytics-sqs",
      "update ec2.VpcEndpoint analytics-states",
      "update lambda.Function analytics-process",
    ]);
    expect(grown.outputs.subnetLayout).to.deep.equal({
      public: {
        "us-east-1a": "10.0.0.0/24",
        "us-east-1b": "10.0.1.0/24",
        "us-east-1c": "10.0.2.0/24",
      },
      private: {
        "us-east-1a": "10.0.3.0/24",
        "us-east-1b": "10.0.4.0/24",
        "us-east-1c": "10.0.5.0/24",
      },
    });

    expect(changesOf(await simPreview("serverless/dev", options(undefined, three)))).to.equal(
      "0 0 0 0 110",
    );
    await simRefresh("serverless/dev", options(undefined, three));
    expect(changesOf(await simUp("serverless/dev", options(undefined, three)))).to.equal(
      "0 0 0 0 110",
    );

    expect(changesOf(await simDestroy("serverless/dev", options()))).to.equal("0 0 0 110 0");
    expect(await fingerprintOf(home)).to.equal(empty);
  });

  it("is refused by the rehearsal where the region lacks an availability zone, before anything changes", async function () {
    this.timeout(60_000);
    const before = await fingerprintOf(home);
    const config = { availabilityZones: ["a", "g"], reservedAvailabilityZones: 7 };
    const failure = await simUp("serverless/dev", options(undefined, config)).then(
      () => "it succeeded",
      (error: unknown) => JSON.stringify((error as { run?: RunResult }).run),
    );
    expect(failure)
      .to.contain("InvalidParameterValue")
      .and.to.contain("us-east-1g")
      .and.to.contain("us-east-1a, us-east-1b");
    expect(failure).to.contain("nothing was changed");
    expect(await fingerprintOf(home)).to.equal(before);
  });
});

/** What the tests deploy on the simulated AWS, deployed by Terraform's AWS provider to moto. */
import { join } from "node:path";
import { expect } from "chai";
import { apply, refusedOf } from "./applied";
import { configurationOf } from "./configuration";
import type { Deployed } from "./deployment";
import { deployedCases, deployedProgram } from "./deployments";
import { expectFound, expectListed, type Difference } from "./differences";
import { foundOrSkipped, schemaOf } from "./judge";
import type { Found } from "./locate";
import { Moto } from "./moto";
import type { ProviderSchema } from "./schema";

const root = join(__dirname, "..", "..", "..");
const region = "us-east-1";

describe("Terraform's AWS provider, with moto as the AWS", () => {
  let provider: Found;
  let schema: ProviderSchema;
  let moto: Moto | undefined;
  const found: Difference[] = [];

  before(async function () {
    this.timeout(60_000);
    provider = foundOrSkipped(this);
    const missing = Moto.missing();
    if (missing !== undefined) {
      process.stdout.write(`      skipped: ${missing}\n`);
      this.skip();
    }
    schema = await schemaOf(provider);
    moto = await Moto.start();
  });
  after(() => moto?.stop());

  async function judged(deployed: readonly Deployed[]): Promise<void> {
    const configuration = configurationOf(schema, deployed, region);
    const place = { endpoint: moto!.endpoint, region };
    const refused = refusedOf(configuration, await apply(provider, configuration, place));
    found.push(...refused);
    expectListed("Deployments", refused);
  }

  it("makes all that serverless/dev consists of", async function () {
    this.timeout(180_000);
    const deployed = await deployedProgram("serverless/dev", root);
    expect(deployed.length).to.be.greaterThan(70);
    await judged(deployed);
  });

  it("makes a resource of every type that is modelled, and what it stands on", async function () {
    this.timeout(600_000);
    await judged(await deployedCases());
  });

  it("still refuses what the page says it refuses", () => {
    expectFound("Deployments", found);
  });
});

/** What the tests deploy on the simulated AWS, deployed by Terraform's AWS provider to moto. */
import { join } from "node:path";
import { expect } from "chai";
import { modelledTypes } from "../../../simulator";
import { apply, refusedOf } from "./applied";
import { configurationOf } from "./configuration";
import type { Deployed } from "./deployment";
import { deployedCases, deployedProgram } from "./deployments";
import { expectFound, expectListed, type Difference } from "./differences";
import { foundOrSkipped, schemaOf } from "./judge";
import type { Found } from "./locate";
import { Moto } from "./moto";
import { isWhole } from "./sample";
import type { ProviderSchema } from "./schema";

const root = join(__dirname, "..", "..", "..");
const region = "us-east-1";

describe("Terraform's AWS provider, with moto as the AWS", () => {
  let provider: Found;
  let schema: ProviderSchema;
  let moto: Moto | undefined;
  const found: Difference[] = [];
  const judged = new Set<string>();

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
  afterEach(() => moto?.reset());
  after(() => moto?.stop());

  const place = () => ({ endpoint: moto!.endpoint, region });

  async function judge(deployed: readonly Deployed[]): Promise<void> {
    const configuration = configurationOf(schema, deployed, region);
    const refused = refusedOf(configuration, await apply(provider, configuration, place()));
    for (const { type } of configuration.addresses.values()) judged.add(type);
    found.push(...refused);
    expectListed("Deployments", refused);
  }

  // Two minutes of Terraform: in the large run only.
  if (isWhole) {
    it("makes all that serverless/dev consists of", async function () {
      this.timeout(300_000);
      const network = await deployedProgram("serverless/dev", root);
      expect(network.length).to.be.greaterThan(70);
      await judge(network);
    });

    it("makes a resource of every type", async function () {
      this.timeout(1_800_000);
      const [cases = []] = await deployedCases();
      expect(new Set(cases.map(({ type }) => type)).size).to.be.greaterThan(20);
      await judge(cases);
    });

    it("makes what cannot stand beside that", async function () {
      this.timeout(1_800_000);
      const [, ...others] = await deployedCases();
      for (const deployed of others) {
        await judge(deployed);
        await moto!.reset();
      }
    });

    it("has been given every type", () => {
      expect(modelledTypes().filter((type) => !judged.has(type))).to.deep.equal([]);
    });

    it("still refuses what the page says it refuses", () => {
      expectFound("Deployments", found);
    });
  }
});

/** What the real provider refuses before AWS is asked, and what the simulated one does, for values of many forms. */
import { expect } from "chai";
import { suites } from "../../simulator/lifecycleCases";
import { expectFound, expectListed, type Difference } from "./differences";
import { foundOrSkipped, Judge } from "./judge";
import { compareRefusals } from "./probes";

describe("refusals of Terraform's AWS provider at preview", () => {
  let judge: Judge | undefined;
  const found: Difference[] = [];

  before(async function () {
    this.timeout(60_000);
    judge = await Judge.open(foundOrSkipped(this));
  });
  after(() => judge?.close());

  for (const suite of suites)
    for (const one of suite.cases)
      it(`are ours for ${one.type}`, async () => {
        const { differences, judged } = await compareRefusals(judge!, suite, one);
        expect(judged).to.be.greaterThan(1);
        found.push(...differences);
        expectListed("Preview", differences);
      });

  it("still differ where the page says so", () => {
    expectFound("Preview", found);
  });
});

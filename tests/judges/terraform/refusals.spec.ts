/** What the real provider refuses before AWS is asked, and what the simulated one does, for values of many forms. */
import { expect } from "chai";
import { suites } from "../../simulator/lifecycleCases";
import { unexplained, type Difference } from "./differences";
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
        expect(unexplained("Preview", differences, () => false).unlisted).to.deep.equal([]);
      });

  it("still differ where the page says so", () => {
    expect(unexplained("Preview", found).gone).to.deep.equal([]);
  });
});

/** Replace, update or leave alone: what the real provider plans for a change of every input of every modelled type. */
import { expect } from "chai";
import { cases, suites } from "../../simulator/lifecycleCases";
import { compareChanges } from "./changes";
import { expectFound, expectListed, type Difference } from "./differences";
import { foundOrSkipped, Judge } from "./judge";

describe("plans of Terraform's AWS provider", () => {
  let judge: Judge | undefined;
  const found: Difference[] = [];
  const looked = new Set<string>();

  before(async function () {
    this.timeout(60_000);
    judge = await Judge.open(foundOrSkipped(this));
  });
  after(() => judge?.close());

  for (const suite of suites)
    for (const one of suite.cases)
      it(`agree on every change of ${one.type}`, async () => {
        const { differences, judged } = await compareChanges(judge!, suite, one);
        expect(judged).to.be.greaterThan(0);
        looked.add(one.type);
        found.push(...differences);
        expectListed("Changes", differences);
      });

  it("still differ where the page says so", () => {
    expect([...looked].sort()).to.deep.equal(cases.map(({ type }) => type).sort());
    expectFound("Changes", found);
  });
});

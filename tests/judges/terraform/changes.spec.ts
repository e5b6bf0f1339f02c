/** Replace, update or leave alone: what the real provider plans for a change of every input of every modelled type. */
import { expect } from "chai";
import { suites } from "../../simulator/lifecycleCases";
import { compareChanges } from "./changes";
import { expectFound, expectListed, type Difference } from "./differences";
import { foundOrSkipped, Judge } from "./judge";
import { isWhole, sampled } from "./sample";

const everyCase = suites.flatMap((suite) => suite.cases.map((one) => ({ suite, one })));

describe("plans of Terraform's AWS provider", () => {
  let judge: Judge | undefined;
  const found: Difference[] = [];
  const looked = new Set<string>();

  before(async function () {
    this.timeout(60_000);
    judge = await Judge.open(foundOrSkipped(this));
  });
  after(() => judge?.close());

  for (const { suite, one } of sampled(everyCase, ({ one: { type } }) => type))
    it(`agree on every change of ${one.type}`, async function () {
      this.timeout(300_000);
      const { differences, judged } = await compareChanges(judge!, suite, one);
      expect(judged).to.be.greaterThan(0);
      looked.add(one.type);
      found.push(...differences);
      expectListed("Changes", differences);
    });

  it("still differ where the page says so", () => {
    expect(looked.size).to.be.greaterThan(20);
    expectFound("Changes", found, isWhole ? undefined : looked);
  });
});

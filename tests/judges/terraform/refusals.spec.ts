/** What the real provider refuses before AWS is asked, and what the simulated one does, for values of many forms. */
import { expect } from "chai";
import { suites } from "../../simulator/lifecycleCases";
import { expectFound, expectListed, type Difference } from "./differences";
import { foundOrSkipped, Judge } from "./judge";
import { compareRefusals } from "./probes";
import { isWhole, sampled } from "./sample";

const everyCase = suites.flatMap((suite) => suite.cases.map((one) => ({ suite, one })));

describe("refusals of Terraform's AWS provider at preview", () => {
  let judge: Judge | undefined;
  const found: Difference[] = [];
  const looked = new Set<string>();

  before(async function () {
    this.timeout(60_000);
    judge = await Judge.open(foundOrSkipped(this));
  });
  after(() => judge?.close());

  for (const { suite, one } of sampled(everyCase, ({ one: { type } }) => type))
    it(`are ours for ${one.type}`, async function () {
      this.timeout(300_000);
      const { differences, judged } = await compareRefusals(judge!, suite, one);
      expect(judged).to.be.greaterThan(0);
      looked.add(one.type);
      found.push(...differences);
      expectListed("Preview", differences);
    });

  it("still differ where the page says so", () => {
    expect(looked.size).to.be.greaterThan(20);
    expectFound("Preview", found, isWhole ? undefined : looked);
  });
});

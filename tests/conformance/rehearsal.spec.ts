/** Every case of AWS's documentation, put to the simulated AWS. */
import { expect } from "chai";
import { isExpected } from "./case";
import { casesByNoun } from "./cases";
import { answerTo } from "./rehearsal";

describe("the simulated AWS answers as AWS's documentation says", () => {
  for (const [noun, cases] of Object.entries(casesByNoun))
    describe(noun, () => {
      for (const one of cases)
        it(`${one.title}: ${one.expect}`, async () => {
          const answer = await answerTo(one);
          expect(isExpected(one.expect, answer), `answered ${answer}; see ${one.page}`).to.equal(
            true,
          );
        });
    });
});

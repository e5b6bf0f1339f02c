/**
 * The verifier, which answers for sets of packets, against the walker, which moves one at a time, on random
 * networks. `npm test` tries a sample of packets on a sample of networks, and every packet of one; `PAN_FULL=1` a
 * larger sample on thousands, and every packet of some two hundred. (Small seeds come more than once.)
 */
import fc from "fast-check";
import { compileNetwork } from "../../../analysis/reachability";
import { runs } from "../../support/propertyRuns";
import { firstDisagreement, questions } from "./agreement/compare";
import { report } from "./agreement/report";
import { diceOf } from "./generator/dice";
import { randomNetwork } from "./generator/randomNetwork";
import { SMALL } from "./generator/space";

const full = Boolean(process.env.PAN_FULL);

function agreeOn(networks: number, each: number | "every packet"): void {
  const seeds = fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  fc.assert(
    fc.property(seeds, (seed) => {
      const network = randomNetwork(seed, SMALL);
      const sample = each === "every packet" ? undefined : { dice: diceOf(seed + 1), each };
      const asked = questions(network, sample);
      const found = firstDisagreement(network, compileNetwork(network), asked);
      if (found !== undefined) throw new Error(report(network, found));
    }),
    { numRuns: networks },
  );
}

describe("the verifier and the packet walker", function () {
  this.timeout(3_600_000);

  it("say the same of a sample of packets between every two places of random networks", () => {
    agreeOn(runs(30) * (full ? 5 : 1), full ? 40 : 12);
  });

  it("say the same of every packet of random networks", () => {
    agreeOn(runs(1) * (full ? 10 : 1), "every packet");
  });
});

/** The verifier on the networks that a reader decides by eye, of the same answers as the packet walker's. */
import { expect } from "chai";
import { compileNetwork } from "../../../analysis/reachability";
import { verifierSays } from "./agreement/compare";
import { ask } from "./ask";
import { acrossVpcs } from "./cases/acrossVpcs";
import { decided } from "./cases/decided";
import { inOneVpc } from "./cases/inOneVpc";
import { sketch } from "./sketch/read";
import { wordOf } from "./word";

describe("the verifier, where a reader decides by eye", () => {
  for (const { title, network, answers } of [...inOneVpc, ...acrossVpcs, ...decided]) {
    it(title, () => {
      const verifier = compileNetwork(sketch(network));
      const said = Object.keys(answers).map((question) => [
        question,
        wordOf(verifierSays(verifier, ask(question))),
      ]);
      expect(Object.fromEntries(said)).to.deep.equal(answers);
    });
  }
});

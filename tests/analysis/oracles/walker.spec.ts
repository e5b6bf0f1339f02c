/**
 * The packet walker on networks small enough for a reader to decide by eye. Each line is a question and the
 * answer: `yes` (whatever AWS chooses), `perhaps` (by some choice), `no`, `undecided`.
 */
import { expect } from "chai";
import { ask } from "./ask";
import { acrossVpcs } from "./cases/acrossVpcs";
import { decided } from "./cases/decided";
import { inOneVpc } from "./cases/inOneVpc";
import { sketch } from "./sketch/read";
import { writeSketch } from "./sketch/write";
import { walk } from "./walker/walk";
import { wordOf } from "./word";

describe("the packet walker", () => {
  for (const { title, network, answers } of [...inOneVpc, ...acrossVpcs, ...decided]) {
    describe(title, () => {
      for (const [question, expected] of Object.entries(answers)) {
        it(`${question}: ${expected}`, () => {
          const { from, to, packet } = ask(question);
          const verdict = walk(sketch(network), { from, to }, packet);
          const ways = verdict.endings.map(({ why, hops }) => [...hops, why].join("\n  "));
          expect(wordOf(verdict), ways.join("\n\n")).to.equal(expected);
        });
      }

      it("is the same network when it is written and read again", () => {
        const text = writeSketch(sketch(network));
        expect(writeSketch(sketch(text))).to.equal(text);
        for (const question of Object.keys(answers)) {
          const { from, to, packet } = ask(question);
          const again = walk(sketch(text), { from, to }, packet);
          expect(again).to.deep.equal(walk(sketch(network), { from, to }, packet));
        }
      });
    });
  }
});

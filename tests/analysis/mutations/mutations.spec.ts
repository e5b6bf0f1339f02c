/**
 * Faults sown in sound networks: every one is found, nothing is said of the sound ones, and what is
 * offered mends. `npm test` tries one fault of each kind; `PAN_FULL=1` several of each kind in each
 * network, and asks for a mending of every intent that fails, not only of the first.
 */
import { expect } from "chai";
import { judgeIntents } from "../../../analysis/intents";
import { compileNetwork } from "../../../analysis/reachability";
import { bases } from "./bases";
import { type Mutant, mutantsOf } from "./corpus";
import { faultKinds } from "./faults";
import { observedChange } from "./observed/change";
import { type Found, type Mended, examine, findings, isFound, tryToMend } from "./score";

const full = Boolean(process.env.PAN_FULL);
const SEED = Number(process.env.PAN_SEED ?? 20261121);
/** Of each kind in each network, where all are tried. */
const EACH = 4;

const SMALL = bases.slice(0, 5);

/** Of each kind one, in each of the smaller networks in turn; in the others where those have none. */
async function sample(): Promise<Mutant[]> {
  const found: Mutant[] = [];
  for (const [at, kind] of faultKinds.entries()) {
    const turned = SMALL.map((_, index) => SMALL[(SEED + at + index) % SMALL.length]!);
    for (const base of [...turned, ...bases.slice(SMALL.length)]) {
      const [mutant] = await mutantsOf(base, [kind], { seed: SEED, each: 1 });
      if (mutant === undefined) continue;
      found.push(mutant);
      break;
    }
  }
  return found;
}

async function whole(): Promise<Mutant[]> {
  const all: Mutant[] = [];
  for (const base of bases)
    all.push(...(await mutantsOf(base, faultKinds, { seed: SEED, each: EACH })));
  return all;
}

const called = ({ base, kind, where, change }: Mutant): string =>
  `${base}: ${kind}: ${where}: ${change}`;

describe("Faults sown in sound networks", function () {
  this.timeout(3_600_000);

  for (const base of bases)
    it(`nothing is said of ${base.name} as it is`, async () => {
      const { network, intents } = await base.load();
      const verdicts = judgeIntents(intents, compileNetwork(network));
      const wrong = verdicts.filter(({ status }) => status !== "holds");
      expect(wrong.map(({ intent, sentence }) => `${intent.name}: ${sentence}`)).to.deep.equal([]);
      // No warning either; of notes there may be some.
      expect(findings(network).map(({ title }) => title)).to.deep.equal([]);
      if (full) expect(observedChange(network, { ...network })).to.equal(undefined);
    });

  describe(full ? "all" : "one of each kind", () => {
    let mutants: readonly Mutant[] = [];
    const examined = new Map<Mutant, Found>();
    before(async () => {
      mutants = full ? await whole() : await sample();
      for (const mutant of mutants) examined.set(mutant, examine(mutant));
    });

    it("are of every kind, and enough", () => {
      const kinds = new Set(mutants.map(({ kind }) => kind));
      const idle = faultKinds.filter(({ name }) => !kinds.has(name));
      expect(idle.map(({ name }) => name)).to.deep.equal([]);
      expect(kinds.size).to.be.at.least(20);
      if (full) expect(mutants.length).to.be.at.least(300);
      process.stdout.write(`      ${mutants.length} faults of ${kinds.size} kinds\n`);
    });

    it("are found: an intent fails, or the baseline has an error or a warning more", () => {
      const missed = mutants.filter((mutant) => !isFound(examined.get(mutant)!));
      expect(missed.map(called)).to.deep.equal([]);
    });

    it("are mended where an intent fails, and no intent that holds is broken by it", () => {
      const tried = mutants.flatMap((mutant): [Mutant, Mended][] =>
        examined
          .get(mutant)!
          .failing.slice(0, full ? undefined : 1)
          .map((intent) => [mutant, tryToMend(mutant.sound, mutant.network, intent)]),
      );
      const told = (is: (one: Mended) => boolean): string[] =>
        tried
          .filter(([, one]) => is(one))
          .map(([mutant, one]) => `${called(mutant)}: ${JSON.stringify(one)}`);
      expect(tried.length).to.be.at.least(full ? 600 : 40);
      expect(told(({ sentences }) => sentences === undefined)).to.deep.equal([]);
      expect(told(({ holds }) => !holds)).to.deep.equal([]);
      expect(told(({ said, broken }) => said.join() !== broken.join())).to.deep.equal([]);
      expect(told(({ broken }) => broken.length > 0)).to.deep.equal([]);
      process.stdout.write(`      ${tried.length} failing intents\n`);
    });
  });
});

/**
 * An update of 150 resources that is killed at random moments, as a machine may die: what it had made is known, and the next
 * run reaches the end that an undisturbed one reaches. `npm test` kills six; `PAN_FULL=1` two hundred.
 */
import * as fc from "fast-check";
import { expect } from "chai";
import { removeFolders } from "../automation/support/folders";
import { Place, type Deployer, type Outcome } from "./kill/place";

const kills = process.env.PAN_FULL ? 200 : 6;
const { seed } = fc.readConfigureGlobal();

interface Ready {
  readonly place: Place;
  readonly deployer: Deployer;
}

function ready(): Ready {
  const place = new Place();
  return { place, deployer: place.deployer() };
}

describe("an update that is killed", () => {
  let undisturbed: Outcome;
  /** That an update begins and ends: a kill may come after each. */
  let steps = 0;
  let next: Ready | undefined;

  before(async function () {
    this.timeout(60_000);
    undisturbed = await new Place().up();
    const place = new Place();
    const deployer = place.deployer();
    await deployer.ready;
    steps = await deployer.begin();
    expect(await place.up()).to.deep.equal(undisturbed);
  });

  afterEach(() => {
    next?.deployer.end();
    removeFolders();
  });

  it(`${kills} times at random moments: nothing is lost, and the next run ends as an undisturbed one`, async function () {
    this.timeout(kills * 20_000);
    // Soon after a step, and at the end until the state is saved.
    const after = fc.record({
      step: fc.integer({ min: 1, max: steps }),
      milliseconds: fc.integer({ min: 0, max: 40 }),
    });
    const moments = fc.sample(fc.noBias(after), { seed, numRuns: kills });
    const tally = { cutOff: 0, between: 0, made: 0 };
    for (const [index, moment] of moments.entries()) {
      const { place, deployer } = next ?? ready();
      await deployer.ready;
      await deployer.begin(moment);
      // Loads while this one is looked at.
      next = index + 1 < kills ? ready() : undefined;
      const at = `kill ${index + 1}, ${moment.milliseconds} ms after ${moment.step} of ${steps}`;
      const { lost, gone, made, between } = await place.accounts();
      expect({ lost, gone }, at).to.deep.equal({ lost: [], gone: [] });
      tally.cutOff += made < 150 ? 1 : 0;
      tally.between += between;
      tally.made += made;
      expect(await place.up(), at).to.deep.equal(undisturbed);
      place.remove();
    }
    process.stdout.write(`      seed ${String(seed)}: ${JSON.stringify(tally)}\n`);
  });
});

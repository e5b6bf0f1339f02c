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
  /** Of an update in a process of its own, from its first step to its end. */
  let milliseconds = 0;
  let next: Ready | undefined;

  before(async function () {
    this.timeout(60_000);
    undisturbed = await new Place().up();
    const place = new Place();
    const deployer = place.deployer();
    await deployer.ready;
    milliseconds = await deployer.begin();
    expect(await place.up()).to.deep.equal(undisturbed);
  });

  afterEach(() => {
    next?.deployer.end();
    removeFolders();
  });

  it(`${kills} times at random moments: nothing is lost, and the next run ends as an undisturbed one`, async function () {
    this.timeout(kills * 20_000);
    const moments = fc.sample(fc.noBias(fc.integer({ min: 0, max: 1050 })), {
      seed,
      numRuns: kills,
    });
    const tally = { cutOff: 0, between: 0, made: 0 };
    for (const [index, moment] of moments.entries()) {
      const { place, deployer } = next ?? ready();
      await deployer.ready;
      await deployer.begin((moment / 1000) * milliseconds);
      // Loads while this one is looked at.
      next = index + 1 < kills ? ready() : undefined;
      const at = `kill ${index + 1}, at ${moment} thousandths of ${Math.round(milliseconds)} ms`;
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

/** Each behaviour on the rehearsal engine; on the Pulumi CLI, with steps and states alike; and by both in turns. */
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { Act, Behaviour, Seen } from "./behaviour";
import { behaviours } from "./table";
import { Place, type Engine } from "./place";

function judge(act: Act, seen: Seen, at: string): void {
  if (act.fails === undefined) expect(seen.error, at).to.equal(undefined);
  else expect(seen.error, at).to.match(act.fails);
  if (act.steps !== undefined) expect(seen.steps, at).to.deep.equal([...act.steps].sort());
  if (act.calls !== undefined) expect(seen.calls, at).to.deep.equal(act.calls);
  act.then?.(seen);
}

/** Lives it, by these engines in turns. */
async function live(
  place: Place,
  { life }: Behaviour,
  engines: readonly Engine[],
): Promise<Seen[]> {
  const all: Seen[] = [];
  for (const [index, act] of life.entries()) {
    const engine = engines[index % engines.length] ?? "rehearsal";
    const seen = await place.act(engine, act);
    judge(act, seen, `act ${index + 1}, ${act.verb ?? "up"} by ${engine}`);
    all.push(seen);
  }
  return all;
}

async function inPlace<T>(cli: PulumiCommand | undefined, use: (place: Place) => Promise<T>) {
  const place = await Place.open(cli);
  try {
    return await use(place);
  } finally {
    await place.close();
  }
}

const alike = ({ steps, calls, state, outputs, diffs, keys, changes }: Seen): unknown => ({
  steps,
  calls: [...calls].sort(),
  state,
  outputs,
  diffs,
  // The CLI does not name the trigger: a known difference.
  keys: keys.filter((key) => !key.endsWith(": replacementTrigger")),
  changes,
});

describe("what the engine does, by Pulumi's terms", () => {
  for (const behaviour of behaviours)
    it(`${behaviour.term}: ${behaviour.says}`, () =>
      inPlace(undefined, (place) => live(place, behaviour, ["rehearsal"])));

  it("is a table without doubles", () => {
    const all = behaviours.map(({ term, says }) => `${term}: ${says}`);
    expect(new Set(all).size).to.equal(all.length);
  });
});

describe("what the engine does, beside the Pulumi CLI", () => {
  let cli: PulumiCommand;

  before(async function () {
    this.timeout(30_000);
    try {
      cli = await PulumiCommand.get();
    } catch {
      // Said where people look for what was not run.
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
  });

  for (const behaviour of behaviours) {
    it(`${behaviour.term}: ${behaviour.says}`, async function () {
      this.timeout(120_000);
      const ours = await inPlace(cli, (place) => live(place, behaviour, ["rehearsal"]));
      const theirs = await inPlace(cli, (place) => live(place, behaviour, ["pulumi"]));
      expect(ours.map(alike)).to.deep.equal(theirs.map(alike));
    });

    if (behaviour.swaps)
      it(`${behaviour.term}: ${behaviour.says}; by both in turns`, async function () {
        this.timeout(120_000);
        for (const engines of [
          ["rehearsal", "pulumi"],
          ["pulumi", "rehearsal"],
        ] as const)
          await inPlace(cli, (place) => live(place, behaviour, engines));
      });
  }
});

// A B C A B C: what else the machine does falls on all sides alike.
"use strict";
const { measure } = require("./processes.cjs");
const { summarise } = require("./statistics.cjs");

/** One warm-up each, which is not counted, then `runs` rounds. Each side is what `measure` takes. */
async function interleave(sides, runs) {
  const samples = new Map(sides.map((side) => [side.name, []]));
  for (let round = 0; round <= runs; round++)
    for (const side of sides) {
      await side.before?.();
      const sample = await measure(side);
      side.check?.(sample.output);
      process.stderr.write(`${round === 0 ? "warm-up" : `${round}/${runs}`} ${side.name} `);
      process.stderr.write(`${sample.wall.toFixed(2)} s\n`);
      if (round > 0) samples.get(side.name).push(sample);
    }
  const results = sides.map(({ name }) => {
    const taken = samples.get(name);
    const processor = taken.map((sample) => sample.processor).filter((one) => one !== undefined);
    return {
      name,
      wall: summarise(taken.map((sample) => sample.wall)),
      processor: processor.length > 0 ? summarise(processor) : undefined,
    };
  });
  return results;
}

module.exports = { interleave };

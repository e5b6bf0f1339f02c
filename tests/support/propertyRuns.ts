/**
 * Property tests draw from one seed, printed, so that a failure can be had again (`PAN_SEED=…`). `npm test` runs a sample of
 * each; `npm run test:full` runs twenty times as many.
 */
import * as fc from "fast-check";

const factor = process.env.PAN_FULL ? 20 : 1;
const seed = Number(process.env.PAN_SEED ?? 20261121);

/** How often a property that asks for its own number of runs is tried. */
export const runs = (sample: number): number => sample * factor;

fc.configureGlobal({ seed, numRuns: runs(100) });
process.stdout.write(`property tests: seed ${seed}, ${factor === 1 ? "a sample" : "whole"}\n`);

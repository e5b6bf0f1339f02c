// The verifier, aws-vpc-analyzer and checkov on the same faults, and on the same networks without one.
"use strict";
const { scoreAnalyzer } = require("./analyzer.cjs");
const { scoreCheckov } = require("./checkov.cjs");
const { corpus, SEED } = require("./corpus.cjs");

/** @returns by network, what is said of it without a fault; by kind of fault, words counted for each side */
async function scoreAll({ analyzer, checkov }) {
  const networks = await corpus();
  const sides = {
    verifier: networks.map(({ alarms, mutants }) => ({
      wrong: alarms,
      words: mutants.map(({ verifier }) => verifier),
    })),
    ...(analyzer.bin && { "aws-vpc-analyzer": await scoreAnalyzer(analyzer.bin, networks) }),
    ...(checkov.bin && { checkov: scoreCheckov(checkov.bin, networks) }),
  };
  const kinds = new Map();
  for (const [index, { mutants }] of networks.entries())
    for (const [at, { kind }] of mutants.entries()) {
      const counted = kinds.get(kind) ?? { kind, faults: 0, sides: {} };
      kinds.set(kind, counted);
      counted.faults++;
      for (const [side, scores] of Object.entries(sides)) {
        const words = (counted.sides[side] ??= { found: 0, "not found": 0, "not expressible": 0 });
        words[scores[index].words[at]]++;
      }
    }
  return {
    seed: SEED,
    networks: networks.map(({ name, mutants }, index) => ({
      name,
      faults: mutants.length,
      ...Object.fromEntries(
        Object.entries(sides).map(([side, scores]) => {
          const { wrong, asked } = scores[index];
          return [side, asked === undefined ? { wrong } : { wrong, asked }];
        }),
      ),
    })),
    kinds: [...kinds.values()].sort((a, b) => a.kind.localeCompare(b.kind)),
  };
}

module.exports = { scoreAll };

// The mutation corpus of the package's own tests: of each kind of fault one in each sound network, at a place drawn with its seed.
"use strict";
const path = require("node:path");
const { requireFromRoot, root } = require("../../lib/subject.cjs");

const SEED = 20261121;

function modules() {
  process.env.TS_NODE_PROJECT = path.join(root, "tsconfig.json");
  process.env.TS_NODE_TRANSPILE_ONLY = "true";
  requireFromRoot("ts-node/register");
  const folder = path.join(root, "tests", "analysis", "mutations");
  const from = (name) => require(path.join(folder, name));
  return { ...from("bases"), ...from("faults"), ...from("corpus"), ...from("score") };
}

/** Sound networks with their mutants, and what our verifier says of each. */
async function corpus() {
  const { bases, examine, faultKinds, findings, isFound, mutantsOf } = modules();
  const found = [];
  for (const base of bases) {
    const { network, intents } = await base.load();
    const mutants = await mutantsOf(base, faultKinds, { seed: SEED, each: 1 });
    process.stderr.write(`${base.name}: ${mutants.length} faults\n`);
    found.push({
      name: base.name,
      network,
      intents,
      // With itself as the sound one every finding is old: only intents that fail are left.
      alarms:
        findings(network).length + examine({ network, sound: { network, intents } }).failing.length,
      mutants: mutants.map((mutant) => ({
        kind: mutant.kind,
        where: mutant.where,
        network: mutant.network,
        verifier: isFound(examine(mutant)) ? "found" : "not found",
      })),
    });
  }
  return found;
}

module.exports = { corpus, SEED };

// The verifier: intents at AWS's quotas, an estate of a thousand VPCs, one question beside aws-vpc-analyzer's answer, and what it,
// aws-vpc-analyzer and checkov find of the faults of the mutation corpus.
// Targets: 50 intents under 20 ms warm; the matrix of 1,000 VPCs under 10 s and 1.5 GiB, growing about as the number of classes
// does; a question at least 20 times faster than aws-vpc-analyzer's, both warm.
//
//   node verifier/run.cjs [--runs 3] [--no-write] [--no-scores]
//
// Needs: the root built, with its development dependencies (`npm ci` there). Python 3 with a way to PyPI for the peers, which are
// installed in the temporary folder.
"use strict";
const { execFileSync } = require("node:child_process");
const os = require("node:os");
const path = require("node:path");
const { readArguments } = require("../lib/arguments.cjs");
const report = require("../lib/report.cjs");
const { cleanEnvironment, requireBuilt } = require("../lib/subject.cjs");
const { measureIntents } = require("./figures/intents.cjs");
const { measureQueries } = require("./figures/query.cjs");
const { peer, versions } = require("./peers/venv.cjs");
const { tell } = require("./tell.cjs");

const SIZES = [100, 300, 1000];

/** In a process of its own each time: the memory is the network's, and Node starts cold. */
function measureEstate(vpcs) {
  const script = path.join(__dirname, "figures", "estate.cjs");
  const output = execFileSync(process.execPath, [script, String(vpcs)], {
    env: cleanEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output);
}

async function main() {
  const options = { "no-scores": { type: "boolean", default: false } };
  const { runs, keep, "no-scores": unscored } = readArguments(__filename, { runs: 3 }, options);
  requireBuilt();
  const conditions = report.conditions();
  const analyzer = peer("aws-vpc-analyzer");
  const checkov = unscored ? { skipped: "checkov: --no-scores" } : peer("checkov");
  const rounds = [];
  for (let run = 1; run <= runs; run++) {
    process.stderr.write(`${run}/${runs}: intents, estates, questions\n`);
    rounds.push({
      load: os.loadavg()[0],
      intents: measureIntents(),
      estates: SIZES.map(measureEstate),
      queries: measureQueries(analyzer.bin),
    });
  }
  const scores = unscored
    ? undefined
    : await require("./scores/score.cjs").scoreAll({ analyzer, checkov });
  const skipped = [analyzer.skipped, checkov.skipped].filter((one) => one !== undefined);
  conditions["load after"] = os.loadavg()[0].toFixed(1);
  conditions.peers = [versions("aws-vpc-analyzer"), versions("checkov")].join(", ");
  await tell({ conditions, rounds, scores, skipped, keep });
}

void main();

// 50 intents over three VPCs at AWS's default quotas: of the network compiled anew each time, nothing that was found before being
// kept; and of the same network again, as it is asked while somebody edits intents.
"use strict";
const { stopwatch } = require("../../lib/stopwatch.cjs");
const { summarise } = require("../../lib/statistics.cjs");
const { analysis } = require("../analysis.cjs");
const { atQuota, intentsAtQuota } = require("../networks/quota.cjs");

/** Uncounted: Node compiles what it has run often. */
const WARM_UP = 40;
const TIMES = 40;

function measureIntents() {
  const { compileNetwork, judgeIntents, readIntentFile } = analysis();
  const network = atQuota();
  const file = JSON.stringify({ intents: intentsAtQuota() });
  const { intents, issues } = readIntentFile("bench", file);
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  const samples = [];
  const again = [];
  for (let time = 0; time < WARM_UP + TIMES; time++) {
    const taken = stopwatch();
    const compiled = compileNetwork(network);
    mustHold(judgeIntents(intents, compiled));
    samples.push(taken());
    const second = stopwatch();
    mustHold(judgeIntents(intents, compiled));
    again.push(second());
  }
  const warm = samples.slice(WARM_UP);
  return {
    intents: intents.length,
    first: samples[0].seconds,
    wall: summarise(warm.map(({ seconds }) => seconds)),
    processor: summarise(warm.map(({ processor }) => processor)),
    again: summarise(again.slice(WARM_UP).map(({ seconds }) => seconds)),
  };
}

function mustHold(verdicts) {
  const amiss = verdicts.find(({ status }) => status !== "holds");
  if (amiss !== undefined) throw new Error(`${amiss.intent.name}: ${amiss.sentence}`);
}

module.exports = { measureIntents };

// 50 intents over three VPCs at AWS's default quotas. The network is compiled anew each time: nothing that was found before is kept.
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
  for (let time = 0; time < WARM_UP + TIMES; time++) {
    const taken = stopwatch();
    const verdicts = judgeIntents(intents, compileNetwork(network));
    samples.push(taken());
    const amiss = verdicts.find(({ status }) => status !== "holds");
    if (amiss !== undefined) throw new Error(`${amiss.intent.name}: ${amiss.sentence}`);
  }
  const warm = samples.slice(WARM_UP);
  return {
    intents: intents.length,
    first: samples[0].seconds,
    wall: summarise(warm.map(({ seconds }) => seconds)),
    processor: summarise(warm.map(({ processor }) => processor)),
  };
}

module.exports = { measureIntents };

// One question, beside aws-vpc-analyzer's answer to it over moto: warm on a network that is loaded, and cold with the loading.
"use strict";
const { execFileSync } = require("node:child_process");
const path = require("node:path");
const { summarise } = require("../../lib/statistics.cjs");
const { cleanEnvironment } = require("../../lib/subject.cjs");
const { analysis } = require("../analysis.cjs");
const { atQuota } = require("../networks/quota.cjs");
const { twoTiers } = require("../networks/twoTiers.cjs");

const WARM_UP = { ours: 2000, theirs: 100 };
const CALLS = { ours: 2000, theirs: 300 };

/** Questions that aws-vpc-analyzer can answer at all: no rule names a group. */
const cases = () => [
  {
    name: "two tiers, tcp/5432 from one to the other",
    network: twoTiers(),
    question: ["app-eni", "data-eni", 5432],
    destination: "10.0.2.20",
  },
  {
    name: "three VPCs at quota, tcp/443 to 8.8.8.8 by the NAT gateway",
    network: atQuota(),
    question: ["b-app-1a-eni", "8.8.8.8", 443],
    destination: "8.8.8.8",
  },
];

const now = () => Number(process.hrtime.bigint()) / 1e9;

function ours({ network, question, destination }) {
  const { compileNetwork } = analysis();
  const [from, to, destinationPort] = question;
  const places = [
    { interface: from },
    to.endsWith("-eni") ? { interface: to } : { internet: true },
  ];
  const source = network.networkInterfaces.find(({ key }) => key === from).ipv4[0];
  const packet = { source, destination, protocol: 6, sourcePort: 40000, destinationPort };
  const ask = (verifier) => verifier.traffic(...places).sure.has(packet);
  const timed = (times, run) => {
    const samples = [];
    for (let time = 0; time < times; time++) {
      const start = now();
      if (!run()) throw new Error(`${question.join(" ")}: does not get through`);
      samples.push(now() - start);
    }
    return samples;
  };
  const [cold] = timed(1, () => ask(compileNetwork(network)));
  // Compiled anew: what a question costs that nobody has asked before.
  const first = timed(200, () => ask(compileNetwork(network))).slice(100);
  const verifier = compileNetwork(network);
  const warm = timed(WARM_UP.ours + CALLS.ours, () => ask(verifier)).slice(WARM_UP.ours);
  return { cold, first: summarise(first).median, warm: summarise(warm).median };
}

function theirs(bin, all) {
  const input = all.map(({ network, question }) => ({
    network,
    question,
    warmUp: WARM_UP.theirs,
    calls: CALLS.theirs,
  }));
  const script = path.join(__dirname, "..", "peers", "query.py");
  const output = execFileSync(path.join(bin, "python"), [script], {
    input: JSON.stringify(input),
    env: cleanEnvironment(),
    stdio: ["pipe", "pipe", "pipe"],
    timeout: 300_000,
  });
  return JSON.parse(output).map(({ status, cold, warm }) => {
    if (status !== "reachable") throw new Error(`aws-vpc-analyzer says ${status}`);
    return { cold, warm: summarise(warm).median };
  });
}

/** One round of both sides, in turn. */
function measureQueries(bin) {
  const all = cases();
  const peers = bin === undefined ? undefined : theirs(bin, all);
  return all.map((one, index) => ({ name: one.name, ours: ours(one), theirs: peers?.[index] }));
}

module.exports = { measureQueries };

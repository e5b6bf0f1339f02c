// What aws-vpc-analyzer makes of the corpus, over moto.
"use strict";
const { spawn } = require("node:child_process");
const path = require("node:path");
const { createInterface } = require("node:readline");
const { cleanEnvironment } = require("../../lib/subject.cjs");
const { questionsOf, toldOf } = require("./questions.cjs");

/** One process for all; a network is asked about by a line and answered by one. */
function open(bin) {
  const script = path.join(__dirname, "..", "peers", "score.py");
  const child = spawn(path.join(bin, "python"), [script], {
    env: cleanEnvironment(),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("aws-vpc-analyzer: the process has ended");
      return JSON.parse(value);
    },
    close: () => child.stdin.end(),
  };
}

/**
 * A fault is found where a question that is answered rightly of the sound network is answered otherwise of the mutant.
 * @returns the questions that are answered wrongly of each sound network, and a word for each of its mutants
 */
async function scoreAnalyzer(bin, corpus) {
  const analyzer = open(bin);
  const scores = [];
  for (const base of corpus) {
    const { paths, exposures } = questionsOf(base);
    const asked = [...paths, ...exposures];
    const request = {
      paths: paths.map((one) => one.asked),
      exposures: exposures.map((one) => one.asked),
    };
    const answersTo = async (network) => {
      const answers = await analyzer.ask({ ...request, network });
      if (answers.refused !== undefined) return undefined;
      return [...answers.paths, ...answers.exposures].map((one) => JSON.stringify(one));
    };
    const told = toldOf(base.network);
    const sound = await answersTo(told);
    if (sound === undefined) throw new Error(`moto refuses ${base.name}`);
    const right = asked.map((one, at) => sound[at] === JSON.stringify(one.right));
    const words = [];
    for (const { network } of base.mutants) {
      const mutant = toldOf(network);
      const answers =
        JSON.stringify(mutant) === JSON.stringify(told) ? undefined : await answersTo(mutant);
      const isFound = answers?.some((answer, at) => right[at] && answer !== sound[at]);
      words.push(answers === undefined ? "not expressible" : isFound ? "found" : "not found");
    }
    scores.push({ asked: asked.length, wrong: right.filter((one) => !one).length, words });
    process.stderr.write(`aws-vpc-analyzer: ${base.name}\n`);
  }
  analyzer.close();
  return scores;
}

module.exports = { scoreAnalyzer };

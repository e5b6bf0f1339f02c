// The engine alone, with a provider that answers at once: preview, up, unchanged up and destroy of a graph five deep with a
// fan-out of twenty, beside the same program under setMocks (the SDK's floor) and the Pulumi CLI with its file backend, with
// and without PULUMI_SKIP_CHECKPOINTS, where one is on the PATH. Targets: exponent of growth at most 1.1; at 1,000 faster than
// the CLI in both its modes; peak memory at most 300 MiB above setMocks.
//
//   npm run engine [-- --runs 3] [--sizes 200,1000,2000] [--cli-runs 1] [--no-cli] [--no-write]
//
// Needs: the root built (`npm ci` there). Every life is a process of its own; they take turns.
"use strict";
const { spawnSync } = require("node:child_process");
const path = require("node:path");
const { readArguments } = require("../lib/arguments.cjs");
const { findCommand } = require("../lib/processes.cjs");
const report = require("../lib/report.cjs");
const { ratio, seconds, summarise } = require("../lib/statistics.cjs");
const { cleanEnvironment, requireBuilt } = require("../lib/subject.cjs");

const titles = {
  rehearsal: "rehearsal engine",
  mocks: "setMocks (floor)",
  cli: "Pulumi CLI",
  "cli-skipping": "Pulumi CLI, PULUMI_SKIP_CHECKPOINTS",
};
const verbs = ["preview", "up", "unchanged up", "destroy"];
const targets = { exponent: 1.1, memory: 300 };

function live(side, size) {
  const script = path.join(__dirname, "life.cjs");
  const options = { env: cleanEnvironment(), encoding: "utf8", maxBuffer: 1e8 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, side, size], options);
  if (status !== 0) throw new Error(`${side} ${size}: ${stderr || stdout}`);
  return JSON.parse(stdout.trim().split("\n").at(-1));
}

async function main() {
  const options = readArguments(
    __filename,
    { runs: 3 },
    {
      sizes: { type: "string", default: "200,1000,2000" },
      "cli-runs": { type: "string", default: "1" },
      "no-cli": { type: "boolean", default: false },
    },
  );
  requireBuilt();
  const conditions = report.conditions();
  const hasCli = !options["no-cli"] && findCommand("pulumi") !== undefined;
  const sizes = options.sizes.split(",").map(Number);
  const sides = Object.keys(titles).filter((side) => hasCli || !side.startsWith("cli"));
  const lives = takeTurns(sides, sizes, options);
  const results = sides.flatMap((side) =>
    sizes.map((size) => summariseLives(side, size, lives.get(`${side} ${size}`))),
  );
  const skipped = hasCli ? [] : ["Pulumi CLI: skipped: none on the PATH, or not asked for"];
  await tell({ conditions, results, sizes, notes: skipped, keep: options.keep });
}

function takeTurns(sides, sizes, { runs, "cli-runs": cliRuns }) {
  const lives = new Map();
  for (let round = 1; round <= runs; round++)
    for (const size of sizes)
      for (const side of sides) {
        if (side.startsWith("cli") && round > Number(cliRuns)) continue;
        const life = live(side, size);
        const shown = verbs.map((verb) => seconds(life.times[verb]?.seconds)).join(" ");
        process.stderr.write(`${round}/${runs} ${side} ${size}: ${shown} s\n`);
        const key = `${side} ${size}`;
        lives.set(key, [...(lives.get(key) ?? []), life]);
      }
  return lives;
}

function summariseLives(side, size, lives) {
  const of = (verb) => lives.map(({ times }) => times[verb]?.seconds).filter((one) => one > 0);
  return {
    ...{ side, size, n: lives.length },
    times: Object.fromEntries(
      verbs.filter((verb) => of(verb).length > 0).map((verb) => [verb, summarise(of(verb))]),
    ),
    megabytes: summarise(lives.map(({ megabytes }) => megabytes)),
  };
}

async function tell({ conditions, results, sizes, notes, keep }) {
  const rows = results.map(({ side, size, n, times, megabytes }) => [
    ...[titles[side], String(size), String(n)],
    ...verbs.map((verb) => seconds(times[verb]?.median)),
    megabytes.median.toFixed(0),
  ]);
  const heading = ["", "resources", "n", ...verbs.map((verb) => `${verb} s`), "peak MiB"];
  await report.write({
    ...{ name: "engine", conditions, keep },
    title: "The engine alone: a provider that answers at once",
    tables: [[heading, ...rows]],
    notes: [...notes, ...verdicts(results, sizes)],
    data: { results },
  });
}

function verdicts(results, sizes) {
  const at = (side, size) => results.find((one) => one.side === side && one.size === size);
  const judge = (met, text) => `${met ? "met" : "MISSED"}: ${text}`;
  const lines = [];
  const [small, large] = [sizes[0], sizes.at(-1)];
  for (const verb of verbs) {
    const time = (size) => at("rehearsal", size).times[verb].median;
    const exponent = Math.log(time(large) / time(small)) / Math.log(large / small);
    const between = `${verb}, from ${small} to ${large} resources`;
    lines.push(
      judge(
        exponent <= targets.exponent,
        `${between}: exponent ${exponent.toFixed(2)} (target ${targets.exponent})`,
      ),
    );
  }
  for (const side of ["cli", "cli-skipping"])
    for (const verb of verbs) {
      const [ours, theirs] = [at("rehearsal", 1000), at(side, 1000)];
      if (!ours || !theirs) continue;
      const times = theirs.times[verb].median / ours.times[verb].median;
      lines.push(
        judge(times > 1, `${verb} at 1,000: ${ratio(times)} as fast as the ${titles[side]}`),
      );
    }
  for (const size of sizes) {
    const above = at("rehearsal", size).megabytes.median - at("mocks", size).megabytes.median;
    lines.push(
      judge(
        above <= targets.memory,
        `peak memory at ${size}: ${above.toFixed(0)} MiB above setMocks (target ${targets.memory})`,
      ),
    );
  }
  return lines;
}

void main();

// Scale, warm: preview and up, from nothing, of the package's own networks repeated until there are about 50, 200 and 1,000
// resources: the rehearsal engine with the simulated AWS, the same program under setMocks (the SDK's floor), and the real
// Pulumi CLI on the same simulated AWS where one is on the PATH. Targets: at most twice the floor at 1,000; the time for a
// resource at 1,000 below 1.3 times that at 200.
//
//   npm run scale [-- --runs 5] [--sizes 50,200,1000] [--cli-runs 1] [--no-cli] [--no-write]
//
// Needs: the root built (`npm ci` there). All sides run compiled code, in this process, in turns; the first run of each is not
// counted, and garbage is collected before each.
"use strict";
const { spawnSync } = require("node:child_process");
const { readArguments } = require("../lib/arguments.cjs");
const report = require("../lib/report.cjs");
const { ratio, seconds, summarise } = require("../lib/statistics.cjs");
const { requireBuilt } = require("../lib/subject.cjs");
const { durable, pulumiCli, throwAway } = require("./engine.cjs");
const { floor } = require("./floor.cjs");
const { networks } = require("./networks.cjs");

const verbs = ["preview", "up"];
const targets = { floor: 2, growth: 1.3 };

async function main() {
  const options = readArguments(
    __filename,
    { runs: 5 },
    {
      sizes: { type: "string", default: "50,200,1000" },
      "cli-runs": { type: "string", default: "1" },
      "no-cli": { type: "boolean", default: false },
      only: { type: "string" },
    },
  );
  requireBuilt();
  const conditions = report.conditions();
  const cli = options["no-cli"] ? undefined : await pulumiCli();
  const sides = [durable(), throwAway(), floor(), cli].filter(Boolean);
  const chosen = sides.filter(({ name }) => !options.only || name.includes(options.only));
  const each = await resourcesOfOne();
  const cases = options.sizes.split(",").flatMap((size) => {
    const program = networks(Math.round(Number(size) / each));
    return verbs.map((verb) => ({ size: Number(size), verb, program, samples: new Map() }));
  });
  await takeTurns(cases, chosen, options);
  const results = cases.flatMap(summariseCase);
  const skipped = cli ? [] : ["Pulumi CLI: skipped: none on the PATH, or not asked for"];
  await tell({ conditions, results, skipped, options });
}

async function resourcesOfOne() {
  return (await floor().run("preview", networks(1))).resources;
}

/** Sizes take turns too, for their growth is a ratio as well. */
async function takeTurns(cases, sides, { runs, "cli-runs": cliRuns }) {
  for (let round = 0; round <= runs; round++)
    for (const one of cases)
      for (const side of sides) {
        // The CLI is a process of its own: it has no warm state, and takes long.
        if (side.few && (round === 0 || round > Number(cliRuns))) continue;
        await runOnce(one, side, round);
      }
}

async function runOnce(one, side, round) {
  global.gc?.();
  const run = await side.run(one.verb, one.program);
  one.resources ??= run.resources;
  if (run.resources !== one.resources)
    throw new Error(`${side.name} made ${run.resources} resources, not ${one.resources}`);
  const what = `${one.verb} ${one.resources} ${side.name}`;
  process.stderr.write(`${round || "warm-up"} ${what} ${run.seconds.toFixed(3)} s\n`);
  if (round === 0) return;
  one.samples.set(side, [...(one.samples.get(side) ?? []), run]);
}

function summariseCase({ size, verb, resources, samples }) {
  return [...samples].map(([{ name, few }, taken]) => ({
    ...{ size, verb, resources, side: name, ...summarise(taken.map((run) => run.seconds)) },
    // The CLI's is spent in another process.
    processor: few ? undefined : summarise(taken.map((run) => run.processor)).median,
  }));
}

async function tell({ conditions, results, skipped, options }) {
  const at = (size, verb, side) =>
    results.find((one) => one.size === size && one.verb === verb && one.side.includes(side));
  const rows = results.map((one) => {
    const lowest = at(one.size, one.verb, "floor");
    const perResource = (one.median / one.resources) * 1000;
    const toFloor = lowest && one.median / lowest.median;
    const processorToFloor = lowest && one.processor && one.processor / lowest.processor;
    return [
      ...[one.verb, String(one.resources), one.side, String(one.n)],
      ...[seconds(one.median), seconds(one.min), seconds(one.max), perResource.toFixed(2)],
      ...[ratio(toFloor), seconds(one.processor), ratio(processorToFloor)],
    ];
  });
  const times = ["median s", "min", "max", "ms each", "to floor", "CPU s", "CPU to floor"];
  const heading = ["", "resources", "side", "n", ...times];
  const notes = [...skipped, ...verdicts(at)];
  const title = "Scale: preview and up of networks repeated, from nothing, warm";
  const tables = [[heading, ...rows]];
  const { keep } = options;
  await report.write({ name: "scale", title, conditions, tables, notes, data: { results }, keep });
}

function verdicts(at) {
  const lines = [];
  const judge = (what, measured, target, processor) => {
    const verdict = measured <= target ? "met" : "MISSED";
    const figures = `${measured.toFixed(2)} by wall time, ${processor.toFixed(2)} by CPU time`;
    lines.push(`${verdict}: ${what}: ${figures} (target ${target})`);
  };
  for (const verb of verbs)
    for (const side of ["durable", "throw-away"]) {
      const [small, large] = [at(200, verb, side), at(1000, verb, side)];
      const lowest = at(1000, verb, "floor");
      if (!small || !large || !lowest) continue;
      const toFloor = (key) => large[key] / lowest[key];
      const growth = (key) => large[key] / large.resources / (small[key] / small.resources);
      const what = `${verb}, ${side}`;
      const floorTitle = `${what}, to the floor at 1,000`;
      judge(floorTitle, toFloor("median"), targets.floor, toFloor("processor"));
      const growthTitle = `${what}, a resource at 1,000 to one at 200`;
      judge(growthTitle, growth("median"), targets.growth, growth("processor"));
    }
  return lines;
}

if (global.gc) void main();
else {
  const flags = ["--expose-gc", ...process.execArgv, __filename, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, flags, { stdio: "inherit" }).status ?? 1;
}

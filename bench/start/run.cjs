// Start, from process start to exit: `--help`, an unchanged `sim up serverless/dev`, and the tour of `npm start`; bare Node beside
// them, which none of them can undercut. Targets: 0.3 s, 3 s, 20 s.
//
//   npm run start [-- --runs 7] [--no-write]
//
// Needs: the root built (`npm ci` there).
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { readArguments } = require("../lib/arguments.cjs");
const { interleave } = require("../lib/interleave.cjs");
const { findCommand } = require("../lib/processes.cjs");
const report = require("../lib/report.cjs");
const { seconds } = require("../lib/statistics.cjs");
const { cleanEnvironment, cli, requireBuilt, root } = require("../lib/subject.cjs");

function sidesIn(home) {
  const node = (...args) => ({
    command: process.execPath,
    args,
    cwd: root,
    env: cleanEnvironment(),
  });
  const up = ["sim", "up", "serverless/dev", "--yes", "--home", home];
  // What there is to leave unchanged.
  execFileSync(process.execPath, [cli, ...up], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: "pipe",
  });
  return [
    { name: "node -e 0", ...node("-e", "0") },
    { name: "--help", target: 0.3, ...node(cli, "--help") },
    { name: "sim up serverless/dev, unchanged", target: 3, ...node(cli, ...up), check: unchanged },
    { name: "npm start", target: 20, ...node(), command: findCommand("npm"), args: ["start"] },
  ];
}

function unchanged(output) {
  if (!/create 0 +update 0 +replace 0 +delete 0/.test(output)) throw new Error(output);
}

async function main() {
  const { runs, keep } = readArguments(__filename, { runs: 7 });
  requireBuilt();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "pan-bench-start-"));
  try {
    const conditions = report.conditions();
    const sides = sidesIn(home);
    await tell({ conditions, sides, results: await interleave(sides, runs), keep });
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}

async function tell({ conditions, sides, results, keep }) {
  const heading = ["", "n", "median s", "min", "max", "CPU s", "target s"];
  const rows = results.map(({ name, wall, processor }, index) => [
    ...[name, String(wall.n)],
    ...[wall.median, wall.min, wall.max, processor?.median].map(seconds),
    sides[index].target ? `< ${sides[index].target}` : "",
  ]);
  const notes = results.flatMap(({ name, wall }, index) => {
    const { target } = sides[index];
    if (!target) return [];
    return [
      `${wall.median < target ? "met" : "MISSED"}: ${name}: ${seconds(wall.median)} s (target < ${target} s)`,
    ];
  });
  const title = "Start: process start to exit";
  const tables = [[heading, ...rows]];
  await report.write({ name: "start", title, conditions, tables, notes, data: { results }, keep });
}

void main();

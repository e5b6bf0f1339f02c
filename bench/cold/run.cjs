// Cold, from process start to exit: `rehearse serverless/dev` beside `cdk synth` and `terraform plan` of a comparable
// network (network.json). Target: at least 3 times faster than either.
//
//   npm run cold [-- --runs 5] [--no-write]
//
// Needs: the root built (`npm ci` there) and `npm ci` here. `terraform plan` is measured where terraform, a copy of its AWS
// provider (searched for in the usual folders, or TERRAFORM_PLUGINS=<folder>) and moto_server are on the machine.
"use strict";
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { interleave } = require("../lib/interleave.cjs");
const { readArguments } = require("../lib/arguments.cjs");
const report = require("../lib/report.cjs");
const { ratio, seconds } = require("../lib/statistics.cjs");
const { rehearse } = require("./rehearse.cjs");
const { cdkSynth } = require("./cdk/side.cjs");
const { terraformPlan } = require("./terraform/side.cjs");

const target = 3;

async function main() {
  const { runs, keep } = readArguments(__filename, { runs: 7 });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pan-bench-cold-"));
  const cleanUps = [() => fs.rmSync(folder, { recursive: true, force: true })];
  const onEnd = (work) => cleanUps.unshift(work);
  try {
    const conditions = report.conditions();
    const prepared = [];
    for (const prepare of [rehearse, cdkSynth, terraformPlan])
      prepared.push(await prepare({ folder, onEnd }));
    const results = await interleave(
      prepared.filter(({ skipped }) => !skipped),
      runs,
    );
    await tell({ conditions, prepared, results, keep });
  } finally {
    for (const cleanUp of cleanUps) await cleanUp();
  }
}

async function tell({ conditions, prepared, results, keep }) {
  const ours = results[0];
  const heading = ["", "resources", "median s", "min", "max", "CPU s", "to ours", "CPU to ours"];
  const rows = prepared.map(({ name, version, resources, skipped }) => {
    if (skipped) return [name, `skipped: ${skipped}`, "", "", "", "", "", ""];
    const { wall, processor } = results.find((one) => one.name === name);
    return [
      `${name} (${version})`,
      String(resources),
      ...[wall.median, wall.min, wall.max, processor?.median].map(seconds),
      ratio(wall.median / ours.wall.median),
      ratio(processor && processor.median / ours.processor.median),
    ];
  });
  const notes = results.slice(1).map(({ name, wall }) => {
    const factor = wall.median / ours.wall.median;
    return `${factor >= target ? "met" : "MISSED"}: ${target} times faster than ${name}: ${factor.toFixed(2)} times`;
  });
  notes.unshift(`${ours.wall.n} counted runs each, interleaved, after one warm-up each`);
  const data = {
    sides: prepared.map(({ name, version, resources, skipped }) => ({
      name,
      version,
      resources,
      skipped,
      ...results.find((one) => one.name === name),
    })),
  };
  const title = "Cold: a network looked at before it is deployed, process start to exit";
  await report.write({
    name: "cold",
    title,
    conditions,
    tables: [[heading, ...rows]],
    notes,
    data,
    keep,
  });
}

void main();

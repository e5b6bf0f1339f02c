// The simulated AWS alone: 10,000 subnets over 100 VPCs, what saving costs as a kept world grows, and one EC2 call beside moto's.
// Targets: under 20 s of provider time; the last thousand within 1.3 times of the first; a save in proportion to the change; a call
// at least 200 times faster than moto's.
//
//   npm run simulator [-- --runs 3] [--no-write]
//
// Needs: the root built (`npm ci` there); for the comparison, Python with moto and boto3.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { readArguments } = require("../lib/arguments.cjs");
const report = require("../lib/report.cjs");
const { ratio, seconds, summarise } = require("../lib/statistics.cjs");
const { cleanEnvironment, requireBuilt } = require("../lib/subject.cjs");

const vpcs = 100;
const subnetsPerVpc = 100;
const motoCalls = 200;
/** Uncounted, on both sides: Node compiles what it has run often. */
const warmUp = { ours: 3000, moto: 200 };

const now = () => Number(process.hrtime.bigint()) / 1e9;

/** Seconds for each operation, one at a time: no engine, nothing parallel. */
async function grow(stack, total = vpcs) {
  const { makeSubnet, makeVpc } = require("./world.cjs");
  const ids = [];
  const samples = [];
  for (let vpc = 0; vpc < total; vpc++) ids.push(await makeVpc(stack, vpc));
  // Across the VPCs in turn, so that VPC and world grow together.
  for (let index = 0; index < subnetsPerVpc; index++)
    for (let vpc = 0; vpc < total; vpc++) {
      const start = now();
      await makeSubnet(stack, vpc, index, ids[vpc]);
      samples.push(now() - start);
    }
  return samples;
}

const sum = (samples) => samples.reduce((total, one) => total + one, 0);

async function size() {
  const { openStack } = require("./world.cjs");
  const samples = await grow(await openStack({}));
  // The first hundred still compile; the median of a thousand does not feel a collection of garbage either.
  const first = summarise(samples.slice(100, 1100)).median;
  const last = summarise(samples.slice(-1000)).median;
  return { total: sum(samples), first, last, growth: last / first };
}

/** What one more subnet writes and takes, in a world of few and in one of many. */
async function saving() {
  const { makeSubnet, makeVpc, openStack } = require("./world.cjs");
  const results = [];
  for (const total of [1, 100]) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pan-bench-world-"));
    try {
      const stack = await openStack({ folder });
      await grow(stack, total);
      await stack.world.save();
      const vpc = await makeVpc(stack, total);
      const journal = path.join(folder, "world.journal");
      const before = fs.statSync(journal).size;
      const samples = [];
      for (let index = 0; index < 50; index++) {
        const start = now();
        await makeSubnet(stack, total, index, vpc);
        samples.push(now() - start);
      }
      const bytes = (fs.statSync(journal).size - before) / samples.length;
      results.push({ objects: total * subnetsPerVpc, bytes, seconds: summarise(samples).median });
      await stack.world.close();
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }
  return results;
}

function moto() {
  try {
    const script = path.join(__dirname, "createSubnet.py");
    const output = execFileSync("python3", [script, String(warmUp.moto), String(motoCalls)], {
      env: cleanEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    return summarise(JSON.parse(output)).median;
  } catch (error) {
    console.log(
      `moto: skipped: ${String(error.stderr ?? error.message)
        .trim()
        .split("\n")
        .at(-1)}`,
    );
    return undefined;
  }
}

async function call() {
  const { openEc2 } = require("./world.cjs");
  const ec2 = await openEc2();
  const samples = [];
  for (let index = 0; index < warmUp.ours + motoCalls; index++) {
    const start = now();
    ec2.describeSubnet(await ec2.createSubnet(index));
    samples.push(now() - start);
  }
  return summarise(samples.slice(warmUp.ours)).median;
}

async function main() {
  const { runs, keep } = readArguments(__filename, { runs: 3 });
  requireBuilt();
  const conditions = report.conditions();
  const sizes = [];
  const calls = [];
  for (let run = 0; run < runs; run++) {
    sizes.push(await size());
    calls.push({ ours: await call(), moto: moto() });
  }
  await tell({ conditions, sizes, saves: await saving(), calls, keep });
}

const median = (values) => summarise(values).median;
const micros = (value) => (value === undefined ? "-" : `${(value * 1e6).toFixed(0)} µs`);
const verdict = (isMet, text) => `${isMet ? "met" : "MISSED"}: ${text}`;

async function tell({ conditions, sizes, saves, calls, keep }) {
  const total = median(sizes.map((one) => one.total));
  const growth = median(sizes.map((one) => one.growth));
  const [few, many] = saves;
  const ours = median(calls.map((one) => one.ours));
  const isCompared = calls.every((one) => one.moto !== undefined);
  const theirs = isCompared ? median(calls.map((one) => one.moto)) : undefined;
  const faster = theirs === undefined ? undefined : theirs / ours;
  const tables = [
    [
      [
        "10,000 subnets over 100 VPCs",
        "provider time",
        "first thousand",
        "last thousand",
        "growth",
      ],
      ...sizes.map((one, run) => [
        `run ${run + 1}`,
        `${seconds(one.total)} s`,
        ...[micros(one.first), micros(one.last), ratio(one.growth)],
      ]),
    ],
    [
      ["one more subnet in a kept world of", "journal bytes", "median time, on disk"],
      ...saves.map((one) => [`${one.objects} subnets`, one.bytes.toFixed(0), micros(one.seconds)]),
    ],
    [
      ["CreateSubnet and DescribeSubnets, 200 times in process", "median", "to ours"],
      ["simulated EC2", micros(ours), ratio(1)],
      ["moto through boto3", micros(theirs), ratio(faster)],
    ],
  ];
  const notes = [
    verdict(total < 20, `10,000 subnets in ${seconds(total)} s of provider time (target < 20 s)`),
    verdict(growth <= 1.3, `the last thousand at ${ratio(growth)} of the first (target 1.3)`),
    verdict(
      many.bytes <= few.bytes * 1.3,
      `a save of one subnet writes ${many.bytes.toFixed(0)} bytes in a world of ${many.objects}, ${few.bytes.toFixed(0)} in one of ${few.objects}`,
    ),
    faster === undefined
      ? "skipped: no Python with moto and boto3"
      : verdict(
          faster >= 200,
          `the two calls ${faster.toFixed(0)} times faster than moto's (target 200)`,
        ),
  ];
  const title = "The simulated AWS alone";
  const data = { sizes, saves, calls };
  await report.write({ name: "simulator", title, conditions, tables, notes, data, keep });
}

void main();

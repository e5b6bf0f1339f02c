#!/usr/bin/env node
// `npm test`: build, formatting, types, lint, dead code, then the tests (import rules are among them).
// Ends with one line, "N passed, N failed", "N skipped" behind it where a lane's tool is absent.
// `--full` runs the large suites whole: PAN_FULL=1 tells the specs so.
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const root = path.join(__dirname, "..");
const bin = (name) => path.join(root, "node_modules", ".bin", name);
const full = process.argv.includes("--full");

function run(title, command, args, env = {}) {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const live = title === "tests";
    const take = (chunk) => {
      if (live) process.stdout.write(chunk);
      else output += chunk;
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("close", (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (code !== 0 && !live) process.stdout.write(output);
      console.log(`${code === 0 ? "ok  " : "FAIL"} ${title} (${seconds} s)`);
      resolve(code === 0);
    });
  });
}

async function main() {
  const counts = path.join(os.tmpdir(), `mocha-counts-${process.pid}.json`);
  const checks = [];
  checks.push(await run("build", process.execPath, [path.join(__dirname, "build.cjs")]));
  // Two at a time: the machines this runs on have two cores.
  checks.push(
    ...(await Promise.all([
      run("types", bin("tsc"), ["--noEmit"]),
      run("formatting", bin("prettier"), ["--check", "--log-level", "warn", "."]),
    ])),
  );
  checks.push(
    ...(await Promise.all([
      run("lint", bin("eslint"), ["--max-warnings", "0", "."]),
      run("dead code", bin("knip"), []),
    ])),
  );
  const mocha = await run(
    "tests",
    bin("mocha"),
    // Two processes, for the machines this runs on have two cores; files are handed out as they are done.
    ["--parallel", "--jobs", "2", "--reporter", path.join(__dirname, "reporter.cjs")],
    {
      MOCHA_COUNTS: counts,
      ...(full ? { PAN_FULL: "1" } : {}),
    },
  );
  const tests = fs.existsSync(counts)
    ? JSON.parse(fs.readFileSync(counts, "utf8"))
    : { passes: 0, failures: 1, pending: 0 };
  fs.rmSync(counts, { force: true });
  const passed = checks.filter(Boolean).length + tests.passes;
  let failed = checks.filter((ok) => !ok).length + tests.failures;
  if ((!mocha || tests.passes === 0) && tests.failures === 0) failed += 1;
  console.log(
    `${passed} passed, ${failed} failed${tests.pending ? `, ${tests.pending} skipped` : ""}`,
  );
  return failed === 0 ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});

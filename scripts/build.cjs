#!/usr/bin/env node
// Builds dist/ beside itself and renames, so that a reader never meets half a build. npm runs `prepare` on every
// `npx <own bin>`: when dist/ is newer than every source this does nothing.
"use strict";
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..");
const dist = path.join(root, "dist");
const stamp = path.join(dist, ".built");
const sources = [
  "index.ts",
  "net",
  "storage",
  "components",
  "automation",
  "engine",
  "simulator",
  "analysis",
];
const settings = ["package.json", "tsconfig.json", "tsconfig.build.json"];

function newest(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return fs
    .readdirSync(file)
    .reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), stat.mtimeMs);
}

function main() {
  const builtAt = fs.statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const changedAt = Math.max(
    ...[...sources, ...settings].map((name) => newest(path.join(root, name))),
  );
  if (!process.argv.includes("--force") && builtAt > changedAt) return 0;
  // A package installed from a tarball has dist/ and no sources: there is nothing to build it from.
  if (!fs.existsSync(path.join(root, "tsconfig.build.json"))) return 0;
  const beside = path.join(root, `.dist-${process.pid}`);
  const tsc = require.resolve("typescript/bin/tsc", { paths: [root] });
  const built = spawnSync(
    process.execPath,
    [tsc, "-p", path.join(root, "tsconfig.build.json"), "--outDir", beside],
    { stdio: "inherit" },
  );
  if (built.status !== 0) {
    fs.rmSync(beside, { recursive: true, force: true });
    return built.status ?? 1;
  }
  fs.chmodSync(path.join(beside, "automation", "cli.js"), 0o755);
  fs.writeFileSync(path.join(beside, ".built"), "");
  const old = `${dist}.old-${process.pid}`;
  if (fs.existsSync(dist)) fs.renameSync(dist, old);
  fs.renameSync(beside, dist);
  fs.rmSync(old, { recursive: true, force: true });
  return 0;
}

process.exitCode = main();

// The package that is measured: the checkout that this folder is in, built, or another one by BENCH_ROOT.
"use strict";
const { createRequire } = require("node:module");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(process.env.BENCH_ROOT ?? path.join(__dirname, "..", ".."));
/** As a program of the package itself would: one copy of the SDK for both sides. */
const requireFromRoot = createRequire(path.join(root, "package.json"));
const cli = path.join(root, "dist", "automation", "cli.js");

function requireBuilt() {
  if (!fs.existsSync(cli)) throw new Error("dist/ is missing: run `npm ci` in the root first");
}

function commit() {
  try {
    const git = (...args) => execFileSync("git", args, { cwd: root, stdio: "pipe" }).toString();
    const dirty =
      git("status", "--porcelain", "--", ".", ":!bench").trim() === "" ? "" : ", edited";
    return git("rev-parse", "--short", "HEAD").trim() + dirty;
  } catch {
    return process.env.BENCH_COMMIT ?? "unknown";
  }
}

/** Without credentials, without the settings of whoever runs this, and without a check for updates. */
function cleanEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS_|PULUMI_|TF_|CDK_|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(kept), AWS_EC2_METADATA_DISABLED: "true", ...extra };
}

module.exports = { root, cli, requireFromRoot, requireBuilt, commit, cleanEnvironment };

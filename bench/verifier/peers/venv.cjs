// Python tools from PyPI, each in a virtual environment of its own in the temporary folder: made once, never part of the package.
"use strict";
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { findCommand } = require("../../lib/processes.cjs");

const PEERS = {
  "aws-vpc-analyzer": ["aws-vpc-analyzer==0.5.1", "moto[ec2]==5.2.1"],
  checkov: ["checkov==3.3.30"],
};

/** @returns {{ bin: string } | { skipped: string }} where its commands are, or why there are none */
function peer(name) {
  const python = findCommand("python3");
  if (python === undefined) return { skipped: `${name}: no python3 on the PATH` };
  const folder = path.join(
    os.tmpdir(),
    `pan-bench-${PEERS[name].join("+").replace(/[^\w.+-]/g, "_")}`,
  );
  const bin = path.join(folder, "bin");
  const ready = path.join(folder, ".ready");
  if (fs.existsSync(ready)) return { bin };
  const run = (command, ...args) =>
    execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"], timeout: 600_000 });
  try {
    process.stderr.write(`${name}: installing into ${folder}\n`);
    run(python, "-m", "venv", "--clear", folder);
    run(path.join(bin, "pip"), "install", "--quiet", ...PEERS[name]);
    fs.writeFileSync(ready, "");
    return { bin };
  } catch (error) {
    const said = String(error.stderr ?? error.message)
      .trim()
      .split("\n")
      .at(-1);
    return { skipped: `${name}: not installed: ${said}` };
  }
}

const versions = (name) => PEERS[name].join(", ").replaceAll("==", " ");

module.exports = { peer, versions };

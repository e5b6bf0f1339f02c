// Runs commands and measures them: wall time from start to exit, and the processor time that they and the processes they
// waited for took. The latter hardly feels what else runs on the machine; it is there on Linux only.
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/** @returns {string | undefined} where the command is on the PATH */
function findCommand(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders
    .map((folder) => path.join(folder, name))
    .find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** Runs to its end. @throws where it fails, with what it said */
function measure({ command, args, cwd, env }) {
  return new Promise((resolve, reject) => {
    const processorBefore = childrenSeconds();
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (output += chunk));
    let wall = 0;
    child.on("error", reject);
    child.on("exit", () => (wall = Number(process.hrtime.bigint() - started) / 1e9));
    child.on("close", (code) => {
      if (code !== 0)
        return reject(new Error(`${path.basename(command)} ${args.join(" ")}: ${code}\n${output}`));
      const processor =
        processorBefore === undefined ? undefined : childrenSeconds() - processorBefore;
      resolve({ wall, processor, output });
    });
  });
}

/** Processor time of all processes waited for so far; fields 16 and 17 of proc(5), in hundredths. */
function childrenSeconds() {
  if (process.platform !== "linux") return undefined;
  const stat = fs.readFileSync("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

module.exports = { findCommand, measure };

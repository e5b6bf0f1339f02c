// --runs N, --no-write and --help of every script here.
"use strict";
const fs = require("node:fs");
const { parseArgs } = require("node:util");

/** Prints the comment at the top of the script for --help. */
function readArguments(script, options, extra = {}) {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean", short: "h" },
      runs: { type: "string", default: String(options.runs) },
      "no-write": { type: "boolean", default: false },
      ...extra,
    },
  });
  if (values.help) {
    const lines = fs.readFileSync(script, "utf8").split("\n");
    const comment = lines.slice(
      0,
      lines.findIndex((line) => !line.startsWith("//")),
    );
    console.log(comment.map((line) => line.slice(3)).join("\n"));
    process.exit(0);
  }
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs is a whole number, 1 or more");
  return { ...values, runs, keep: !values["no-write"] };
}

module.exports = { readArguments };

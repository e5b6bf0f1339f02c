// Mocha's spec reporter, which also writes its counts for `scripts/check.cjs` to add up, and the files that took longest.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const Mocha = require("mocha");

const shown = 15;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const times = new Map();
    const take = ({ file, duration }) => {
      if (file && duration) times.set(file, (times.get(file) ?? 0) + duration);
    };
    runner.on("test end", take);
    runner.on("hook end", take);
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env.MOCHA_COUNTS;
      if (file) fs.writeFileSync(file, JSON.stringify({ passes, failures, pending }));
      const slowest = [...times].sort(([, one], [, other]) => other - one).slice(0, shown);
      console.log("  longest:");
      for (const [name, ms] of slowest)
        console.log(`    ${(ms / 1000).toFixed(1).padStart(6)} s  ${path.relative("", name)}`);
    });
  }
};

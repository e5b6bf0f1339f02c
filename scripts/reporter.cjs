// Mocha's spec reporter, which also writes its counts for `scripts/check.cjs` to add up.
"use strict";
const fs = require("node:fs");
const Mocha = require("mocha");

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      const file = process.env.MOCHA_COUNTS;
      if (file) fs.writeFileSync(file, JSON.stringify({ passes, failures, pending }));
    });
  }
};

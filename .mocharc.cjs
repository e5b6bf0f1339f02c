// Specs run transpile-only: the type check is `tsc --noEmit`, once, in `npm test`.
process.env.TS_NODE_TRANSPILE_ONLY = "true";
module.exports = {
  require: ["ts-node/register", "./tests/support/propertyRuns.ts"],
  spec: ["tests/**/*.spec.ts"],
  ignore: ["tests/consumer/**"],
  timeout: 60000,
  forbidOnly: Boolean(process.env.CI),
  // In several processes mocha counts no tests of its own, and would fail for that; `scripts/check.cjs` counts them.
  failZero: !process.argv.includes("--parallel"),
};

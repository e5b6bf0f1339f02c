// Specs run transpile-only: the type check is `tsc --noEmit`, once, in `npm test`.
process.env.TS_NODE_TRANSPILE_ONLY = "true";
module.exports = {
  require: ["ts-node/register", "./tests/support/propertyRuns.ts"],
  spec: ["tests/**/*.spec.ts"],
  ignore: ["tests/consumer/**"],
  timeout: 60000,
  forbidOnly: Boolean(process.env.CI),
  failZero: true,
};

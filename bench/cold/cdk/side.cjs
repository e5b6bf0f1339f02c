// `cdk synth` of app.cjs: plain JavaScript, so that nothing is compiled in the run. The account and the region are given, so
// nothing is looked up; notices, telemetry, the check for a newer version and everything printed are off.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { cleanEnvironment } = require("../../lib/subject.cjs");

function cdkSynth({ folder }) {
  const name = "cdk synth";
  let cdk;
  try {
    cdk = require.resolve("aws-cdk/bin/cdk");
    require.resolve("aws-cdk-lib");
  } catch {
    return { name, skipped: "aws-cdk is not installed: run `npm ci` in bench/" };
  }
  const home = path.join(folder, "cdk");
  fs.mkdirSync(home);
  const output = path.join(home, "cdk.out");
  const off = ["--quiet", "--no-notices", "--no-version-reporting", "--no-path-metadata"];
  const side = {
    name,
    version: `aws-cdk ${require("aws-cdk/package.json").version}, aws-cdk-lib ${require("aws-cdk-lib/package.json").version}`,
    command: process.execPath,
    args: [
      cdk,
      "synth",
      "--app",
      "node app.cjs",
      "--output",
      output,
      ...off,
      "--no-asset-metadata",
    ],
    cwd: __dirname,
    env: cleanEnvironment({
      HOME: home,
      CDK_HOME: home,
      CDK_DISABLE_CLI_TELEMETRY: "true",
      CDK_DISABLE_VERSION_CHECK: "true",
      JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "true",
    }),
    before: () => fs.rmSync(output, { recursive: true, force: true }),
    check: () => {
      const template = fs.readFileSync(path.join(output, "analytics.template.json"), "utf8");
      side.resources = Object.keys(JSON.parse(template).Resources).length;
    },
  };
  return side;
}

module.exports = { cdkSynth };

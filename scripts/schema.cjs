#!/usr/bin/env node
// Writes components/schema.json: the schema that Pulumi's component provider host infers from the sources, from which SDKs in
// other languages are generated. `--check` says whether the file is as the sources are, and writes nothing.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..");
const file = path.join(root, "components", "schema.json");

async function inferred() {
  // The analyzer reads sources, and the components are told by what they extend.
  require("ts-node").register({ cwd: root, transpileOnly: true });
  const {
    ComponentProvider,
    getPulumiComponents,
  } = require("@pulumi/pulumi/provider/experimental/provider");
  const components = getPulumiComponents(require(path.join(root, "index.ts")));
  const provider = new ComponentProvider({ name: "aws-network", dirname: root, components });
  return JSON.parse(await provider.getSchema());
}

async function main() {
  const prettier = require("prettier");
  const options = await prettier.resolveConfig(file);
  const text = await prettier.format(JSON.stringify(await inferred(), null, 2), {
    ...options,
    filepath: file,
  });
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  if (process.argv.includes("--check")) {
    if (text !== before)
      console.error(
        "components/schema.json is not as the sources are: run node scripts/schema.cjs",
      );
    return text === before ? 0 : 1;
  }
  fs.writeFileSync(file, text);
  return 0;
}

void main().then((code) => {
  process.exitCode = code;
});

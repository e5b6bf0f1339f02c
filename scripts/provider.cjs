#!/usr/bin/env node
// The package as Pulumi serves it to programs in other languages: its components, by the SDK's own component provider host.
// Started with the engine's address, it prints its port, as every provider plugin does.
"use strict";
const path = require("node:path");

const root = path.join(__dirname, "..");
require("ts-node").register({ cwd: root, transpileOnly: true });
const {
  componentProviderHost,
  getPulumiComponents,
} = require("@pulumi/pulumi/provider/experimental/provider");

const components = getPulumiComponents(require(path.join(root, "index.ts")));
void componentProviderHost({ name: "aws-network", dirname: root, components });

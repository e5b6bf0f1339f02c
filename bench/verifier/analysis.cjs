// The package's own `analysis`, as built.
"use strict";
const path = require("node:path");
const { root } = require("../lib/subject.cjs");

const analysis = () => require(path.join(root, "dist", "analysis", "index.js"));

module.exports = { analysis };

// Our side: the whole deployment, on a simulated AWS that is thrown away. TypeScript, transpiled in the run.
"use strict";
const {
  cleanEnvironment,
  cli,
  requireBuilt,
  requireFromRoot,
  root,
} = require("../lib/subject.cjs");

function rehearse() {
  requireBuilt();
  const side = {
    name: "rehearse serverless/dev",
    version: requireFromRoot("./package.json").version,
    command: process.execPath,
    args: [cli, "rehearse", "serverless/dev"],
    cwd: root,
    env: cleanEnvironment(),
    check: (output) => {
      side.resources = Number(/create (\d+)/.exec(output)?.[1]);
      if (!output.includes("rehearse succeeded")) throw new Error(output);
    },
  };
  return side;
}

module.exports = { rehearse };

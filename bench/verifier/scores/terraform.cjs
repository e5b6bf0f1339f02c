// A network as Terraform, for checkov: every part that the AWS provider has a resource for.
"use strict";
const { parts } = require("./terraformParts.cjs");

/** As `resource` blocks; names are the same for the same part, so that findings can be compared. */
function terraform(network) {
  const names = new Map();
  const taken = new Set();
  const nameOf = (key) => {
    const before = names.get(key);
    if (before !== undefined) return before;
    const tails = key.split("#").map((one) => one.split("::").at(-1));
    let name = `n-${tails.join("-").replace(/[^\w-]/g, "-")}`;
    while (taken.has(name)) name += "-x";
    taken.add(name);
    names.set(key, name);
    return name;
  };
  const blocks = [];
  const resource = (type, name, ...body) =>
    blocks.push(`resource "${type}" "${name}" {\n${body.flat().filter(Boolean).join("\n")}\n}\n`);
  for (const part of parts) part(network, { nameOf, resource });
  return blocks.join("\n");
}

module.exports = { terraform };

#!/usr/bin/env node
// Writes docs/types.md: what the simulated AWS models, by service, from the code itself (dist/, so build first).
// `--check` says whether the page is as the code is, and writes nothing.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..");
const services = path.join(root, "simulator", "services");
const page = path.join(root, "docs", "types.md");

const introduction = `# Types, look-ups and refusals of the simulated AWS

Written by \`npm run types\` from the code, by service. A code in the third column is one of AWS's that the simulated service answers
with, beside those for what does not exist. What the rules are, each with the page of AWS's documentation, stands in
\`tests/conformance/cases/\`; what replaces and what updates stands with each type, with the file of the provider that says so.
`;

/** AWS's codes, wherever a file of the folder throws one; those of what is not found stand there by their form. */
function codesOf(folder, except = "nothing") {
  const files = fs
    .readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => !file.startsWith(except));
  const codes = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...fs.readFileSync(path.join(folder, file), "utf8").matchAll(/AwsError\(\s*"([A-Za-z.]+)"/g),
    ])
    .map((found) => found[1]);
  return [...new Set(codes)].filter((code) => !/NotFound/.test(code)).sort();
}

function read() {
  const folders = fs
    .readdirSync(services, { withFileTypes: true })
    .filter((one) => one.isDirectory());
  return folders
    .map(({ name }) => {
      const { service } = require(
        path.join(root, "dist", "simulator", "services", name, "service.js"),
      );
      return {
        name,
        types: service.models.map((model) => model.type).sort(),
        lookups: Object.keys(service.lookups ?? {}).sort(),
        codes: codesOf(path.join(services, name)),
      };
    })
    .filter(({ types, lookups }) => types.length + lookups.length > 0);
}

const code = (names) => names.map((name) => `\`${name}\``).join(", ");

function render(all) {
  const types = all.flatMap((one) => one.types).length;
  const lookups = all.flatMap((one) => one.lookups).length;
  const sections = all.map(
    (one) =>
      `## ${one.name}\n\n` +
      (one.types.length > 0 ? `Types: ${code(one.types)}\n\n` : "") +
      (one.lookups.length > 0 ? `Look-ups: ${code(one.lookups)}\n\n` : "") +
      (one.codes.length > 0 ? `Refuses with: ${code(one.codes)}\n` : ""),
  );
  return `${introduction}\n${types} resource types and ${lookups} look-ups.\n\n${everywhere()}${sections.join("\n")}\n${quotas()}`;
}

function everywhere() {
  const codes = codesOf(path.join(root, "simulator"), "services");
  return `## Everywhere\n\nRefuses with: ${code(codes)}\n\n`;
}

function quotas() {
  const { defaultQuotas } = require(path.join(root, "dist", "simulator", "quotas.js"));
  const rows = Object.entries(defaultQuotas).map(([name, value]) => `| \`${name}\` | ${value} |`);
  return (
    "## Quotas\n\nWith AWS's defaults; `aws-network:quotas` in a stack file raises one.\n\n" +
    `| Key | Default |\n| --- | --- |\n${rows.join("\n")}\n`
  );
}

async function main() {
  const prettier = require("prettier");
  const options = await prettier.resolveConfig(page);
  const text = await prettier.format(render(read()), { ...options, filepath: page });
  const before = fs.existsSync(page) ? fs.readFileSync(page, "utf8") : "";
  if (process.argv.includes("--check")) {
    if (text !== before)
      throw new Error("docs/types.md is not as the code is: run `npm run types`");
    return;
  }
  fs.writeFileSync(page, text);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

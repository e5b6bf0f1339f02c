// Prints a table, and writes it to results/<name>.json, results/<name>.md and the README.
"use strict";
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { commit, requireFromRoot } = require("./subject.cjs");

const folder = path.join(__dirname, "..");

/** What any figure depends on. */
function conditions() {
  const version = (name) => requireFromRoot(`${name}/package.json`).version;
  return {
    date: new Date().toISOString().slice(0, 16) + "Z",
    commit: commit(),
    node: process.version,
    "@pulumi/pulumi": version("@pulumi/pulumi"),
    "@pulumi/aws": version("@pulumi/aws"),
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model ?? "unknown",
    "load before": os.loadavg()[0].toFixed(1),
  };
}

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd();
  return rows.map(line).join("\n");
}

function markdown(rows) {
  const line = (row) => `| ${row.join(" | ")} |`;
  return [line(rows[0]), line(rows[0].map(() => "---")), ...rows.slice(1).map(line)].join("\n");
}

/**
 * @param {{name: string, title: string, conditions: object, tables: string[][][], notes: string[], data: object}} report
 * where a table's first row is its heading; a note is a line of its own
 */
async function write({ name, title, conditions, tables, notes, data, keep = true }) {
  const where = Object.entries(conditions).map(([key, value]) => `${key} ${value}`);
  console.log(`\n${title}\n${where.join(" · ")}\n`);
  for (const table of tables) console.log(`${aligned(table)}\n`);
  for (const note of notes) console.log(note);
  if (!keep) return;
  const text = [where.join(" · "), ...tables.map(markdown), ...notes.map((note) => `- ${note}`)];
  const page = text
    .join("\n\n")
    .replaceAll(/\n\n- /g, "\n- ")
    .replace(/\n- /, "\n\n- ");
  const results = path.join(folder, "results");
  fs.mkdirSync(results, { recursive: true });
  fs.writeFileSync(path.join(results, `${name}.md`), `# ${title}\n\n${page}\n`);
  const prettier = requireFromRoot("prettier");
  const json = JSON.stringify({ title, conditions, ...data, notes });
  const formatted = await prettier.format(json, { parser: "json", printWidth: 100 });
  fs.writeFileSync(path.join(results, `${name}.json`), formatted);
  intoReadme(name, page);
}

/** Between `<!-- <name> -->` and `<!-- /<name> -->`. */
function intoReadme(name, page) {
  const file = path.join(folder, "README.md");
  const readme = fs.readFileSync(file, "utf8");
  const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  fs.writeFileSync(
    file,
    readme.replace(place, (_, open, close) => `${open}\n${page}\n\n${close}`),
  );
}

module.exports = { conditions, write };

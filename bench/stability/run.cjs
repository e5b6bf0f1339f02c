// What an edit moves: the same edits of the same random networks by the allocation rules of this package, of awsx
// (Auto), of CDK's Vpc and of terraform-aws-vpc's examples. Counted are subnets that the edit did not name, that are
// there before and after, and that have another block or another resource then: AWS replaces each of them. No clock.
//
//   node stability/run.cjs [--runs 1000] [--no-write]
//
// Needs: the root built (`npm ci` there).
"use strict";
const { readArguments } = require("../lib/arguments.cjs");
const report = require("../lib/report.cjs");
const { requireBuilt } = require("../lib/subject.cjs");
const { edits, network, random } = require("./edits.cjs");
const { rules } = require("./rules.cjs");

/** How many of the subnets that stay have moved. */
function moved(before, after) {
  const kept = [...before].filter(([key]) => after.has(key));
  const other = kept.filter(([key, { block, identity }]) => {
    const now = after.get(key);
    return now.block !== block || now.identity !== identity;
  });
  return { kept: kept.length, moved: other.length };
}

/** Where a rule has no room for the network after the edit, that one is left out, for that rule alone. */
function count(rule, edit, networks) {
  const total = { networks: 0, kept: 0, moved: 0, without: 0 };
  for (const one of networks) {
    let both;
    try {
      both = moved(rule.lay(one), rule.lay(edit.make(one)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      total.without += 1;
      continue;
    }
    total.networks += 1;
    total.kept += both.kept;
    total.moved += both.moved;
  }
  return total;
}

async function main() {
  const { runs, keep } = readArguments(__filename, { runs: 1000 });
  requireBuilt();
  const draw = random(20261122);
  const networks = Array.from({ length: runs }, () => network(draw));
  const results = edits.map((edit) => ({
    edit: edit.name,
    counts: Object.fromEntries(rules.map((rule) => [rule.name, count(rule, edit, networks)])),
  }));
  const share = ({ moved: some, kept }) =>
    `${some} of ${kept} (${Math.round((100 * some) / kept)} %)`;
  const heading = ["subnets moved by", ...rules.map(({ name }) => name)];
  const rows = results.map(({ edit, counts }) => [
    edit,
    ...rules.map(({ name }) => share(counts[name])),
  ]);
  const own = results.map(({ counts }) => counts[rules[0].name].moved).reduce((a, b) => a + b);
  const notes = [
    `${runs} random networks, the same for all, from one seed: two or three zones, two to four tiers of /24 to /26 in 10.0.0.0/16`,
    `${own === 0 ? "met" : "MISSED"}: no edit moves a subnet of tiers that have a place: ${own}`,
  ];
  const title = "Stability: subnets that an edit moves";
  const { date, commit, node } = report.conditions();
  const tables = [[heading, ...rows]];
  await report.write({
    ...{ name: "stability", title, conditions: { date, commit, node }, tables, notes, keep },
    data: { results },
  });
}

void main();

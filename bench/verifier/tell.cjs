// What was measured, as tables and verdicts.
"use strict";
const report = require("../lib/report.cjs");
const { ratio, seconds, summarise } = require("../lib/statistics.cjs");
const { scoreNotes, scoreTables } = require("./scores/tables.cjs");

const TITLE = "The verifier";
const median = (values) => summarise(values).median;
const lowest = (values) => Math.min(...values);
const ms = (value) => `${(value * 1000).toFixed(1)} ms`;
const micros = (value) => `${(value * 1e6).toFixed(value < 1e-5 ? 1 : 0)} µs`;
const verdict = (isMet, text) => `${isMet ? "met" : "MISSED"}: ${text}`;

/** Of y over x on logarithmic scales, by least squares: 1 is growth in proportion. */
function exponent(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (at) => logs.reduce((sum, one) => sum + one[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, one) => sum + (one[0] - x) * (one[1] - y), 0);
  return over / logs.reduce((sum, one) => sum + (one[0] - x) ** 2, 0);
}

async function tell({ conditions, rounds, scores, skipped, keep }) {
  const sizes = rounds[0].estates.map((one, at) => estateOf(rounds, one, at));
  const tables = [intentTable(rounds), estateTable(sizes), queryTable(rounds)];
  const notes = [
    ...intentNotes(rounds),
    ...estateNotes(sizes),
    ...queryNotes(rounds),
    ...skipped.map((one) => `skipped: ${one}`),
  ];
  if (scores !== undefined) {
    tables.push(...scoreTables(scores));
    notes.push(...scoreNotes(scores));
  }
  const data = { rounds, scores };
  await report.write({ name: "verifier", title: TITLE, conditions, tables, notes, data, keep });
}

function intentTable(rounds) {
  return [
    [
      "50 intents, three VPCs at quota",
      "load",
      "first",
      "compiled anew, median",
      "min",
      "CPU",
      "asked again, median",
      "min",
    ],
    ...rounds.map(({ intents: { first, wall, processor, again }, load }, run) => [
      `run ${run + 1}`,
      load.toFixed(1),
      ...[first, wall.median, wall.min, processor.median, again.median, again.min].map(ms),
    ]),
  ];
}

/** The least disturbed run decides: what else the machine does only ever adds to it. */
function intentNotes(rounds) {
  const warm = median(rounds.map(({ intents }) => intents.wall.median));
  const least = lowest(rounds.map(({ intents }) => intents.wall.min));
  const again = median(rounds.map(({ intents }) => intents.again.median));
  const leastAgain = lowest(rounds.map(({ intents }) => intents.again.min));
  return [
    verdict(
      leastAgain < 0.02,
      `50 intents, of a network that is compiled already, in ${ms(leastAgain)} at least, ${ms(again)} in the median (target < 20 ms)`,
    ),
    verdict(
      least < 0.02,
      `50 intents, network compiled anew, in ${ms(least)} at least, ${ms(warm)} in the median (target < 20 ms)`,
    ),
  ];
}

/** The runs of one size as one. */
function estateOf(rounds, { vpcs, subnets, groups, classes, cells }, at) {
  const of = (what, which) => rounds.map(({ estates }) => estates[at][what][which]);
  const both = (what) => ({
    cold: median(of(what, "cold")),
    warm: lowest(of(what, "warm")),
    mebibytes: Math.max(...of(what, "mebibytes")),
  });
  const figures = { matrix: both("matrix"), difference: both("difference") };
  return { vpcs, subnets, groups, classes, cells, ...figures };
}

function estateTable(sizes) {
  const heading = ["VPCs", "subnets", "groups", "classes", "cells of the matrix", "matrix, cold"];
  return [
    [...heading, "warm, min", "memory", "difference, cold", "warm, min", "memory"],
    ...sizes.map(({ vpcs, subnets, groups, classes, cells, matrix, difference }) => [
      ...[vpcs, subnets, groups, classes, cells].map(String),
      ...[matrix, difference].flatMap(({ cold, warm, mebibytes }) => [
        `${seconds(cold)} s`,
        `${seconds(warm)} s`,
        `${mebibytes.toFixed(0)} MiB`,
      ]),
    ]),
  ];
}

function estateNotes(sizes) {
  const top = sizes.at(-1);
  const memory = top.matrix.mebibytes;
  const grows = (what) => exponent(sizes.map((one) => [one.classes, one[what].warm]));
  const [matrix, difference] = [grows("matrix"), grows("difference")];
  return [
    verdict(
      top.matrix.cold < 10 && memory < 1536,
      `the matrix of ${top.vpcs} VPCs in ${seconds(top.matrix.cold)} s, cold, and ${memory.toFixed(0)} MiB (target < 10 s, < 1.5 GiB)`,
    ),
    verdict(
      matrix < 1.25,
      `the matrix grows with the classes to the power of ${matrix.toFixed(2)}, warm (target: near 1, below 1.25)`,
    ),
    verdict(
      top.difference.cold < 10 && difference < 1.25,
      `the difference of two such estates in ${seconds(top.difference.cold)} s, cold; power of ${difference.toFixed(2)}`,
    ),
  ];
}

function queriesOf(rounds) {
  return rounds[0].queries.map(({ name }, at) => {
    const of = (side, which) => rounds.map(({ queries }) => queries[at][side]?.[which]);
    const isCompared = of("theirs", "warm").every((one) => one !== undefined);
    const middle = (side) => ({
      cold: median(of(side, "cold")),
      warm: median(of(side, "warm")),
    });
    const first = median(of("ours", "first"));
    return {
      name,
      ours: { ...middle("ours"), first },
      theirs: isCompared ? middle("theirs") : undefined,
    };
  });
}

function queryTable(rounds) {
  return [
    ["one question", "side", "cold, network loaded first", "never asked before", "warm", "to ours"],
    ...queriesOf(rounds).flatMap(({ name, ours, theirs }) => [
      [name, "verifier", ms(ours.cold), micros(ours.first), micros(ours.warm), ratio(1)],
      ...(theirs === undefined
        ? []
        : [
            [
              name,
              "aws-vpc-analyzer",
              ms(theirs.cold),
              "-",
              micros(theirs.warm),
              ratio(theirs.warm / ours.warm),
            ],
          ]),
    ]),
  ];
}

function queryNotes(rounds) {
  return queriesOf(rounds).flatMap(({ name, ours, theirs }) => {
    if (theirs === undefined) return [];
    const faster = theirs.warm / ours.warm;
    const first = theirs.warm / ours.first;
    return [
      verdict(
        faster >= 20,
        `${name}: ${faster.toFixed(0)} times faster than aws-vpc-analyzer, both warm (target 20); ${first.toFixed(1)} times where ours was never asked before`,
      ),
    ];
  });
}

module.exports = { tell };

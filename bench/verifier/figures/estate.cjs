// The matrix by classes and the difference of one estate, in a process of its own, so that the memory is theirs: prints JSON.
//
//   node verifier/figures/estate.cjs <VPCs>
"use strict";
const { stopwatch } = require("../../lib/stopwatch.cjs");
const { analysis } = require("../analysis.cjs");
const { estate, opened } = require("../networks/estate.cjs");

function main(vpcs) {
  const { compareNetworks, compileNetwork, matrix } = analysis();
  const network = estate(vpcs);
  const changed = opened(network);
  const times = (run) => [1, 2, 3].map(() => run());
  const matrices = times(() => {
    const taken = stopwatch();
    const { classes, cells } = matrix(compileNetwork(network));
    return { ...taken(), classes: classes.length, cells: cells.length };
  });
  const memory = process.resourceUsage().maxRSS / 1024;
  const differences = times(() => {
    const taken = stopwatch();
    const { opens, closes } = compareNetworks(compileNetwork(network), compileNetwork(changed));
    return { ...taken(), sentences: [...opens, ...closes].map(({ sentence }) => sentence) };
  });
  const [cold] = matrices;
  const warmest = (all) => Math.min(...all.slice(1).map(({ seconds }) => seconds));
  const { sentences } = differences[0];
  if (sentences.length !== 1) throw new Error(`opens one thing, said ${JSON.stringify(sentences)}`);
  const result = {
    vpcs,
    subnets: network.subnets.length,
    groups: network.securityGroups.length,
    interfaces: network.networkInterfaces.length,
    classes: cold.classes,
    cells: cold.cells,
    matrix: { cold: cold.seconds, warm: warmest(matrices), mebibytes: memory },
    difference: {
      cold: differences[0].seconds,
      warm: warmest(differences),
      mebibytes: process.resourceUsage().maxRSS / 1024,
      sentence: sentences[0],
    },
  };
  console.log(JSON.stringify(result));
}

main(Number(process.argv[2]));

// Scores as tables.
"use strict";

const sidesOf = ({ kinds }) => Object.keys(kinds[0].sides);
const shown = (words) => `${words.found} / ${words["not found"]} / ${words["not expressible"]}`;

function totals({ kinds }, side) {
  const sum = (word) => kinds.reduce((all, one) => all + one.sides[side][word], 0);
  return Object.fromEntries(
    ["found", "not found", "not expressible"].map((word) => [word, sum(word)]),
  );
}

function scoreTables(scores) {
  const sides = sidesOf(scores);
  const faults = scores.kinds.reduce((all, one) => all + one.faults, 0);
  return [
    [
      ["fault (found / not found / not expressible)", "faults", ...sides],
      ...scores.kinds.map(({ kind, faults: count, sides: counted }) => [
        kind,
        String(count),
        ...sides.map((side) => shown(counted[side])),
      ]),
      ["all", String(faults), ...sides.map((side) => shown(totals(scores, side)))],
    ],
    [
      ["said of the sound network", "faults sown", ...sides],
      ...scores.networks.map((one) => [
        one.name,
        String(one.faults),
        ...sides.map((side) => {
          const { wrong, asked } = one[side];
          return asked === undefined ? String(wrong) : `${wrong} of ${asked}`;
        }),
      ]),
    ],
  ];
}

function scoreNotes(scores) {
  const sides = sidesOf(scores);
  const faults = scores.kinds.reduce((all, one) => all + one.faults, 0);
  const wrong = (side) => scores.networks.reduce((all, one) => all + one[side].wrong, 0);
  return [
    `of ${faults} faults of ${scores.kinds.length} kinds (one of each kind in each network, seed ${scores.seed}): ` +
      sides.map((side) => `${side} ${totals(scores, side).found}`).join(", "),
    `said amiss of the sound networks: ${sides.map((side) => `${side} ${wrong(side)}`).join(", ")}`,
  ];
}

module.exports = { scoreNotes, scoreTables };

// Random networks, and edits of them that name no block, mask or place of a subnet that is there.
"use strict";

const ZONES = ["a", "b", "c", "d"].map((letter) => `us-east-1${letter}`);
const NAMES = ["public", "private", "database", "cache", "pods", "build"];

/** One seed, so that every run counts the same. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function some(list, count, draw) {
  const left = [...list];
  return Array.from({ length: count }, () => left.splice(draw(left.length), 1)[0]);
}

/** Two or three zones in order, two to four tiers of /24 to /26; their place is what a program would write. */
function network(draw) {
  const names = some(NAMES, 2 + draw(3), draw);
  const tiers = names.map((name, index) => ({
    ...{ name, mask: 24 + draw(3), place: index, literal: index },
  }));
  return { zones: some(ZONES, 2 + draw(2), draw).sort(), tiers };
}

const added = ({ tiers }) => ({ name: "added", mask: 24, place: 8, literal: tiers.length });

const edits = [
  {
    name: "a zone added at the end",
    make: ({ zones, tiers }) => ({ zones: [...zones, next(zones)], tiers }),
  },
  {
    name: "a zone added, the list sorted",
    make: ({ zones, tiers }) => ({ zones: [...zones, next(zones)].sort(), tiers }),
  },
  {
    name: "the first zone dropped",
    make: ({ zones, tiers }) => ({ zones: zones.slice(1), tiers }),
  },
  {
    name: "the last zone dropped",
    make: ({ zones, tiers }) => ({ zones: zones.slice(0, -1), tiers }),
  },
  { name: "zones reordered", make: ({ zones, tiers }) => ({ zones: [...zones].reverse(), tiers }) },
  {
    name: "a tier added at the end",
    make: (before) => ({ zones: before.zones, tiers: [...before.tiers, added(before)] }),
  },
  {
    name: "a tier added in front",
    make: (before) => ({ zones: before.zones, tiers: [added(before), ...before.tiers] }),
  },
  {
    name: "the first tier dropped",
    make: ({ zones, tiers }) => ({ zones, tiers: tiers.slice(1) }),
  },
  { name: "tiers reordered", make: ({ zones, tiers }) => ({ zones, tiers: [...tiers].reverse() }) },
];

const next = (zones) => ZONES.find((zone) => !zones.includes(zone));

module.exports = { edits, network, random };

// Medians, and how they are written. A noisy machine moves the mean and the maximum; the median hardly.
"use strict";

function summarise(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { n: sorted.length, median, min: sorted[0], max: sorted.at(-1) };
}

const seconds = (value) => (value === undefined ? "-" : value.toFixed(value < 1 ? 3 : 2));
const ratio = (value) => (value === undefined ? "-" : `${value.toFixed(2)}x`);

module.exports = { summarise, seconds, ratio };

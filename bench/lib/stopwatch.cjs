// Wall time and this process's own processor time of what is awaited here.
"use strict";

function stopwatch() {
  const before = process.cpuUsage();
  const started = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - started) / 1000, processor: (user + system) / 1e6 };
  };
}

module.exports = { stopwatch };

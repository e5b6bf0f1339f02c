// What checkov makes of the corpus, as Terraform: each network is a module of its own in one folder, and one run reads them all.
"use strict";
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { cleanEnvironment } = require("../../lib/subject.cjs");
const { terraform } = require("./terraform.cjs");

/** The checks that are about what a sketch says at all: it says nothing of logs, encryption or backups. */
const NETWORK =
  /^aws_(vpc|subnet|route|security_group|network_acl|default|nat|internet|eip|ec2_transit)/;

/**
 * A fault is found where a check fails that does not fail on the sound network.
 * @returns the checks of network resources that fail on each sound network, and a word for each of its mutants
 */
function scoreCheckov(bin, corpus) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pan-bench-checkov-"));
  try {
    const put = (name, text) => {
      fs.mkdirSync(path.join(folder, name));
      fs.writeFileSync(path.join(folder, name, "main.tf"), text);
    };
    const written = corpus.map(({ name, network, mutants }) => {
      const sound = terraform(network);
      put(`${name}.sound`, sound);
      return mutants.map((mutant, at) => {
        const text = terraform(mutant.network);
        if (text === sound) return false;
        put(`${name}.${at}`, text);
        return true;
      });
    });
    const failed = run(bin, folder);
    return corpus.map(({ name, mutants }, index) => {
      const before = failed.get(`${name}.sound`) ?? new Set();
      const words = mutants.map((_, at) => {
        if (!written[index][at]) return "not expressible";
        const after = [...(failed.get(`${name}.${at}`) ?? [])];
        return after.some((one) => !before.has(one)) ? "found" : "not found";
      });
      const alarms = [...before].filter((one) => NETWORK.test(one.split(" ")[1]));
      return { wrong: alarms.length, words };
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns {Map<string, Set<string>>} by module: `<check> <resource>` of what fails */
function run(bin, folder) {
  process.stderr.write("checkov: all networks in one run\n");
  const args = ["-d", folder, "--framework", "terraform", "-o", "json", "--compact", "--quiet"];
  const { stdout, stderr } = spawnSync(path.join(bin, "checkov"), args, {
    env: cleanEnvironment(),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    timeout: 1_200_000,
  });
  const failed = new Map();
  let results;
  try {
    ({ results } = JSON.parse(stdout));
  } catch {
    throw new Error(`checkov: ${stderr.trim().split("\n").at(-1)}`);
  }
  for (const { check_id, resource, file_path } of results.failed_checks) {
    const module = file_path.split("/")[1];
    failed.set(module, (failed.get(module) ?? new Set()).add(`${check_id} ${resource}`));
  }
  return failed;
}

module.exports = { scoreCheckov };

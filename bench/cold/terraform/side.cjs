// `terraform plan` of main.tf, from nothing, against a moto_server on this machine. `terraform init` comes before, from the
// copy of the AWS provider that is found here: nothing is downloaded.
"use strict";
const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const { findCommand } = require("../../lib/processes.cjs");
const { cleanEnvironment } = require("../../lib/subject.cjs");

const name = "terraform plan";

async function terraformPlan({ folder, onEnd }) {
  const terraform = findCommand("terraform");
  if (!terraform) return { name, skipped: "no terraform on the PATH" };
  const moto = findCommand("moto_server");
  if (!moto) return { name, skipped: "no moto_server on the PATH" };
  const plugin = findPlugin();
  if (!plugin) return { name, skipped: "no copy of terraform's AWS provider on this machine" };

  const home = path.join(folder, "terraform");
  fs.mkdirSync(home);
  for (const file of [path.join(__dirname, "main.tf"), path.join(__dirname, "..", "network.json")])
    fs.copyFileSync(file, path.join(home, path.basename(file)));
  const settings = path.join(home, "settings.tfrc");
  fs.writeFileSync(settings, "");
  const port = await startMoto(moto, onEnd);
  const env = cleanEnvironment({
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: "true",
    CHECKPOINT_DISABLE: "true",
    TF_VAR_endpoint: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: "simulated",
    AWS_SECRET_ACCESS_KEY: "simulated",
  });
  const init = ["init", "-input=false", "-no-color", `-plugin-dir=${plugin.folder}`];
  execFileSync(terraform, init, { cwd: home, env, stdio: "pipe" });
  const side = {
    name,
    version: `terraform ${versionOf(terraform, env)}, provider ${plugin.version}, moto`,
    command: terraform,
    args: ["plan", "-input=false", "-no-color", "-lock=false"],
    cwd: home,
    env,
    check: (output) => (side.resources = Number(/Plan: (\d+) to add/.exec(output)?.[1])),
  };
  return side;
}

const versionOf = (terraform, env) =>
  JSON.parse(execFileSync(terraform, ["version", "-json"], { env, stdio: "pipe" }))
    .terraform_version;

/** The root of a folder of plugins: `<root>/<host>/<namespace>/aws/<version>/<platform>/terraform-provider-aws_*`. */
function findPlugin() {
  const home = os.homedir();
  const usual = [
    path.join(home, ".terraform.d"),
    path.join(home, ".cache"),
    ...["/opt", "/usr/local/share", "/usr/share", "/usr/lib", "/var/lib"],
  ];
  const given = process.env.TERRAFORM_PLUGINS;
  for (const place of given ? [given] : usual) {
    const file = search(place, 8);
    if (!file) continue;
    const [version] = file.split(path.sep).slice(-3);
    return { folder: path.resolve(file, "../../../../../.."), version };
  }
  return undefined;
}

/** Breadth first would be kinder to deep folders, but these are shallow: no links, nothing hidden below the first level. */
function search(folder, depth) {
  let entries;
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
  const file = entries.find(
    (one) => one.isFile() && one.name.startsWith("terraform-provider-aws_v"),
  );
  if (file) return path.join(folder, file.name);
  if (depth === 0) return undefined;
  for (const entry of entries) {
    if (!entry.isDirectory() || /^(\.|node_modules$)/.test(entry.name)) continue;
    const found = search(path.join(folder, entry.name), depth - 1);
    if (found) return found;
  }
  return undefined;
}

async function startMoto(moto, onEnd) {
  const port = await freePort();
  const server = spawn(moto, ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    detached: true,
  });
  onEnd(() => {
    try {
      process.kill(-server.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
  });
  const deadline = Date.now() + 60_000;
  while (!(await answers(port))) {
    if (server.exitCode !== null || Date.now() > deadline)
      throw new Error("moto_server did not start");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return port;
}

const answers = (port) =>
  fetch(`http://127.0.0.1:${port}/moto-api/`).then(
    () => true,
    () => false,
  );

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

module.exports = { terraformPlan };

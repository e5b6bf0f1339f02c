// One life of one stack in a process of its own, so that its peak memory is its own: preview, up, up again, destroy. Prints
// JSON: seconds and processor seconds of each, and the largest resident set.
//
//   node life.cjs <rehearsal|mocks|cli|cli-skipping> <resources>
"use strict";
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { stopwatch } = require("../lib/stopwatch.cjs");
const { requireFromRoot } = require("../lib/subject.cjs");
const { graph, instantProvider } = require("./graph.cjs");

const warmUp = 40;

async function main([side, size]) {
  const live = side === "mocks" ? mocked : onStack(side);
  // What is loaded and compiled on the first run is not the engine's growth.
  if (side !== "cli" && side !== "cli-skipping") await live(warmUp);
  const times = await live(Number(size));
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ times, megabytes }));
}

async function mocked(size) {
  const times = {};
  for (const verb of ["preview", "up"]) {
    const pulumi = requireFromRoot("@pulumi/pulumi");
    const settings = requireFromRoot("@pulumi/pulumi/runtime/settings");
    const state = requireFromRoot("@pulumi/pulumi/runtime/state");
    const mocks = {
      newResource: ({ name, inputs, custom }) => ({
        id: custom === false ? undefined : `${name}-id`,
        state: custom === false ? inputs : { ...inputs, echo: `echo of ${inputs.label}` },
      }),
      call: ({ inputs }) => inputs,
    };
    const stop = stopwatch();
    await state.withLocalStorage(async () => {
      await pulumi.runtime.setMocks(mocks, "bench", "dev", verb === "preview");
      await pulumi.runtime.runInPulumiStack(graph(size));
      await settings.disconnect();
    });
    times[verb] = stop();
  }
  return times;
}

const onStack = (side) => async (size) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pan-bench-engine-"));
  for (const one of ["backend", "project"]) fs.mkdirSync(path.join(folder, one));
  const opened = await open(side, folder, size);
  try {
    const times = {};
    for (const [name, verb] of [
      ["preview", "preview"],
      ["up", "up"],
      ["unchanged up", "up"],
      ["destroy", "destroy"],
    ]) {
      const stop = stopwatch();
      const result = await opened.stack[verb]();
      times[name] = stop();
      check(name, size, result.changeSummary ?? result.summary.resourceChanges);
    }
    return times;
  } finally {
    await opened.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
};

/** That it did what is measured. Components and the stack come on top. */
function check(name, size, changes) {
  const op = { preview: "create", up: "create", "unchanged up": "same", destroy: "delete" }[name];
  if (!(changes?.[op] >= size)) throw new Error(`${name}: ${JSON.stringify(changes)}, not ${size}`);
}

async function open(side, folder, size) {
  const { LocalWorkspace, PulumiCommand } = requireFromRoot("@pulumi/pulumi/automation");
  const { createRehearsalCommand, inProcess } = requireFromRoot("./dist/engine/index.js");
  const provider = instantProvider();
  const ours = side === "rehearsal";
  const served = ours ? undefined : await serve(provider);
  const program = ours ? inProcess(graph(size)) : graph(size);
  const stack = await LocalWorkspace.createStack(
    { stackName: "dev", projectName: "bench", program },
    {
      workDir: path.join(folder, "project"),
      pulumiCommand: ours
        ? createRehearsalCommand({ providers: { bench: () => provider } })
        : await PulumiCommand.get({ skipVersionCheck: true }),
      envVars: {
        PULUMI_BACKEND_URL: `file://${path.join(folder, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        ...(served && { PULUMI_DEBUG_PROVIDERS: `bench:${served.port}` }),
        ...(side === "cli-skipping" && {
          PULUMI_SKIP_CHECKPOINTS: "true",
          PULUMI_EXPERIMENTAL: "true",
        }),
      },
    },
  );
  return { stack, close: async () => served?.close() };
}

function serve(provider) {
  const { serveProvider } = requireFromRoot("./dist/simulator/server/server.js");
  return serveProvider({ package: "bench", version: "1.0.0", factory: () => provider });
}

void main(process.argv.slice(2));

// The rehearsal engine and the simulated AWS, or the real Pulumi CLI on the same simulated AWS. Every run starts from nothing: a
// new stack and a new world, made before the clock starts.
"use strict";
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { stopwatch } = require("../lib/stopwatch.cjs");
const { requireFromRoot } = require("../lib/subject.cjs");

const quotas = {
  ...{ vpcsPerRegion: 1e6, internetGatewaysPerRegion: 1e6, natGatewaysPerAvailabilityZone: 1e6 },
  ...{ elasticIpsPerRegion: 1e6, gatewayEndpointsPerRegion: 1e6, networkInterfacesPerRegion: 1e6 },
  ...{ rolesPerAccount: 1e6 },
};

/** What `sim up` does: the state's journal and the world are on disk. */
const durable = () => rehearsal("engine, durable", { durable: true, kept: true });
/** What `rehearse` does. */
const throwAway = () => rehearsal("engine, throw-away", { durable: false, kept: false });

function rehearsal(name, { durable, kept }) {
  const { createRehearsalCommand, inProcess } = requireFromRoot("./dist/engine/index.js");
  return {
    name,
    run: (verb, program) =>
      withWorld(kept, async (world, folder) => {
        const providers = { aws: world.providerFactory() };
        const command = createRehearsalCommand({ providers, durable });
        return timed(verb, await open({ folder, command, program: inProcess(program) }));
      }),
  };
}

/** @returns nothing where there is no CLI on the PATH */
async function pulumiCli() {
  const { PulumiCommand } = requireFromRoot("@pulumi/pulumi/automation");
  const { serveWorld } = requireFromRoot("./dist/simulator/index.js");
  const command = await PulumiCommand.get({ skipVersionCheck: true }).catch(() => undefined);
  if (!command) return undefined;
  return {
    name: `Pulumi CLI ${command.version ?? ""}`.trim(),
    few: true,
    run: (verb, program) =>
      withWorld(false, async (world, folder) => {
        const served = await serveWorld(world);
        try {
          const env = { PULUMI_DEBUG_PROVIDERS: `aws:${served.port}` };
          return await timed(verb, await open({ folder, command, program, env }));
        } finally {
          await served.close();
        }
      }),
  };
}

async function withWorld(kept, work) {
  const { openWorld } = requireFromRoot("./dist/simulator/index.js");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pan-bench-scale-"));
  for (const one of ["backend", "project", "world"]) fs.mkdirSync(path.join(folder, one));
  const world = await openWorld({ folder: kept ? path.join(folder, "world") : undefined, quotas });
  try {
    return await work(world, folder);
  } finally {
    await world.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function open({ folder, command, program, env = {} }) {
  const { LocalWorkspace } = requireFromRoot("@pulumi/pulumi/automation");
  const stack = await LocalWorkspace.createStack(
    { stackName: "dev", projectName: "bench", program },
    {
      workDir: path.join(folder, "project"),
      pulumiCommand: command,
      envVars: {
        PULUMI_BACKEND_URL: `file://${path.join(folder, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        AWS_EC2_METADATA_DISABLED: "true",
        ...env,
      },
    },
  );
  await stack.setConfig("aws:region", { value: "us-east-1" });
  return stack;
}

/** `stack.up()` or `stack.preview()`, as a caller waits for it. */
async function timed(verb, stack) {
  const stop = stopwatch();
  const result = await stack[verb]();
  const times = stop();
  const changes = verb === "up" ? result.summary?.resourceChanges : result.changeSummary;
  return { ...times, resources: changes?.create ?? (await countState(stack)) };
}

/** A throw-away stack keeps no history to read the changes from. */
async function countState(stack) {
  const { deployment } = await stack.exportStack();
  return deployment.resources.filter(({ type }) => !type.startsWith("pulumi:providers:")).length;
}

module.exports = { durable, throwAway, pulumiCli };

/**
 * One update of a project on disk, kept and journalled, in a process that is there to be killed. It loads everything, says so,
 * and begins when it is told to.
 */
const { join } = require("node:path");

const [rooms, project, state, world] = process.argv.slice(2);
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { createRehearsalCommand, hostProgram, inProcess } = require(join(rooms, "engine"));
const { openWorld } = require(join(rooms, "simulator"));

async function run() {
  const simulated = await openWorld({ folder: world });
  // In this process where it may be, as the command line has it; otherwise in one of its own.
  const hosted = await hostProgram(project);
  const program = hosted && inProcess(hosted.program, (tell) => hosted.hear(tell));
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "dev", ...(program ? { projectName: "kill", program } : { workDir: project }) },
    {
      workDir: project,
      envVars: { PULUMI_BACKEND_URL: `file://${state}`, PULUMI_CONFIG_PASSPHRASE: "kill" },
      pulumiCommand: createRehearsalCommand({
        providers: { aws: simulated.providerFactory() },
        settingsFile: join(project, "Pulumi.dev.yaml"),
      }),
    },
  );
  let steps = 0;
  await stack.up({
    onEvent: ({ resourcePreEvent, resOutputsEvent }) => {
      if (resourcePreEvent || resOutputsEvent) process.send(++steps);
    },
  });
  await simulated.close();
}

process.once("message", () => {
  run().then(
    () => process.disconnect(),
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
});
process.send("ready");

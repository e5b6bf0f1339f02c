/** A program on disk for Node: Pulumi's own `cmd/run`, in a process of its own. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { EngineError } from "../errors";
import { entryPoint, type Project } from "../project/projectFile";
import { organization } from "../backend/fileBackend";
import type { Program, ProgramRun } from "./program";
import { takeWarmProgram, type ProgramOrder, type ProgramProcess } from "./warmProgram";

export interface DiskProgram {
  readonly project: Project;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `process.exitCode` of `cmd/run` after it has shown the user what went wrong. */
const alreadySaid = 32;

/** @throws EngineError where the program's folder has no `@pulumi/pulumi`. */
export function nodeProgram(options: DiskProgram): Program {
  const { project } = options;
  const { folder, entry } = entryPoint(project);
  const runner = findRunner(folder);
  let child: ProgramProcess | undefined;
  return {
    end: () => endProcess(child),
    run: (run) =>
      new Promise((resolve, reject) => {
        const args = runnerArguments(run, { root: project.folder, folder, entry });
        child = start({
          options,
          folder,
          order: { runner, args, env: programEnvironment(options, run) },
        });
        for (const stream of [child.stdout, child.stderr])
          createInterface({ input: stream }).on("line", run.onLine);
        child.on("error", reject);
        child.on("close", (code, signal) => {
          if (code === 0) resolve(undefined);
          else
            resolve({
              message: `Program exited with non-zero exit code: ${code ?? signal ?? "unknown"}`,
              said: code === alreadySaid,
            });
        });
      }),
  };
}

function start({
  options,
  folder,
  order,
}: {
  options: DiskProgram;
  folder: string;
  order: ProgramOrder;
}): ProgramProcess {
  const warm = takeWarmProgram(folder, order);
  if (warm) return warm;
  const { nodeargs } = options.project.runtimeOptions;
  const nodeArgs = typeof nodeargs === "string" ? nodeargs.split(" ").filter(Boolean) : [];
  const child = spawn(process.execPath, [...nodeArgs, order.runner, ...order.args], {
    cwd: folder,
    env: order.env,
    stdio: ["pipe", "pipe", "pipe"],
    // Ctrl-C is for the run, which ends its program itself.
    detached: true,
  });
  child.stdin.end();
  return child;
}

/** Asks, and five seconds later does not ask any more. */
function endProcess(child: ProgramProcess | undefined): void {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGINT");
  const kill = setTimeout(() => child.kill("SIGKILL"), 5000).unref();
  child.once("close", () => clearTimeout(kill));
}

function findRunner(folder: string): string {
  try {
    return createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run/index.js");
  } catch {
    throw new EngineError(
      `It looks like the Pulumi SDK has not been installed in ${folder}. Have you run npm install?`,
    );
  }
}

function runnerArguments(
  run: ProgramRun,
  { root, folder, entry }: { root: string; folder: string; entry: string },
): string[] {
  return [
    ...["--monitor", run.address, "--engine", run.address],
    ...["--organization", organization, "--project", run.project],
    ...["--root-directory", root, "--stack", run.stack, "--pwd", folder],
    ...(run.dryRun ? ["--dry-run"] : []),
    ...["--parallel", String(run.parallel)],
    entry,
  ];
}

function programEnvironment(
  { project, env }: DiskProgram,
  run: ProgramRun,
): Record<string, string | undefined> {
  const { typescript, tsconfig } = project.runtimeOptions;
  return {
    ...env,
    PULUMI_CONFIG: JSON.stringify(run.config.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.config.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: typescript === false ? "false" : "true",
    ...(typeof tsconfig === "string" ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
  };
}

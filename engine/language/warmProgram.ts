/** Starts the process of a program on disk ahead of its run. Loads nothing of Pulumi: it is called before all else. */
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { entryPoint, loadProject } from "../project/projectFile";

/** What a waiting process is told to run. */
export interface ProgramOrder {
  /** The SDK's `cmd/run`. */
  readonly runner: string;
  readonly args: readonly string[];
  /** The whole environment: nothing of the one it was started with stays. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type ProgramProcess = ChildProcessByStdio<Writable, Readable, Readable>;

const waiting = new Map<string, ProgramProcess>();

/** Begins to load the SDK of the project in `folder`. A project that cannot be read is told of when it is run. */
export async function warmProgram(folder: string): Promise<void> {
  const host = join(__dirname, "programHost.js");
  // From sources, under ts-node, there is no script to start.
  if (!existsSync(host)) return;
  try {
    const project = await loadProject(folder);
    const program = entryPoint(project).folder;
    if (project.runtime !== "nodejs" || project.runtimeOptions.nodeargs !== undefined) return;
    const child = startHost(host, program);
    waiting.get(program)?.stdin.end();
    waiting.set(program, child);
  } catch {
    // Told where the project is opened for its run.
  }
}

function startHost(host: string, program: string): ProgramProcess {
  const child = spawn(process.execPath, [host, program], {
    cwd: program,
    env: withoutSecrets(process.env),
    stdio: ["pipe", "pipe", "pipe"],
    // Ctrl-C is for the run, which ends its program itself.
    detached: true,
  });
  // An unused process ends with its standard input; until then it keeps nobody waiting.
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Unrefable).unref?.();
  child.on("error", () => waiting.delete(program));
  child.stdin.on("error", () => undefined);
  return child;
}

interface Unrefable {
  unref?(): void;
  ref?(): void;
}

/** The process of this program, if one was begun, with its order given. */
export function takeWarmProgram(program: string, order: ProgramOrder): ProgramProcess | undefined {
  const child = waiting.get(program);
  waiting.delete(program);
  if (child?.exitCode !== null || child.signalCode !== null) return undefined;
  child.ref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Unrefable).ref?.();
  child.stdin.end(JSON.stringify(order));
  return child;
}

/** A process that waits holds no credential, whatever its run may be given. */
function withoutSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith("AWS_") && !name.startsWith("PULUMI_")),
  );
}

/**
 * Runs a program on disk in this process, as Pulumi's own `cmd/run` would in one of its own: for a command that runs one
 * program once, and owns its process. It saves loading the SDK a second time, which takes longer than most programs.
 * Where that could make a difference the program gets a process.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { RunError } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as state from "@pulumi/pulumi/runtime/state";
import * as tsutils from "@pulumi/pulumi/tsutils";
import type { Project } from "../project/projectFile";
import { findHostable } from "./hostable";
import type { Tell } from "./inProcess";

export interface HostedProgram {
  readonly program: PulumiFn;
  /** What the program prints goes here, as from a process of its own: the command's output is not the program's. */
  hear(tell: Tell): void;
  /** Puts back what the program's run changed of the process: the working folder and the end of the process. */
  release(): void;
}

/** @returns undefined where the program must have a process of its own: see {@link findHostable}. */
export async function hostProgram(projectFolder: string): Promise<HostedProgram | undefined> {
  const hostable = await findHostable(projectFolder);
  if (hostable === undefined) return undefined;
  const { project, folder, file } = hostable;
  const before = { cwd: process.cwd(), exit: process.exit.bind(process), argv: process.argv };
  let silence: (() => void) | undefined;
  return {
    hear: (tell) => {
      const ends = [captureLines(process.stdout, tell), captureLines(process.stderr, tell)];
      silence = () => ends.forEach((end) => end());
    },
    program: () => {
      (state as unknown as SdkState).getStore().settings.options.rootDirectory = project.folder;
      process.chdir(folder);
      process.argv = before.argv.slice(0, 2);
      process.exit = refuseExit;
      return runModule(project, file);
    },
    release: () => {
      silence?.();
      process.chdir(before.cwd);
      process.exit = before.exit;
      process.argv = before.argv;
    },
  };
}

/** Takes what is written to a stream, by the line. Who took hold of the stream's own `write` before still has it. */
function captureLines(stream: NodeJS.WriteStream, tell: Tell): () => void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was, on the stream that it is of
  const before = stream.write;
  let rest = "";
  stream.write = (chunk: string | Uint8Array, ...more: unknown[]) => {
    const lines = (rest + Buffer.from(chunk as string).toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(tell);
    const done = more.find((one) => typeof one === "function") as (() => void) | undefined;
    done?.();
    return true;
  };
  return () => {
    stream.write = before;
    if (rest !== "") tell(rest);
  };
}

/** What the SDK keeps for the program that runs: not declared in its types. */
interface SdkState {
  getStore(): { readonly settings: { readonly options: { rootDirectory?: string } } };
}

function refuseExit(code?: number | string | null): never {
  throw new RunError(`the program called process.exit(${code ?? ""})`);
}

/** What `cmd/run` does with a CommonJS program: its exports, or what a function that it exports answers. */
async function runModule(
  project: Project,
  file: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    if (project.runtimeOptions.typescript !== false) registerTypeScript(project);
    const exported: unknown = createRequire(file)(file);
    const outputs: unknown =
      typeof exported === "function" ? (exported as () => unknown)() : exported;
    return (await outputs) as Record<string, unknown> | undefined;
  } catch (error) {
    throw explained(file, error);
  }
}

interface TypeScriptTools {
  loadTypeScriptCompilerOptions(file: string): Record<string, unknown>;
  typeScriptRequireStrings(): { tsnodeRequire: string; typescriptRequire: string };
}

/** The settings with which `cmd/run` registers ts-node; the working folder is the program's. */
function registerTypeScript({ runtimeOptions }: Project): void {
  const { tsconfig } = runtimeOptions;
  const project = typeof tsconfig === "string" ? tsconfig : "tsconfig.json";
  const skipProject = !existsSync(resolve(project));
  if (skipProject && typeof tsconfig === "string")
    throw new RunError(`tsconfig path was set to ${tsconfig} but the file was not found`);
  const tools = tsutils as unknown as TypeScriptTools;
  const compilerOptions = tools.loadTypeScriptCompilerOptions(project);
  const { tsnodeRequire, typescriptRequire } = tools.typeScriptRequireStrings();
  const load = createRequire(require.resolve("@pulumi/pulumi/cmd/run/index.js"));
  const transpileOnly = process.env.PULUMI_NODEJS_TRANSPILE_ONLY;
  (load(tsnodeRequire) as { register(options: object): void }).register({
    compiler: typescriptRequire,
    transpileOnly: transpileOnly ? transpileOnly === "true" : compilerOptions.noCheck,
    project,
    skipProject,
    compilerOptions: {
      target: "ES2020",
      module: "nodenext",
      moduleResolution: "nodenext",
      sourceMap: "true",
      ...compilerOptions,
    },
  });
}

/** The words of `cmd/run`: a stack trace only where it helps. The SDK shows a `RunError`'s message and nothing else. */
function explained(file: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const hidden = "hideStack" in error && error.hideStack === true;
  const isRunError: boolean = RunError.isInstance(error);
  if (hidden || isRunError) return error;
  const text = error.name === "TSError" ? `${error.name}: ${error.message}` : error.stack;
  return new RunError(
    `Running program '${file}' failed with an unhandled exception:\n${text ?? error.message}`,
  );
}

/** Runs the program: an inline one through the language server that Automation API hosts, one on disk in a Node of its own. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials, status, type ServiceError } from "@grpc/grpc-js";
import languageGrpc = require("@pulumi/pulumi/proto/language_grpc_pb");
import languageProto = require("@pulumi/pulumi/proto/language_pb");
import { EngineError } from "../errors";
import { entryPoint, requireNodeProgram, type Project } from "../project/projectFile";
import { takeWarmProgram, type ProgramOrder, type ProgramProcess } from "./warmProgram";
import { takeTurn, type Turn } from "./turns";
import type { RunConfig } from "../deployment/run";

export interface ProgramRun {
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly parallel: number;
  readonly config: RunConfig;
  /** Of the monitor and of the engine. */
  readonly address: string;
  /** What a program on disk prints, a line at a time. */
  readonly onLine: (line: string) => void;
}

/** Why the program failed; undefined where it ended well. `said` where its own diagnostics have told it already. */
export interface ProgramFailure {
  readonly message: string;
  readonly said: boolean;
}

export interface Program {
  run(run: ProgramRun): Promise<ProgramFailure | undefined>;
  /** Ends what still runs. An inline program cannot be ended: it is left alone, and nothing answers it any more. */
  end(): void;
}

const organization = "organization";

/** @param address of the language server: `--client=` of the command line. */
export function inlineProgram(address: string): Program {
  const client = new languageGrpc.LanguageRuntimeClient(
    address,
    credentials.createInsecure(),
  ) as InlineClient;
  let turn: Turn | undefined;
  let endHearing: (() => void) | undefined;
  let hasEnded = false;
  return {
    run: async (run) => {
      turn = takeTurn();
      await turn.ready;
      if (hasEnded) return { message: "the run was stopped before its program began", said: false };
      endHearing = hearLateRefusals();
      return new Promise((resolve) => {
        client.run(inlineRequest(run), (error, response) => {
          if (error) resolve({ message: error.details || error.message, said: false });
          else if (response.getError() === "") resolve(undefined);
          else resolve({ message: response.getError(), said: response.getBail() });
        });
      });
    },
    end: () => {
      hasEnded = true;
      turn?.end();
      endHearing?.();
      client.close();
    },
  };
}

let listening = 0;
const lateMilliseconds = 1000;

/**
 * A run that stops refuses every registration still to come, and the program hears of the first; the others reject when
 * nobody listens any more, which would end the process of whoever called. Anything else that rejects unheard still does.
 *
 * @returns what ends the listening, a moment later
 */
function hearLateRefusals(): () => void {
  if (++listening === 1) process.on("unhandledRejection", hear);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    setTimeout(() => {
      if (--listening === 0) process.off("unhandledRejection", hear);
    }, lateMilliseconds).unref();
  };
}

function hear(reason: unknown): void {
  if (isRefusal(reason)) return;
  // Others are for whoever else listens; where nobody does, Node's own answer is to end the process.
  if (process.listenerCount("unhandledRejection") === 1) throw reason;
}

/** The SDK's words for a call that was answered UNAVAILABLE. */
function isRefusal(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  return (
    (reason as { code?: unknown }).code === status.UNAVAILABLE ||
    reason.message.includes("Resource monitor is terminating")
  );
}

interface InlineClient {
  run(
    request: languageProto.RunRequest,
    callback: (error: ServiceError | null, response: languageProto.RunResponse) => void,
  ): void;
  close(): void;
}

function inlineRequest(run: ProgramRun): languageProto.RunRequest {
  const request = new languageProto.RunRequest();
  request.setProject(run.project);
  request.setStack(run.stack);
  request.setOrganization(organization);
  request.setDryrun(run.dryRun);
  request.setParallel(run.parallel);
  request.setMonitorAddress(run.address);
  // Automation API's language server takes the engine's address as the first argument.
  request.setArgsList([run.address]);
  for (const [key, value] of Object.entries(run.config.values))
    request.getConfigMap().set(key, value);
  request.setConfigsecretkeysList([...run.config.secretKeys]);
  return request;
}

export interface DiskProgramOptions {
  readonly project: Project;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** `process.exitCode` of `cmd/run` after it has shown the user what went wrong. */
const alreadySaid = 32;

/** @throws EngineError where the program's folder has no `@pulumi/pulumi`. */
export function diskProgram(options: DiskProgramOptions): Program {
  const { project } = options;
  requireNodeProgram(project);
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
  options: DiskProgramOptions;
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
  { project, env }: DiskProgramOptions,
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

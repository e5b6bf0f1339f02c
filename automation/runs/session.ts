/** One command on one stack through Automation API, whichever engine answers it. */
import type * as automation from "@pulumi/pulumi/automation";
import type { LocalWorkspaceOptions, OutputMap, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { OperationFailedError } from "../errors";
import type { SdkCopies } from "../project/sdkCopy";
import type { RunRecorder } from "./recorder";
import type { Changes, InlineProgram, RunHeading, RunOptions, RunResult, Verb } from "../types";

type Automation = typeof automation;
export type Command = NonNullable<LocalWorkspaceOptions["pulumiCommand"]>;

/** Loaded when first needed: it takes half a second, which `--help` and bad input should not. */
export function loadAutomation(): Promise<Automation> {
  return import("@pulumi/pulumi/automation");
}

export interface SessionSettings {
  readonly command: Command;
  readonly stack: string;
  /** On disk: the project's folder. Inline: a folder that may be written. */
  readonly folder: string;
  readonly inline: InlineProgram | undefined;
  /** Of a program on disk that runs in this process. */
  readonly hosted?: PulumiFn;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * @param how `new`: there is none yet; `either`: made where there is none; `existing`: its absence is found by the first
 * command
 */
export async function openStack(
  settings: SessionSettings,
  how: "new" | "either" | "existing",
): Promise<Stack> {
  const { command, folder, inline, hosted, env, stack } = settings;
  const { LocalWorkspace, Stack } = await loadAutomation();
  const workspace = await LocalWorkspace.create({
    pulumiCommand: command,
    workDir: folder,
    envVars: { ...env },
    ...(hosted && { program: hosted }),
    ...(inline && {
      program: inline.program,
      projectSettings: { name: inline.projectName, runtime: "nodejs" },
    }),
  });
  workspace.stackOutputs = () => maskedOutputs(settings);
  if (how === "new") return Stack.create(stack, workspace);
  if (how === "either") return Stack.createOrSelect(stack, workspace);
  // `stack select` would change which stack the user's own `pulumi up` is about; every command names its stack anyway.
  workspace.selectStack = () => Promise.resolve();
  return Stack.select(stack, workspace);
}

interface Runner {
  run(
    args: string[],
    cwd: string,
    env: Record<string, string>,
    onOutput?: (text: string) => void,
    onError?: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<{ readonly stdout: string }>;
}

/** `run` is what a `pulumiCommand` is asked by; it is not in the SDK's types. */
export const asRunner = (command: Command): Runner => command as unknown as Runner;

/** Outputs as they may be shown. The SDK's own asks for the plain values too, of which nobody here has need. */
async function maskedOutputs(settings: SessionSettings): Promise<OutputMap> {
  const { command, folder, env, stack } = settings;
  const args = ["stack", "output", "--json", "--stack", stack];
  const { stdout } = await asRunner(command).run(args, folder, { ...env });
  const values = JSON.parse(stdout) as Record<string, unknown>;
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    { value, secret: value === "[secret]" },
  ]);
  return Object.fromEntries(entries) as OutputMap;
}

export interface Operation {
  readonly verb: Verb;
  readonly stack: Stack;
  readonly recorder: RunRecorder;
  readonly configFile: string | undefined;
  readonly options: RunOptions;
  /** The last word before the report is closed. */
  readonly beforeReport?: () => void | Promise<void>;
  /** Of an inline program: the SDK copies, where there are two. */
  readonly sdk?: SdkCopies;
}

/** What the operation's outputs are. Failures are thrown as the SDK throws them. */
async function operate(operation: Operation): Promise<Record<string, unknown>> {
  const { verb, stack, recorder, configFile, options } = operation;
  const shared = {
    color: "never" as const,
    configFile,
    parallel: options.parallel,
    signal: options.signal,
    onEvent: recorder.onEvent,
    // History would be decrypted with the project's own stack file, which a command line without it may write to.
    showSecrets: false,
  };
  switch (verb) {
    case "up":
      return recorder.outputs((await stack.up(shared)).outputs);
    case "preview":
      await stack.preview(shared);
      return recorder.plannedOutputs;
    case "refresh":
      await stack.refresh(shared);
      return recorder.outputs(await stack.outputs());
    case "destroy":
      await stack.destroy(shared);
      return {};
    case "outputs":
      return recorder.outputs(await stack.outputs());
  }
}

const nothing: Changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };

/** Times and reports one operation. @throws OperationFailedError with the whole report where it did not succeed */
export async function report(
  heading: RunHeading,
  operation: Operation,
  started: number,
): Promise<RunResult> {
  const { recorder, verb, options } = operation;
  const close = (result: RunResult["result"], outputs: RunResult["outputs"]): RunResult => ({
    ...heading,
    result,
    changes: verb === "outputs" ? nothing : recorder.changes,
    outputs,
    durationMs: Date.now() - started,
    diagnostics: recorder.diagnostics,
  });
  try {
    const outputs = await operate(operation);
    await operation.beforeReport?.();
    if (operation.sdk && !recorder.sawResources)
      recorder.note("warning", secondCopy(operation.sdk));
    return close("succeeded", outputs);
  } catch (error) {
    if (!isCommandError(error)) throw error;
    // A terminal's Ctrl-C reaches the CLI without us.
    const cancelled =
      options.signal?.aborted === true ||
      recorder.diagnostics.some(({ message }) => /^update cancell?ed/.test(message));
    if (isUnderstoodElsewhere(error)) throw error;
    if (!recorder.hasErrors) recorder.note("error", commandMessage(error));
    throw new OperationFailedError(close(cancelled ? "cancelled" : "failed", {}));
  }
}

function secondCopy({ ours, theirs }: SdkCopies): string {
  return `the program registered nothing; it may use another copy of @pulumi/pulumi (${theirs}) than this driver (${ours})`;
}

interface CommandFailure extends Error {
  readonly commandResult: {
    readonly stdout: string;
    readonly stderr: string;
    readonly err?: Error;
  };
}

export function isCommandError(error: unknown): error is CommandFailure {
  return error instanceof Error && "commandResult" in error;
}

/** Locks and missing stacks have messages of their own (`driverError.ts`). */
function isUnderstoodElsewhere(error: Error): boolean {
  return error.name === "ConcurrentUpdateError" || error.name === "StackNotFoundError";
}

/** What the engine wrote to stderr, without the banner that the SDK puts around it. */
export function commandMessage(error: CommandFailure): string {
  const { stderr, stdout } = error.commandResult;
  const text = stderr.trim() || stdout.trim();
  // A CLI that was stopped: the SDK then puts its command line first, and all that was shown behind.
  const reason = text.startsWith("Command failed") ? /^error: (.*)$/m.exec(text)?.[1] : undefined;
  return reason ?? text.replace(/^error: /, "");
}

/** The command line's actions: options become a call of the driver's functions, and its answer is printed. */
import type { Gate } from "../../analysis";
import { parsePairs } from "../project/config";
import { DriverError, OperationFailedError, UsageError } from "../errors";
import { onInterrupt } from "./interrupt";
import { createPrinter, type Printer } from "./printer";
import type {
  Cloud,
  EngineName,
  RealOptions,
  RunOptions,
  RunResult,
  SimulatedOptions,
  Verb,
} from "../types";

export interface CliOptions {
  readonly config?: readonly string[];
  readonly parallel?: string;
  readonly json?: boolean;
  readonly cwd?: string;
  readonly home?: string;
  readonly color?: boolean;
  readonly generic?: readonly string[];
  readonly account?: string;
  readonly allow?: readonly string[];
  readonly reference?: readonly string[];
  readonly answers?: string;
  readonly record?: string;
  readonly engine?: EngineName;
  readonly endpoint?: string;
  readonly yes?: boolean;
  readonly from?: string;
  readonly existing?: string;
  readonly resolvePending?: boolean;
  readonly accept?: readonly Gate[];
  readonly rehearsal?: boolean;
}

/** What is being asked, for the report of what never came to run. */
interface Asked {
  readonly stack: string;
  readonly command: string;
  readonly engine: EngineName;
  readonly cloud: Cloud;
}

export async function rehearseAction(target: string | undefined, given: object): Promise<void> {
  const options = given as CliOptions;
  const asked = simulatedAsk("rehearse", target, options);
  await run(asked, options, async (settings) => {
    const { rehearse } = await import("../runs/simulated");
    const { existing, from, accept } = options;
    const given = { ...settings(), ...simulatedOptions(options), existing, from, accept };
    return rehearse(target, given, true);
  });
}

export async function simAction(
  verb: Verb,
  target: string | undefined,
  given: object,
): Promise<void> {
  const options = given as CliOptions;
  const asked = simulatedAsk(`sim ${verb}`, target, options);
  await run(asked, options, async (settings) => {
    const { simulate } = await import("../runs/simulated");
    const { engine, home, resolvePending, accept } = options;
    const kept = { engine, home, resolvePending, accept };
    const given = { ...settings(), ...simulatedOptions(options), ...kept };
    return simulate(verb, target, given, true);
  });
}

export async function realAction(
  verb: Verb,
  target: string | undefined,
  given: object,
): Promise<void> {
  const options = given as CliOptions;
  const cloud = options.endpoint === undefined ? "aws" : "emulator";
  const asked: Asked = { stack: target ?? "", command: verb, engine: "pulumi", cloud };
  await run(asked, options, async (settings, printer) => {
    const { runReal } = await import("../runs/real");
    const { endpoint, rehearsal, accept, existing, record } = options;
    const simulated = simulatedOptions(options);
    const whole = (): RealOptions => ({
      ...settings(),
      ...{ endpoint, rehearsal, accept, existing, record, ...simulated },
    });
    const asks = verb !== "preview" && verb !== "outputs" && !options.yes;
    const approval = async (): Promise<void> => {
      const { approve } = await import("./approval");
      await approve(verb, printer, () => runReal("preview", target, whole()));
    };
    if (verb === "up") {
      const { checkCanAsk } = await import("./approval");
      if (asks) await checkCanAsk(verb, printer);
      const { upRehearsed } = await import("../runs/rehearsedUp");
      return asks ? upRehearsed(target, whole(), approval) : upRehearsed(target, whole());
    }
    if (asks) await approval();
    return runReal(verb, target, whole());
  });
}

export async function stacksAction(project: string | undefined, given: object): Promise<void> {
  const options = given as CliOptions;
  const printer = createPrinter(options);
  const asked: Asked = { stack: project ?? "", command: "stacks", engine: "pulumi", cloud: "aws" };
  await guarded(printer, asked, async () => {
    const { listStacks } = await import("../runs/real");
    printer.stacks(await listStacks(project, options));
  });
}

export async function usageMistake(message: string, args: readonly string[]): Promise<void> {
  const printer = createPrinter({ json: args.includes("--json") });
  const command = args.find((arg) => !arg.startsWith("-")) ?? "";
  await fail(
    printer,
    { stack: "", command, engine: "rehearsal", cloud: "simulated" },
    new UsageError(message),
  );
}

export function printHelp(text: string): void {
  createPrinter({}).help(text);
  process.exitCode = 2;
}

export function simulatedAsk(
  command: string,
  target: string | undefined,
  options: CliOptions,
): Asked {
  return {
    stack: target ?? "",
    command,
    engine: options.engine ?? "rehearsal",
    cloud: "simulated",
  };
}

export function simulatedOptions(options: CliOptions): SimulatedOptions {
  const { generic = [], account, allow, answers, reference: references } = options;
  const given = { account, allow, answers, references };
  if (generic.length === 0) return given;
  return { ...given, generic: generic.includes("all") ? "all" : generic };
}

/** Runs, prints and sets the exit code. */
async function run(
  asked: Asked,
  options: CliOptions,
  work: (settings: () => RunOptions, printer: Printer) => Promise<RunResult>,
): Promise<void> {
  const printer = createPrinter(options);
  await guarded(printer, asked, () =>
    onInterrupt(printer, async (signal) => {
      const settings = (): RunOptions => runSettings(options, signal, printer);
      await printResult(printer, await work(settings, printer));
    }),
  );
}

export function runSettings(
  options: CliOptions,
  signal: AbortSignal,
  printer: Printer,
): RunOptions {
  return {
    cwd: options.cwd,
    config: parsePairs(options.config ?? []),
    parallel: options.parallel === undefined ? undefined : Number(options.parallel),
    signal,
    onProgress: printer.progress,
  };
}

/** With what was verified, where it was; that is loaded by then. */
async function printResult(printer: Printer, result: RunResult): Promise<void> {
  const { verification } = result;
  if (verification === undefined || printer.json) {
    printer.result(result);
    return;
  }
  const { shortRoom, verificationText } = await import("./verifyText");
  printer.result(result, (paint) => verificationText(verification, paint, shortRoom));
}

export async function guarded(
  printer: Printer,
  asked: Asked,
  work: () => Promise<void> | void,
): Promise<void> {
  const started = Date.now();
  try {
    await work();
  } catch (error) {
    await fail(printer, asked, error, Date.now() - started);
  }
}

async function fail(printer: Printer, asked: Asked, error: unknown, durationMs = 0): Promise<void> {
  if (error instanceof OperationFailedError) await printResult(printer, error.run);
  else {
    const message = error instanceof Error ? error.message : String(error);
    printer.refusal({
      ...asked,
      result: "failed",
      changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
      outputs: {},
      durationMs,
      diagnostics: [{ severity: "error", message }],
    });
  }
  process.exitCode = error instanceof DriverError ? error.exitCode : 1;
}

/** The Pulumi CLI of this machine. */
import { NoPulumiCliError } from "../errors";
import { asRunner, loadAutomation, type Command } from "./session";

/** @throws NoPulumiCliError where there is none, or one that this SDK cannot drive */
export async function loadPulumiCli(verb: string): Promise<Command> {
  const { PulumiCommand } = await loadAutomation();
  try {
    return stoppable(await PulumiCommand.get());
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    if (text.includes("ENOENT")) throw new NoPulumiCliError(verb);
    throw new NoPulumiCliError(verb, `the one on the PATH cannot be used (${firstLine(text)})`);
  }
}

/** The SDK stops a CLI that runs; one that has not been started when the stop is asked for, it would start and let run. */
export function stoppable(command: Command): Command {
  const runner = asRunner(command);
  const run = (...asked: Parameters<typeof runner.run>): ReturnType<typeof runner.run> => {
    const [args, folder, env, onOutput, onError, signal] = asked;
    if (signal?.aborted) return Promise.reject(new CancelledBeforeStartError());
    // On a terminal Ctrl-C reaches the CLI without us, and a second one would make it drop what is in flight.
    const passed = process.stdin.isTTY ? undefined : signal;
    return runner.run(args, folder, env, onOutput, onError, passed);
  };
  return Object.create(command, { run: { value: run } }) as Command;
}

/** As the SDK's own errors of a command look to who catches them. */
class CancelledBeforeStartError extends Error {
  readonly commandResult = { stdout: "", stderr: "error: update cancelled" };

  constructor() {
    super("update cancelled");
    this.name = "CommandError";
  }
}

function firstLine(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}

/** The rehearsal engine as Automation API's `pulumiCommand`: answers the CLI's command lines in process. */
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import * as automationErrors from "@pulumi/pulumi/automation/errors";
import { SemVer } from "semver";
import { engineVersion } from "../backend/checkpoint";
import { EngineError, refuse } from "../errors";
import * as accounts from "./accountCommands";
import { parseCommandLine, type CommandLine } from "./commandLine";
import * as config from "./configCommands";
import { operate, OperationFailed } from "./operations";
import { previewHelp } from "./help";
import { history } from "./historyCommands";
import * as plugins from "./pluginCommands";
import { backendOf, type EngineOptions, type Session } from "./session";
import * as stacks from "./stackCommands";
import { show as showStack } from "./stackDisplay";
import * as states from "./stateCommands";
import * as tags from "./tagCommands";

type Command = (session: Session) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  up: (session) => operate(session, "up"),
  preview: (session) => (session.line.flag("help") ? previewHelp() : operate(session, "preview")),
  refresh: (session) => operate(session, "refresh"),
  destroy: (session) => operate(session, "destroy"),
  import: (session) => operate(session, "import"),
  stack: showStack,
  "stack init": stacks.init,
  "stack select": stacks.select,
  "stack rm": stacks.remove,
  "stack ls": stacks.list,
  "stack rename": stacks.rename,
  "stack export": states.exportState,
  "stack import": states.importState,
  "stack output": states.output,
  "stack history": history,
  "stack tag get": tags.get,
  "stack tag set": tags.set,
  "stack tag rm": tags.remove,
  "stack tag ls": tags.list,
  config: config.show,
  "config get": config.get,
  "config set": config.set,
  "config set-all": config.setAll,
  "config rm": config.removeKeys,
  "config rm-all": config.removeKeys,
  "config refresh": config.refresh,
  "config env add": accounts.environments,
  "config env ls": accounts.environments,
  "config env rm": accounts.environments,
  cancel: accounts.cancel,
  whoami: accounts.whoami,
  "org get-default": accounts.getDefaultOrganization,
  "org set-default": accounts.setDefaultOrganization,
  version: () => Promise.resolve(`${engineVersion}\n`),
  install: plugins.installDependencies,
  "plugin ls": plugins.list,
  "plugin install": plugins.install,
  "plugin rm": plugins.remove,
};

/** What a command ends with: Automation API's `CommandResult`, which it does not export. */
interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  toString(): string;
}

/** What the SDK keeps internal: the errors that `createOrSelect` tells apart by class. */
const { createCommandError } = automationErrors as unknown as {
  readonly createCommandError: (result: CommandResult) => Error;
};

/**
 * An object for `LocalWorkspaceOptions.pulumiCommand`. It reads and writes the state of `PULUMI_BACKEND_URL=file://…`,
 * asks the providers it was given and no others, and never deploys to AWS.
 *
 * @throws (from its commands) Automation API's own `CommandError`s, as the CLI would cause them.
 */
export function createRehearsalCommand(options: EngineOptions): PulumiCommand {
  const command = {
    command: "rehearsal-engine",
    version: new SemVer(engineVersion),
    // Automation API's own signature.
    // eslint-disable-next-line max-params
    run: (
      args: string[],
      cwd: string,
      additionalEnv: Record<string, string>,
      onOutput?: (text: string) => void,
      onError?: (text: string) => void,
      signal?: AbortSignal,
    ): Promise<CommandResult> =>
      execute(options, {
        line: parseCommandLine(args),
        cwd,
        env: { ...process.env, ...additionalEnv },
        onOutput: onOutput ?? (() => undefined),
        onError: onError ?? (() => undefined),
        signal: signal ?? new AbortController().signal,
      }),
  };
  // Structural: the SDK calls `run` and reads `version`, and never asks for the class.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  return command;
}

async function execute(
  options: EngineOptions,
  call: Omit<Session, "options" | "backend" | "warn">,
): Promise<CommandResult> {
  const warnings: string[] = [];
  const warn = (text: string): void => {
    warnings.push(`${text}\n`);
    call.onError(`${text}\n`);
  };
  try {
    const run = find(call.line);
    const stdout = await run({ ...call, warn, options, backend: backendOf(call.env) });
    return result(stdout, warnings.join(""), 0);
  } catch (error) {
    if (error instanceof OperationFailed) {
      const stderr = `${error.diagnostics}error: ${error.message}`;
      call.onError(`${stderr}\n`);
      throw createCommandError(result(error.stdout, stderr, 1));
    }
    if (!(error instanceof EngineError) && !isSystemError(error)) throw error;
    const code = error instanceof EngineError ? error.code : 1;
    call.onError(`error: ${error.message}\n`);
    throw createCommandError(result("", `${warnings.join("")}error: ${error.message}\n`, code));
  }
}

/** What the file system answers, which names the file: no fault of this engine's. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function find(line: CommandLine): Command {
  const name = line.verb.join(" ");
  const command = commands[name];
  if (command === undefined) refuse(`the command "${name}"`);
  return command;
}

function result(stdout: string, stderr: string, code: number): CommandResult {
  const told = { stdout, stderr, code };
  return {
    ...told,
    toString: () => `code: ${code}\n stdout: ${stdout}\n stderr: ${stderr}\n`,
  };
}

/**
 * What can go wrong in the driver, each with its exit code and, at the end of its message, the remedy. Errors of the
 * rooms below are turned into these in `driverError.ts`, and nowhere else.
 */
import { listed } from "./wording";
import type { Diagnostic, RunResult } from "./types";

/** 1: it was tried and failed; 2: it was asked for wrongly, and nothing was tried. */
export type ExitCode = 1 | 2;

export class DriverError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = 1,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The command line, or the call, does not say something that can be done. */
export class UsageError extends DriverError {
  constructor(message: string) {
    super(message, 2);
  }
}

export class UnknownProjectError extends DriverError {
  constructor(name: string, projects: readonly string[], searched: string) {
    super(
      projects.length === 0
        ? `no project named "${name}": there is no Pulumi.yaml in ${searched}, above it or in its programs/*/; ` +
            `go to a Pulumi project or name one with --cwd`
        : `no project named "${name}"; ${listed("the projects here are", projects, name)}`,
      2,
    );
  }
}

export class UnknownStackError extends DriverError {
  constructor(project: string, stack: string, stacks: readonly string[]) {
    const known = stacks.length === 0 ? "it has none" : listed("its stacks are", stacks, stack);
    super(
      `project ${project} has no stack named "${stack}": ${known}; ` +
        `a stack is a file Pulumi.<stack>.yaml, which may be empty`,
      2,
    );
  }
}

export class UnknownConfigKeyError extends DriverError {
  constructor(key: string, project: string, keys: readonly string[]) {
    super(
      `project ${project} has no config key "${key}"; ${listed("its keys are", keys, key)} ` +
        `(and keys of other namespaces, such as aws:region)`,
      2,
    );
  }
}

export class ConfigValueError extends DriverError {
  constructor(key: string, reason: string) {
    super(`config key "${key}" ${reason}`, 2);
  }
}

export class NoPulumiCliError extends DriverError {
  constructor(verb: string, found?: string) {
    super(
      `\`${verb}\` runs through the Pulumi CLI, and ${found ?? "there is none on the PATH"}; ` +
        `install it from https://www.pulumi.com/docs/install/, ` +
        `or try the change on the simulated AWS: pulumi-aws-network rehearse`,
    );
  }
}

export class StackLockedError extends DriverError {
  constructor(detail: string) {
    super(`nothing was changed: the stack is ${detail}`);
  }
}

/** A file that cannot be read as what it should be. It is never overwritten. */
export class DamagedFileError extends DriverError {
  static of(file: string, detail: string): DamagedFileError {
    return new DamagedFileError(`${file} is damaged and has been left as it is: ${detail}`);
  }
}

/** The run took place and did not succeed: `run` is what it did before that. */
export class OperationFailedError extends DriverError {
  constructor(readonly run: RunResult) {
    super(failureMessage(run.diagnostics) ?? `${run.command} ${run.stack}: ${run.result}`);
  }
}

function failureMessage(diagnostics: readonly Diagnostic[]): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length === 0 ? undefined : errors.map(({ message }) => message).join("\n");
}

/** The one place where errors of the rooms below, of the SDK and of the system become the driver's own. */
import {
  DamagedFileError,
  DriverError,
  NoPulumiCliError,
  StackLockedError,
  UnknownStackError,
} from "./errors";
import { commandMessage, isCommandError } from "./session";
import { LockedError } from "../storage";

export interface ErrorContext {
  readonly command: string;
  readonly project: string;
  readonly stack: string;
  readonly stacks: readonly string[];
}

export function toDriverError(error: unknown, context: ErrorContext): DriverError {
  if (error instanceof DriverError) return error;
  if (error instanceof LockedError) return new StackLockedError(error.message);
  if (isCommandError(error)) return fromCommand(error, context);
  const message = error instanceof Error ? error.message : String(error);
  const damaged = /^(.*?) is damaged(?: and has been left as it is)?(.*)$/s.exec(message);
  if (damaged)
    return new DamagedFileError(damaged[1] ?? "", (damaged[2] ?? "").replace(/^[:;, ]+/, ""));
  return new DriverError(message);
}

function fromCommand(
  error: Parameters<typeof commandMessage>[0],
  { command, project, stack, stacks }: ErrorContext,
): DriverError {
  const message = commandMessage(error);
  if (error.name === "ConcurrentUpdateError")
    return new StackLockedError(message.slice(message.indexOf("locked by")));
  if (error.name === "StackNotFoundError") return new UnknownStackError(project, stack, stacks);
  if (/spawn \S*pulumi\S* ENOENT/.test(message)) return new NoPulumiCliError(command);
  return new DriverError(message);
}

/** The one place where errors of the rooms below, of the SDK and of the system become the driver's own. */
import {
  DamagedFileError,
  DriverError,
  NoPulumiCliError,
  StackLockedError,
  UnknownStackError,
} from "./errors";
import { commandMessage, isCommandError } from "./runs/session";
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
  // The rooms below name the file and the remedy already.
  if (/ is damaged\b/.test(message)) return new DamagedFileError(message);
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

/** What the file backend says of accounts, organizations and environments; and `cancel`. */
import { hostname, userInfo } from "node:os";
import { EngineError } from "../errors";
import { openStack, requireStack, shownName, type Session } from "./session";

export function whoami({ line, env }: Session): Promise<string> {
  const user = userInfo().username;
  if (!line.flag("json")) return Promise.resolve(`${user}\n`);
  return Promise.resolve(JSON.stringify({ user, url: env.PULUMI_BACKEND_URL }, null, 2));
}

export function getDefaultOrganization(): Promise<string> {
  return Promise.reject(
    new EngineError(`backends of this type "${hostname()}" do not support organizations`),
  );
}

export function setDefaultOrganization(): Promise<string> {
  return Promise.reject(
    new EngineError(`unable to set a default organization for backend type: ${hostname()}`),
  );
}

/** `config env …`: environments stand in Pulumi Cloud. */
export async function environments(session: Session): Promise<string> {
  await requireStack(session, await openStack(session));
  throw new EngineError(
    `backend ${hostname()} does not support environments; Pulumi ESC environments require the Pulumi Cloud ` +
      "backend, use `pulumi login` without arguments to log into the Pulumi Cloud backend",
  );
}

/** Deletes the stack's locks, whoever holds them. */
export async function cancel(session: Session): Promise<string> {
  const stack = await openStack(session, session.line.positionals[0]);
  await requireStack(session, stack);
  await session.backend.cancel(stack.name);
  return `The currently running update for '${shownName(stack.name, stack.project)}' has been canceled!\n`;
}

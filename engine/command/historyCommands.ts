/** `stack history`. */
import type { RawConfigValue } from "../project/stackSettings";
import { configReader, holdsSecure } from "./runConfig";
import { openStack, requireStack, type Session, type StackSession } from "./session";

/** The CLI's own page, where the command line names none. */
const pageSize = 10;

/** The updates of the stack, newest first. */
export async function history(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  const infos = await session.backend.history(stack.name);
  const size = Number(session.line.value("page-size") ?? pageSize);
  const page = Math.max(1, Number(session.line.value("page") ?? 1));
  const shown = size > 0 ? infos.slice((page - 1) * size, page * size) : infos;
  const time = (seconds: number): string => new Date(seconds * 1000).toISOString();
  const updates = await Promise.all(
    shown.map(async ({ version, kind, startTime, message, environment, config, ...ended }) => ({
      version,
      kind,
      startTime: time(startTime),
      message,
      environment,
      config: await shownConfig(session, stack, config),
      result: ended.result,
      endTime: time(ended.endTime),
      resourceChanges: ended.resourceChanges,
    })),
  );
  return JSON.stringify(updates, null, 2);
}

async function shownConfig(
  session: Session,
  stack: StackSession,
  config: Readonly<Record<string, RawConfigValue>>,
): Promise<Record<string, object>> {
  const secrets = session.line.flag("show-secrets");
  const entries = Object.entries(config);
  const open = entries.filter(([, raw]) => secrets || !holdsSecure(raw));
  const read = await configReader(
    stack,
    open.map(([, raw]) => raw),
  );
  return Object.fromEntries(
    entries.map(([key, raw]) => [key, secrets || !holdsSecure(raw) ? read(raw) : { secret: true }]),
  );
}

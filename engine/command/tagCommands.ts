/** `stack tag get|set|rm|ls`. */
import { EngineError } from "../errors";
import { openStack, requireStack, shownName, type Session, type StackSession } from "./session";
import { table } from "./table";

type Tags = Readonly<Record<string, string>>;

async function openTags(session: Session): Promise<{ stack: StackSession; tags: Tags }> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  return { stack, tags: await session.backend.tags(stack.name) };
}

/** @param count how many words the command takes */
function words({ line }: Session, count: number): readonly string[] {
  if (line.positionals.length !== count)
    throw new EngineError(
      `accepts ${count} arg(s), received ${line.positionals.length}: \`stack tag ${line.verb.at(-1) ?? ""}\``,
    );
  return line.positionals;
}

export async function get(session: Session): Promise<string> {
  const [name = ""] = words(session, 1);
  const { stack, tags } = await openTags(session);
  const value = tags[name];
  if (value === undefined)
    throw new EngineError(
      `stack tag '${name}' not found for stack '${shownName(stack.name, stack.project)}'`,
    );
  return `${value}\n`;
}

export async function set(session: Session): Promise<string> {
  const [name = "", value = ""] = words(session, 2);
  const { stack, tags } = await openTags(session);
  await session.backend.writeTags(stack.name, { ...tags, [name]: value });
  return "";
}

export async function remove(session: Session): Promise<string> {
  const [name = ""] = words(session, 1);
  const { stack, tags } = await openTags(session);
  const { [name]: _gone, ...kept } = tags;
  await session.backend.writeTags(stack.name, kept);
  return "";
}

export async function list(session: Session): Promise<string> {
  const { tags } = await openTags(session);
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  if (session.line.flag("json")) return JSON.stringify(Object.fromEntries(sorted), null, 2);
  return table([["NAME", "VALUE"], ...sorted]);
}

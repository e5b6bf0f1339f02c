/** `stack` by itself: what the stack is, what is in it and what it answers. */
import { hostname } from "node:os";
import { livingResources } from "../deployment/run";
import type { ResourceState } from "../resourceState";
import { parseUrn, stackType } from "../urn";
import { table } from "./table";
import { openStack, requireStack, shownName, type Session } from "./session";
import { load, shownOutputs } from "./stateCommands";
import { ago } from "../backend/age";
import { latestOf } from "../backend/loadedStack";

export async function show(session: Session): Promise<string> {
  const stack = await openStack(session);
  await requireStack(session, stack);
  const { snapshot, text } = await load(session, stack);
  const { time, version } = (latestOf(text, session.backend.stackFile(stack.name))?.manifest ??
    {}) as { time?: string; version?: string };
  const { resources } = snapshot;
  return [
    `Current stack is ${shownName(stack.name, stack.project)}:\n`,
    `    Managed by ${hostname()}\n`,
    time === undefined ? "" : `    Last updated: ${ago(time)} (${time})\n`,
    version === undefined
      ? "    No updates yet; run `pulumi up`\n"
      : `    Pulumi version used: ${version}\n`,
    `Current stack resources (${resources.length}):\n`,
    resources.length === 0 ? "    No resources currently in this stack\n" : contents(resources),
    resources.length === 0 ? "" : `\n${outputs(session, resources)}`,
    "\nUse `pulumi stack select` to change stack; `pulumi stack ls` lists known ones\n",
  ].join("");

  function outputs({ line }: Session, all: readonly ResourceState[]): string {
    const root = [...livingResources({ ...snapshot, resources: all }).values()].find(
      (one) => one.type === stackType,
    );
    return outputTable(shownOutputs(root?.outputs ?? {}, line.flag("show-secrets")));
  }
}

function outputTable(outputs: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(outputs).sort();
  const head = `Current stack outputs (${names.length}):\n`;
  if (names.length === 0) return `${head}    No output values currently in this stack\n`;
  const rows = names.map((name) => {
    const value = outputs[name];
    return [name, typeof value === "string" ? value : JSON.stringify(value)];
  });
  return head + indented(table([["OUTPUT", "VALUE"], ...rows]));
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "    ");

function contents(resources: readonly ResourceState[]): string {
  const root = resources.find(({ type, parent }) => type === stackType && parent === "");
  const rows = root ? tree(root, resources) : resources.map((one) => row("", one));
  return indented(table([["TYPE", "NAME"], ...rows]));
}

const row = (prefix: string, { type, urn }: ResourceState): string[] => [
  prefix + type,
  parseUrn(urn).name,
];

/** Each under its parent; what has none stands under the root, last. */
function tree(root: ResourceState, resources: readonly ResourceState[]): string[][] {
  const children = new Map<string, ResourceState[]>();
  const orphans = resources.filter((one) => one.parent === "" && one !== root);
  for (const one of resources.filter(({ parent }) => parent !== ""))
    children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  children.set(root.urn, [...(children.get(root.urn) ?? []), ...orphans]);
  const below = (parent: ResourceState, padding: string): string[][] => {
    const all = children.get(parent.urn) ?? [];
    return all.flatMap((child, index) => {
      const isLast = index === all.length - 1;
      return [
        row(`${padding}${isLast ? "└─ " : "├─ "}`, child),
        ...below(child, `${padding}${isLast ? "   " : "│  "}`),
      ];
    });
  };
  return [row("", root), ...below(root, "")];
}

/** `plugin ls|install|rm` and `install`: what stands in the Pulumi home is told of, and left as it is. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { EngineError } from "../errors";
import { findPlugin } from "../plugin/installedPlugin";
import { listPlugins, type ListedPlugin } from "../plugin/pluginList";
import { entryPoint, loadProject } from "../project/projectFile";
import type { Session } from "./session";
import { satisfies } from "semver";

const kinds = new Set(["analyzer", "language", "resource", "converter", "tool"]);

export async function list({ env }: Session): Promise<string> {
  return JSON.stringify(await listPlugins(env), null, 2);
}

/** A plugin that is there, or that this run answers for, needs no installing. */
export function install({ line, env, options }: Session): Promise<string> {
  const [kind, name, version] = line.positionals;
  if (kind === undefined)
    throw new EngineError(
      "the rehearsal engine does not install plugins: run `pulumi plugin install`",
    );
  if (!kinds.has(kind)) throw new EngineError(`unrecognized plugin kind: ${kind}`);
  if (kind === "resource" && name !== undefined) {
    if (options.providers[name] !== undefined) return Promise.resolve("");
    if (version !== undefined && findPlugin(name, version.replace(/^v/, ""), env) !== undefined)
      return Promise.resolve("");
  }
  const spelled = [kind, name, version].filter((word) => word !== undefined).join(" ");
  throw new EngineError(
    `the rehearsal engine does not install plugins: run \`pulumi plugin install ${spelled}\``,
  );
}

export async function remove(session: Session): Promise<string> {
  const { line, env } = session;
  const [kind, name, range] = line.positionals;
  if (kind === undefined && !line.flag("all"))
    throw new EngineError("please pass --all if you'd like to remove all plugins");
  if (kind !== undefined && !kinds.has(kind))
    throw new EngineError(`unrecognized plugin kind: ${kind}`);
  const matches = (one: ListedPlugin): boolean =>
    (kind === undefined || one.kind === kind) &&
    (name === undefined || one.name === name) &&
    (range === undefined || satisfies(one.version, range));
  if ((await listPlugins(env)).some(matches))
    throw new EngineError(
      `the rehearsal engine does not remove plugins: run \`pulumi plugin rm ${line.positionals.join(" ")} --yes\``,
    );
  session.warn("no plugins found to uninstall");
  return "";
}

/** Dependencies that are there are taken as they are. */
export async function installDependencies({ cwd, line }: Session): Promise<string> {
  const project = await loadProject(cwd);
  const { folder } = entryPoint(project);
  const refusal = (what: string): EngineError =>
    new EngineError(`the rehearsal engine does not install ${what}: run \`pulumi install\``);
  if (line.flag("reinstall") || line.flag("use-language-version-tools"))
    throw refusal("dependencies anew");
  if (line.flag("no-dependencies")) return "";
  if (project.runtime !== "nodejs") throw refusal(`dependencies of ${project.runtime} programs`);
  if (!existsSync(join(folder, "package.json")) || !hasSdk(folder))
    throw refusal(`the dependencies of ${folder}`);
  return "Installing dependencies...\n\nFinished installing dependencies\n\n";
}

function hasSdk(folder: string): boolean {
  try {
    createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi");
    return true;
  } catch {
    return false;
  }
}

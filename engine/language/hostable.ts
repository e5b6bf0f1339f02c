/** Which programs on disk may run in the process of the command itself. Loads nothing of Pulumi: it is asked before all else. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { entryPoint, loadProject, type Project } from "../project/projectFile";

export interface Hostable {
  readonly project: Project;
  /** The program's folder, and its file there. */
  readonly folder: string;
  readonly file: string;
}

/**
 * @returns undefined where a process of its own could make a difference: another runtime or SDK copy than ours, Node
 * options, a folder as entry point, ES modules, or a TypeScript loader that is registered already
 */
export async function findHostable(projectFolder: string): Promise<Hostable | undefined> {
  const project = await loadProject(projectFolder);
  const { folder, entry } = entryPoint(project);
  const { runtime, runtimeOptions } = project;
  if (runtime !== "nodejs" || runtimeOptions.nodeargs !== undefined) return undefined;
  if (entry === "." || !/\.[jt]s$/.test(entry) || isModule(folder)) return undefined;
  if (loaderRegistered() || !sharesSdk(folder)) return undefined;
  return { project, folder, file: join(folder, entry) };
}

function isModule(folder: string): boolean {
  const file = join(folder, "package.json");
  if (existsSync(file))
    return (JSON.parse(readFileSync(file, "utf8")) as { type?: string }).type === "module";
  const parent = dirname(folder);
  return parent !== folder && isModule(parent);
}

function loaderRegistered(): boolean {
  return Symbol.for("ts-node.register.instance") in process;
}

function sharesSdk(folder: string): boolean {
  try {
    const theirs = createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi");
    return realpathSync(theirs) === realpathSync(require.resolve("@pulumi/pulumi"));
  } catch {
    return false;
  }
}

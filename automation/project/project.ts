/**
 * Projects and stacks, the Pulumi way: a project is a folder with a `Pulumi.yaml`, a stack is a `Pulumi.<stack>.yaml`
 * of it. Looked for upward from a folder, and in `programs/*` below the outermost found.
 */
import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DamagedFileError, UnknownProjectError, UnknownStackError, UsageError } from "../errors";
import { listed } from "../wording";
import { readYaml } from "./yamlFile";

export type ConfigType = "string" | "boolean" | "integer" | "array" | "object";

/** What a project's `config:` block says of one key. */
export interface ConfigKey {
  readonly type: ConfigType | undefined;
  readonly secret: boolean;
  /** The project asks for it and gives no default. */
  readonly required?: boolean;
}

interface Project {
  readonly name: string;
  /** The folder of its Pulumi.yaml. */
  readonly folder: string;
  readonly stacks: readonly string[];
  /** Where its stack files stand. */
  readonly stackFolder: string;
  /** Its `config:` block, by key without the project's namespace; undefined where it has none. */
  readonly config: ReadonlyMap<string, ConfigKey> | undefined;
}

export interface Projects {
  /** The folder of the outermost project, or the folder that was searched. */
  readonly root: string;
  readonly searched: string;
  readonly nearest: Project | undefined;
  readonly all: readonly Project[];
}

/** A stack of a project on disk. */
export interface StackChoice {
  readonly project: Project;
  readonly stack: string;
  readonly stackFile: string;
  /** `organization` of Pulumi Cloud, where it was given. */
  readonly organization: string | undefined;
}

const extensions = ["yaml", "yml", "json"] as const;

export async function findProjects(cwd: string = process.cwd()): Promise<Projects> {
  const searched = resolve(cwd);
  if (!(await isFolder(searched))) throw new UsageError(`there is no folder ${searched}`);
  const upward = ancestors(searched).flatMap((folder) => projectFile(folder) ?? []);
  const outermost = upward.at(-1);
  const root = outermost === undefined ? searched : dirname(outermost);
  const programs = join(root, "programs");
  const below = (await isFolder(programs))
    ? (await readdir(programs)).sort().flatMap((name) => projectFile(join(programs, name)) ?? [])
    : [];
  const files = [...new Set([...upward, ...below])];
  const all = await Promise.all(files.map(readProject));
  return { root, searched, nearest: upward.length === 0 ? undefined : all[0], all };
}

/**
 * @param reference `project/stack`, or `organization/project/stack`; without it, the nearest project's only stack
 */
export function chooseStack(projects: Projects, reference: string | undefined): StackChoice {
  if (reference === undefined) return onlyStack(projects);
  const parts = reference.split("/");
  const [stack, name, organization] = parts.reverse();
  if (parts.length > 3 || !stack || !name || organization === "") {
    throw new UsageError(
      `"${reference}" is not written project/stack; ${listed("the stacks here are", stackNames(projects), reference)}`,
    );
  }
  const named = projects.all.filter((project) => project.name === name);
  const project = named[0];
  if (!project) {
    const names = projects.all.map((one) => one.name);
    throw new UnknownProjectError(name, names, projects.searched);
  }
  if (named.length > 1) {
    const folders = named.map(({ folder }) => folder).join(" and ");
    throw new UsageError(`"${name}" is the name of more than one project: ${folders}`);
  }
  return stackOf(project, stack, organization);
}

function onlyStack(projects: Projects): StackChoice {
  const { nearest } = projects;
  if (!nearest) {
    const others = stackNames(projects);
    throw new UsageError(
      others.length === 0
        ? `there is no Pulumi.yaml in ${projects.searched}, above it or in its programs/*/; ` +
            `go to a Pulumi project or name one with --cwd`
        : `there is no Pulumi.yaml in ${projects.searched} or above it; say which stack: ${others.join(", ")}`,
    );
  }
  const [only, ...more] = nearest.stacks;
  if (only === undefined) throw new UnknownStackError(nearest.name, "", []);
  if (more.length > 0) {
    const choice = nearest.stacks.map((stack) => `${nearest.name}/${stack}`).join(", ");
    throw new UsageError(`project ${nearest.name} has several stacks; say which: ${choice}`);
  }
  return stackOf(nearest, only, undefined);
}

function stackOf(project: Project, stack: string, organization: string | undefined): StackChoice {
  const stackFile = extensions
    .map((extension) => join(project.stackFolder, `Pulumi.${stack}.${extension}`))
    .find((file) => existsSync(file));
  if (stackFile === undefined || !project.stacks.includes(stack))
    throw new UnknownStackError(project.name, stack, project.stacks);
  return { project, stack, stackFile, organization };
}

function stackNames(projects: Projects): string[] {
  return projects.all.flatMap(({ name, stacks }) => stacks.map((stack) => `${name}/${stack}`));
}

/** The folder and those above it, up to the top of its git repository: what lies beyond is somebody else's. */
function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  if (parent === folder || existsSync(join(folder, ".git"))) return [folder];
  return [folder, ...ancestors(parent)];
}

function projectFile(folder: string): string | undefined {
  return extensions
    .map((extension) => join(folder, `Pulumi.${extension}`))
    .find((file) => existsSync(file));
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

interface ProjectFile {
  readonly name?: unknown;
  readonly config?: unknown;
  readonly stackConfigDir?: unknown;
  readonly template?: unknown;
}

async function readProject(file: string): Promise<Project> {
  const content = readYaml(file, await readFile(file, "utf8")).toJS() as ProjectFile | null;
  const name = content?.name;
  if (typeof name !== "string" || name === "")
    throw DamagedFileError.of(file, `it has no "name", which every Pulumi project has`);
  const folder = dirname(file);
  // Before `stackConfigDir` the folder of the stack files was a string under `config`.
  const stacksIn = [content?.stackConfigDir, content?.config].find((at) => typeof at === "string");
  const stackFolder = stacksIn === undefined ? folder : resolve(folder, stacksIn);
  const config = isRecord(content?.config)
    ? new Map([...templateKeys(content), ...readConfigBlock(name, content.config)])
    : undefined;
  return { name, folder, stackFolder, stacks: await readStacks(stackFolder), config };
}

async function readStacks(folder: string): Promise<string[]> {
  if (!(await isFolder(folder))) return [];
  const names = (await readdir(folder)).flatMap(
    (name) => /^Pulumi\.(.+)\.(?:yaml|yml|json)$/.exec(name)?.[1] ?? [],
  );
  return [...new Set(names)].sort();
}

/** What `pulumi new` asks for: a key without a default can stand nowhere else. */
function templateKeys({ template }: ProjectFile): [string, ConfigKey][] {
  const config = isRecord(template) && isRecord(template.config) ? template.config : {};
  return Object.entries(config).map(([key, spec]) => [
    key,
    { type: undefined, secret: isRecord(spec) && spec.secret === "true" },
  ]);
}

function readConfigBlock(
  project: string,
  block: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, ConfigKey> {
  const entries = Object.entries(block).map(([key, value]): [string, ConfigKey] => {
    const own = key.startsWith(`${project}:`) ? key.slice(project.length + 1) : key;
    const spec = isRecord(value) ? value : {};
    const type = configTypes.find((one) => one === spec.type);
    const secret = spec.secret === "true" || spec.secret === true;
    // A bare value is a default; a key with a namespace is another's.
    const required = isRecord(value) && spec.default === undefined && !own.includes(":");
    return [own, { type, secret, ...(required ? { required } : {}) }];
  });
  return new Map(entries);
}

const configTypes: readonly ConfigType[] = ["string", "boolean", "integer", "array", "object"];

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

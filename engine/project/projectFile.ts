/** `Pulumi.yaml`: the project's name, runtime, entry point and typed configuration. */
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { parse } from "yaml";
import { EngineError } from "../errors";
import { readDeclarations, type ConfigDeclaration } from "./configSchema";

export interface Project {
  readonly name: string;
  readonly runtime: string;
  readonly runtimeOptions: Readonly<Record<string, unknown>>;
  /** As written; undefined where the project's folder itself is the program. */
  readonly main: string | undefined;
  /** Full key (`project:key`) to its declaration, in the order of the keys. */
  readonly config: ReadonlyMap<string, ConfigDeclaration>;
  /** The folder of `Pulumi.yaml`. */
  readonly folder: string;
  /** Where stack settings live: the folder, or `stackConfigDir` inside it. */
  readonly settingsFolder: string;
}

const fileNames = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** The nearest project file upward from `cwd`, if there is one. @throws EngineError where it cannot be read. */
export async function findProject(cwd: string): Promise<Project | undefined> {
  const file = findUpward(resolve(cwd));
  return file === undefined ? undefined : readProject(file);
}

/** The nearest project file upward from `cwd`. @throws EngineError where there is none, or where it cannot be read. */
export async function loadProject(cwd: string): Promise<Project> {
  const project = await findProject(cwd);
  if (project === undefined)
    throw new EngineError(
      `no Pulumi.yaml project file found (searching upwards from ${cwd}). If you have not created a project yet, ` +
        "use `pulumi new` to do so",
    );
  return project;
}

function findUpward(folder: string): string | undefined {
  for (const name of fileNames) if (existsSync(join(folder, name))) return join(folder, name);
  const parent = dirname(folder);
  return parent === folder ? undefined : findUpward(parent);
}

interface RawProject {
  name?: unknown;
  runtime?: string | { name?: string; options?: Record<string, unknown> };
  main?: string;
  config?: Record<string, unknown>;
  stackConfigDir?: string;
}

async function readProject(file: string): Promise<Project> {
  let raw: RawProject | null;
  try {
    raw = parse(await readFile(file, "utf8")) as RawProject | null;
  } catch (error) {
    throw new EngineError(`${basename(file)} is not YAML: ${(error as Error).message}`);
  }
  if (typeof raw?.name !== "string" || raw.name === "")
    throw new EngineError(`${file}: project is missing a 'name' attribute`);
  const runtime = typeof raw.runtime === "string" ? { name: raw.runtime } : (raw.runtime ?? {});
  if (runtime.name === undefined)
    throw new EngineError(`${file}: project is missing a 'runtime' attribute`);
  const folder = dirname(file);
  const { name } = raw;
  return {
    name,
    runtime: runtime.name,
    runtimeOptions: ("options" in runtime ? runtime.options : undefined) ?? {},
    main: raw.main,
    config: readDeclarations({ file, project: name }, raw.config ?? {}),
    folder,
    settingsFolder: raw.stackConfigDir ? join(folder, raw.stackConfigDir) : folder,
  };
}

/** Where the program runs and what it starts, by Pulumi's rules: a folder as `main` is started as "." inside it. */
export function entryPoint(project: Project): { folder: string; entry: string } {
  const { main, folder } = project;
  if (main === undefined || main === "") return { folder, entry: "." };
  const path = resolve(folder, main);
  // An inline program's project says `main: <its working folder>`, which may be anywhere: it is never started.
  if (path !== folder && !path.startsWith(folder + sep))
    throw new EngineError(`project 'main' must be a subfolder, got ${main}`);
  if (isFile(path)) return { folder: dirname(path), entry: basename(path) };
  return { folder: path, entry: "." };
}

/** Where the program runs; an inline one says so by `main`, and may be anywhere. */
export function programFolder({ main, folder }: Project): string {
  const path = resolve(folder, main ?? "");
  return isFile(path) ? dirname(path) : path;
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

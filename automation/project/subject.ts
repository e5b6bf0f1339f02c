/** What a run is about, on disk or inline, checked before anything is started. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { checkOverrides, stackFileKeys, type ConfiguredProject, type Override } from "./config";
import type { ErrorContext } from "../driverError";
import { UsageError } from "../errors";
import { chooseStack, findProjects } from "./project";
import type { InlineProgram, RunOptions, Target } from "../types";

export interface Subject {
  /** `project/stack`, as it is shown. */
  readonly name: string;
  readonly project: ConfiguredProject;
  readonly stack: string;
  readonly organization: string | undefined;
  /** The project's folder; undefined for an inline program. */
  readonly folder: string | undefined;
  readonly stackFile: string | undefined;
  readonly inline: InlineProgram | undefined;
  /** Beside what the home stands by default. */
  readonly root: string;
  readonly stacks: readonly string[];
  readonly overrides: readonly Override[];
}

/** @throws DriverError for an unknown project, stack or config key, or a value of the wrong type */
export async function findSubject(target: Target, options: RunOptions): Promise<Subject> {
  checkParallel(options.parallel);
  const found =
    typeof target === "object" ? inlineSubject(target, options) : await onDisk(target, options);
  const { project, stackFile } = found;
  const { config = {}, secrets = {} } = options;
  const given = Object.keys({ ...config, ...secrets }).length > 0;
  const inStackFile =
    given && stackFile !== undefined
      ? stackFileKeys(project.name, stackFile, await readFile(stackFile, "utf8"))
      : [];
  const plain = checkOverrides(project, config, inStackFile);
  const hidden = checkOverrides(project, secrets, inStackFile);
  return { ...found, overrides: [...plain, ...hidden.map((one) => ({ ...one, secret: true }))] };
}

export function errorContext(subject: Subject, command: string): ErrorContext {
  const { project, stack, stacks } = subject;
  return { command, project: project.name, stack, stacks };
}

async function onDisk(
  reference: string | undefined,
  options: RunOptions,
): Promise<Omit<Subject, "overrides">> {
  const projects = await findProjects(options.cwd);
  const { project, stack, stackFile, organization } = chooseStack(projects, reference);
  return {
    name: `${project.name}/${stack}`,
    project,
    stack,
    organization,
    folder: project.folder,
    stackFile,
    inline: undefined,
    root: projects.root,
    stacks: project.stacks,
  };
}

function inlineSubject(inline: InlineProgram, options: RunOptions): Omit<Subject, "overrides"> {
  const { projectName, stackName } = inline;
  // Both become file names.
  for (const [what, name] of [
    ["projectName", projectName],
    ["stackName", stackName],
  ] as const)
    if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name))
      throw new UsageError(`${what} must be letters, digits, "-", "_" and ".", got "${name}"`);
  return {
    name: `${projectName}/${stackName}`,
    project: { name: projectName, config: undefined },
    stack: stackName,
    organization: undefined,
    folder: undefined,
    stackFile: undefined,
    inline,
    root: resolve(options.cwd ?? process.cwd()),
    stacks: [stackName],
  };
}

function checkParallel(parallel: number | undefined): void {
  if (parallel !== undefined && !(Number.isInteger(parallel) && parallel > 0))
    throw new UsageError(`parallel must be a whole number above 0, got ${parallel}`);
}

/**
 * Back to the last good deployment: an `up` of its commit, configuration and lock file, checked out beside the working
 * tree. The state is never put back: what was replaced or deleted on the way is made anew, and said.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { OperationFailedError } from "../errors";
import { configMap } from "../project/config";
import type { Repository } from "../project/git";
import type { Subject } from "../project/subject";
import { readYaml } from "../project/yamlFile";
import type { ProgressEvent, RunResult } from "../types";
import type { Lane, StateResource } from "./lane";
import type { Rollback } from "./promotion";
import type { GoodDeployment } from "./updates";

const run = promisify(execFile);

interface RollbackTo {
  readonly lane: Lane;
  readonly repository: Repository;
  readonly subject: Subject & { readonly folder: string; readonly stackFile: string };
  readonly good: GoodDeployment;
  /** As they were before the deployment that failed. */
  readonly before: readonly StateResource[];
  readonly onProgress: ((event: ProgressEvent) => void) | undefined;
}

const lockFiles = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"];
const npmsOwn: readonly string[] = ["package-lock.json", "npm-shrinkwrap.json"];

/** Why a failed deployment could not be taken back to that commit; undefined where it could. */
export async function whyNot(repository: Repository, commit: string): Promise<string | undefined> {
  const short = commit.slice(0, 12);
  if (!(await repository.has(commit)))
    return `the commit ${short} of the last good deployment is not in this repository`;
  const foreign = (await changedLocks(repository, commit)).filter(
    (path) => !npmsOwn.includes(path.split("/").at(-1) ?? ""),
  );
  return foreign.length === 0
    ? undefined
    : `the last good deployment had another ${foreign.join(", ")}, and only npm's packages are installed by us`;
}

/** Lock files that the commit has and that are others, or gone, since. */
async function changedLocks(repository: Repository, commit: string): Promise<string[]> {
  const [then, now] = await Promise.all([repository.files(commit), repository.files("HEAD")]);
  return [...then].flatMap(([path, hash]) =>
    lockFiles.includes(path.split("/").at(-1) ?? "") && now.get(path) !== hash ? [path] : [],
  );
}

export async function rollBack(to: RollbackTo): Promise<Rollback> {
  const { repository, good, lane, subject, before } = to;
  const { commit } = good;
  const parent = await mkdtemp(join(tmpdir(), "pulumi-aws-network-rollback-"));
  const folder = join(parent, "tree");
  let done: RunResult | undefined;
  let why: string | undefined;
  try {
    await repository.checkOut(commit, folder);
    done = await deploy(to, folder);
  } catch (error) {
    if (error instanceof OperationFailedError) done = error.run;
    why = error instanceof Error ? error.message : String(error);
  } finally {
    await repository.giveUp(folder).catch(() => undefined);
    await rm(parent, { recursive: true, force: true });
  }
  const after = await lane.resources(subject);
  const left = compared(before, after);
  return {
    commit,
    run: done,
    notRolledBack: why === undefined ? left : [`the roll-back itself failed: ${why}`, ...left],
  };
}

async function deploy(to: RollbackTo, folder: string): Promise<RunResult> {
  const { repository, good, lane, subject, onProgress } = to;
  const inTree = relative(repository.root, await realpath(subject.folder));
  await bringPackages(repository, good.commit, { folder, inTree });
  const cwd = join(folder, inTree);
  const stackFile = join(folder, relative(repository.root, await realpath(subject.stackFile)));
  const config = await recordedBeside(good.config, stackFile);
  // What stood there before stands there again, whatever is thought of it now.
  const accept = ["intents", "findings", "moves"] as const;
  return withBackendOf(subject.folder, () =>
    lane.up(subject.name, { cwd, config, accept, onProgress }),
  );
}

interface Tree {
  readonly folder: string;
  /** The project's folder in it. */
  readonly inTree: string;
}

/** Where no lock file differs they are those that are installed already; otherwise the commit's own are installed. */
async function bringPackages(
  repository: Repository,
  commit: string,
  { folder, inTree }: Tree,
): Promise<void> {
  const changed = new Set((await changedLocks(repository, commit)).map((path) => dirname(path)));
  for (const part of upward(inTree)) {
    const there = join(folder, part);
    if (changed.has(part)) await npm(there, ["ci"]);
    else await linkPackages(join(repository.root, part), there);
  }
}

async function linkPackages(from: string, to: string): Promise<void> {
  const packages = join(from, "node_modules");
  if (existsSync(packages) && !existsSync(join(to, "node_modules")))
    await symlink(packages, join(to, "node_modules"), "junction");
  // `npm ci` would have run it.
  if (existsSync(join(to, "package.json"))) await npm(to, ["run", "prepare", "--if-present"]);
}

async function npm(folder: string, args: readonly string[]): Promise<void> {
  const shell = process.platform === "win32";
  await run("npm", [...args, "--no-audit", "--no-fund"], { cwd: folder, shell });
}

/** `programs/peering`, `programs`, `.` */
function upward(path: string): string[] {
  if (path === "" || path === ".") return ["."];
  return [path, ...upward(dirname(path))];
}

/** What was given beside the stack file: secrets are sealed in the history, and stay there. */
async function recordedBeside(
  recorded: GoodDeployment["config"],
  stackFile: string,
): Promise<Record<string, unknown>> {
  const text = await readFile(stackFile, "utf8").catch(() => "");
  const values = configMap(readYaml(stackFile, text), stackFile).toJSON() as Record<
    string,
    unknown
  >;
  const differs = ([key, value]: [string, unknown]): boolean =>
    !isSealed(value) && JSON.stringify(value) !== JSON.stringify(asRecorded(values[key]));
  return Object.fromEntries(Object.entries(recorded).filter(differs));
}

const isSealed = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "secure" in value;

/** Pulumi's history has plain values as text, and others as they are. */
const asRecorded = (value: unknown): unknown =>
  typeof value === "number" || typeof value === "boolean" ? String(value) : value;

/** A file backend that the project names from its own folder is not the tree's. */
async function withBackendOf<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const text = await readFile(join(folder, "Pulumi.yaml"), "utf8").catch(() => "");
  const { backend } = (readYaml("Pulumi.yaml", text).toJSON() ?? {}) as {
    readonly backend?: { readonly url?: string };
  };
  const given = /^file:\/\/(?![/~])(.*)$/.exec(backend?.url ?? "")?.[1];
  if (given === undefined || process.env.PULUMI_BACKEND_URL !== undefined) return work();
  process.env.PULUMI_BACKEND_URL = `file://${join(folder, given)}`;
  try {
    return await work();
  } finally {
    delete process.env.PULUMI_BACKEND_URL;
  }
}

/** What is not as it was: of the cloud's own resources, for components hold nothing. */
function compared(before: readonly StateResource[], after: readonly StateResource[]): string[] {
  const [was, is] = [idsOf(before), idsOf(after)];
  const lost = [...was].flatMap(([urn, id]) => {
    const now = is.get(urn);
    if (now === undefined) return [`${named(urn)} is gone: it was ${id}`];
    return now === id
      ? []
      : [
          `${named(urn)} was replaced: it was ${id} and is ${now}, and what the old one held is lost`,
        ];
  });
  const left = [...is].flatMap(([urn, id]) =>
    was.has(urn) ? [] : [`${named(urn)} is left, ${id}: it was not there before`],
  );
  return [...lost, ...left];
}

function idsOf(resources: readonly StateResource[]): Map<string, string> {
  return new Map(
    resources.flatMap(({ urn, id, custom, type }) =>
      custom === true && typeof id === "string" && !String(type).startsWith("pulumi:providers:")
        ? [[String(urn), id] as const]
        : [],
    ),
  );
}

const named = (urn: string): string => {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.split("$").at(-1) ?? ""} ${name.join("::")}`;
};

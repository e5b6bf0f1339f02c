/** What `verify` is given, read: states, described folders, and intents in files and at branches. */
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import type { Intent, Network, ResourceRecord, StackState } from "../../analysis";
import { UsageError } from "../errors";
import { filesMatching } from "../project/filePattern";
import { secretsIn } from "../runs/stateSecrets";

/** A network and the intents that stand beside it. */
export interface Given {
  readonly network: Network;
  readonly intents: readonly Intent[];
  /** What must be shown nowhere. */
  readonly secrets: readonly string[];
}

/** @param option as it is spelled, for messages */
export async function readStates(option: string, patterns: readonly string[]): Promise<Given> {
  const { joinStates } = await import("../../analysis");
  const states = await Promise.all(
    (await statesNamed(option, patterns)).map((file) => readState(option, file)),
  );
  const resources = await asked(option, () => joinStates(states));
  const secrets = states.flatMap((state) => secretsIn(JSON.parse(state.text)));
  return { ...(await fromResources(resources)), secrets };
}

export async function fromResources(
  resources: readonly ResourceRecord[],
): Promise<Omit<Given, "secrets">> {
  const { readIntents, readNetwork } = await import("../../analysis");
  return { network: readNetwork(resources), intents: readIntents(resources) };
}

/** What AWS describes has no intents. */
export async function readFolder(option: string, folder: string): Promise<Given> {
  const { readDescribed } = await import("../../analysis");
  if (!(await isFolder(folder)))
    throw new UsageError(
      `${option} ${folder}: there is no such folder; give one of what \`aws ec2 describe-…\` prints`,
    );
  return { network: await asked(option, () => readDescribed(folder)), intents: [], secrets: [] };
}

/** A state, several by a pattern, or a folder of what AWS describes. */
export async function readEither(option: string, path: string): Promise<Given> {
  return (await isFolder(path)) ? readFolder(option, path) : readStates(option, [path]);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function statesNamed(option: string, patterns: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    patterns.map(async (pattern) => {
      const files = await filesMatching(pattern);
      if (files.length === 0) throw new UsageError(`${option} ${pattern}: no file matches it`);
      return files;
    }),
  );
  return [...new Set(found.flat())];
}

async function readState(option: string, file: string): Promise<StackState> {
  if (file === "-") return { name: "standard input", text: await text(process.stdin) };
  return {
    name: file,
    text: await contents(option, file, "give what `pulumi stack export` prints"),
  };
}

/** What is wrong with a file is told with the option that named it. */
async function asked<T>(option: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new UsageError(`${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function contents(option: string, file: string, remedy: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "there is no such file" : String(code);
    throw new UsageError(`${option} ${file}: ${why}; ${remedy}`);
  }
}

/** Intents beside those of the network, and those of a branch with what has become of them here. */
export interface GivenIntents {
  readonly beside: readonly Intent[];
  /** Undefined where no branch was named. */
  readonly overTime:
    { readonly then: readonly Intent[]; readonly now: readonly Intent[] } | undefined;
}

/** @param sources files, and `git:<ref>:<path>` */
export async function readIntentSources(sources: readonly string[]): Promise<GivenIntents> {
  const files = sources.filter((source) => !source.startsWith("git:"));
  const branches = sources.filter((source) => source.startsWith("git:"));
  const beside = await Promise.all(files.map(readIntentsOf));
  const compared = await Promise.all(branches.map(readBranch));
  const overTime =
    branches.length === 0
      ? undefined
      : {
          then: compared.flatMap(({ then }) => then),
          now: compared.flatMap(({ now }) => now),
        };
  // What is given as a file and compared with a branch is asked once.
  const keys = new Set(beside.flat().map(({ key }) => key));
  const here = (overTime?.now ?? []).filter(({ key }) => !keys.has(key));
  return { beside: [...beside.flat(), ...here], overTime };
}

async function readIntentsOf(file: string): Promise<Intent[]> {
  const whole = resolve(file);
  return intentsIn(
    file,
    whole,
    await contents("--intents", file, "give a file of intents, YAML or JSON"),
  );
}

async function intentsIn(said: string, name: string, content: string): Promise<Intent[]> {
  const { readIntentFile } = await import("../../analysis");
  const { intents, issues } = readIntentFile(name, content);
  if (issues.length === 0) return intents;
  const listed = issues.map(({ propertyPath, reason }) =>
    propertyPath === name ? reason : `${propertyPath} ${reason}`,
  );
  throw new UsageError(`--intents ${said}: ${listed.join("\n  ")}`);
}

/** The file as it is at the ref, and as it is in the working tree; gone there, all of it is removed. */
async function readBranch(source: string): Promise<{ then: Intent[]; now: Intent[] }> {
  const [, ref = "", path = ""] = /^git:([^:]+):(.+)$/.exec(source) ?? [];
  if (path === "" || ref.startsWith("-"))
    throw new UsageError(
      `--intents ${source}: must be git:<ref>:<path>, such as git:main:intents.yaml`,
    );
  const top = (await git(source, ["rev-parse", "--show-toplevel"])).trim();
  const file = path.startsWith("./") ? resolve(path) : join(top, path);
  const [before, after] = await Promise.all([
    git(source, ["cat-file", "blob", `${ref}:${path}`]),
    readFile(file, "utf8").catch(() => undefined),
  ]);
  return {
    then: await intentsIn(source, file, before),
    now: after === undefined ? [] : await intentsIn(file, file, after),
  };
}

async function git(source: string, args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)("git", args, { maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === "ENOENT") throw new UsageError(`--intents ${source}: git is not on the PATH`);
    const why = (stderr ?? message).trim().replace(/^fatal: /, "");
    throw new UsageError(`--intents ${source}: git says: ${why}`);
  }
}

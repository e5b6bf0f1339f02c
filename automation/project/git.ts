/** The repository that a project stands in, asked through the `git` of this machine. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DriverError } from "../errors";

const run = promisify(execFile);

export class Repository {
  private constructor(readonly root: string) {}

  /** @throws DriverError where the folder is in none, or there is no `git` */
  static async of(folder: string): Promise<Repository> {
    try {
      return new Repository((await git(folder, ["rev-parse", "--show-toplevel"])).trim());
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      throw new DriverError(
        isMissing
          ? "a promotion is of a commit, and there is no `git` on the PATH: install it"
          : `a promotion is of a commit, and ${folder} is in no git repository`,
      );
    }
  }

  /** Forty hexadecimal digits. @throws DriverError where nothing was committed */
  async head(): Promise<string> {
    try {
      return (await git(this.root, ["rev-parse", "HEAD"])).trim();
    } catch {
      throw new DriverError(`a promotion is of a commit, and ${this.root} has none: commit first`);
    }
  }

  /** Everything that is committed, as one hash: programs, settings and lock files. */
  async tree(commit: string): Promise<string> {
    return (await git(this.root, ["rev-parse", `${commit}^{tree}`])).trim();
  }

  async has(commit: string): Promise<boolean> {
    return git(this.root, ["cat-file", "-e", `${commit}^{commit}`]).then(
      () => true,
      () => false,
    );
  }

  /** Files that differ from the commit, ignored ones left out. */
  async changedFiles(): Promise<readonly string[]> {
    const status = await git(this.root, ["status", "--porcelain=v1", "-z"]);
    return status.split("\0").flatMap((entry) => (entry === "" ? [] : entry.slice(3)));
  }

  /** The files of a commit by path, with their hashes. */
  async files(commit: string): Promise<ReadonlyMap<string, string>> {
    const listed = await git(this.root, ["ls-tree", "-r", "-z", commit]);
    return new Map(
      listed.split("\0").flatMap((entry) => {
        const [meta = "", path] = entry.split("\t");
        return path === undefined ? [] : [[path, meta.split(" ")[2] ?? ""] as const];
      }),
    );
  }

  /** The commit's files in a folder of their own. */
  async checkOut(commit: string, folder: string): Promise<void> {
    await git(this.root, ["worktree", "add", "--detach", "--force", folder, commit]);
  }

  async giveUp(folder: string): Promise<void> {
    await git(this.root, ["worktree", "remove", "--force", folder]);
  }
}

/** What Pulumi's history says of an update's sources; nothing outside a repository. */
export async function gitEnvironment(folder: string): Promise<Record<string, string>> {
  try {
    const repository = await Repository.of(folder);
    const [head, changed] = await Promise.all([repository.head(), repository.changedFiles()]);
    return { "git.head": head, "git.dirty": String(changed.length > 0) };
  } catch {
    return {};
  }
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const most = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await run("git", ["-C", folder, ...args], most);
  return stdout;
}

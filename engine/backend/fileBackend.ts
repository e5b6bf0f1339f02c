/**
 * Pulumi's file backend: `.pulumi/stacks/<project>/<stack>.json` beside history, backups and locks, so that a stack may
 * change engines between any two commands.
 */
import { randomUUID } from "node:crypto";
import {
  access,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { homedir, hostname, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EngineError, refuse } from "../errors";
import { ago } from "./age";
import { writeFileAtomic } from "../../storage";

/** The only one that the file backend knows. */
export const organization = "organization";

export interface StackName {
  readonly project: string;
  readonly stack: string;
}

/** One update, as `history/` keeps it. Times in seconds since 1970. */
export interface UpdateInfo {
  readonly kind: "update" | "refresh" | "destroy" | "import" | "resource-import";
  readonly startTime: number;
  readonly message: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly result: "succeeded" | "failed";
  readonly endTime: number;
  readonly resourceChanges: Readonly<Record<string, number>>;
}

interface LockFile {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

export interface StackLock {
  /** The lock of a process of this machine that is gone, taken over. */
  readonly abandonedBy: LockFile | undefined;
  release(): Promise<void>;
}

/** The folder of `file://…`. @throws for other backends, which are refused by name. */
export function backendFolder(url: string | undefined): string {
  if (url === undefined || url === "") refuse("a backend that is not given by PULUMI_BACKEND_URL");
  if (!url.startsWith("file://")) refuse(`the backend ${url} (only file://)`);
  if (url.startsWith("file://~")) return join(homedir(), url.slice("file://~".length));
  const path = url.slice("file://".length).split("?")[0] ?? "";
  return path.startsWith("/") ? fileURLToPath(`file://${path}`) : path;
}

export class FileBackend {
  private readonly root: string;

  constructor(folder: string) {
    this.root = join(folder, ".pulumi");
  }

  stackFile({ project, stack }: StackName): string {
    return join(this.root, "stacks", project, `${stack}.json`);
  }

  /** Kept outside `stacks/`: a file there that ends in `.json` is listed as a stack. */
  journalFolder({ project, stack }: StackName): string {
    return join(this.root, "rehearsal-journal", project, stack);
  }

  async exists(name: StackName): Promise<boolean> {
    try {
      await access(this.stackFile(name));
      return true;
    } catch {
      return false;
    }
  }

  async list(): Promise<StackName[]> {
    const folder = join(this.root, "stacks");
    const projects = await entries(folder);
    const names = await Promise.all(
      projects.map(async (project) =>
        (await entries(join(folder, project)))
          .filter((file) => file.endsWith(".json"))
          .map((file) => ({ project, stack: file.slice(0, -".json".length) })),
      ),
    );
    return names.flat();
  }

  async read(name: StackName): Promise<string> {
    try {
      return await readFile(this.stackFile(name), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new EngineError(`no stack named '${name.stack}' found`);
    }
  }

  /** Replaces the checkpoint in one step and keeps what it replaced as `.bak`. */
  async write(name: StackName, text: string): Promise<void> {
    const file = this.stackFile(name);
    await mkdir(join(this.root, "stacks", name.project), { recursive: true });
    const meta = join(this.root, "meta.yaml");
    await writeFile(meta, "version: 1\n", { flag: "wx" }).catch(ignoreExisting);
    const before = await readFile(file).catch(() => undefined);
    if (before !== undefined) await writeFileAtomic(`${file}.bak`, before);
    await writeFileAtomic(file, text);
  }

  /** Takes the stack out of the list; its file stays as `.bak`, as the CLI leaves it. */
  async remove(name: StackName): Promise<void> {
    const file = this.stackFile(name);
    await rename(file, `${file}.bak`);
    await this.dropJournal(name);
    await rm(this.tagsFile(name), { force: true });
    await rm(this.historyFolder(name), { recursive: true, force: true });
  }

  /**
   * Gives a stack another name, with its history. The new one is whole before anything of the old one goes; what is cut
   * short is gone on with by the same command.
   */
  async rename(from: StackName, to: StackName, text: string): Promise<void> {
    const [oldFolder, newFolder] = [this.historyFolder(from), this.historyFolder(to)];
    const files = (await entries(oldFolder)).filter((file) => file.startsWith(`${from.stack}-`));
    await mkdir(newFolder, { recursive: true });
    for (const file of files)
      await copyFile(
        join(oldFolder, file),
        join(newFolder, to.stack + file.slice(from.stack.length)),
      );
    await this.write(to, text);
    await rename(this.stackFile(from), `${this.stackFile(from)}.bak`);
    await rm(oldFolder, { recursive: true, force: true });
    await this.dropJournal(from);
  }

  private historyFolder({ project, stack }: StackName): string {
    return join(this.root, "history", project, stack);
  }

  private tagsFile({ project, stack }: StackName): string {
    return join(this.root, "stacks", project, `${stack}.pulumi-tags`);
  }

  /** @throws EngineError for a file that this engine cannot read */
  async tags(name: StackName): Promise<Readonly<Record<string, string>>> {
    const file = this.tagsFile(name);
    const text = await readFile(file, "utf8").catch(whereMissing(undefined));
    if (text === undefined) return {};
    const { version, tags } = JSON.parse(text) as {
      version?: number;
      tags?: Record<string, string>;
    };
    if (version !== 1)
      throw new EngineError(`unsupported stack tags version: ${version ?? 0} (expected 1)`);
    return tags ?? {};
  }

  async writeTags(name: StackName, tags: Readonly<Record<string, string>>): Promise<void> {
    const file = this.tagsFile(name);
    if (Object.keys(tags).length === 0) await rm(file, { force: true });
    else await writeFileAtomic(file, JSON.stringify({ version: 1, tags }));
  }

  /** A state that was put in place whole is not continued by what a killed run had written. */
  async dropJournal(name: StackName): Promise<void> {
    await rm(this.journalFolder(name), { recursive: true, force: true });
  }

  async addHistory(name: StackName, info: UpdateInfo, checkpoint: string): Promise<void> {
    const stamp = `${Date.now()}000000`;
    const folder = this.historyFolder(name);
    const backups = join(this.root, "backups", name.project, name.stack);
    await Promise.all([mkdir(folder, { recursive: true }), mkdir(backups, { recursive: true })]);
    const file = join(folder, `${name.stack}-${stamp}`);
    await Promise.all([
      writeFile(`${file}.checkpoint.json`, checkpoint, { mode: 0o600 }),
      writeFile(join(backups, `${name.stack}.${stamp}.json`), checkpoint, { mode: 0o600 }),
    ]);
    await writeFileAtomic(`${file}.history.json`, JSON.stringify(info));
  }

  /** Newest first. */
  async history(name: StackName): Promise<UpdateInfo[]> {
    const folder = this.historyFolder(name);
    const files = (await entries(folder)).filter((file) => file.endsWith(".history.json")).sort();
    const infos = await Promise.all(
      files.reverse().map((file) => readFile(join(folder, file), "utf8")),
    );
    return infos.map((text) => JSON.parse(text) as UpdateInfo);
  }

  private lockFolder({ project, stack }: StackName): string {
    return join(this.root, "locks", organization, project, stack);
  }

  /** Check, write, check again, as the CLI does. @throws EngineError naming the owner where another holds the stack. */
  async lock(name: StackName): Promise<StackLock> {
    const folder = this.lockFolder(name);
    await mkdir(folder, { recursive: true });
    const abandonedBy = await this.refuseIfLocked(folder, undefined);
    const own = `${randomUUID()}.json`;
    const content: LockFile = {
      pid: process.pid,
      username: userInfo().username,
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    await writeFile(join(folder, own), JSON.stringify(content), { mode: 0o600 });
    const release = (): Promise<void> => rm(join(folder, own), { force: true });
    try {
      await this.refuseIfLocked(folder, own);
    } catch (error) {
      await release();
      throw error;
    }
    return { abandonedBy, release };
  }

  /** `pulumi cancel`: deletes every lock of the stack. */
  async cancel(name: StackName): Promise<void> {
    await rm(this.lockFolder(name), { recursive: true, force: true });
  }

  private async refuseIfLocked(
    folder: string,
    own: string | undefined,
  ): Promise<LockFile | undefined> {
    let abandoned: LockFile | undefined;
    const held: string[] = [];
    for (const file of (await entries(folder)).filter((one) => one !== own)) {
      const lock = await readLock(join(folder, file));
      if (lock !== undefined && isGone(lock)) {
        abandoned = lock;
        await rm(join(folder, file), { force: true });
      } else if (lock !== undefined) {
        held.push(
          `  file://${join(folder, file)}: created by ${lock.username}@${lock.hostname} (pid ${lock.pid}) at ${lock.timestamp} ` +
            `(${ago(lock.timestamp)})`,
        );
      }
    }
    if (held.length > 0)
      throw new EngineError(
        `the stack is currently locked by ${held.length} lock(s). Either wait for the other process(es) to end or ` +
          `delete the lock file with \`pulumi cancel\`.\n${held.join("\n")}`,
      );
    return abandoned;
  }
}

async function readLock(file: string): Promise<LockFile | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as LockFile;
  } catch {
    return undefined;
  }
}

/** Only a process of this machine can be known to be gone. */
function isGone(lock: LockFile): boolean {
  if (lock.hostname !== hostname()) return false;
  if (lock.pid === process.pid) return false;
  try {
    process.kill(lock.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function whereMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return value;
  };
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function ignoreExisting(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
}

/**
 * A lock that names its owner: a file made with `O_EXCL`. A lock whose owner is a process of this machine that is gone is
 * taken over, and the caller is told, for it explains what the next run finds.
 */
import { open, readFile, rm, mkdir } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { dirname } from "node:path";

export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  readonly user: string;
  /** What the owner does, as a person would name it: `sim up serverless/dev`. */
  readonly purpose: string;
  /** RFC 3339. */
  readonly since: string;
}

export interface Lock {
  /** The owner, no longer alive, that the lock was taken over from. */
  readonly abandonedBy: LockOwner | undefined;
  release(): Promise<void>;
}

export class LockedError extends Error {
  constructor(
    readonly file: string,
    readonly owner: LockOwner,
  ) {
    super(
      `locked by "${owner.purpose}" (process ${owner.pid} of ${owner.user} on ${owner.host}, since ${owner.since}); ` +
        `wait for it to end, or delete ${file} if that process is gone`,
    );
    this.name = "LockedError";
  }
}

/** @throws LockedError where another living process, or one of another machine, holds the lock. */
export async function acquireLock(file: string, purpose: string): Promise<Lock> {
  await mkdir(dirname(file), { recursive: true });
  const owner: LockOwner = {
    pid: process.pid,
    host: hostname(),
    user: userInfo().username,
    purpose,
    since: new Date().toISOString(),
  };
  let abandonedBy: LockOwner | undefined;
  for (let attempt = 0; ; attempt++) {
    if (await create(file, owner)) break;
    const holder = await readOwner(file);
    if (holder && (attempt > 0 || isAlive(holder))) throw new LockedError(file, holder);
    abandonedBy = holder;
    await rm(file, { force: true });
  }
  return { abandonedBy, release: () => rm(file, { force: true }) };
}

async function create(file: string, owner: LockOwner): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(JSON.stringify(owner));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** A lock file that is gone again, or that a crash left empty, has no owner. */
async function readOwner(file: string): Promise<LockOwner | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as LockOwner;
  } catch {
    return undefined;
  }
}

function isAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

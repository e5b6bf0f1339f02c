import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { mkdtemp, readdir, readFile, rm, writeFile, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acquireLock, LockedError, writeFileAtomic } from "../../storage";

describe("files that survive", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pan-lock-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("locks once, naming the owner to the second", async () => {
    const file = join(folder, "x.lock");
    const lock = await acquireLock(file, "sim up serverless/dev");
    const second: unknown = await acquireLock(file, "sim destroy").catch((error: unknown) => error);
    expect(second).to.be.instanceOf(LockedError);
    expect((second as Error).message).to.match(
      /^locked by "sim up serverless\/dev" \(process \d+ of \S+ on \S+, since \S+\); wait for it to end, or delete .*x\.lock if that process is gone$/,
    );
    await lock.release();
    const third = await acquireLock(file, "sim destroy");
    expect(third.abandonedBy).to.equal(undefined);
    await third.release();
  });

  it("takes over from a process of this machine that is gone, and says from whom", async () => {
    const file = join(folder, "x.lock");
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    const owner = { pid: gone, host: hostname(), user: "ann", purpose: "sim up", since: "2026" };
    await writeFile(file, JSON.stringify(owner));
    const lock = await acquireLock(file, "sim up");
    expect(lock.abandonedBy).to.deep.equal(owner);
  });

  it("never takes over from another machine", async () => {
    const file = join(folder, "x.lock");
    const owner = { pid: 1, host: "elsewhere", user: "ann", purpose: "sim up", since: "2026" };
    await writeFile(file, JSON.stringify(owner));
    const refused: unknown = await acquireLock(file, "sim up").catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(LockedError);
  });

  it("replaces a file in one step, readable by its owner alone, and leaves nothing beside it", async () => {
    const file = join(folder, "deep", "state.json");
    await writeFileAtomic(file, "one");
    await writeFileAtomic(file, "two");
    expect(await readFile(file, "utf8")).to.equal("two");
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    expect(await readdir(join(folder, "deep"))).to.deep.equal(["state.json"]);
  });
});

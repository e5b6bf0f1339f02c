/** A disk that is full, or fails, while an update saves its state. */
import { open, type FileHandle } from "node:fs/promises";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { Stage, Thing } from "./stage";

/** A chain, so that the run has a definite order: each thing needs the one before. */
const chain = (length: number) => () => {
  let before = new Thing("t0");
  for (let index = 1; index < length; index++) before = new Thing(`t${index}`, { of: before.id });
  return Promise.resolve();
};

type Writing = "appendFile" | "writeFile";

/** Every write of open files, of the journal and of whole files, goes through these two. */
class Disk {
  private constructor(
    private readonly prototype: FileHandle,
    private readonly originals: Pick<FileHandle, Writing>,
  ) {}

  static async open(): Promise<Disk> {
    const handle = await open(__filename, "r");
    const prototype = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as they were, where they were
    const { appendFile, writeFile } = prototype;
    return new Disk(prototype, { appendFile, writeFile });
  }

  /** From now on, all that this says of fails; what is written before the failure stands. */
  fill(fails: (method: Writing, text: string) => boolean): void {
    const { prototype, originals } = this;
    for (const method of ["appendFile", "writeFile"] as const)
      prototype[method] = async function (this: FileHandle, data: unknown, ...rest: unknown[]) {
        const text = String(data);
        const write = originals[method] as (...all: unknown[]) => Promise<void>;
        if (!fails(method, text)) return write.call(this, data, ...rest);
        // As a disk that fills up: a part of it is there.
        await write.call(this, text.slice(0, text.length / 2));
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), {
          code: "ENOSPC",
          syscall: "write",
        });
      };
  }

  free(): void {
    Object.assign(this.prototype, this.originals);
  }
}

describe("a disk that is full", () => {
  let stage: Stage;
  let disk: Disk;
  beforeEach(async () => {
    stage = await new Stage().open();
    disk = await Disk.open();
  });
  afterEach(async () => {
    disk.free();
    await stage.close();
  });

  const stateFile = (): string => join(stage.state, ".pulumi/stacks/stage/dev.json");

  async function failing(): Promise<string> {
    const messages: string[] = [];
    const stack = await stage.stack(chain(4));
    const hear = ({ diagnosticEvent }: EngineEvent): void => {
      if (diagnosticEvent?.severity === "error") messages.push(diagnosticEvent.message);
    };
    const failure = await stack.up({ onEvent: hear }).then(
      () => "it succeeded",
      (error: unknown) => String(error),
    );
    expect(failure).to.contain("update failed");
    return messages.join("");
  }

  it("stops new steps, lets those under way end, and keeps the last good state and the journal", async () => {
    await stage.up(chain(1));
    const before = await readFile(stateFile(), "utf8");
    let isFull = false;
    // The result of t1 finds no room, and nothing after it.
    disk.fill((method, text) => {
      isFull ||= method === "appendFile" && text.includes('"settle"') && text.includes("::t1");
      return isFull;
    });
    const messages = await failing();
    expect(messages).to.contain(
      "the state cannot be saved (ENOSPC: no space left on device, write): nothing more is begun",
    );
    expect(messages).to.match(/do not know what has become of:\n {2}\* .*::t1/);
    expect(stage.cloud.calls).to.deep.equal(["create t0", "create t1"]);
    expect(await readFile(stateFile(), "utf8")).to.equal(before);

    disk.free();
    const { deployment } = await (await stage.stack(chain(4))).exportStack();
    const { resources, pending_operations: pending } = deployment as Record<
      string,
      { urn?: string; type?: string; resource?: { urn: string } }[]
    >;
    const names = resources?.map(({ urn }) => urn?.split("::").at(-1));
    expect(names).to.include("t0").and.not.to.include("t1");
    expect(
      pending?.map(({ type, resource }) => [type, resource?.urn.split("::").at(-1)]),
    ).to.deep.equal([["creating", "t1"]]);
  });

  it("begins nothing of which it could not be said that it was begun", async () => {
    await stage.up(chain(1));
    disk.fill((_, text) => text.includes('"begin"') && text.includes("::t1"));
    const messages = await failing();
    expect(messages).to.contain("the state cannot be saved");
    expect(stage.cloud.calls).to.deep.equal(["create t0"]);
    // There is room for the whole state at the end: nothing is pending.
    disk.free();
    expect(await stage.up(chain(4))).to.deep.equal({ same: 2, create: 3 });
  });

  it("saves at the end what found no room on the way, where there is room then", async () => {
    disk.fill((method, text) => method === "appendFile" && text.includes("::t2"));
    await failing();
    disk.free();
    const made = stage.cloud.calls.length;
    expect(await stage.up(chain(4))).to.deep.equal({ same: made + 1, create: 4 - made });
    expect(stage.cloud.things.size).to.equal(4);
  });

  it("is told of by a command that has begun nothing", async () => {
    await stage.up(chain(1));
    disk.fill(() => true);
    const stack = await stage.stack(chain(2)).catch(async () => {
      disk.free();
      const opened = await stage.stack(chain(2));
      disk.fill(() => true);
      return opened;
    });
    const failure = await stack.up().then(
      () => "it succeeded",
      (error: unknown) => String(error),
    );
    expect(failure).to.contain("error: ENOSPC: no space left on device, write");
    expect(stage.cloud.calls).to.deep.equal(["create t0"]);
  });
});

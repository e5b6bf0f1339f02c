import { cpSync, rmSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { Stage, Thing } from "./stage";

/** A chain, so that the run has a definite order: each thing needs the one before. */
const chain = (length: number) => () => {
  let before = new Thing("t0");
  for (let index = 1; index < length; index++) before = new Thing(`t${index}`, { of: before.id });
  return Promise.resolve();
};

interface Crash {
  readonly folder: string;
  /** What had been made by then. */
  readonly made: readonly string[];
}

describe("after a crash", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await new Stage().open();
  });
  afterEach(() => stage.close());

  /** The folder as it stood at each call of the provider: what a machine that died there would find. */
  async function crashAtEveryCall(): Promise<Crash[]> {
    const crashes: Crash[] = [];
    const original = stage.cloud.failIfAsked.bind(stage.cloud);
    const folders = await Promise.all([0, 1, 2, 3].map(() => stage.folder()));
    stage.cloud.failIfAsked = (method, name) => {
      original(method, name);
      const folder = folders[crashes.length] ?? "";
      cpSync(stage.state, folder, { recursive: true });
      // The lock would be that of a process that is gone; here it would be our own.
      rmSync(join(folder, ".pulumi/locks"), { recursive: true, force: true });
      crashes.push({ folder, made: [...stage.cloud.calls] });
    };
    await stage.up(chain(4));
    stage.cloud.failIfAsked = original;
    return crashes;
  }

  /** The state as the run of a crash left it, instead of the finished one. */
  async function restore({ folder }: Crash): Promise<void> {
    await rm(join(stage.state, ".pulumi"), { recursive: true });
    await cp(folder, stage.state, { recursive: true });
  }

  it("knows every resource that was made, and that one was being made", async () => {
    const crashes = await crashAtEveryCall();
    expect(crashes).to.have.length(4);
    for (const { folder, made } of crashes) {
      const after = await new Stage().open();
      await cp(folder, after.state, { recursive: true });
      const { deployment } = await (await after.stack(chain(4))).exportStack();
      const pending = deployment.pending_operations as {
        type: string;
        resource: { urn: string };
      }[];
      expect(
        pending.map(({ type, resource }) => [type, resource.urn.split("::").at(-1)]),
      ).to.deep.equal([["creating", `t${made.length}`]]);
      const things = (deployment.resources as { urn: string; custom: boolean; type: string }[])
        .filter(({ type }) => type === "test:index:Thing")
        .map(({ urn }) => urn.split("::").at(-1));
      expect(things).to.deep.equal(made.map((call) => call.slice("create ".length)));
      await after.close();
    }
  });

  it("warns of the pending operation, folds the journal in, and goes on", async () => {
    const [, second] = await crashAtEveryCall();
    if (second === undefined) throw new Error("the run made less than two calls");
    await restore(second);
    const warnings: string[] = [];
    const stack = await stage.stack(chain(4));
    const { summary } = await stack.up({
      onEvent: ({ diagnosticEvent }) => {
        if (diagnosticEvent?.severity === "warning") warnings.push(diagnosticEvent.message);
      },
    });
    expect(summary.result).to.equal("succeeded");
    expect(warnings.join("")).to.match(/ended early; its \d+ journal records were folded in/);
    expect(await stage.up(chain(4))).to.deep.equal({ same: 5 });
  });

  for (const reached of [true, false])
    it(`settles a pending create that ${reached ? "had" : "had not"} reached the cloud, when asked to`, async () => {
      const [, second] = await crashAtEveryCall();
      if (second === undefined) throw new Error("the run made less than two calls");
      await restore(second);
      const { things } = stage.cloud;
      for (const [id, { urn }] of things)
        if (!urn.endsWith("t0") && !(reached && urn.endsWith("t1"))) things.delete(id);
      const made = things.size;
      const stack = await stage.stack(chain(4), {
        resolvePending: (urn) => [...things].filter(([, one]) => one.urn === urn).map(([id]) => id),
      });
      const { summary } = await stack.up();
      expect(summary.resourceChanges).to.deep.equal({ same: made + 1, create: 4 - made });
      expect(things.size).to.equal(4);
      const { deployment } = await stack.exportStack();
      expect(deployment.pending_operations).to.equal(undefined);
      expect(await stage.up(chain(4))).to.deep.equal({ same: 5 });
    });

  it("puts a journal aside whose state has since been replaced", async () => {
    const [, second] = await crashAtEveryCall();
    if (second === undefined) throw new Error("the run made less than two calls");
    const finished = await readFile(join(stage.state, ".pulumi/stacks/stage/dev.json"), "utf8");
    await restore(second);
    await writeFile(join(stage.state, ".pulumi/stacks/stage/dev.json"), finished);
    const warnings: string[] = [];
    const stack = await stage.stack(chain(4));
    const { summary } = await stack.up({
      onEvent: ({ diagnosticEvent }) => {
        if (diagnosticEvent?.severity === "warning") warnings.push(diagnosticEvent.message);
      },
    });
    expect(summary.resourceChanges).to.deep.equal({ same: 5 });
    expect(warnings.join("")).to.contain("continues a state that has since been replaced");
  });

  it("refuses a damaged state file and leaves it as it is", async () => {
    await stage.up(chain(2));
    const file = join(stage.state, ".pulumi/stacks/stage/dev.json");
    const text = (await readFile(file, "utf8")).slice(0, -20);
    await writeFile(file, text);
    const failure = await stage.up(chain(2)).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(failure).to.contain(`the state file ${file} is damaged`);
    expect(failure).to.contain(`the last one before it is ${file}.bak`);
    expect(await readFile(file, "utf8")).to.equal(text);
    for (const other of ["null", '{"version":3}', "[]"]) {
      await writeFile(file, other);
      const stack = stage.up(chain(2)).then(
        () => "",
        (error: unknown) => String(error),
      );
      expect(await stack).to.contain("is damaged (it holds no checkpoint)");
      expect(await readFile(file, "utf8")).to.equal(other);
    }
  });

  it("refuses a second update while one runs, naming the owner", async () => {
    let second = "";
    await stage.up(async () => {
      second = await stage.up(chain(1)).then(
        () => "",
        (error: unknown) => String(error),
      );
    });
    expect(second).to.contain("the stack is currently locked by 1 lock(s)");
    expect(second).to.contain(`(pid ${process.pid})`);
  });
});

describe("an update that is cancelled", () => {
  it("lets the step in flight finish, begins nothing more, and is gone on with", async () => {
    const stage = await new Stage().open();
    const abort = new AbortController();
    const original = stage.cloud.failIfAsked.bind(stage.cloud);
    stage.cloud.failIfAsked = (method, name) => {
      original(method, name);
      if (name === "t1") abort.abort();
    };
    const stack = await stage.stack(chain(4));
    const failure = await stack.up({ signal: abort.signal }).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(failure).to.contain("the update was cancelled");
    expect(stage.cloud.calls).to.deep.equal(["create t0", "create t1"]);
    stage.cloud.failIfAsked = original;
    const { deployment } = await stack.exportStack();
    expect(deployment.pending_operations).to.equal(undefined);
    expect(await stage.up(chain(4))).to.deep.equal({ same: 3, create: 2 });
    await stage.close();
  });
});

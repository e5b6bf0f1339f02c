/** Several programs at once: those on disk each in a process of its own, inline ones one after the other. */
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { createRehearsalCommand } from "../../engine";
import { Stage, Thing } from "./stage";

const outcome = async (stack: Stack): Promise<string> =>
  stack.up().then(
    ({ summary }) => summary.result,
    (error: unknown) => String(error),
  );

describe("several programs at once", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await new Stage().open();
  });
  afterEach(() => stage.close());

  const inline = (stackName: string, program: PulumiFn): Promise<Stack> =>
    LocalWorkspace.createOrSelectStack(
      { stackName, projectName: "several", program },
      {
        envVars: stage.env,
        pulumiCommand: createRehearsalCommand({ providers: { test: stage.cloud.factory } }),
      },
    );

  const throwing: PulumiFn = () => {
    const thing = new Thing("doomed");
    thing.id.apply(() => {
      throw new Error("thrown inside apply");
    });
    return Promise.resolve();
  };

  it("inline: one throws inside apply, the other succeeds, and neither runs while the other does", async () => {
    let running = 0;
    const seen: number[] = [];
    const good: PulumiFn = async () => {
      seen.push(++running);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const thing = new Thing("good");
      running--;
      return { echo: thing.echo };
    };
    const stacks = await Promise.all([
      inline("good", good),
      inline("bad", throwing),
      inline("better", good),
    ]);
    const [first, second, third] = await Promise.all(stacks.map(outcome));
    expect([first, third]).to.deep.equal(["succeeded", "succeeded"]);
    expect(second).to.contain("thrown inside apply");
    expect(seen).to.deep.equal([1, 1]);
  });

  it("inline: one that has been cancelled before its turn gives its place up", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const [slow, waiting, last] = await Promise.all([
      inline("slow", async () => held),
      inline("waiting", () => Promise.resolve()),
      inline("last", () => Promise.resolve({ done: pulumi.output(true) })),
    ]);
    const abort = new AbortController();
    const first = outcome(slow);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = waiting.up({ signal: abort.signal }).then(
      () => "it succeeded",
      (error: unknown) => String(error),
    );
    const third = outcome(last);
    await new Promise((resolve) => setTimeout(resolve, 300));
    abort.abort();
    expect(await second).to.contain("the update was cancelled");
    release();
    expect([await first, await third]).to.deep.equal(["succeeded", "succeeded"]);
  });

  it("inline: a program that runs another does not wait for itself", async () => {
    const inner = await inline("inner", () => Promise.resolve({ word: "inside" }));
    const outer = await inline("outer", async () => {
      const { outputs } = await inner.up();
      return { word: outputs.word?.value as string };
    });
    expect((await outer.up()).outputs.word?.value).to.equal("inside");
  });

  it("on disk: one throws inside apply, the other succeeds", async function () {
    this.timeout(60_000);
    const modules = join(__dirname, "../../node_modules");
    const resource = `class Thing extends pulumi.CustomResource {
      constructor(name) { super("test:index:Thing", name, { echo: undefined }, { version: "1.2.3" }); }
    }`;
    const onDisk = async (name: string, text: string): Promise<Stack> => {
      const folder = join(await stage.folder(), name);
      await mkdir(folder);
      await symlink(modules, join(folder, "node_modules"));
      await writeFile(
        join(folder, "Pulumi.yaml"),
        `name: ${name}\nruntime: nodejs\nmain: index.js\n`,
      );
      await writeFile(
        join(folder, "index.js"),
        `const pulumi = require("@pulumi/pulumi");\n${resource}\n${text}`,
      );
      return LocalWorkspace.createOrSelectStack(
        { stackName: "dev", workDir: folder },
        {
          envVars: stage.env,
          pulumiCommand: createRehearsalCommand({ providers: { test: stage.cloud.factory } }),
        },
      );
    };
    const stacks = await Promise.all([
      onDisk("good", 'exports.echo = new Thing("good").echo; exports.pid = process.pid;'),
      onDisk(
        "bad",
        'new Thing("bad").id.apply(() => { throw new Error("thrown inside apply"); });',
      ),
      onDisk("other", "exports.pid = process.pid;"),
    ]);
    const [good, bad, other] = await Promise.all(stacks.map(outcome));
    expect([good, other]).to.deep.equal(["succeeded", "succeeded"]);
    expect(bad).to.contain("thrown inside apply");
    const [one, , three] = await Promise.all(stacks.map((stack) => stack.outputs()));
    const pids = [one, three].map((outputs) => outputs?.pid?.value as unknown);
    expect(new Set([...pids, process.pid]).size).to.equal(3);
  });
});

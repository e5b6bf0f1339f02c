import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { createRehearsalCommand } from "../../engine";
import { parseCommandLine } from "../../engine/command/commandLine";
import { Stage, Thing } from "./stage";

const program = () => {
  const thing = new Thing("one");
  return Promise.resolve({ echo: thing.echo });
};

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "it succeeded",
    (error: unknown) => String(error),
  );
}

describe("command lines of Automation API", () => {
  it("are taken apart: verbs, positionals, switches, values, what follows --", () => {
    const up = parseCommandLine(
      "up --yes --skip-preview --parallel 8 --color never --client=127.0.0.1:1 --run-program=false --stack dev".split(
        " ",
      ),
    );
    expect([up.verb, up.positionals, up.flag("yes"), up.flag("run-program")]).to.deep.equal([
      ["up"],
      [],
      true,
      false,
    ]);
    expect([up.value("parallel"), up.value("client"), up.value("stack")]).to.deep.equal([
      "8",
      "127.0.0.1:1",
      "dev",
    ]);
    const set = parseCommandLine(
      "config set --path k --stack dev --secret --non-interactive -- --v".split(" "),
    );
    expect([set.verb, set.positionals, set.flag("secret")]).to.deep.equal([
      ["config", "set"],
      ["k", "--v"],
      true,
    ]);
    const all = parseCommandLine(
      "config set-all --stack dev --plaintext a=1 --secret b=2 --plaintext c=3".split(" "),
    );
    expect([all.values("plaintext"), all.values("secret")]).to.deep.equal([
      ["a=1", "c=3"],
      ["b=2"],
    ]);
    expect(
      parseCommandLine(["config", "--show-secrets", "--json", "--stack", "s"]).verb,
    ).to.deep.equal(["config"]);
    expect(parseCommandLine(["stack", "rm", "--yes", "dev"])).to.deep.include({
      verb: ["stack", "rm"],
      positionals: ["dev"],
    });
  });
});

describe("the engine's commands", () => {
  let stage: Stage;
  let stack: Stack;
  beforeEach(async () => {
    stage = await new Stage().open();
    stack = await stage.stack(program);
  });
  afterEach(() => stage.close());

  it("make, list and remove stacks, and refuse what is not there or still full", async () => {
    const workspace = stack.workspace;
    expect(
      (await workspace.listStacks()).map(({ name, resourceCount }) => [name, resourceCount]),
    ).to.deep.equal([["dev", 0]]);
    expect(await failure(workspace.createStack("dev"))).to.match(/stack .* already exists/);
    expect(await failure(workspace.selectStack("gone"))).to.contain("no stack named 'gone' found");
    await stack.up();
    expect(await failure(workspace.removeStack("dev"))).to.contain(
      "'dev' still has resources; removal rejected",
    );
    await stack.destroy();
    await workspace.removeStack("dev");
    expect(await workspace.listStacks()).to.deep.equal([]);
  });

  it("read and write configuration, secrets and paths, keeping the file's comments", async () => {
    const file = join(stage.state, "Pulumi.dev.yaml");
    const salt = await readFile(file, "utf8");
    await writeFile(file, `# mine\n${salt}config:\n  # why\n  stage:kept: yes please\n`);
    await stack.setAllConfig({
      a: { value: "1" },
      "other:b": { value: "hush-hush", secret: true },
    });
    await stack.setConfig("list[0].name", { value: "first" }, true);
    const text = await readFile(file, "utf8");
    expect(text).to.contain("# mine").and.to.contain("# why").and.not.to.contain("hush");
    expect(await stack.getAllConfig()).to.deep.equal({
      "stage:kept": { value: "yes please", secret: false },
      "stage:a": { value: "1", secret: false },
      "other:b": { value: "hush-hush", secret: true },
      "stage:list": {
        value: '[{"name":"first"}]',
        objectValue: [{ name: "first" }],
        secret: false,
      },
    });
    expect(await stack.getConfig("other:b")).to.deep.include({ value: "hush-hush", secret: true });
    await stack.removeAllConfig(["a", "other:b"]);
    expect(Object.keys(await stack.getAllConfig())).to.deep.equal(["stage:kept", "stage:list"]);
    expect(await failure(stack.getConfig("a"))).to.contain(
      "configuration key 'a' not found for stack 'dev'",
    );
  });

  it("export and import a state, into another stack of the same name only", async () => {
    await stack.up();
    const exported = await stack.exportStack();
    const other = await new Stage().open();
    const target = await other.stack(program);
    await target.importStack(exported);
    expect((await target.exportStack()).deployment.resources).to.deep.equal(
      exported.deployment.resources,
    );
    const foreign = JSON.parse(
      JSON.stringify(exported).replaceAll("urn:pulumi:dev", "urn:pulumi:prod"),
    );
    expect(await failure(target.importStack(foreign))).to.contain(
      "is from a different stack (prod != dev)",
    );
    await other.close();
  });

  it("refuse a state of features they do not know, by name", async () => {
    const deployment = { resources: [] };
    const unknown = { version: 4, features: ["refreshBeforeUpdate", "views"], deployment };
    expect(await failure(stack.importStack(unknown))).to.contain(
      "the deployment to import into the stack 'dev' uses the features refreshBeforeUpdate, views, which this engine cannot read; use the Pulumi CLI",
    );
    expect(await failure(stack.importStack({ version: 2, deployment }))).to.contain(
      "uses version 2",
    );
  });

  it("keep a history, newest first, with its pages", async () => {
    await stack.up({ message: "the first" });
    await stack.destroy();
    const all = await stack.history();
    expect(all.map(({ kind, result, message }) => [kind, result, message])).to.deep.equal([
      ["destroy", "succeeded", ""],
      ["update", "succeeded", "the first"],
    ]);
    expect(all[1]?.resourceChanges).to.deep.equal({ create: 2 });
    expect((await stack.history(1, 2)).map(({ kind }) => kind)).to.deep.equal(["update"]);
  });

  it("cancel: take the lock away", async () => {
    await stack.up();
    await stack.cancel();
    expect(await stage.up(program)).to.deep.equal({ same: 2 });
  });

  it("refresh first, and expect no changes, when asked", async () => {
    await stack.up();
    stage.cloud.things.clear();
    expect(await failure(stack.up({ refresh: true, expectNoChanges: true }))).to.contain(
      "no changes were expected but changes were proposed",
    );
    expect(await failure(stack.preview({ expectNoChanges: true }))).to.equal("it succeeded");
  });

  const refused: [string, (stack: Stack) => Promise<unknown>][] = [
    ["--policy-pack", (it) => it.preview({ policyPacks: ["p"] })],
    [
      "--policy-pack, --policy-pack-config",
      (it) => it.up({ policyPacks: ["p"], policyPackConfigs: ["c"] }),
    ],
    ["--plan", (it) => it.up({ plan: "p.json" })],
    ["--save-plan", (it) => it.preview({ plan: "p.json" })],
    ["--attach-debugger", (it) => it.up({ attachDebugger: true })],
  ];
  for (const [what, ask] of refused) {
    it(`refuse ${what} by name, with the remedy, and change nothing`, async () => {
      const before = await readFile(join(stage.state, ".pulumi/stacks/stage/dev.json"), "utf8");
      expect(await failure(ask(stack))).to.contain(
        `the rehearsal engine does not support ${what}; use the Pulumi CLI`,
      );
      expect(await readFile(join(stage.state, ".pulumi/stacks/stage/dev.json"), "utf8")).to.equal(
        before,
      );
    });
  }

  it("refuse a backend that is no file, and a missing passphrase", async () => {
    const open = (envVars: Record<string, string>) =>
      failure(
        LocalWorkspace.createStack(
          { stackName: "dev", projectName: "stage", program },
          { envVars, pulumiCommand: createRehearsalCommand({ providers: {} }) },
        ),
      );
    expect(
      await open({ PULUMI_BACKEND_URL: "s3://bucket", PULUMI_CONFIG_PASSPHRASE: "" }),
    ).to.contain(
      "the rehearsal engine does not support the backend s3://bucket (only file://); use the Pulumi CLI",
    );
    const home = await stage.folder();
    expect(await open({ PULUMI_BACKEND_URL: `file://${home}` })).to.contain(
      "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
    );
  });
});

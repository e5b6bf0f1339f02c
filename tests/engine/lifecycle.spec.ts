import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { Stage, Thing } from "./stage";

class Group extends pulumi.ComponentResource {
  readonly thing: Thing;
  constructor(name: string, size: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, { size }, opts);
    this.thing = new Thing(`${name}-thing`, { size }, { parent: this });
    this.registerOutputs({ echo: this.thing.echo });
  }
}

describe("the rehearsal engine", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await new Stage().open();
  });
  afterEach(() => stage.close());

  it("creates, leaves alone, updates, and deletes what the program no longer names", async () => {
    const program = (colour: string, second: boolean) => () => {
      const first = new Thing("first", { colour });
      if (second) new Thing("second", { of: first.echo });
      return Promise.resolve({ echo: first.echo });
    };
    expect(await stage.up(program("red", true))).to.deep.equal({ create: 3 });
    expect(stage.cloud.calls).to.deep.equal(["create first", "create second"]);
    expect(await stage.up(program("red", true))).to.deep.equal({ same: 3 });
    expect(await stage.up(program("blue", true))).to.deep.equal({ same: 2, update: 1 });
    expect(await stage.up(program("blue", false))).to.deep.equal({ same: 2, delete: 1 });
    expect(stage.cloud.things.size).to.equal(1);
  });

  it("answers outputs, with secrets kept secret", async () => {
    const stack = await stage.stack(() => {
      const thing = new Thing("one", { password: pulumi.secret("hunter2") });
      return Promise.resolve({ echo: thing.echo, password: pulumi.secret("hunter2") });
    });
    const { outputs, stdout } = await stack.up();
    expect(outputs).to.deep.equal({
      echo: { value: "nothing", secret: false },
      password: { value: "hunter2", secret: true },
    });
    expect(stdout).not.to.contain("hunter2");
  });

  it("previews with unknowns, and touches nothing", async () => {
    const stack = await stage.stack(() => {
      const first = new Thing("first");
      new Thing("second", { of: first.echo });
      return Promise.resolve();
    });
    const preview = await stack.preview();
    expect(preview.changeSummary).to.deep.equal({ create: 3 });
    expect(stage.cloud.calls).to.deep.equal([]);
    expect((await stack.exportStack()).deployment.resources ?? []).to.deep.equal([]);
  });

  it("makes the successor first and deletes the old resource last", async () => {
    const program = (size: string) => () => {
      const root = new Thing("root", { size });
      new Thing("leaf", { of: root.id });
      return Promise.resolve();
    };
    await stage.up(program("small"));
    stage.cloud.calls.length = 0;
    expect(await stage.up(program("large"))).to.deep.equal({ same: 1, replace: 2 });
    expect(stage.cloud.calls).to.deep.equal([
      "create root",
      "create leaf",
      "delete leaf",
      "delete root",
    ]);
  });

  it("carries what the provider filled in over to an update, and makes it anew for a successor", async () => {
    const label = async (args: Record<string, string>): Promise<unknown> => {
      await stage.up(() => {
        new Thing("one", args);
        return Promise.resolve();
      });
      return [...stage.cloud.things.values()][0]?.properties.label;
    };
    const first = await label({ size: "small", colour: "red" });
    expect(await label({ size: "small", colour: "blue" })).to.equal(first);
    expect(await label({ size: "large", colour: "blue" })).not.to.equal(first);
  });

  it("deletes first where it is told to, and with the resource what would be replaced because of it", async () => {
    const program = (size: string) => () => {
      const root = new Thing("root", { size }, { deleteBeforeReplace: true });
      new Thing("leaf", { of: root.id });
      return Promise.resolve();
    };
    await stage.up(program("small"));
    stage.cloud.calls.length = 0;
    expect(await stage.up(program("large"))).to.deep.equal({ same: 1, replace: 2 });
    expect(stage.cloud.calls).to.deep.equal([
      "delete leaf",
      "delete root",
      "create root",
      "create leaf",
    ]);
  });

  it("refreshes: finds what was changed and what is gone", async () => {
    const program = () => {
      new Thing("kept", { colour: "red" });
      new Thing("lost");
      return Promise.resolve();
    };
    await stage.up(program);
    for (const [id, thing] of stage.cloud.things) {
      if (thing.urn.endsWith("lost")) stage.cloud.things.delete(id);
      else
        stage.cloud.things.set(id, {
          ...thing,
          properties: { ...thing.properties, colour: "green" },
        });
    }
    const stack = await stage.stack(program);
    const { summary } = await stack.refresh();
    expect(summary.resourceChanges).to.deep.equal({ same: 1, update: 1, delete: 1 });
    expect(await stage.up(program)).to.deep.equal({ same: 1, update: 1, create: 1 });
  });

  it("destroys everything in reverse order of what requires what", async () => {
    const program = () => {
      const a = new Thing("a");
      const b = new Thing("b", { of: a.id });
      new Thing("c", {}, { dependsOn: [b] });
      return Promise.resolve();
    };
    await stage.up(program);
    stage.cloud.calls.length = 0;
    const stack = await stage.stack(program);
    const { summary } = await stack.destroy();
    expect(summary.resourceChanges).to.deep.equal({ delete: 4 });
    expect(stage.cloud.calls).to.deep.equal(["delete c", "delete b", "delete a"]);
    expect((await stack.exportStack()).deployment.resources ?? []).to.deep.equal([]);
  });

  it("keeps components, their outputs and their children's parents", async () => {
    const program = () => {
      new Group("group", "small");
      return Promise.resolve();
    };
    await stage.up(program);
    const { deployment } = await (await stage.stack(program)).exportStack();
    const group = deployment.resources.find(
      (one: { type: string }) => one.type === "test:index:Group",
    );
    expect(group.outputs).to.deep.equal({ echo: "nothing" });
    expect(deployment.resources.map((one: { urn: string }) => one.urn)).to.deep.equal([
      "urn:pulumi:dev::stage::pulumi:pulumi:Stack::stage-dev",
      "urn:pulumi:dev::stage::test:index:Group::group",
      "urn:pulumi:dev::stage::pulumi:providers:test::default_1_2_3",
      "urn:pulumi:dev::stage::test:index:Group$test:index:Thing::group-thing",
    ]);
  });

  it("keeps what was made before a failure, and goes on from there", async () => {
    const program = () => {
      const first = new Thing("first");
      new Thing("second", { of: first.id });
      return Promise.resolve();
    };
    stage.cloud.failing.set("create second", new Error("no room"));
    const failure = await stage.up(program).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(failure).to.contain("test:index:Thing (second):\n    error: no room");
    stage.cloud.failing.clear();
    expect(await stage.up(program)).to.deep.equal({ same: 2, create: 1 });
    expect(stage.cloud.calls).to.deep.equal(["create first", "create second"]);
  });

  it("says which property is wrong, and stops before anything is made", async () => {
    const failure = await stage
      .up(() => {
        new Thing("bad", { size: "huge" });
        return Promise.resolve();
      })
      .then(
        () => "",
        (error: unknown) => String(error),
      );
    expect(failure).to.contain(
      "test:index:Thing resource 'bad': property size value {huge} has a problem: must be small or large",
    );
    expect(stage.cloud.calls).to.deep.equal([]);
  });

  it("fails the run when the program throws, and deletes nothing", async () => {
    await stage.up(() => {
      new Thing("kept");
      return Promise.resolve();
    });
    const failure = await stage
      .up(() => Promise.reject(new Error("the program is broken")))
      .then(
        () => "",
        (error: unknown) => String(error),
      );
    expect(failure).to.contain("the program is broken");
    expect(stage.cloud.things.size).to.equal(1);
  });
});

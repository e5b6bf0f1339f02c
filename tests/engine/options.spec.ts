import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { Stage, Thing } from "./stage";

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "it succeeded",
    (error: unknown) => String(error),
  );
}

describe("resource options", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await new Stage().open();
  });
  afterEach(() => stage.close());

  const one =
    (args: Record<string, unknown>, opts: pulumi.CustomResourceOptions = {}) =>
    () => {
      new Thing("one", args, opts);
      return Promise.resolve();
    };
  const nothing = () => Promise.resolve();

  it("ignoreChanges: paths, indices and wildcards keep their old value", async () => {
    const opts = { ignoreChanges: ["colour", "tags.Owner", "rules[*].note"] };
    const args = (text: string) => ({
      colour: text,
      tags: { Owner: text, Name: "same" },
      rules: [{ port: 1, note: text }],
    });
    await stage.up(one(args("a"), opts));
    expect(await stage.up(one(args("b"), opts))).to.deep.equal({ same: 2 });
    const changed = { ...args("b"), tags: { Owner: "b", Name: "other" } };
    expect(await stage.up(one(changed, opts))).to.deep.equal({ same: 1, update: 1 });
    const [thing] = stage.cloud.things.values();
    expect(thing?.properties.tags).to.deep.equal({ Owner: "a", Name: "other" });
  });

  it("replaceOnChanges turns an update into a replacement", async () => {
    const opts = { replaceOnChanges: ["tags"] };
    await stage.up(one({ tags: "a" }, opts));
    expect(await stage.up(one({ tags: "b" }, opts))).to.deep.equal({ same: 1, replace: 1 });
  });

  it("protect refuses deletion, replacement and destruction", async () => {
    await stage.up(one({ size: "small" }, { protect: true }));
    expect(await failure(stage.up(nothing))).to.match(
      /cannot be deleted[\s\S]*because it is protected/,
    );
    expect(await failure(stage.up(one({ size: "large" }, { protect: true })))).to.contain(
      "unable to replace resource",
    );
    const stack = await stage.stack(nothing);
    expect(await failure(stack.destroy())).to.contain("because it is protected");
    expect(stage.cloud.calls).to.deep.equal(["create one"]);
  });

  it("retainOnDelete leaves the thing and forgets it", async () => {
    await stage.up(one({}, { retainOnDelete: true }));
    expect(await stage.up(nothing)).to.deep.equal({ same: 1, delete: 1 });
    expect(stage.cloud.things.size).to.equal(1);
  });

  it("deletedWith goes with its holder, without a call of its own", async () => {
    const program = () => {
      const holder = new Thing("holder");
      new Thing("held", {}, { deletedWith: holder });
      return Promise.resolve();
    };
    await stage.up(program);
    stage.cloud.calls.length = 0;
    await stage.up(nothing);
    expect(stage.cloud.calls).to.deep.equal(["delete holder"]);
  });

  it("aliases carry a resource and its children over to new names, with nothing replaced", async () => {
    class Group extends pulumi.ComponentResource {
      constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("test:index:Group", name, {}, opts);
        new Thing("child", {}, { parent: this });
        this.registerOutputs({});
      }
    }
    await stage.up(() => {
      new Group("old");
      new Thing("a");
      return Promise.resolve();
    });
    const renamed = () => {
      new Group("new", { aliases: [{ name: "old" }] });
      new Thing("b", {}, { aliases: ["urn:pulumi:dev::stage::test:index:Thing::a"] });
      return Promise.resolve();
    };
    expect(Object.keys(await stage.up(renamed))).to.not.include("create");
    expect(await stage.up(renamed)).to.deep.equal({ same: 4 });
    expect(stage.cloud.calls.filter((call) => call.startsWith("delete"))).to.deep.equal([]);
  });

  it("customTimeouts reach the state in seconds, and a bad one is refused", async () => {
    await stage.up(one({}, { customTimeouts: { create: "1h5m", delete: "30s" } }));
    const { deployment } = await (await stage.stack(nothing)).exportStack();
    expect(deployment.resources.at(-1).customTimeouts).to.deep.equal({ create: 3900, delete: 30 });
    expect(await failure(stage.up(one({}, { customTimeouts: { create: "soon" } })))).to.contain(
      "unable to parse customTimeout Value soon",
    );
  });

  it("explicit providers have their own configuration; another configuration replaces", async () => {
    class Test extends pulumi.ProviderResource {
      constructor(name: string, region: string) {
        super("test", name, { region });
      }
    }
    const program = (name: string, region: string) => () => {
      new Thing("one", {}, { provider: new Test(name, region) });
      return Promise.resolve();
    };
    await stage.up(program("west", "us-west-2"));
    expect(stage.cloud.configured).to.deep.include({ region: "us-west-2" });
    expect(await stage.up(program("west", "us-west-2"))).to.deep.equal({ same: 3 });
    expect(await stage.up(program("east", "us-west-2"))).to.deep.equal({
      same: 2,
      create: 1,
      delete: 1,
    });
    expect(await stage.up(program("east", "us-east-1"))).to.deep.include({ replace: 2 });
  });

  it("a program that uses the same name twice is refused", async () => {
    const twice = () => {
      new Thing("one");
      new Thing("one");
      return Promise.resolve();
    };
    expect(await failure(stage.up(twice))).to.contain(
      "Duplicate resource URN 'urn:pulumi:dev::stage::test:index:Thing::one'; try giving it a unique name",
    );
  });

  it("invokes and reads are answered, and reads are never owned", async () => {
    await stage.up(one({ colour: "red" }));
    const [id = ""] = stage.cloud.things.keys();
    const program = async () => {
      new Thing("one", { colour: "red" });
      const found = await pulumi.runtime.invoke("test:index:find", { a: 1 }, { version: "1.2.3" });
      const read = new Thing("read", {}, { id });
      return { found, colour: (read as unknown as { colour: pulumi.Output<string> }).colour };
    };
    // What is read as it was read before is not counted, as by the CLI.
    expect(await stage.up(program)).to.deep.equal({ same: 2 });
    const { outputs } = await (await stage.stack(program)).up();
    expect(outputs.found?.value).to.deep.equal({ token: "test:index:find", args: { a: 1 } });
    await stage.up(one({ colour: "red" }));
    expect(stage.cloud.things.size).to.equal(1);
  });

  const refused: [string, () => Promise<void>][] = [
    [
      'the provider "random"',
      () => {
        new (class extends pulumi.CustomResource {})("random:index:Thing", "r", {});
        return Promise.resolve();
      },
    ],
  ];
  for (const [what, program] of refused) {
    it(`${what}: refused, and nothing is made`, async () => {
      expect(await failure(stage.up(program))).to.match(
        new RegExp(
          `the rehearsal engine does not support ${what}.*; use the Pulumi CLI|this run has test`,
        ),
      );
      expect(stage.cloud.calls).to.not.include.members(["create one", "create two"]);
    });
  }
});

describe("several registrations that fail at once", () => {
  it("are told once each, and do not end the process that runs the program inline", async () => {
    const stage = await new Stage().open();
    const stack = await stage.stack(() => {
      for (const name of ["b", "q", "r"])
        new (class extends pulumi.CustomResource {})("nobody:index:Knows", name, {});
      return Promise.resolve();
    });
    const text = await failure(stack.up());
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(text.split('does not support the provider "nobody"').length - 1).to.be.within(1, 2);
    await stage.close();
  });
});

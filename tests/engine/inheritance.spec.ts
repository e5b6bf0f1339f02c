/** What children have of their parents, whoever registers them. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Stage, Thing } from "./stage";

class Group extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Group", name, {}, opts);
    new Inner(`${name}-inner`, { parent: this });
    this.registerOutputs({});
  }
}

class Inner extends pulumi.ComponentResource {
  constructor(name: string, opts: pulumi.ComponentResourceOptions) {
    super("test:index:Inner", name, {}, opts);
    new Thing(`${name}-thing`, {}, { parent: this });
    new Thing("apart", {}, { parent: this, aliases: [{ name: "once" }] });
    this.registerOutputs({});
  }
}

describe("children and their parents", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await new Stage().open();
  });
  afterEach(() => stage.close());

  const group = (name: string, opts?: pulumi.ComponentResourceOptions) => () => {
    new Group(name, opts);
    return Promise.resolve();
  };

  it("follow a renamed parent under the names that they have of it", async () => {
    await stage.up(group("old"));
    const made = [...stage.cloud.things.keys()];
    const changes = await stage.up(group("new", { aliases: [{ name: "old" }] }));
    expect(changes).to.not.have.any.keys("create", "delete", "replace");
    expect([...stage.cloud.things.keys()]).to.deep.equal(made);
  });

  it("are kept with a parent that is kept on delete", async () => {
    await stage.up(group("kept", { retainOnDelete: true }));
    expect(await stage.up(() => Promise.resolve())).to.include({ delete: 4 });
    expect(stage.cloud.things.size).to.equal(2);
  });

  it("are deleted with what their parent is deleted with", async () => {
    await stage.up(() => {
      const holder = new Thing("holder");
      new Group("held", { deletedWith: holder });
      return Promise.resolve();
    });
    stage.cloud.calls.length = 0;
    await stage.up(() => Promise.resolve());
    expect(stage.cloud.calls).to.deep.equal(["delete holder"]);
  });
});

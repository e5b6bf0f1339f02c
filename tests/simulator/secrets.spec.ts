import { expect } from "chai";
import { openWorld, type ValueMap } from "../../simulator";

const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const secret = (value: ValueMap[string]): ValueMap => ({ ...mark, value });
const urn = "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::v";
const request = { urn, type: "aws:ec2/vpc:Vpc", name: "v" };

describe("secrets given to the simulated AWS", () => {
  it("come back as secrets, under every name they have", async () => {
    const world = await openWorld();
    const provider = world.providerFactory()({ package: "aws", version: "", urn: "" });
    const configured = await provider.configure("", { region: "us-east-1" });
    expect(configured.acceptSecrets).to.equal(true);
    const news = { cidrBlock: "10.0.0.0/16", tags: { Token: secret("hunter2"), Open: "yes" } };
    const { inputs } = await provider.check({
      ...request,
      olds: {},
      news,
      randomSeed: new Uint8Array(32),
    });
    expect(inputs.tags).to.deep.equal(news.tags);
    const create = { ...request, properties: inputs, preview: false, timeout: 0 };
    const { id, properties } = await provider.create(create);
    expect(properties.tagsAll).to.deep.equal({ Token: secret("hunter2"), Open: "yes" });
    const read = await provider.read({ ...request, id, inputs, properties });
    const changed = { ...inputs, tags: { Token: secret("hunter3") } };
    const update = {
      ...{ ...request, id, oldInputs: inputs, oldOutputs: properties, news: changed },
      ...{ preview: false, timeout: 0, ignoreChanges: [] },
    };
    const updated = await provider.update(update);
    for (const answer of [properties, read.properties, read.inputs, updated.properties])
      expect(clear(answer)).not.to.match(/hunter/);
    expect(JSON.stringify(updated.properties)).to.contain("hunter3");
  });

  it("are compared by what they hold", async () => {
    const world = await openWorld();
    const provider = world.providerFactory()({ package: "aws", version: "", urn: "" });
    await provider.configure("", { region: "us-east-1" });
    const diff = (before: string, after: string) =>
      provider.diff({
        ...{ ...request, id: "vpc-0", oldOutputs: {}, ignoreChanges: [] },
        oldInputs: { cidrBlock: "10.0.0.0/16", tags: { Token: secret(before) } },
        news: { cidrBlock: "10.0.0.0/16", tags: { Token: secret(after) } },
      });
    expect((await diff("hunter2", "hunter2")).changes).to.equal(false);
    expect((await diff("hunter2", "hunter3")).changes).to.equal(true);
  });
});

/** What is left when every secret is taken out. */
function clear(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && Object.keys(mark).every((key) => key in item)
      ? "[secret]"
      : item,
  );
}

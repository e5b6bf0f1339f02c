import { expect } from "chai";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  appendFileSync,
  existsSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld } from "../../simulator";
import { Stack, messageOf, network, types } from "./support";

describe("a world in a folder", () => {
  let base: string;
  let folder: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "world-"));
    folder = join(base, "world");
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  /** As the files are at this moment, without a close: what a crash leaves. */
  const copy = (): string => {
    const to = join(base, "crashed");
    cpSync(folder, to, { recursive: true, filter: (one) => !one.endsWith(".lock") });
    return to;
  };

  it("is the same when it is opened again", async () => {
    const world = await openWorld({ folder });
    const { vpc } = await network(await Stack.open(world));
    const before = world.fingerprint();
    await world.close();
    const again = await openWorld({ folder });
    expect(again.fingerprint()).to.equal(before);
    expect(again.findByUrn(vpc.urn).map((one) => one.id)).to.deep.equal([vpc.id]);
    const stack = await Stack.open(again);
    expect((await stack.refresh(vpc)).properties).to.deep.equal(vpc.properties);
    await again.close();
  });

  it("loses nothing in a crash: what was answered is in the journal", async () => {
    const world = await openWorld({ folder });
    const stack = await Stack.open(world);
    const { subnet } = await network(stack);
    await world.save();
    await stack.delete(subnet);
    const other = await stack.create(types.eip, "e", {});
    const crashed = copy();
    const again = await openWorld({ folder: crashed });
    expect(again.fingerprint()).to.equal(world.fingerprint());
    expect(again.findByUrn(other.urn)).to.have.length(1);
    await again.close();
    await world.close();
  });

  it("drops a record that was cut off, and only that", async () => {
    const world = await openWorld({ folder });
    await network(await Stack.open(world));
    const before = world.fingerprint();
    const crashed = copy();
    await world.close();
    appendFileSync(join(crashed, "world.journal"), `0badc0de [{"put":{"kind":"vp`);
    const again = await openWorld({ folder: crashed });
    expect(again.fingerprint()).to.equal(before);
    await again.close();
  });

  it("saves itself when the journal has grown, and goes on", async () => {
    const world = await openWorld({ folder, quotas: { elasticIpsPerRegion: 10_000 } });
    const stack = await Stack.open(world);
    await Promise.all(Array.from({ length: 1200 }, (_, n) => stack.create(types.eip, `e${n}`, {})));
    const crashed = copy();
    expect(existsSync(join(crashed, "world.json"))).to.equal(true);
    const again = await openWorld({ folder: crashed });
    expect(again.fingerprint()).to.equal(world.fingerprint());
    await again.close();
    await world.close();
  });

  for (const [what, damage] of [
    ["cut off", (text: string) => text.slice(0, -20)],
    ["something else", () => `{"version": 3}`],
    ["of another version", (text: string) => text.replace(`"version": 2`, `"version": 9`)],
    ["an object without an id", (text: string) => text.replace(`"id":`, `"di":`)],
  ] as const)
    it(`is left as it is where its file is ${what}`, async () => {
      const world = await openWorld({ folder });
      await network(await Stack.open(world));
      await world.close();
      const file = join(folder, "world.json");
      const damaged = damage(readFileSync(file, "utf8"));
      writeFileSync(file, damaged);
      expect(await messageOf(openWorld({ folder }))).to.match(
        new RegExp(`^${file} is (damaged|of version 9).*it has been left as it is`),
      );
      expect(readFileSync(file, "utf8")).to.equal(damaged);
      expect(existsSync(join(folder, "world.lock"))).to.equal(false);
    });

  it("has one writer at a time, and names it to the second", async () => {
    const world = await openWorld({ folder });
    expect(await messageOf(openWorld({ folder }))).to.match(
      new RegExp(`^locked by "a simulated AWS" \\(process ${process.pid} of `),
    );
    await world.close();
    await (await openWorld({ folder })).close();
  });

  it("can be looked at while another writes, and not changed", async () => {
    const world = await openWorld({ folder });
    await network(await Stack.open(world));
    const reader = await openWorld({ folder, readOnly: true });
    expect(reader.list()).to.deep.equal(world.list());
    const stack = await Stack.open(reader);
    expect(await messageOf(stack.create(types.eip, "e", {}))).to.equal(
      "the simulated AWS was opened for reading only: nothing can be changed",
    );
    expect(reader.list()).to.deep.equal(world.list());
    await reader.close();
    await world.close();
  });

  it("is empty after a reset, also when it is opened again", async () => {
    const world = await openWorld({ folder });
    await network(await Stack.open(world));
    await world.reset();
    expect(world.isEmpty()).to.equal(true);
    await world.close();
    const again = await openWorld({ folder });
    expect(again.isEmpty()).to.equal(true);
    await again.close();
  });
});

describe("a world", () => {
  it("lists what stands in it, with whose it is, and shows it", async () => {
    const world = await openWorld();
    const { vpc } = await network(await Stack.open(world));
    const listed = world.list().find((one) => one.id === vpc.id);
    expect(listed).to.deep.include({ kind: "vpc", region: "us-east-1", urn: vpc.urn });
    expect(world.show(vpc.id)[0]).to.deep.include({ cidrBlock: "10.0.0.0/16" });
  });

  it("knows nothing of another", async () => {
    const one = await openWorld();
    const two = await openWorld();
    await network(await Stack.open(one));
    expect(two.isEmpty()).to.equal(true);
  });
});

import { expect } from "chai";
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Journal } from "../../storage";
import { runs } from "../support/propertyRuns";

describe("the journal", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pan-journal-"));
    file = join(folder, "a.journal");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(records: readonly unknown[]): Promise<void> {
    const { journal } = await Journal.open<unknown>(file);
    await Promise.all(records.map((record) => journal.append(record)));
    await journal.close();
  }

  async function read(): Promise<{ records: readonly unknown[]; torn: boolean }> {
    const { journal, records, torn } = await Journal.open<unknown>(file);
    await journal.close();
    return { records, torn };
  }

  it("gives back what was appended, in order, over several openings", async () => {
    await write([{ a: 1 }, "zwei\n", [3]]);
    await write([{ ä: "ö" }]);
    expect(await read()).to.deep.equal({
      records: [{ a: 1 }, "zwei\n", [3], { ä: "ö" }],
      torn: false,
    });
  });

  it("has a record on disk when its append resolves", async () => {
    const { journal } = await Journal.open<number>(file);
    await journal.append(1);
    expect(await readFile(file, "utf8")).to.match(/^[0-9a-f]{8} 1\n$/);
    await journal.close();
  });

  it("survives a cut at any byte: whole records stay, the torn one goes, the next append is whole", async () => {
    const records = [{ a: 1 }, { b: "two" }, { c: [3] }];
    await write(records);
    const whole = await readFile(file);
    const ends: number[] = [];
    whole.forEach((byte, index) => {
      if (byte === 0x0a) ends.push(index + 1);
    });
    for (let cut = 0; cut <= whole.length; cut++) {
      await writeFile(file, whole.subarray(0, cut));
      const kept = ends.filter((end) => end <= cut).length;
      expect((await read()).records, `cut at ${cut}`).to.deep.equal(records.slice(0, kept));
      await write(["after"]);
      expect((await read()).records).to.deep.equal([...records.slice(0, kept), "after"]);
    }
  });

  it("drops a last record whose checksum is wrong, and refuses one before it", async () => {
    await write([1, 2]);
    await appendFile(file, "00000000 3\n");
    expect(await read()).to.deep.equal({ records: [1, 2], torn: true });
    const text = await readFile(file, "utf8");
    await writeFile(file, `00000000 9\n${text}`);
    const failure = await read().then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(failure).to.equal(`Error: ${file} is damaged at byte 0: it has been left as it is`);
  });

  it("is empty after a reset, and goes on", async () => {
    const { journal } = await Journal.open<number>(file);
    await journal.append(1);
    await journal.reset();
    expect((await stat(file)).size).to.equal(0);
    await journal.append(2);
    await journal.close();
    expect((await read()).records).to.deep.equal([2]);
  });

  it("fails the append, not silently, when the file cannot be written", async () => {
    const { journal } = await Journal.open<number>(file);
    await journal.close();
    const failure = await journal.append(1).then(
      () => "written",
      () => "failed",
    );
    expect(failure).to.equal("failed");
    await truncate(file);
  });

  it("gives back any sequence of JSON values", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 20 }), async (values) => {
        await rm(file, { force: true });
        await write(values);
        const plain: unknown = JSON.parse(JSON.stringify(values));
        expect((await read()).records).to.deep.equal(plain);
      }),
      { numRuns: runs(50) },
    ));
});

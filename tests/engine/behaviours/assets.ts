/** Assets and archives: what the engine knows them by. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Behaviour, Seen } from "./behaviour";
import { made, Thing } from "./things";

const { AssetArchive, FileArchive, FileAsset, RemoteAsset, StringAsset } = pulumi.asset;
const folder = join(mkdtempSync(join(tmpdir(), "pan-assets-")), "code");
process.on("exit", () => rmSync(join(folder, ".."), { recursive: true, force: true }));

/** A folder with what is special about one: order, links, names that the old tar format cannot hold. */
function write(text: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "a", ".pulumi"), { recursive: true });
  const deep = join(folder, "d".repeat(60), "e".repeat(60));
  mkdirSync(deep, { recursive: true });
  const files = {
    "a/.pulumi/state": "left out",
    "a/b": "",
    "a-b": "before the folder's files, after its name",
    "B.txt": text,
    "ümlaut.txt": "a name that is not ASCII",
    [`${"n".repeat(120)}.txt`]: "a name that is too long",
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(deep, "f.txt"), "a path that falls in two");
  writeFileSync(join(folder, "packed.zip"), Buffer.from([80, 75, 5, 6, ...new Array(18).fill(0)]));
  symlinkSync("B.txt", join(folder, "link"));
  symlinkSync("a", join(folder, "linked-folder"));
}

const hashOf = ({ resources }: Seen, name: string, property: string): unknown => {
  const { inputs } = resources.get(name) as { inputs: Record<string, { hash?: string }> };
  return inputs[property]?.hash;
};

const holding = (given: () => Record<string, unknown>) => made(() => new Thing("one", given()));

const file = () => ({ code: new FileAsset(join(folder, "B.txt")) });

export const assets: readonly Behaviour[] = [
  {
    term: "StringAsset",
    says: "is known by the SHA-256 of its text",
    swaps: true,
    life: [
      {
        program: holding(() => ({ code: new StringAsset("hello") })),
        then: (seen) =>
          expect(hashOf(seen, "one", "code")).to.equal(
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
          ),
      },
      { steps: [] },
      { program: holding(() => ({ code: new StringAsset("hello!") })), steps: ["update one"] },
    ],
  },
  {
    term: "FileAsset",
    says: "is known by the file's content: what is written into it is an update",
    life: [
      { before: () => write("first"), program: holding(file), steps: ["create one"] },
      { steps: [] },
      { before: () => write("second"), steps: ["update one"] },
    ],
  },
  {
    term: "FileAsset",
    says: "of a file that is not there fails the registration",
    life: [
      {
        program: holding(() => ({ code: new FileAsset(join(folder, "gone")) })),
        fails: /failed to compute asset hash for "code"/,
        steps: [],
      },
    ],
  },
  {
    term: "RemoteAsset",
    says: "of a file's address is known by its content",
    life: [
      {
        before: () => write("first"),
        program: holding(() => ({
          code: new RemoteAsset(pathToFileURL(join(folder, "B.txt")).href),
        })),
        steps: ["create one"],
      },
    ],
  },
  {
    term: "FileArchive",
    says: "of a folder is known by the tar of its files: by their order, links followed, names of any length",
    swaps: true,
    life: [
      {
        before: () => write("first"),
        program: holding(() => ({ code: new FileArchive(folder) })),
        steps: ["create one"],
        then: (seen) => expect(hashOf(seen, "one", "code")).to.match(/^[0-9a-f]{64}$/),
      },
      { steps: [] },
      { before: () => write("second"), steps: ["update one"] },
    ],
  },
  {
    term: "FileArchive",
    says: "of a packed file is known by its bytes",
    life: [
      {
        before: () => write("first"),
        program: holding(() => ({ code: new FileArchive(join(folder, "packed.zip")) })),
        steps: ["create one"],
      },
    ],
  },
  {
    term: "FileArchive",
    says: "of a file that is no archive fails the registration",
    life: [
      {
        before: () => write("first"),
        program: holding(() => ({ code: new FileArchive(join(folder, "B.txt")) })),
        fails: /neither a recognized archive type nor a directory/,
        steps: [],
      },
    ],
  },
  {
    term: "AssetArchive",
    says: "is known by all that it holds, folders in it too, and each part by itself",
    life: [
      {
        before: () => write("first"),
        program: holding(() => ({
          code: new AssetArchive({
            "z.txt": new StringAsset("last"),
            "index.js": new StringAsset("exports.handler = () => 1;"),
            lib: new FileArchive(join(folder, "a")),
            nested: new AssetArchive({ x: new FileAsset(join(folder, "B.txt")) }),
          }),
        })),
        steps: ["create one"],
      },
      { steps: [] },
      { before: () => write("second"), steps: ["update one"] },
    ],
  },
  {
    term: "AssetArchive",
    says: "is known by the bytes of a tar as Go writes it, whatever the names",
    life: [
      {
        program: holding(() => ({
          code: new AssetArchive({
            "plain.txt": new StringAsset("plain"),
            "ümlaut.txt": new StringAsset("not ASCII"),
            [`${"n".repeat(120)}.txt`]: new StringAsset("too long"),
            [`${"d".repeat(90)}/${"e".repeat(90)}`]: new StringAsset("in two"),
          }),
        })),
        // As the CLI has it.
        then: (seen) =>
          expect(hashOf(seen, "one", "code")).to.equal(
            "005fa22855d9f7a62401bfa544e80ed1e313a97c80cfc4d22ef918be293ee64d",
          ),
      },
    ],
  },
  {
    term: "secret",
    says: "an archive inside a secret is known as well",
    life: [
      {
        program: holding(() => ({
          code: pulumi.secret(new AssetArchive({ a: new StringAsset("hush") })),
          list: [new StringAsset("in a list")],
        })),
        steps: ["create one"],
      },
      { steps: [] },
    ],
  },
];

/** What the README shows as the output of a rehearsal is what its program's rehearsal prints. */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { runCli } from "../automation/support/cli";
import { folderWith, removeFolders } from "../automation/support/folders";
import { blocksOf, root } from "./pages";

/** Ids and times are the run's own. */
function general(line: string): string {
  return line
    .replace(/\b([a-z]+)-[0-9a-f]{17}\b/g, "$1-…")
    .replace(/\d+\.\d s/g, "… s")
    .trimEnd();
}

/** A user's project: the README's program, with this package and the SDKs installed. */
function project(text: string): string {
  const folder = folderWith({
    "Pulumi.yaml": "name: images\nruntime: nodejs\nmain: index.ts\n",
    "Pulumi.dev.yaml": "config:\n  aws:region: us-east-1\n",
    "package.json": '{"name":"images","private":true}',
    "tsconfig.json": JSON.stringify({
      compilerOptions: { module: "commonjs", moduleResolution: "bundler", strict: true },
      "ts-node": { transpileOnly: true },
    }),
    "index.ts": text,
  });
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  for (const name of ["@pulumi", "@types", "typescript", "ts-node"])
    symlinkSync(join(root, "node_modules", name), join(modules, name), "dir");
  symlinkSync(root, join(modules, "pulumi-aws-network"), "dir");
  return folder;
}

describe("the README's sample output", () => {
  after(removeFolders);

  it("occurs in a real rehearsal of the README's program, ids and times aside", async function () {
    this.timeout(120_000);
    const [sample] = blocksOf("README.md", "text");
    const [program] = blocksOf("README.md", "ts");
    const { code, stdout, stderr } = await runCli(["rehearse"], {
      cwd: project(program?.text ?? ""),
    });
    expect(stderr + (code === 0 ? "" : stdout)).to.equal("");
    expect(code).to.equal(0);
    const printed = new Set(stdout.split("\n").map(general));
    const shown = (sample?.text ?? "").trimEnd().split("\n");
    const lines = shown.filter((line) => line.trim() !== "…");
    expect(lines.length).to.be.within(9, 12);
    expect(lines.map(general).filter((line) => !printed.has(line))).to.deep.equal([]);
  });
});

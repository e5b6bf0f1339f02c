import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "../..");

/** Projects run by the built command line, which hosts what it can, and by a script in a process of the program's own. */
describe("a program on disk", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pan-hosted-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{"name":"shown","version":"1.0.0"}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  const project = (runtime = "nodejs") => `name: shown\nmain: app/index.js\nruntime: ${runtime}\n`;
  const settings = "config:\n  aws:region: us-east-1\n";

  interface Report {
    readonly result: string;
    readonly outputs: Record<string, unknown>;
    readonly diagnostics: { readonly message: string }[];
  }

  function run(script: readonly string[]): Report {
    const { stdout, stderr } = spawnSync(process.execPath, script, {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout, stderr).to.match(/^\{/);
    return JSON.parse(stdout) as Report;
  }

  const hosted = (): Report => run([join(root, "dist/automation/cli.js"), "rehearse", "--json"]);
  const apart = (): Report => {
    const call =
      `require(${JSON.stringify(join(root, "dist/automation"))}).rehearse(undefined, { cwd: process.cwd() })` +
      `.then((run) => run, (error) => error.run).then((run) => process.stdout.write(JSON.stringify(run)))`;
    return run(["-e", call]);
  };

  it("answers the same in the command's process and in one of its own", function () {
    this.timeout(60_000);
    write({
      "Pulumi.yaml": project(),
      "Pulumi.dev.yaml": settings,
      "app/index.js": `
        const pulumi = require("@pulumi/pulumi"), aws = require("@pulumi/aws");
        const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
        exports.cidrBlock = vpc.cidrBlock;
        exports.place = process.cwd().split("/").pop();
        exports.args = process.argv.length;
        exports.root = pulumi.runtime.getProject() + " " + require("path").basename(pulumi.rootDirectory ? pulumi.rootDirectory() : "none").slice(0, 10);
        exports.hidden = pulumi.secret("hush");
      `,
    });
    const [one, other] = [hosted(), apart()];
    expect(one.result).to.equal("succeeded");
    expect(one.outputs).to.deep.include({
      cidrBlock: "10.0.0.0/16",
      place: "app",
      hidden: "[secret]",
    });
    expect(one.outputs).to.deep.equal(other.outputs);
  });

  it("may be an exported function, and fails in its own words", function () {
    this.timeout(60_000);
    write({
      "Pulumi.yaml": project(),
      "Pulumi.dev.yaml": settings,
      "app/index.js": 'module.exports = async () => { throw new Error("no luck"); };',
    });
    const { result, diagnostics } = hosted();
    expect(result).to.equal("failed");
    const told = diagnostics.map(({ message }) => message).join("\n");
    expect(told).to.contain("failed with an unhandled exception").and.to.contain("Error: no luck");
  });

  it("prints into the report, never between it, and no configured secret", function () {
    this.timeout(60_000);
    write({
      "Pulumi.yaml": project(),
      "Pulumi.dev.yaml": settings,
      "app/index.js": `
        const pulumi = require("@pulumi/pulumi");
        console.log("hello");
        process.stderr.write("two\\nlines\\n");
        new pulumi.Config().requireSecret("token").apply((token) => console.log("it is " + token));
      `,
    });
    const { stdout } = spawnSync(
      process.execPath,
      [
        ...[join(root, "dist/automation/cli.js"), "rehearse", "--json"],
        ...["--config", "token=correct-horse"],
      ],
      { cwd: folder, encoding: "utf8" },
    );
    const { diagnostics } = JSON.parse(stdout) as Report;
    const told = diagnostics.map(({ message }) => message);
    expect(told).to.include.members(["hello", "two", "lines"]);
    expect(told.some((line) => line.startsWith("it is "))).to.equal(true);
  });

  it("cannot end the command's process unsaid", function () {
    this.timeout(60_000);
    write({
      "Pulumi.yaml": project(),
      "Pulumi.dev.yaml": settings,
      "app/index.js": "process.exit(0);",
    });
    const { result, diagnostics } = hosted();
    expect(result).to.equal("failed");
    expect(diagnostics[0]?.message).to.contain("the program called process.exit(0)");
  });

  it("has a process of its own where that could make a difference: ES modules, Node options", function () {
    this.timeout(60_000);
    write({
      "Pulumi.yaml": project("\n  name: nodejs\n  options:\n    nodeargs: --no-warnings"),
      "Pulumi.dev.yaml": settings,
      "app/index.js": "exports.given = process.execArgv.join();",
    });
    expect(hosted().outputs).to.deep.equal({ given: "--no-warnings" });
    write({
      "Pulumi.yaml": project(),
      "app/package.json": '{"type":"module"}',
      "app/index.js": "export const kind = typeof require;",
    });
    expect(hosted().outputs).to.deep.equal({ kind: "undefined" });
  });
});

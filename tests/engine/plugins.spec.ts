/** Providers from installed plugins: how they are found, what they are given, and how they end. */
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { Box, installKit, kitVersion, noteOf, Piece } from "./plugin/kit";
import { Stage } from "./stage";

type Options = Parameters<Stage["stack"]>[1];
const given = { installedProviders: ["kit"] };
const leaks = { AWS_SECRET_ACCESS_KEY: "leak-me", PULUMI_ACCESS_TOKEN: "leak-me-too" };

describe("providers from installed plugins", () => {
  let stage: Stage;
  let home: string;
  const before = { ...process.env };

  beforeEach(async () => {
    stage = await new Stage().open();
    home = await stage.folder();
    Object.assign(process.env, leaks, { PULUMI_HOME: home });
  });
  afterEach(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await stage.close();
  });

  const piece =
    (args: Record<string, unknown> = {}, opts: pulumi.CustomResourceOptions = {}) =>
    () =>
      Promise.resolve({ text: new Piece("one", args, opts).text });

  async function failure(program: pulumi.Unwrap<() => Promise<object>>, options: Options = given) {
    const stack = await stage.stack(program as never, options);
    return stack.up().then(() => "nothing", String);
  }

  it("have no credential, are told of, and end with the run", async () => {
    await installKit(home);
    const events: EngineEvent[] = [];
    const stack = await stage.stack(piece({ colour: "red" }), given);
    const { outputs } = await stack.up({ onEvent: (event) => events.push(event) });
    expect(outputs.text?.value).to.equal("red piece of nothing");
    const { pid, env } = JSON.parse(await readFile(noteOf(home), "utf8")) as {
      pid: number;
      env: Record<string, string>;
    };
    expect(JSON.stringify(env)).to.not.contain("leak-me");
    expect(() => process.kill(pid, 0)).to.throw("ESRCH");
    const told = events.map((event) => event.diagnosticEvent?.message.trim());
    expect(told).to.include("the kit has a word");
  });

  it("are refused with the command that installs them", async () => {
    await installKit(home, "0.9.0");
    expect(await failure(piece())).to.contain(
      `the plugin kit ${kitVersion} is not installed in ${join(home, "plugins")} (there is 0.9.0); ` +
        `install it: pulumi plugin install resource kit ${kitVersion}`,
    );
  });

  it("are not taken while they are being installed", async () => {
    const file = await installKit(home);
    await writeFile(`${dirname(file)}.partial`, "");
    expect(await failure(piece())).to.contain("is not installed");
  });

  it("are the newest release where no version is asked for", async () => {
    for (const version of ["1.9.0", "1.10.0", "2.0.0-alpha.1"]) {
      const file = await installKit(home, version);
      const script = await readFile(file, "utf8");
      await writeFile(file, script.replace("the kit has a word", `the kit is ${version}`));
    }
    const events: EngineEvent[] = [];
    const stack = await stage.stack(piece({}, { version: "" }), given);
    await stack.up({ onEvent: (event) => events.push(event) });
    const told = events.map((event) => event.diagnosticEvent?.message.trim());
    expect(told).to.include("the kit is 1.10.0");
  });

  it("are refused by name where nobody has allowed them", async () => {
    await installKit(home);
    expect(await failure(piece(), {})).to.contain(
      'the rehearsal engine does not support the provider "kit" (this run has test) unless it is allowed by name',
    );
    expect(await failure(piece(), { allow: ["kit"] })).to.equal("nothing");
  });

  for (const [crash, why] of [
    ["exit", "exit code 7"],
    ["kill", "SIGKILL"],
  ] as const)
    it(`that end in the middle of a call (${why}) are one clear error, and the call stays pending`, async () => {
      await installKit(home);
      const stack = await stage.stack(piece({ crash }), given);
      const said = await stack.up().then(() => "nothing", String);
      const message = `pulumi-resource-kit ended in the middle of a call, create (${why})`;
      expect(said).to.contain(message);
      expect(said.split(message)).to.have.length(3, "in stdout and in stderr");
      const { deployment } = await stack.exportStack();
      expect(deployment.pending_operations).to.have.length(1);
    });

  it("that do not come up are told of with their last words", async () => {
    const file = await installKit(home);
    await writeFile(file, `#!/usr/bin/env node\nconsole.error("out of order"); process.exit(3);`);
    expect(await failure(piece())).to.match(
      /the plugin .*pulumi-resource-kit ended before it served \(3\)(; it said: out of order)?/,
    );
  });

  it("may be dynamic providers of the program's own SDK, where they are allowed", async () => {
    const project = await stage.folder();
    await writeFile(
      join(project, "Pulumi.yaml"),
      "name: dynamic\nruntime: nodejs\nmain: index.js\n",
    );
    await symlink(join(process.cwd(), "node_modules"), join(project, "node_modules"));
    await writeFile(
      join(project, "index.js"),
      `const pulumi = require("@pulumi/pulumi");
       const provider = {
         create: async (inputs) => ({ id: "made", outs: { doubled: inputs.number * 2 } }),
       };
       class Double extends pulumi.dynamic.Resource {
         constructor(name, number) {
           super(provider, name, { number, doubled: undefined });
         }
       }
       exports.doubled = new Double("double", 21).doubled;`,
    );
    const refused = await stage.onDisk(project, {});
    expect(await refused.up().then(() => "nothing", String)).to.contain('provider "pulumi-nodejs"');
    const stack = await stage.onDisk(project, { allow: ["pulumi-nodejs"] });
    const { outputs } = await stack.up();
    expect(outputs.doubled?.value).to.equal(42);
    expect((await stack.up()).summary.resourceChanges).to.deep.equal({ same: 2 });
    await stack.destroy();
  });

  it("may be packages of components that the SDK serves", async () => {
    const folder = join(home, "plugins", "resource-parts-v1.0.0");
    await mkdir(folder, { recursive: true });
    await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
    await writeFile(join(folder, "PulumiPlugin.yaml"), "runtime: nodejs\n");
    await writeFile(
      join(folder, "package.json"),
      JSON.stringify({ name: "parts", version: "1.0.0", main: "index.ts" }),
    );
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { strict: true } }),
    );
    await writeFile(
      join(folder, "index.ts"),
      `import * as pulumi from "@pulumi/pulumi";
       export interface PairArgs { readonly word: pulumi.Input<string>; }
       export class Pair extends pulumi.ComponentResource {
         readonly twice: pulumi.Output<string>;
         constructor(name: string, args: PairArgs, opts?: pulumi.ComponentResourceOptions) {
           super("parts:index:Pair", name, {}, opts);
           this.twice = pulumi.interpolate\`\${args.word} \${args.word}\`;
           this.registerOutputs({ twice: this.twice });
         }
       }`,
    );
    class Pair extends pulumi.ComponentResource {
      declare readonly twice: pulumi.Output<string>;
      constructor(name: string, word: string) {
        super("parts:index:Pair", name, { word, twice: undefined }, { version: "1.0.0" }, true);
      }
    }
    const stack = await stage.stack(
      () => Promise.resolve({ twice: new Pair("pair", "so").twice }),
      { allow: ["parts"] },
    );
    const { outputs, summary } = await stack.up();
    expect(outputs.twice?.value).to.equal("so so");
    expect(summary.resourceChanges).to.deep.equal({ create: 2 });
    await writeFile(join(folder, "PulumiPlugin.yaml"), "runtime: python\n");
    expect(await stack.up().then(() => "nothing", String)).to.contain(
      "is of the runtime python; the rehearsal engine serves packages of nodejs: use the Pulumi CLI",
    );
  });

  it("construct components, of which another stack's export gives the arguments", async () => {
    await installKit(home);
    const root = "urn:pulumi:prod::network::pulumi:pulumi:Stack::network-prod";
    const deployment = {
      resources: [
        { urn: root, type: "pulumi:pulumi:Stack", custom: false, outputs: { colour: "green" } },
      ],
    };
    const stack = await stage.stack(
      () => {
        const network = new pulumi.StackReference("acme/network/prod");
        return Promise.resolve({
          text: new Box("box", { colour: network.requireOutput("colour") }).text,
        });
      },
      { ...given, stackExports: { "network/prod": { version: 3, deployment } } },
    );
    expect((await stack.up()).outputs.text?.value).to.equal("no piece of green piece of nothing");
  });
});

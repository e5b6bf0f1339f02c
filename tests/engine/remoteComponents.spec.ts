/** Remote components: constructed by the provider of their package, or by its installed plugin, against the run's monitor. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { ConstructRequest, ConstructResult, Declined, Monitor } from "../../engine/provider";
import { Stage, Thing } from "./stage";

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const signature = "4dabf18193072939515e22adb298388d";

interface PairArgs {
  readonly of?: pulumi.Input<unknown>;
  readonly size?: string;
}

/** As a generated SDK declares a component of a provider. */
class Pair extends pulumi.ComponentResource {
  declare readonly first: pulumi.Output<Thing>;
  declare readonly echo: pulumi.Output<string>;
  declare readonly hidden: pulumi.Output<string>;
  constructor(name: string, args: PairArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const outputs = { first: undefined, echo: undefined, hidden: undefined };
    super("test:index:Pair", name, { ...outputs, ...args }, { version: "1.2.3", ...opts }, true);
  }
}

pulumi.runtime.registerResourceModule("test", "index", {
  version: "1.2.3",
  construct: (name: string, _type: string, urn: string) => new Thing(name, {}, { urn }),
});

const urnOf = (type: string, name: string): string => `urn:pulumi:dev::stage::${type}::${name}`;
const pairUrn = urnOf("test:index:Pair", "pair");
const echoOf = (text: string): string => `echo of ${JSON.stringify(text)}`;
const childUrn = (name: string): string => urnOf("test:index:Pair$test:index:Thing", name);

/** Two things, the second of which is of the first. */
async function constructPair(
  request: ConstructRequest,
  monitor: Monitor,
): Promise<ConstructResult | Declined> {
  const { type, name, parent, inputs, providers, options, dependencies } = request;
  if (inputs.size === "odd") return { declined: `${type} of an odd size` };
  if (inputs.size === "wrong") throw new Error("size must not be wrong");
  const common = { version: "1.2.3", aliases: [], providers: {} };
  const { urn } = await monitor.register({
    ...{ ...common, type, name, parent, custom: false, provider: "", inputs: {}, providers },
    ...{ options, dependencies, propertyDependencies: {} },
  });
  const child = (suffix: string, of: PairArgs["of"], from: readonly string[]) =>
    monitor.register({
      ...{ ...common, type: "test:index:Thing", name: `${name}-${suffix}`, parent: urn },
      ...{ custom: true, provider: providers.test ?? "", options: {} },
      ...{ inputs: { of, ...(inputs.size ? { size: inputs.size } : {}) } as typeof inputs },
      ...{ dependencies: from, propertyDependencies: { of: from } },
    });
  const first = await child("one", inputs.of ?? null, request.inputDependencies.of ?? []);
  const second = await child("two", first.properties.echo, [first.urn]);
  await monitor.registerOutputs(urn, {});
  const reference = {
    [signature]: "5cf8f73096256a8f31e491e813e4eb8e",
    urn: first.urn,
    id: first.id,
  };
  return {
    urn,
    state: {
      first: reference,
      echo: second.properties.echo ?? null,
      hidden: { [signature]: secretSignature, value: "hush-hush" },
    },
    stateDependencies: { first: [first.urn], echo: [second.urn] },
  };
}

describe("remote components", () => {
  let stage: Stage;
  let asked: ConstructRequest[];
  beforeEach(async () => {
    stage = await new Stage().open();
    asked = [];
  });
  afterEach(() => stage.close());

  const providers = () => ({
    test: () =>
      Object.assign(stage.cloud.factory(), {
        construct: (request: ConstructRequest, monitor: Monitor) => {
          asked.push(request);
          return constructPair(request, monitor);
        },
      }),
  });
  const open = (
    program: pulumi.Unwrap<() => Promise<unknown>>,
    options: Parameters<Stage["stack"]>[1] = {},
  ) => stage.stack(program as never, { providers: providers(), ...options });

  const program = async (): Promise<Record<string, unknown>> => {
    const given = new Thing("given");
    const pair = new Pair("pair", { of: given.echo }, { dependsOn: given });
    new Thing("after", { of: pair.echo });
    new Thing("beside", { of: pair.hidden });
    return Promise.resolve({
      echo: pair.echo,
      hidden: pair.hidden,
      firstEcho: pair.first.apply((first) => first.echo),
    });
  };

  for (const grpc of [false, true])
    it(`are made of what their provider registers${grpc ? ", over gRPC" : ""}`, async () => {
      const stack = await open(program, { grpc });
      await stack.preview();
      const { summary, outputs } = await stack.up();
      expect(summary.resourceChanges).to.deep.equal({ create: 7 });
      expect(outputs.echo?.value).to.equal(echoOf(echoOf("nothing")));
      expect(outputs.firstEcho?.value).to.equal(echoOf("nothing"));
      expect(outputs.hidden).to.deep.equal({ value: "hush-hush", secret: true });
      expect((await stack.up()).summary.resourceChanges).to.deep.equal({ same: 7 });
      await stack.destroy();
      expect(stage.cloud.things.size).to.equal(0);
    });

  it("stand in the state with their children, and with what depends on what", async () => {
    const stack = await open(program);
    await stack.up();
    const { deployment } = await stack.exportStack();
    const resources = deployment.resources as Record<string, unknown>[];
    const find = (urn: string) => resources.find((one) => one.urn === urn) ?? {};
    expect(find(pairUrn)).to.deep.include({
      custom: false,
      type: "test:index:Pair",
      dependencies: [urnOf("test:index:Thing", "given")],
    });
    expect(find(childUrn("pair-one"))).to.deep.include({
      parent: pairUrn,
      propertyDependencies: { of: [urnOf("test:index:Thing", "given")] },
    });
    const { of } = find(urnOf("test:index:Thing", "after")).propertyDependencies as {
      of: string[];
    };
    expect(of).to.have.members([pairUrn, childUrn("pair-two")]);
    const { inputs } = find(urnOf("test:index:Thing", "beside")) as { inputs: object };
    expect(inputs).to.have.nested.property(`of.${signature}`, secretSignature);
  });

  it("are told what is known in a preview, and what is not", async () => {
    const events: EngineEvent[] = [];
    const stack = await open(program);
    await stack.preview({ onEvent: (event) => events.push(event) });
    expect(asked[0]?.inputs.of).to.deep.equal({
      [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
      dependencies: [urnOf("test:index:Thing", "given")],
    });
    expect(asked[0]?.deployment).to.deep.include({ project: "stage", stack: "dev", dryRun: true });
    const made = events.filter((event) => event.resourcePreEvent?.metadata.op === "create");
    expect(made.map((event) => event.resourcePreEvent?.metadata.urn)).to.include.members([
      pairUrn,
      childUrn("pair-one"),
      childUrn("pair-two"),
    ]);
  });

  it("hand their providers and options on", async () => {
    class Test extends pulumi.ProviderResource {}
    const stack = await open(() => {
      const west = new Test("test", "west", { region: "us-west-2" });
      new Pair("pair", {}, { provider: west, protect: true, ignoreChanges: ["size"] });
      return Promise.resolve({});
    });
    await stack.up();
    expect(asked[0]?.providers.test).to.match(/pulumi:providers:test::west::[0-9a-f-]{36}$/);
    expect(asked[0]?.options).to.deep.include({ protect: true, ignoreChanges: ["size"] });
    const { deployment } = await stack.exportStack();
    const child = (deployment.resources as Record<string, unknown>[]).find(
      ({ urn }) => urn === childUrn("pair-one"),
    );
    expect(child?.provider).to.equal(asked[0]?.providers.test);
  });

  it("have their children transformed by their own transforms and by the stack's", async () => {
    const marks =
      (key: string): pulumi.ResourceTransform =>
      ({ type, props, opts }) =>
        type === "test:index:Thing" ? { props: { ...props, [key]: true }, opts } : undefined;
    const stack = await open(() => {
      pulumi.runtime.registerResourceTransform(marks("byStack"));
      new Pair("pair", {}, { transforms: [marks("byPair")] });
      return Promise.resolve({});
    });
    await stack.up();
    const { deployment } = await stack.exportStack();
    const child = (deployment.resources as Record<string, unknown>[]).find(
      ({ urn }) => urn === childUrn("pair-one"),
    );
    expect(child?.inputs).to.include({ byPair: true, byStack: true });
  });

  it("stand alone in a preview while their provider's arguments are not known", async () => {
    class Test extends pulumi.ProviderResource {}
    const made: string[] = [];
    const stack = await open(() => {
      const given = new Thing("given");
      const provider = new Test("test", "west", { region: given.echo });
      new Pair("pair", {}, { provider });
      return Promise.resolve({});
    });
    await stack.preview({
      onEvent: ({ resourcePreEvent }) => made.push(resourcePreEvent?.metadata.urn ?? ""),
    });
    expect(made).to.include(pairUrn).and.not.include(childUrn("pair-one"));
    expect(asked).to.deep.equal([]);
  });

  async function failure(
    args: PairArgs,
    options: Parameters<Stage["stack"]>[1] = {},
  ): Promise<string> {
    const stack = await open(() => {
      new Pair("pair", args);
      return Promise.resolve({});
    }, options);
    const said = await stack.up().then(
      () => "nothing",
      (error: unknown) => String(error),
    );
    expect(stage.cloud.things.size).to.equal(0);
    return said;
  }

  it("fail the run with the words of their provider, said once", async () => {
    const said = await failure({ size: "wrong" });
    expect(said).to.contain(
      "test:index:Pair resource 'pair' has a problem: size must not be wrong",
    );
    expect(said.match(/size must not be wrong/g)).to.have.length(2, "in stdout and in stderr");
  });

  it("fail with their children, which have told why", async () => {
    stage.cloud.failing.set("create pair-one", new Error("no more things"));
    const said = await failure({});
    expect(said).to.contain("no more things").and.not.contain("has a problem");
    stage.cloud.failing.clear();
    const refused = await failure({ size: "huge" });
    expect(refused).to.contain("must be small or large").and.not.contain("'pair' has a problem");
  });

  it("are refused by name where nobody constructs them", async () => {
    expect(await failure({ size: "odd" })).to.contain(
      `the rehearsal engine does not support remote components (test:index:Pair of an odd size "pair"); use the Pulumi CLI`,
    );
    const providers = { test: stage.cloud.factory };
    expect(await failure({}, { providers })).to.contain(
      `the rehearsal engine does not support remote components (test:index:Pair "pair"); use the Pulumi CLI`,
    );
  });

  describe("that the provider declines", () => {
    let home: string;
    const before = { ...process.env };
    beforeEach(async () => {
      home = await stage.folder();
      process.env.PULUMI_HOME = home;
      process.env.AWS_SECRET_ACCESS_KEY = "leak-me";
      process.env.PULUMI_ACCESS_TOKEN = "leak-me-too";
      process.env.SOME_TOKEN = "leak-me-three";
      process.env.AWS_REGION = "eu-west-1";
    });
    afterEach(() => {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    });

    async function install(version: string, script: string): Promise<void> {
      const folder = join(home, "plugins", `resource-test-v${version}`);
      await mkdir(folder, { recursive: true });
      const file = join(folder, "pulumi-resource-test");
      await writeFile(file, `#!/usr/bin/env node\n${script}`, { mode: 0o755 });
    }

    /** A plugin as the SDK makes it: one thing with the size it was given, and a note of its process. */
    const plugin = (): string => `
      const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});
      const { writeFileSync } = require("node:fs");
      writeFileSync(${JSON.stringify(join(home, "process.json"))}, JSON.stringify({ pid: process.pid, env: process.env }));
      console.error("the plugin has a word");
      class Thing extends pulumi.CustomResource {
        constructor(name, args, opts) {
          super("test:index:Thing", name, { echo: undefined, ...args }, { version: "1.2.3", ...opts });
        }
      }
      pulumi.provider.main({
        version: "1.2.3",
        construct(name, type, inputs, options) {
          if (name === "broken") throw new Error("it broke");
          const component = new pulumi.ComponentResource(type, name, {}, options);
          const thing = new Thing(name + "-thing", { of: inputs.of }, { parent: component });
          component.registerOutputs({});
          return { urn: component.urn, state: { echo: thing.echo, hidden: pulumi.secret("hush-hush") } };
        },
      }, process.argv.slice(2));
    `;

    it("are constructed by the installed plugin, which has no credential and ends with the run", async () => {
      await install("1.2.3", plugin());
      const events: EngineEvent[] = [];
      const stack = await open(
        () => {
          const given = new Thing("given");
          const pair = new Pair("pair", { of: given.echo, size: "odd" });
          new Thing("after", { of: pair.echo });
          return Promise.resolve({ echo: pair.echo, hidden: pair.hidden });
        },
        { componentPlugins: ["test"] },
      );
      await stack.preview({ onEvent: (event) => events.push(event) });
      const { summary, outputs } = await stack.up();
      expect(summary.resourceChanges).to.deep.equal({ create: 5 });
      expect(outputs.echo?.value).to.equal(echoOf("nothing"));
      expect(outputs.hidden).to.deep.equal({ value: "hush-hush", secret: true });
      const { deployment } = await stack.exportStack();
      const child = (deployment.resources as Record<string, unknown>[]).find(
        ({ urn }) => urn === childUrn("pair-thing"),
      );
      expect(child).to.deep.include({
        parent: pairUrn,
        propertyDependencies: { of: [urnOf("test:index:Thing", "given")] },
      });
      const note = JSON.parse(await readFile(join(home, "process.json"), "utf8")) as {
        pid: number;
        env: Record<string, string>;
      };
      expect(JSON.stringify(note.env)).to.not.contain("leak-me");
      expect(note.env).to.include({ AWS_REGION: "eu-west-1", AWS_EC2_METADATA_DISABLED: "true" });
      expect(() => process.kill(note.pid, 0)).to.throw("ESRCH");
      const told = events.map((event) => event.diagnosticEvent?.message.trim());
      expect(told).to.include("the plugin has a word");
    });

    const odd = { size: "odd" };
    const allowed = { componentPlugins: ["test"] };

    it("fail with the plugin's own words", async () => {
      await install("1.2.3", plugin());
      const stack = await open(() => {
        new Pair("broken", odd);
        return Promise.resolve({});
      }, allowed);
      const said = await stack.up().then(String, String);
      expect(said).to.contain("test:index:Pair resource 'broken' has a problem: it broke");
    });

    it("are refused with the command that installs the plugin", async () => {
      await install("1.2.0", plugin());
      expect(await failure(odd, allowed)).to.contain(
        "test:index:Pair resource 'pair' has a problem: the rehearsal engine does not construct test:index:Pair of an odd size " +
          `itself, and the plugin test 1.2.3 is not installed in ${join(home, "plugins")} (there is 1.2.0); ` +
          "install it: pulumi plugin install resource test 1.2.3",
      );
    });

    it("are refused where the plugin does not come up", async () => {
      await install("1.2.3", `console.error("out of order"); process.exit(3);`);
      expect(await failure(odd, allowed)).to.match(
        /the plugin .*pulumi-resource-test ended before it served \(3\)(; it said: out of order)?/,
      );
    });
  });
});

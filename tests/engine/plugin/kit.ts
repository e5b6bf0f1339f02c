/**
 * The plugin `kit`: a provider of pieces and of a component of two, written with Pulumi's own SDK as people write theirs, and
 * installed into a Pulumi home.
 */
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import * as sdk from "@pulumi/pulumi/runtime/settings";

/** What of the SDK is not declared in its types. */
const settings = sdk as unknown as {
  getMonitor():
    | {
        registerPackage(
          request: resourceProto.RegisterPackageRequest,
          callback: (error: Error | null, response: resourceProto.RegisterPackageResponse) => void,
        ): void;
      }
    | undefined;
};

export const kitVersion = "1.0.0";

/** Where `provider.main` notes how its process was started. */
export const noteOf = (home: string): string => join(home, "process.json");

const script = (home: string): string => `#!/usr/bin/env node
const pulumi = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});
const { writeFileSync } = require("node:fs");
writeFileSync(${JSON.stringify(noteOf(home))}, JSON.stringify({ pid: process.pid, env: process.env }));
console.error("the kit has a word");

class Piece extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("kit:index:Piece", name, { text: undefined, ...args }, { version: "${kitVersion}", ...opts });
  }
}

class Box extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("kit:index:Box", name, {}, opts);
    const parent = { parent: this };
    this.first = new Piece(name + "-first", { colour: args.colour }, parent);
    this.second = new Piece(name + "-second", { of: this.first.text }, parent);
    this.registerOutputs({});
  }
}

let parameter = "";
const textOf = ({ colour = "no", of = "nothing" }) => parameter + colour + " piece of " + of;

pulumi.provider.main({
  version: "${kitVersion}",
  async parameterizeValue(name, version, value) {
    parameter = value + " ";
    return { name: value === "rename" ? "other" : name, version };
  },
  async check(urn, olds, news) {
    const failures = news.colour === "ugly" ? [{ property: "colour", reason: "is no colour" }] : [];
    return { inputs: news, failures };
  },
  async diff(id, urn, olds, news) {
    const { text, ...before } = olds;
    const keys = [...new Set([...Object.keys(before), ...Object.keys(news)])];
    const diffs = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(news[key]));
    return { changes: diffs.length > 0, replaces: diffs.filter((key) => key === "size") };
  },
  async create(urn, inputs) {
    const name = urn.split("::").pop();
    if (inputs.crash === "exit") process.exit(7);
    if (inputs.crash === "kill") process.kill(process.pid, "SIGKILL");
    if (inputs.crash === "throw") throw new Error("the kit is out of pieces");
    return { id: "piece-" + name, outs: { ...inputs, text: textOf(inputs) } };
  },
  async read(id, urn, props) {
    return { id, props };
  },
  async update(id, urn, olds, news) {
    return { outs: { ...news, text: textOf(news) } };
  },
  async delete() {},
  async invoke(token, args) {
    if (args.fails) return { failures: [{ property: "fails", reason: "as it was asked to" }] };
    return { outputs: { token, ...args } };
  },
  async construct(name, type, inputs, options) {
    if (name === "broken") throw new Error("the box broke");
    const box = new Box(name, inputs, options);
    return {
      urn: box.urn,
      state: { first: box.first, text: box.second.text, hidden: pulumi.secret("hush-hush") },
    };
  },
  async call(token, args) {
    if (token.endsWith("/fail")) throw new Error("the method fails");
    const { __self__: self, ...given } = args;
    if (token.endsWith("/refuse")) return { failures: [{ property: "word", reason: "is refused" }] };
    return {
      outputs: {
        said: pulumi.output(given.word).apply((word) => "the box says " + word),
        kept: pulumi.output(given.word),
        closed: pulumi.secret("hush-too"),
        self: self.urn ?? self,
      },
    };
  },
}, process.argv.slice(2));
`;

/** Installs the plugin as \`pulumi plugin install resource kit\` would. */
export async function installKit(home: string, version = kitVersion): Promise<string> {
  const folder = join(home, "plugins", `resource-kit-v${version}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, "pulumi-resource-kit");
  await writeFile(file, script(home));
  await chmod(file, 0o755);
  return file;
}

/** As a generated SDK declares the resources of a package. */
export class Piece extends pulumi.CustomResource {
  declare readonly text: pulumi.Output<string>;
  constructor(
    name: string,
    args: Record<string, unknown> = {},
    opts: pulumi.CustomResourceOptions = {},
  ) {
    super("kit:index:Piece", name, { text: undefined, ...args }, { version: kitVersion, ...opts });
  }
}

pulumi.runtime.registerResourceModule("kit", "index", {
  version: kitVersion,
  construct: (name: string, _type: string, urn: string) => new Piece(name, {}, { urn }),
});

/** Registers what the kit is with a parameter, as a generated SDK does: the package `name` at version 2.0.0. */
export async function parameterizedKit(name: string, value: string): Promise<string> {
  const parameter = new resourceProto.Parameterization();
  parameter.setName(name);
  parameter.setVersion("2.0.0");
  parameter.setValue(Buffer.from(value));
  const request = new resourceProto.RegisterPackageRequest();
  request.setName("kit");
  request.setVersion(kitVersion);
  request.setParameterization(parameter);
  const monitor = settings.getMonitor();
  return new Promise((resolve, reject) => {
    monitor?.registerPackage(request, (error, response) => {
      if (error) reject(error);
      else resolve(response.getRef());
    });
  });
}

/** A piece of a kit whose parameter makes it the package `toys`. */
export class NamedPiece extends pulumi.CustomResource {
  declare readonly text: pulumi.Output<string>;
  constructor(
    name: string,
    args: Record<string, unknown>,
    { ref, ...opts }: pulumi.CustomResourceOptions & { ref: Promise<string> },
  ) {
    super("toys:index:Piece", name, { text: undefined, ...args }, opts, false, ref);
  }
}

export interface BoxSays {
  readonly said: string;
  readonly kept: string;
  readonly closed: string;
  readonly self: string;
}

export class Box extends pulumi.ComponentResource {
  declare readonly first: pulumi.Output<Piece>;
  declare readonly text: pulumi.Output<string>;
  declare readonly hidden: pulumi.Output<string>;
  constructor(
    name: string,
    args: Record<string, unknown> = {},
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const outputs = { first: undefined, text: undefined, hidden: undefined };
    super("kit:index:Box", name, { ...outputs, ...args }, { version: kitVersion, ...opts }, true);
  }

  say(word: pulumi.Input<string>, method = "say"): pulumi.Output<BoxSays> {
    const args = { __self__: this, word };
    return pulumi.runtime.call<BoxSays>(`kit:index:Box/${method}`, args, this);
  }
}

/** Stacks that a program refers to, given as exports. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rehearse, type InlineProgram } from "../../automation";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const program: InlineProgram = {
  projectName: "shop",
  stackName: "prod",
  program: () => {
    const network = new pulumi.StackReference("acme/network/prod");
    const block = network.requireOutput("block").apply((value: string) => value);
    const vpc = new aws.ec2.Vpc("main", { cidrBlock: block });
    return Promise.resolve({ block: vpc.cidrBlock, token: network.getOutput("token") });
  },
};

const exported = (stack: string): object => ({
  version: 3,
  deployment: {
    resources: [
      {
        urn: `urn:pulumi:${stack}::network::pulumi:pulumi:Stack::network-${stack}`,
        ...{ type: "pulumi:pulumi:Stack", custom: false },
        outputs: {
          block: "10.4.0.0/16",
          token: {
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            ciphertext: "v1:unreadable",
          },
        },
      },
    ],
  },
});

describe("a program that refers to another stack", () => {
  let folder: string;
  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const run = (...references: string[]) =>
    rehearse(program, { references, config: { "aws:region": "us-east-1" } });

  beforeEach(() => {
    folder = folderWith({});
  });
  afterEach(removeFolders);

  it("is rehearsed with that stack's export", async () => {
    const { outputs } = await run(file("network.json", exported("prod")));
    expect(outputs).to.deep.equal({ block: "10.4.0.0/16", token: "[secret]" });
  });

  it("has of several those that it names, by a pattern", async () => {
    file("a.json", exported("dev"));
    file("b.json", exported("prod"));
    const { outputs } = await run(join(folder, "*.json"));
    expect(outputs.block).to.equal("10.4.0.0/16");
  });

  it("fails without it, by the stack's name", async () => {
    const { message } = await rejection(run());
    expect(message).to.contain('unknown stack "acme/network/prod": give its state by');
  });

  for (const [title, content, says] of [
    ["what is no JSON", "Resources:", /--reference .*bad\.json: no JSON; give what `pulumi stack/],
    ["what is no state", { resources: [] }, /--reference .*bad\.json: it has no deployment/],
  ] as const)
    it(`refuses ${title}`, async () => {
      const { message } = await rejection(run(file("bad.json", content)));
      expect(message).to.match(says);
    });

  it("refuses two states of one stack, and a pattern that matches nothing", async () => {
    const [one, two] = [file("1.json", exported("prod")), file("2.json", exported("prod"))];
    expect((await rejection(run(one, two))).message).to.match(/2\.json: there is another state of/);
    const nothing = join(folder, "*.none");
    expect((await rejection(run(nothing))).message).to.match(/no file matches it/);
  });
});

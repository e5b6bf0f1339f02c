/** A state whose secrets nobody here can open: AWS KMS or Pulumi Cloud keeps them, or another passphrase. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rehearse, simUp, type InlineProgram } from "../../automation";
import { folderWith, removeFolders } from "./support/folders";

const program = (label: string): InlineProgram => ({
  projectName: "sealed",
  stackName: "dev",
  program: () => {
    const vpc = new aws.ec2.Vpc("main", {
      cidrBlock: "10.0.0.0/16",
      tags: { Owner: pulumi.secret("hunter2"), Label: label },
    });
    return Promise.resolve({ owner: pulumi.secret("hunter2"), vpc: vpc.id });
  },
});

const config = { "aws:region": "us-east-1" };

interface StateFile {
  checkpoint: { latest: { secrets_providers: { type: string; state: unknown } } };
}

/** As the stack's file would be if its secrets were another's to open. */
async function sealedState(): Promise<string> {
  const home = join(folderWith({}), "home");
  await simUp(program("a"), { home, config });
  const text = readFileSync(join(home, "state", ".pulumi", "stacks", "sealed", "dev.json"), "utf8");
  const state = JSON.parse(text) as StateFile;
  state.checkpoint.latest.secrets_providers = { type: "cloud", state: { url: "awskms://alias/x" } };
  const file = join(home, "exported.json");
  writeFileSync(file, JSON.stringify(state));
  return file;
}

describe("a state whose secrets cannot be opened", () => {
  afterEach(removeFolders);

  it("is rehearsed with placeholders, which are counted: its own program changes nothing", async () => {
    const from = await sealedState();
    const { changes, diagnostics, outputs } = await rehearse(program("a"), { config, from });
    expect(changes).to.include({ create: 0, update: 0, replace: 0, delete: 0 });
    const warning = diagnostics.find(({ message }) => message.includes("cannot be read here"));
    expect(warning?.severity).to.equal("warning");
    expect(warning?.message).to.match(/^[1-9]\d* secret values of exported\.json /);
    expect(outputs.owner).to.equal("[secret]");
  });

  it("shows a change beside them as that change alone", async () => {
    const from = await sealedState();
    const { changes } = await rehearse(program("b"), { config, from });
    expect(changes).to.include({ create: 0, update: 1, replace: 0, delete: 0 });
  });
});

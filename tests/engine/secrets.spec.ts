import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { newCrypter, openCrypter } from "../../engine/backend/passphrase";
import { Stage, Thing } from "./stage";

describe("secrets", () => {
  it("reads what the Pulumi CLI 3.260 wrote with the passphrase provider", async () => {
    const salt = "v1:eoTNpIrDGOA=:v1:vV9Do2nSRDKhihgN:IAEpvsadQFE4PSFoQxbB003NIsN9lw==";
    const crypter = await openCrypter("pw", salt);
    expect(crypter.decrypt("v1:fe1J5zikgrUf1ya6:L6Hvf8TjKMqSb8hdEu7X0pkhUQ==")).to.equal("vvv");
    expect(crypter.decrypt("v1:w0YXIXIDia8EzDli:y7M/NLAk17prfFHBxrq4+9lwZw==")).to.equal('"q"');
  });

  it("refuses a wrong passphrase", async () => {
    const { salt } = await newCrypter("right");
    const failure: unknown = await openCrypter("wrong", salt).catch((error: unknown) => error);
    expect(String(failure)).to.equal("EngineError: incorrect passphrase");
  });

  it("keeps the ciphertext of a secret that has not changed", async () => {
    const made = await newCrypter("p");
    const ciphertext = made.encrypt("same");
    const opened = await openCrypter("p", made.salt);
    expect(opened.decrypt(ciphertext)).to.equal("same");
    expect(opened.encrypt("same")).to.equal(ciphertext);
    expect(opened.encrypt("other")).not.to.equal(ciphertext);
  });

  describe("of a program", () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = await new Stage().open();
    });
    afterEach(() => stage.close());

    const program = () => {
      const secret = new pulumi.Config("stage").requireSecret("token");
      const thing = new Thing("one", {
        plain: "visible",
        nested: { list: [secret, "open"] },
      });
      new Thing("two", { of: secret }, { additionalSecretOutputs: ["echo"] });
      void pulumi.log.debug("debugging");
      return Promise.resolve({ nested: secret, echo: thing.echo });
    };

    it("reach the provider in clear and appear nowhere else: state, history, journal, events, output", async () => {
      const stack = await stage.stack(program);
      await stack.setConfig("token", { value: "hunter2-hunter2", secret: true });
      const events: unknown[] = [];
      const told: string[] = [];
      const { stdout } = await stack.up({
        onEvent: (event) => events.push(event),
        onOutput: (text) => told.push(text),
        debug: true,
      });
      const one = [...stage.cloud.things.values()].find(({ urn }) => urn.endsWith("one"));
      expect(one?.properties.nested).to.deep.equal({ list: ["hunter2-hunter2", "open"] });
      const everything =
        JSON.stringify(events) + stdout + told.join("") + (await textsBelow(stage.state));
      expect(everything).to.contain("visible").and.to.contain("ciphertext");
      expect(everything).not.to.contain("hunter2");
      expect(await stage.up(program)).to.deep.equal({ same: 3 });
    });

    it("come back as secrets from the state", async () => {
      const stack = await stage.stack(program);
      await stack.setConfig("token", { value: "hunter2", secret: true });
      await stack.up();
      expect((await stack.outputs()).nested).to.deep.equal({ value: "hunter2", secret: true });
      const { deployment } = await stack.exportStack();
      const two = deployment.resources.find((one: { urn: string }) => one.urn.endsWith("two"));
      expect(two.outputs.echo.plaintext).to.equal('"echo of \\"hunter2\\""');
    });
  });
});

async function textsBelow(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map((file) => readFile(join(file.parentPath, file.name), "utf8")),
  );
  return texts.join("\n");
}

import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkOverrides, type ConfiguredProject } from "../../automation/project/config";
import { openHome, withTemporaryHome, type Home } from "../../automation/home/home";
import { Cipher } from "../../automation/project/passphrase";
import { simulatedConfig, type SimulatedConfig } from "../../automation/runs/simulatedConfig";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const project: ConfiguredProject = {
  name: "app",
  config: new Map([
    ["zones", { type: "array", secret: false }],
    ["domain", { type: "string", secret: false, required: true }],
    ["apiKey", { type: "string", secret: true }],
  ]),
};

interface Written {
  readonly config: SimulatedConfig;
  readonly text: string;
  readonly values: Record<string, unknown>;
  readonly salt: string | undefined;
}

/** The stack file of a run, as Pulumi's YAML reader sees it. */
async function write(
  home: Home,
  userText: string | undefined,
  given: Record<string, unknown> = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Written> {
  const stackFile =
    userText === undefined
      ? undefined
      : join(folderWith({ "Pulumi.dev.yaml": userText }), "Pulumi.dev.yaml");
  const overrides = checkOverrides(project, given);
  const config = await simulatedConfig(home, {
    project,
    stack: "dev",
    stackFile,
    overrides,
    environment,
  });
  await config.write();
  const text = readFileSync(config.file, "utf8");
  const content = parse(text) as { config?: Record<string, unknown>; encryptionsalt?: string };
  if (stackFile) expect(readFileSync(stackFile, "utf8")).to.equal(userText);
  return { config, text, values: content.config ?? {}, salt: content.encryptionsalt };
}

describe("the stack file of a simulated run", () => {
  afterEach(removeFolders);

  it("is the user's with the run's values, in the home and not in the project", async () => {
    await withTemporaryHome(async (home) => {
      const user =
        "config:\n  app:domain: a.example\n  zones: [a]\n  aws:accountId: 012345678901\n  aws:region: us-east-1\n";
      const { config, text, values } = await write(home, user, { zones: "a,b", domain: "yes" });
      expect(config.file).to.equal(join(home.folder, "config", "app", "Pulumi.dev.yaml"));
      expect(text).to.contain("aws:accountId: 012345678901\n");
      expect(text).to.contain('"app:domain": "yes"\n');
      expect(values["app:zones"]).to.deep.equal(["a", "b"]);
      expect(values).to.not.have.property("zones");
      expect(config).to.deep.include({ secrets: [], warnings: [], quotas: undefined });
    });
  });

  it("comes from nothing too", async () => {
    await withTemporaryHome(async (home) => {
      expect((await write(home, undefined)).values).to.deep.equal({});
      expect((await write(home, "# nothing\n", { domain: "d" })).values).to.deep.equal({
        "app:domain": "d",
      });
    });
  });

  it("passes on the secrets that the user's passphrase opens, under a passphrase of its own", async () => {
    const users = await Cipher.create("mine");
    const user = `encryptionsalt: ${users.salt}\nconfig:\n  app:apiKey:\n    secure: ${users.encrypt("hunter2")}\n  app:deep:\n    list:\n      - secure: ${users.encrypt("inner")}\n`;
    await withTemporaryHome(async (home) => {
      const environment = { PULUMI_CONFIG_PASSPHRASE: "mine" };
      const { config, text, values, salt } = await write(home, user, {}, environment);
      expect(config.secrets).to.deep.equal(["hunter2", "inner"]);
      expect(config.warnings).to.deep.equal([]);
      expect(text).not.to.match(/hunter2|inner/);
      const own = await Cipher.open(home.passphrase, salt ?? "");
      const { "app:apiKey": apiKey, "app:deep": deep } = values as Record<
        string,
        { secure: string; list: { secure: string }[] }
      >;
      expect(own?.decrypt(apiKey?.secure ?? "")).to.equal("hunter2");
      expect(own?.decrypt(deep?.list[0]?.secure ?? "")).to.equal("inner");
      expect(await Cipher.open("mine", salt ?? "")).to.equal(undefined);
    });
  });

  it("gives a secret placeholder for those that it cannot read, and names them", async () => {
    const user =
      "secretsprovider: awskms://alias/x\nencryptedkey: abc\nconfig:\n  app:apiKey:\n    secure: AAAB\n";
    await withTemporaryHome(async (home) => {
      const { config, text, values, salt } = await write(home, user);
      expect(config.warnings).to.deep.equal([
        "the secret app:apiKey cannot be read here (PULUMI_CONFIG_PASSPHRASE is not the stack's, or it has another " +
          "provider): the program gets a secret placeholder",
      ]);
      expect(text).not.to.match(/secretsprovider|encryptedkey|AAAB/);
      const own = await Cipher.open(home.passphrase, salt ?? "");
      const { secure } = values["app:apiKey"] as { secure: string };
      expect(own?.decrypt(secure)).to.equal("placeholder of app:apiKey");
    });
  });

  it("encrypts a value given for a secret key, and keeps its salt from run to run", async () => {
    const home = await openHome(folderWith({}));
    const first = await write(home, "config: {}\n", { apiKey: "hunter2" });
    expect(first.text).not.to.contain("hunter2");
    expect(first.config.secrets).to.deep.equal(["hunter2"]);
    const second = await write(home, "config: {}\n", { apiKey: "hunter3" });
    expect(second.salt).to.be.a("string").and.equal(first.salt);
    expect((await write(home, "config: {}\n")).salt).to.equal(first.salt);
  });

  it("leaves out environments of Pulumi Cloud, by name, and says what nobody gives", async () => {
    await withTemporaryHome(async (home) => {
      const { config, text } = await write(home, "environment:\n  - prod\n  - keys\nconfig: {}\n");
      expect(text).not.to.contain("environment");
      expect(config.warnings).to.have.length(1);
      expect(config.warnings[0])
        .to.match(/^prod, keys: environments that .*Pulumi\.dev\.yaml names, left out/)
        .and.to.contain("--config <key>=<value>")
        .and.to.match(/the project asks for domain$/);
      const given = await write(home, "environment:\n  imports: [prod]\nconfig: {}\n", {
        domain: "example.com",
      });
      expect(given.config.warnings[0])
        .to.match(/^prod: an environment that/)
        .and.not.to.contain("asks for");
    });
  });

  it("reads quotas as a map or as JSON", async () => {
    await withTemporaryHome(async (home) => {
      const map = await write(home, "config:\n  aws-network:quotas:\n    vpcsPerRegion: 10\n");
      expect(map.config.quotas).to.deep.equal({ vpcsPerRegion: 10 });
      const json = await write(home, "", { "aws-network:quotas": '{"vpcsPerRegion":20}' });
      expect(json.config.quotas).to.deep.equal({ vpcsPerRegion: 20 });
      const error = await rejection(write(home, "", { "aws-network:quotas": "many" }));
      expect(error.message).to.equal(
        'config key "aws-network:quotas" must be an object of whole numbers, as {"vpcsPerRegion":10}',
      );
    });
  });

  it("refuses a damaged stack file", async () => {
    await withTemporaryHome(async (home) => {
      const error = await rejection(write(home, "config: [a\n"));
      expect(error.name).to.equal("DamagedFileError");
    });
  });
});

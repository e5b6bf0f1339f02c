import { expect } from "chai";
import { devNull } from "node:os";
import { alone, withEmulator, withoutCredentials } from "../../automation/runs/environment";
import { rejection } from "./support/rejection";

const secrets = {
  AWS_ACCESS_KEY_ID: "AKIA",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: "token",
  AWS_PROFILE: "prod",
  AWS_CONFIG_FILE: "/home/me/.aws/config",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/",
  AWS_WEB_IDENTITY_TOKEN_FILE: "/token",
  AWS_ENDPOINT_URL: "https://aws.example",
  PULUMI_ACCESS_TOKEN: "pul-1",
  PULUMI_CONFIG_PASSPHRASE: "mine",
  PULUMI_CONFIG_PASSPHRASE_FILE: "/passphrase",
};
const kept = { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-1" };

/** What of the environment concerns AWS and Pulumi. */
function concerned(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^(?:AWS_|PULUMI_(?:ACCESS|CONFIG))/.test(name)),
  );
}

describe("the environment of a simulated run", () => {
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    before = { ...process.env };
    for (const name of Object.keys(concerned())) delete process.env[name];
    Object.assign(process.env, secrets, kept);
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });

  it("holds no credential, and switches off every place where one is looked for", async () => {
    const inside = await withoutCredentials(() => Promise.resolve(concerned()));
    expect(inside).to.deep.equal({
      ...kept,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    });
  });

  it("is put back afterwards", async () => {
    await withoutCredentials(() => Promise.resolve());
    expect(concerned()).to.deep.equal({ ...secrets, ...kept });
  });

  it("is put back after a failure", async () => {
    const error = await rejection(
      withoutCredentials(() => Promise.reject(new Error("the program"))),
    );
    expect(error.message).to.equal("the program");
    expect(concerned()).to.deep.equal({ ...secrets, ...kept });
  });

  it("hands the driver the environment as it was", async () => {
    const given = await withoutCredentials((environment) => Promise.resolve(environment));
    expect(given.PULUMI_CONFIG_PASSPHRASE).to.equal("mine");
  });

  it("is one run's at a time, real runs included", async () => {
    const seen: string[] = [];
    const real = async (): Promise<void> => {
      seen.push(`real ${process.env.AWS_PROFILE ?? "none"}`);
      await Promise.resolve();
    };
    const simulated = async (): Promise<void> => {
      seen.push(`simulated ${process.env.AWS_PROFILE ?? "none"}`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`still ${process.env.AWS_PROFILE ?? "none"}`);
    };
    await Promise.all([withoutCredentials(simulated), alone(real), withoutCredentials(simulated)]);
    const one = ["simulated none", "still none"];
    expect(seen).to.deep.equal([...one, "real prod", ...one]);
  });

  it("goes on after a run that failed", async () => {
    const failed = rejection(withoutCredentials(() => Promise.reject(new Error("first"))));
    expect(await withoutCredentials(() => Promise.resolve("second"))).to.equal("second");
    await failed;
  });
});

describe("the environment of a run on an emulator", () => {
  it("has made-up credentials, and the emulator's address", async () => {
    process.env.AWS_SECRET_ACCESS_KEY = "real";
    try {
      const inside = await withEmulator("http://127.0.0.1:5000", () =>
        Promise.resolve({ ...process.env }),
      );
      expect(inside.AWS_SECRET_ACCESS_KEY).to.equal("emulator");
      expect(inside.AWS_ENDPOINT_URL).to.equal("http://127.0.0.1:5000");
      expect(process.env.AWS_SECRET_ACCESS_KEY).to.equal("real");
      expect(process.env.AWS_ENDPOINT_URL).to.equal(undefined);
    } finally {
      delete process.env.AWS_SECRET_ACCESS_KEY;
    }
  });
});

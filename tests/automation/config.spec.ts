import { expect } from "chai";
import {
  checkOverrides,
  parsePairs,
  realConfig,
  type ConfiguredProject,
} from "../../automation/project/config";
import type { ConfigKey } from "../../automation/project/project";
import { rejection } from "./support/rejection";

const keys: [string, ConfigKey][] = [
  ["availabilityZones", { type: "array", secret: false }],
  ["tags", { type: "object", secret: false }],
  ["flowLogs", { type: "boolean", secret: false }],
  ["retentionInDays", { type: "integer", secret: false }],
  ["domain", { type: "string", secret: false }],
  ["apiKey", { type: "string", secret: true }],
  ["aws:region", { type: undefined, secret: false }],
];
const project: ConfiguredProject = { name: "serverless", config: new Map(keys) };

function values(given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(checkOverrides(project, given).map(({ key, value }) => [key, value]));
}

describe("--config", () => {
  it("splits at the first equals sign", () => {
    expect(parsePairs(["a=b=c", "aws:region=us-east-1", "empty="])).to.deep.equal({
      a: "b=c",
      "aws:region": "us-east-1",
      empty: "",
    });
  });

  it("refuses what is no key=value", async () => {
    expect((await rejection(() => parsePairs(["region"]))).message).to.equal(
      '--config takes key=value, got "region"; for example aws:region=us-east-1',
    );
    expect((await rejection(() => parsePairs(["=x"]))).message).to.equal(
      '--config takes key=value, got "=x"; for example aws:region=us-east-1',
    );
  });
});

describe("configuration of a run", () => {
  it("gives a bare key the project's namespace, and knows its own in full", () => {
    expect(values({ domain: "a.example", "serverless:flowLogs": "true" })).to.deep.equal({
      "serverless:domain": "a.example",
      "serverless:flowLogs": true,
    });
  });

  it("takes the types that the project declares, from text and from values", () => {
    expect(
      values({ availabilityZones: '["a","b","c"]', flowLogs: "false", retentionInDays: "30" }),
    ).to.deep.equal({
      "serverless:availabilityZones": ["a", "b", "c"],
      "serverless:flowLogs": false,
      "serverless:retentionInDays": 30,
    });
    expect(
      values({ availabilityZones: ["a"], tags: { team: "net" }, flowLogs: true, domain: 7 }),
    ).to.deep.equal({
      "serverless:availabilityZones": ["a"],
      "serverless:tags": { team: "net" },
      "serverless:flowLogs": true,
      "serverless:domain": "7",
    });
  });

  it("takes a list as people type it", () => {
    expect(values({ availabilityZones: "a, b,c" })).to.deep.equal({
      "serverless:availabilityZones": ["a", "b", "c"],
    });
  });

  it("takes keys of providers and libraries, which no project lists", () => {
    expect(
      values({ "aws:region": "eu-west-1", "aws:profile": "x", "datadog:apiKey": "y" }),
    ).to.deep.equal({
      "aws:region": "eu-west-1",
      "aws:profile": "x",
      "datadog:apiKey": "y",
    });
  });

  it("takes any key where the project declares none", () => {
    const free: ConfiguredProject = { name: "app", config: undefined };
    expect(checkOverrides(free, { anything: "1" })).to.deep.equal([
      { key: "app:anything", value: "1", secret: false },
    ]);
  });

  const known =
    "its keys are apiKey, availabilityZones, aws:region, domain, flowLogs, retentionInDays, tags";
  const foreign = "(and keys of other namespaces, such as aws:region)";
  const refusals: readonly [given: Record<string, unknown>, message: string][] = [
    [
      { availabilityZone: "a" },
      `project serverless has no config key "availabilityZone"; ${known} (did you mean "availabilityZones"?) ${foreign}`,
    ],
    [
      { "serverless:zones": "a" },
      `project serverless has no config key "serverless:zones"; ${known} ${foreign}`,
    ],
    [
      { "severless:domain": "a" },
      `project serverless has no config key "severless:domain"; ${known} ${foreign}`,
    ],
    [
      { "asw:region": "eu-west-1" },
      `project serverless has no config key "asw:region"; ${known} (did you mean "aws:region"?) ${foreign}`,
    ],
    [{ flowLogs: "yes" }, 'config key "flowLogs" must be true or false, got "yes"'],
    [{ retentionInDays: "1.5" }, 'config key "retentionInDays" must be a whole number, got "1.5"'],
    [
      { availabilityZones: '["a"' },
      'config key "availabilityZones" must be a list, as a,b or ["a","b"], got "["a""',
    ],
    [
      { availabilityZones: 3 },
      'config key "availabilityZones" is of another type in Pulumi.yaml than 3',
    ],
    [
      { tags: "a=b" },
      'config key "tags" must be an object in JSON, as {"name":"value"}, got "a=b"',
    ],
    [
      { apiKey: ["hunter2"] },
      'config key "apiKey" is not of the type that Pulumi.yaml declares for it',
    ],
    [{ domain: ["a"] }, 'config key "domain" must be a string, got ["a"]'],
  ];
  for (const [given, message] of refusals)
    it(`refuses ${JSON.stringify(given)}`, async () => {
      const error = await rejection(() => checkOverrides(project, given));
      expect(error.message).to.equal(message);
      expect(error).to.have.property("exitCode", 2);
    });
});

describe("the stack file of a real run", () => {
  const text =
    "# ours\nsecretsprovider: awskms://alias/pulumi\nconfig:\n  serverless:domain: a.example\n  serverless:apiKey:\n    secure: v1:abc\n  aws:accountId: 012345678901\n";
  const file = { path: "Pulumi.dev.yaml", text };

  it("is the user's own where nothing is given", () => {
    expect(realConfig(project, file, [])).to.equal(undefined);
  });

  it("keeps what it does not set as it was written, secrets and leading zeros too", () => {
    const overrides = checkOverrides(project, { domain: "b.example", availabilityZones: "a,b" });
    expect(realConfig(project, file, overrides)).to.equal(
      "# ours\nsecretsprovider: awskms://alias/pulumi\nconfig:\n  serverless:apiKey:\n    secure: v1:abc\n  aws:accountId: 012345678901\n" +
        '  "serverless:domain": "b.example"\n  "serverless:availabilityZones":\n    - "a"\n    - "b"\n',
    );
  });

  it("refuses a secret, which only the stack's own provider can keep", async () => {
    const overrides = checkOverrides(project, { apiKey: "hunter2" });
    const error = await rejection(() => realConfig(project, file, overrides));
    expect(error.message).to.equal(
      'config key "serverless:apiKey" is a secret: only the stack\'s own provider can keep it; ' +
        "set it by `pulumi config set --secret`",
    );
  });
});

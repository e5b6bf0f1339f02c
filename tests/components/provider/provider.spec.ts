/**
 * The package as programs in other languages have it: the schema that Pulumi's component provider host infers, and each
 * component of it constructed by that host, over gRPC, in the simulated AWS.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental/provider";
import { expect } from "chai";
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as library from "../../../index";
import { ComponentHost } from "./componentHost";
import { networkConstructions, Stand, type Make } from "./constructions";
import { Deployed, natively, remotely, resourcesOf, unchecked, type Resource } from "./deployed";
import { fleetConstructions } from "./fleetConstructions";
import { componentOf, mismatches, type Schema } from "./schema";
import { workloadConstructions } from "./workloadConstructions";

const constructions = {
  ...networkConstructions,
  ...fleetConstructions,
  ...workloadConstructions,
};
const names = getPulumiComponents(library)
  .map(({ name }) => name)
  .sort();

/** Each in a run of `PAN_FULL=1`; otherwise a third of them, which follows from the seed. */
const { seed = 0 } = fc.readConfigureGlobal();
const constructed = process.env.PAN_FULL
  ? names
  : names.filter((_, index) => (index + seed) % 3 === 0);

describe("The package as a Pulumi component provider", function () {
  this.timeout(60_000);
  let host: ComponentHost;
  let deployed: Deployed;
  before(async function () {
    this.timeout(180_000);
    host = await ComponentHost.start();
  });
  after(() => host.close());
  beforeEach(async () => {
    deployed = await Deployed.open(host);
    host.reversed = false;
    host.asked.length = 0;
  });
  afterEach(() => deployed.close());

  it("answers the schema that is checked in", () => {
    const file = join(__dirname, "../../../components/schema.json");
    const checkedIn = JSON.parse(readFileSync(file, "utf8")) as Schema;
    expect(host.schema, "run node scripts/schema.cjs").to.deep.equal(checkedIn);
  });

  it("has every component constructed below", () => {
    expect(Object.keys(constructions).sort()).to.deep.equal(names);
    expect(Object.keys(host.schema.resources).sort()).to.deep.equal(
      names.map((name) => `aws-network:index:${name}`),
    );
  });

  /** The component, with a secret among its tags, and all its outputs as the stack's. */
  const program = (component: string, make: Make) => (): pulumi.Inputs => {
    const given = constructions[component]!(new Stand(make));
    const takesTags = "tags" in componentOf(host.schema, component).inputProperties;
    const tags = takesTags ? { tags: { Owner: pulumi.secret("hush-hush") } } : {};
    return make(component, "main", { ...given, ...tags });
  };

  for (const component of constructed)
    it(`constructs ${component} as a TypeScript program does, from maps in any order`, async () => {
      const remote = await deployed.stack(program(component, remotely(host.schema)));
      const { changeSummary } = await remote.preview();
      const { summary, outputs } = await remote.up();
      expect(changeSummary).to.deep.equal(summary.resourceChanges);
      const asked = host.asked.filter(({ name }) => name === "main");
      expect(asked.map(({ type }) => type)).to.deep.equal(
        Array(2).fill(`aws-network:index:${component}`),
      );

      const own = await Deployed.open(host);
      try {
        const native = await own.stack(program(component, natively(host.schema)));
        const made = await native.up();
        expect(compared(await resourcesOf(remote))).to.deep.equal(
          compared(await resourcesOf(native)),
        );
        expect(outputs).to.deep.equal(made.outputs);
        for (const key of componentOf(host.schema, component).required)
          expect(outputs[key]?.value, key).to.not.equal(undefined);
      } finally {
        await own.close();
      }

      host.reversed = true;
      const again = await remote.up();
      expect(Object.keys(again.summary.resourceChanges ?? {})).to.deep.equal(["same"]);
    });

  it("hands the caller's providers and options on to all children", async () => {
    const stack = await deployed.stack(() => {
      const west = new aws.Provider("west", { region: "us-west-2" });
      const args = {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ["us-west-2a"],
        subnetSpecs: [{ name: "public", type: "public" }],
        flowLogs: {},
      };
      const opts = { providers: { aws: west }, protect: true };
      return remotely(host.schema)("Vpc", "main", args, opts);
    });
    await stack.up();
    const made = (await resourcesOf(stack)).filter(({ type }) => type.startsWith("aws:"));
    expect(made.length).to.be.greaterThan(8);
    for (const { urn, provider, protect } of made) {
      expect(provider, urn).to.contain("pulumi:providers:aws::west::");
      expect(protect, urn).to.equal(true);
    }
  });

  async function refusal(args: pulumi.Inputs): Promise<string> {
    const stack = await deployed.stack(() => unchecked(host.schema)("Vpc", "main", args));
    const said = await stack.preview().then(() => "nothing", String);
    const lines = said.split("\n").map((line) => line.replace(/^ {2}/, ""));
    const first = lines.findIndex((line) => line.includes("has a problem"));
    return lines.slice(first, lines.indexOf("", first)).join("\n");
  }

  it("says all that is wrong with the arguments, with their paths", async () => {
    expect(
      await refusal({
        cidrBlock: "10.0.0.0/8",
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [{ name: "Public", type: "public" }],
      }),
    ).to.equal(
      [
        `  error: aws-network:index:Vpc resource 'main' has a problem: Vpc "main" was given invalid arguments:`,
        `    - cidrBlock: must be /16 to /28, got "10.0.0.0/8"; AWS allows no larger VPC block`,
        `    - subnetSpecs[0].name: must be lower-case words joined by hyphens, each starting with a letter, got "Public"`,
      ].join("\n"),
    );
  });

  it("refuses an output, secret or unknown, where a plain value decides what is made", async () => {
    const specs = [{ name: "public", type: "public" }];
    expect(
      await refusal({
        cidrBlock: pulumi.secret("10.0.0.0/16"),
        availabilityZoneNames: [new aws.ec2.Eip("unknown").id],
        subnetSpecs: specs,
      }),
    ).to.equal(
      [
        `  error: aws-network:index:Vpc resource 'main' has a problem: Vpc "main" was given invalid arguments:`,
        ...["availabilityZoneNames[0]", "cidrBlock"].map(
          (path) =>
            `    - ${path}: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config`,
        ),
      ].join("\n"),
    );
  });
});

describe("The schema's check in these tests", () => {
  const schema = {
    resources: {
      "aws-network:index:One": {
        inputProperties: {
          plain: { type: "string", plain: true },
          kind: { $ref: "#/types/kind", plain: true },
          ids: { type: "object", additionalProperties: { type: "string" }, plain: true },
        },
        requiredInputs: ["plain"],
      },
    },
    types: { kind: { type: "string", enum: [{ name: "A", value: "a" }] } },
  } as unknown as Schema;
  const wrong = (args: object) => mismatches(schema, "One", args);

  it("finds what an SDK would not let pass", () => {
    expect(wrong({ plain: "text", kind: "a", ids: { one: pulumi.output("id") } })).to.deep.equal(
      [],
    );
    expect(wrong({ kind: "A", ids: { one: 1 }, more: true })).to.deep.equal([
      "plain: missing",
      "kind: none of the enum's",
      "ids.one: not a string",
      "more: not there",
    ]);
    expect(wrong({ plain: pulumi.output("text"), ids: pulumi.output({}) })).to.deep.equal([
      "plain: an output",
      "ids: an output",
    ]);
  });
});

/** Whom it is under and what it was asked to be. */
function compared(resources: readonly Resource[]): unknown[] {
  return resources.map(({ urn, parent, inputs, outputs, provider }) => ({
    ...{ urn, parent, inputs, outputs },
    provider: provider?.replace(/::[0-9a-f-]{36}$/, ""),
  }));
}

/**
 * Subnets that an update moves between route tables: the steps that the rehearsal prints are run as they are, by the real
 * Pulumi CLI on the simulated AWS, and what comes of them.
 */
import { execFile, type ExecFileOptions } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import * as aws from "@pulumi/aws";
import { PulumiCommand, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import type { ResourceRecord } from "../../analysis";
import { rehearse, type RunResult } from "../../automation";
import * as net from "../../components";
import { folderWith, removeFolders } from "../automation/support/folders";
import { Site } from "./support/site";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const NAMES = ["shop-app-1a", "shop-app-1b"];

interface Network {
  readonly called: string;
  /** Of which region, where it is not the stack's; by a provider of its own or by its arguments. */
  readonly elsewhere?: "provider" | "region";
}

const networks: readonly Network[] = [
  { called: "of the default provider" },
  { called: "of a provider of its own", elsewhere: "provider" },
  { called: "of another region", elsewhere: "region" },
];

const program =
  (routeTableStrategy: net.RouteTableStrategy, { elsewhere }: Network): PulumiFn =>
  () => {
    const region = elsewhere === undefined ? "us-east-1" : "eu-west-1";
    const provider = elsewhere === "provider" ? new aws.Provider("west", { region }) : undefined;
    new net.Vpc(
      "shop",
      {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ["a", "b"].map((zone) => `${region}${zone}`),
        subnetSpecs: [{ name: "app", type: net.SubnetType.Private }],
        routeTableStrategy,
        region: elsewhere === "region" ? region : undefined,
      },
      { provider },
    );
    return Promise.resolve({});
  };

const { PerTier, PerAz } = net.RouteTableStrategy;

async function resourcesOf(stack: Stack): Promise<readonly ResourceRecord[]> {
  const { deployment } = await stack.exportStack();
  return (deployment as { resources: ResourceRecord[] }).resources;
}

/** @throws with what the command said */
const run = (file: string, args: string[], options: ExecFileOptions): Promise<unknown> =>
  promisify(execFile)(file, args, options).catch((error: unknown) => {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${args.join(" ")}\n${stdout}\n${stderr}`);
  });

/** The commands that the refusal prints, one a subnet. */
async function printedSteps(stack: Stack, changed: PulumiFn): Promise<string[]> {
  const folder = folderWith({ "state.json": JSON.stringify(await stack.exportStack()) });
  const refused = await rehearse(
    { program: changed, projectName: "both", stackName: "dev" },
    { from: join(folder, "state.json"), config: { "aws:region": "us-east-1" } },
  ).then(
    () => expect.fail("the rehearsal refused nothing"),
    (error: unknown) => (error as { run: RunResult }).run,
  );
  return refused.diagnostics.flatMap(({ message }) =>
    message.split("\n").filter((line) => line.trim().startsWith("pulumi ")),
  );
}

describe("subnets that are moved between route tables", () => {
  let cli: PulumiCommand;
  let site: Site;

  before(async function () {
    this.timeout(30_000);
    try {
      cli = await PulumiCommand.get();
    } catch {
      // Said where people look for what was not run.
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
  });
  beforeEach(async () => {
    site = await Site.open(cli);
  });
  afterEach(async () => {
    await site.close();
    removeFolders();
  });

  for (const network of networks)
    it(`are recorded by the steps that the refusal prints, ${network.called}`, async function () {
      this.timeout(180_000);
      const [before, after] = [program(PerTier, network), program(PerAz, network)];
      await site.up("pulumi", before);
      const steps = await printedSteps(await site.stack("pulumi", before), after);
      expect(steps).to.have.length(NAMES.length);

      await site.up("pulumi", after);
      const stack = await site.stack("pulumi", after);
      const moved = await resourcesOf(stack);
      const fingerprint = site.fingerprint();
      for (const step of steps) {
        const name = NAMES.find((one) => step.includes(one));
        const urn = new RegExp(`${ASSOCIATION}::${name}$`);
        const table = moved.find((one) => urn.test(one.urn))?.outputs.routeTableId;
        await run("sh", ["-c", step.replace("<its new route table>", String(table))], {
          cwd: stack.workspace.workDir,
          env: { ...process.env, ...stack.workspace.envVars, PULUMI_SKIP_CONFIRMATIONS: "true" },
        });
      }
      expect(site.fingerprint(), "AWS is asked, and nothing in it changed").to.equal(fingerprint);

      const { summary } = await stack.refresh();
      expect(summary.resourceChanges).to.have.all.keys("same");
      expect((await stack.preview()).changeSummary).to.have.all.keys("same");
      const recorded = (await resourcesOf(stack)).filter(({ type }) => type === ASSOCIATION);
      const standing = site.list().map(({ id }) => id);
      expect(recorded.map(({ id }) => standing.includes(id ?? ""))).to.deep.equal([true, true]);
      await stack.destroy();
    });
});

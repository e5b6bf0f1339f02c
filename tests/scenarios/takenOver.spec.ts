/**
 * Networks of 150 resources that plain programs have deployed: their exported states are rehearsed with a changed program. The
 * steps are those that the Pulumi CLI previews for the same change, on the same state and the same simulated AWS.
 */
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { join } from "node:path";
import { rehearse } from "../../automation";
import { folderWith, removeFolders } from "../automation/support/folders";
import { Site } from "./support/site";
import { awsxNetwork } from "./takenOver/awsxNetwork";
import type { Edited, Edits } from "./takenOver/edits";
import { handWritten } from "./takenOver/handWritten";
import { awsxSteps, handWrittenSteps, terraformSteps } from "./takenOver/steps";
import { terraformNetwork } from "./takenOver/terraformNetwork";

interface Network {
  readonly called: string;
  readonly program: Edited;
  readonly resources: number;
  /** A tag, a tier added, a port, a replaced block, something removed: all in one changed program. */
  readonly edits: Edits;
  readonly steps: readonly string[];
}

const edits = { tag: "web", extraTier: true, port: 8000, without: true };

const networks: readonly Network[] = [
  {
    called: "an awsx network",
    program: awsxNetwork,
    resources: 145,
    edits: { ...edits, block: "10.0.200.0/24" },
    steps: awsxSteps,
  },
  {
    called: "a hand-written network",
    program: handWritten,
    resources: 147,
    edits: { ...edits, block: "10.1.200.0/24" },
    steps: handWrittenSteps,
  },
  {
    called: "a network like Terraform's module",
    program: terraformNetwork,
    resources: 146,
    edits: { ...edits, block: "10.0.200.0/24" },
    steps: terraformSteps,
  },
];

/** `op` and URN of every step, sorted. */
type Steps = readonly string[];

/** A step in short: `update Subnet app-1`. */
function shortOf(steps: Steps): string[] {
  return steps
    .filter((step) => !step.startsWith("same "))
    .map((step) => step.replace(/urn:.*[/:](\w+)::(.*)$/, "$1 $2"))
    .sort();
}

async function rehearsed({ program }: Network, changed: Edits, from: string) {
  const steps: string[] = [];
  const result = await rehearse(
    { program: program(changed), projectName: "both", stackName: "dev" },
    {
      from,
      config: { "aws:region": "us-east-1" },
      accept: ["findings"],
      onProgress: (event) => {
        if (event.kind !== "step" || event.phase !== "started") return;
        steps.push(`${event.step.op} ${event.step.urn}`);
      },
    },
  );
  return { steps: steps.sort(), result };
}

async function previewed(site: Site, { program }: Network, changed: Edits): Promise<Steps> {
  const steps: string[] = [];
  const stack = await site.stack("pulumi", program(changed));
  await stack.preview({
    onEvent: ({ resourcePreEvent }) => {
      if (resourcePreEvent === undefined) return;
      const { op, urn } = resourcePreEvent.metadata;
      steps.push(`${op} ${urn}`);
    },
  });
  return steps.sort();
}

describe("a network that is taken over", () => {
  let cli: PulumiCommand | undefined;

  before(async function () {
    this.timeout(30_000);
    cli = await PulumiCommand.get().catch(() => undefined);
    // Said where people look for what was not run.
    if (cli === undefined)
      process.stdout.write("      not beside the Pulumi CLI: none is on the PATH\n");
  });

  afterEach(removeFolders);

  for (const network of networks)
    it(`${network.called}: its own program changes nothing, five changes are the steps of a preview`, async function () {
      this.timeout(180_000);
      const site = await Site.open(cli);
      try {
        expect(await site.up("rehearsal", network.program())).to.deep.equal({
          create: network.resources + 1,
        });
        const stack = await site.stack("rehearsal", network.program());
        const folder = folderWith({ "state.json": JSON.stringify(await stack.exportStack()) });
        const from = join(folder, "state.json");
        const unchanged = await rehearsed(network, {}, from);
        expect(shortOf(unchanged.steps)).to.deep.equal([]);
        const changed = await rehearsed(network, network.edits, from);
        expect(changed.result.diagnostics[0]?.message).to.match(
          /^\d+ resources of account \d+ were/,
        );
        expect(shortOf(changed.steps)).to.deep.equal([...network.steps].sort());
        if (cli === undefined) return;
        expect(changed.steps).to.deep.equal(await previewed(site, network, network.edits));
      } finally {
        await site.close();
      }
    });
});

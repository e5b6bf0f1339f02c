/** Deploys a drawn network to a simulated AWS of its own, in memory, and gives what its state holds. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { readStackState, type ResourceRecord } from "../../../../analysis";
import { createRehearsalCommand, inProcess } from "../../../../engine";
import { openWorld } from "../../../../simulator";

export const STACK = "drawn";

export interface Drawing {
  /** The project's name. */
  readonly name: string;
  readonly region: string;
  readonly program: PulumiFn;
  /** Beyond AWS's five. */
  readonly elasticIps?: number;
}

/** What the rehearsal of a drawing leaves in its state. @throws what AWS would refuse */
export async function deploy(drawing: Drawing): Promise<ResourceRecord[]> {
  const folder = await mkdtemp(join(tmpdir(), "pan-drawn-"));
  const { elasticIps } = drawing;
  const quotas = elasticIps === undefined ? {} : { elasticIpsPerRegion: elasticIps };
  const world = await openWorld({ quotas });
  try {
    const pulumiCommand = createRehearsalCommand({ providers: { aws: world.providerFactory() } });
    const stack: Stack = await LocalWorkspace.createStack(
      { stackName: STACK, projectName: drawing.name, program: inProcess(drawing.program) },
      {
        workDir: folder,
        pulumiCommand,
        envVars: {
          PULUMI_BACKEND_URL: `file://${folder}`,
          PULUMI_CONFIG_PASSPHRASE: "drawn",
          AWS_EC2_METADATA_DISABLED: "true",
        },
      },
    );
    await stack.setConfig("aws:region", { value: drawing.region });
    await stack.up();
    const text = JSON.stringify(await stack.exportStack());
    return readStackState({ name: drawing.name, text });
  } finally {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A stack on the rehearsal engine in a temporary folder, for the engine's specs. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  LocalWorkspace,
  type EngineEvent,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { createRehearsalCommand, inProcess, type EngineOptions } from "../../engine";
import { ThingCloud } from "./thingProvider";

export class Thing extends pulumi.CustomResource {
  declare readonly echo: pulumi.Output<string>;
  constructor(
    name: string,
    args: Record<string, unknown> = {},
    opts: pulumi.CustomResourceOptions = {},
  ) {
    super("test:index:Thing", name, { echo: undefined, ...args }, { version: "1.2.3", ...opts });
  }
}

export class Stage {
  readonly cloud = new ThingCloud();
  private readonly folders: string[] = [];
  private home = "";

  async open(): Promise<this> {
    this.home = await this.folder();
    return this;
  }

  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "pan-engine-"));
    this.folders.push(folder);
    return folder;
  }

  get state(): string {
    return this.home;
  }

  async close(): Promise<void> {
    await Promise.all(this.folders.map((one) => rm(one, { recursive: true, force: true })));
  }

  /** The stack `stage/dev` with this program; the state is the stage's, however often it is opened. */
  async stack(
    program: PulumiFn,
    options: Partial<EngineOptions> & { grpc?: boolean } = {},
  ): Promise<Stack> {
    const workDir = await this.folder();
    const { grpc, ...engine } = options;
    return LocalWorkspace.createOrSelectStack(
      {
        stackName: "dev",
        projectName: "stage",
        program: grpc ? program : inProcess(program),
      },
      {
        workDir,
        envVars: this.env,
        pulumiCommand: createRehearsalCommand({
          providers: { test: this.cloud.factory },
          settingsFile: join(this.home, "Pulumi.dev.yaml"),
          ...engine,
        }),
      },
    );
  }

  /** The stack `dev` of a project on disk. */
  async onDisk(workDir: string, options: Partial<EngineOptions> = {}): Promise<Stack> {
    return LocalWorkspace.createOrSelectStack(
      { stackName: "dev", workDir },
      {
        envVars: this.env,
        pulumiCommand: createRehearsalCommand({
          providers: { test: this.cloud.factory },
          ...options,
        }),
      },
    );
  }

  get env(): Record<string, string> {
    return {
      PULUMI_BACKEND_URL: `file://${this.home}`,
      PULUMI_CONFIG_PASSPHRASE: "stage",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
  }

  /** Runs `up` and answers its counts by operation. */
  async up(program: PulumiFn): Promise<Record<string, number>> {
    const { summary } = await (await this.stack(program)).up();
    return summary.resourceChanges ?? {};
  }

  async upWithEvents(program: PulumiFn): Promise<EngineEvent[]> {
    const events: EngineEvent[] = [];
    await (await this.stack(program)).up({ onEvent: (event) => events.push(event) });
    return events;
  }
}

/** One simulated AWS and one state, worked on by the rehearsal engine or by the real Pulumi CLI. */
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  LocalWorkspace,
  type LocalWorkspaceOptions,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { createRehearsalCommand, inProcess } from "../../../engine";
import {
  openWorld,
  serveWorld,
  type ListedObject,
  type Served,
  type World,
} from "../../../simulator";
import { normaliseState } from "../../support/normaliseState";

export type Engine = "rehearsal" | "pulumi";
export const engines: readonly Engine[] = ["rehearsal", "pulumi"];
const root = join(__dirname, "../../..");

export class Site {
  private constructor(
    private readonly folder: string,
    readonly world: World,
    private readonly served: Served,
    private readonly cli: PulumiCommand | undefined,
  ) {}

  /** @param cli where the CLI is to work on it too */
  static async open(cli?: PulumiCommand): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), "pan-both-"));
    const world = await openWorld();
    return new Site(folder, world, await serveWorld(world), cli);
  }

  fingerprint(): string {
    return this.world.fingerprint();
  }

  list(): readonly ListedObject[] {
    return this.world.list();
  }

  advance(seconds: number): Promise<void> {
    return this.world.advance(seconds);
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.world.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The root project, on disk and by its own settings; a copy, for the CLI writes its salt into the stack's settings. */
  async rootStack(engine: Engine): Promise<Stack> {
    const workDir = join(this.folder, "project");
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "package.json", "tsconfig.json"])
      await cp(join(root, name), join(workDir, name));
    await cp(join(root, "programs"), join(workDir, "programs"), { recursive: true });
    // The program imports the package by its name, as its users do: what is built, and what is installed.
    for (const name of ["dist", "node_modules"])
      await symlink(join(root, name), join(workDir, name));
    return LocalWorkspace.createOrSelectStack({ stackName: "dev", workDir }, this.options(engine));
  }

  private options(engine: Engine): LocalWorkspaceOptions {
    return {
      envVars: {
        PULUMI_BACKEND_URL: `file://${this.folder}`,
        PULUMI_CONFIG_PASSPHRASE: "both",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DEBUG_PROVIDERS: `aws:${this.served.port}`,
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        AWS_EC2_METADATA_DISABLED: "true",
      },
      pulumiCommand:
        engine === "pulumi" && this.cli !== undefined
          ? this.cli
          : createRehearsalCommand({
              providers: { aws: this.world.providerFactory() },
            }),
    };
  }

  async stack(engine: Engine, program: PulumiFn): Promise<Stack> {
    const stack = await LocalWorkspace.createOrSelectStack(
      {
        stackName: "dev",
        projectName: "both",
        program: engine === "pulumi" ? program : inProcess(program),
      },
      { ...this.options(engine), workDir: this.folder },
    );
    await stack.setConfig("aws:region", { value: "us-east-1" });
    return stack;
  }

  async up(engine: Engine, program: PulumiFn): Promise<unknown> {
    const stack = await this.stack(engine, program);
    const { summary } = await stack.up();
    return summary.resourceChanges;
  }

  async state(engine: Engine, program: PulumiFn): Promise<unknown> {
    const { deployment } = await (await this.stack(engine, program)).exportStack();
    return normaliseState(deployment as Parameters<typeof normaliseState>[0]);
  }
}

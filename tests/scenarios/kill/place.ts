/** A project on disk, its state and its simulated AWS; and a process that deploys it and may be killed. */
import { fork, type ChildProcess } from "node:child_process";
import { cpSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { createRehearsalCommand, inProcess } from "../../../engine";
import { openWorld, type World } from "../../../simulator";
import { roomsToLoad } from "../../automation/support/cli";
import { folderWith } from "../../automation/support/folders";
import { normaliseState } from "../../support/normaliseState";

const root = join(__dirname, "../../..");
const rooms = roomsToLoad();

/** So long after a step has been begun or ended. */
export interface Moment {
  readonly step: number;
  readonly milliseconds: number;
}

/** A process that has loaded everything and waits for the word. */
export interface Deployer {
  readonly ready: Promise<void>;
  /** @returns how many steps it has begun or ended, when it has ended itself */
  begin(kill?: Moment): Promise<number>;
  end(): void;
}

interface Kept {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
}

interface Deployment {
  readonly resources?: readonly Kept[];
  readonly pending_operations?: readonly { readonly resource: Kept }[];
}

/** What stands after an update, undisturbed or not. */
export interface Outcome {
  readonly state: unknown;
  readonly world: string;
}

interface Accounts {
  /** Made, and neither in the state nor under way. */
  readonly lost: readonly string[];
  /** In the state, and not made. */
  readonly gone: readonly string[];
  readonly made: number;
  /** Made, and not yet in the state: the run ended between a call and its answer. */
  readonly between: number;
}

const nameOf = ({ urn, id = "" }: Pick<Kept, "urn" | "id">): string => `${urn} ${id}`;

export class Place {
  private readonly folder = folderWith({
    "project/Pulumi.yaml": "name: kill\nmain: index.js\nruntime: nodejs\n",
    "project/Pulumi.dev.yaml": "config:\n  aws:region: us-east-1\n",
    "project/package.json": "{}",
    "state/.keep": "",
  });

  constructor() {
    cpSync(require.resolve("./program.cjs"), join(this.project, "index.js"));
    symlinkSync(join(root, "node_modules"), join(this.project, "node_modules"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get project(): string {
    return join(this.folder, "project");
  }

  private part(name: string): string {
    return join(this.folder, name);
  }

  /** Starts it; it does nothing until it is told to. */
  deployer(): Deployer {
    const child = fork(
      join(__dirname, "run.cjs"),
      [rooms.folder, this.project, this.part("state"), this.part("world")],
      { execArgv: [...rooms.loader], stdio: ["ignore", "ignore", "inherit", "ipc"] },
    );
    return {
      ready: said(child, "ready"),
      begin: (kill) => deployed(child, kill),
      end: () => void child.kill(),
    };
  }

  private async stack(world: World): Promise<Stack> {
    const program = (await import(join(this.project, "index.js"))) as { default: PulumiFn };
    return LocalWorkspace.createOrSelectStack(
      { stackName: "dev", projectName: "kill", program: inProcess(program.default) },
      {
        workDir: this.project,
        envVars: {
          PULUMI_BACKEND_URL: `file://${this.part("state")}`,
          PULUMI_CONFIG_PASSPHRASE: "kill",
        },
        pulumiCommand: createRehearsalCommand({
          providers: { aws: world.providerFactory() },
          settingsFile: join(this.project, "Pulumi.dev.yaml"),
          resolvePending: (urn) => world.findByUrn(urn).map(({ id }) => id),
        }),
      },
    );
  }

  private async deployment(world: World): Promise<Deployment> {
    const { deployment } = await (await this.stack(world)).exportStack();
    return deployment as Deployment;
  }

  /** Whether the world and the state know of the same things, after a run that was cut off. */
  async accounts(): Promise<Accounts> {
    const world = await openWorld({ folder: this.part("world"), readOnly: true });
    const { resources = [], pending_operations: pending = [] } = await this.deployment(world);
    const isAws = ({ type, id }: Kept): boolean => type.startsWith("aws:") && id !== undefined;
    const known = new Set(resources.filter(isAws).map(nameOf));
    const underWay = new Set(pending.map(({ resource }) => resource.urn));
    const made = world.list().flatMap(({ urn }) => urn ?? []);
    const urns = new Set([...made, ...underWay, ...resources.map(({ urn }) => urn)]);
    const standing = [...urns].flatMap((urn) => world.findByUrn(urn));
    await world.close();
    const found = new Set(standing.map(nameOf));
    const strangers = standing.filter((one) => !known.has(nameOf(one)));
    return {
      lost: strangers.filter(({ urn }) => !underWay.has(urn)).map(nameOf),
      gone: [...known].filter((one) => !found.has(one)),
      made: found.size,
      between: strangers.length,
    };
  }

  /** An update in this process, with what was pending resolved. */
  async up(): Promise<Outcome> {
    const world = await openWorld({ folder: this.part("world") });
    try {
      await (await this.stack(world)).up();
      const deployment = await this.deployment(world);
      return {
        state: normaliseState(deployment as Parameters<typeof normaliseState>[0]),
        world: world.fingerprint(),
      };
    } finally {
      await world.close();
    }
  }
}

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`it ended with ${String(code)} before "${word}"`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      if (message === word) resolve();
      else reject(new Error(`it said ${JSON.stringify(message)} instead of "${word}"`));
    });
  });
}

function deployed(child: ChildProcess, kill: Moment | undefined): Promise<number> {
  let steps = 0;
  child.on("message", (message) => {
    steps = Number(message);
    if (steps === kill?.step) setTimeout(() => child.kill("SIGKILL"), kill.milliseconds);
  });
  child.send("begin");
  return new Promise((resolve, reject) => {
    child.once("exit", (code, signal) => {
      if (code === 0 || signal === "SIGKILL") resolve(steps);
      else reject(new Error(`the update ended with ${String(code)}`));
    });
  });
}

/** One stack and one cloud of things, worked on by the rehearsal engine or by the Pulumi CLI. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  LocalWorkspace,
  type EngineEvent,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { createRehearsalCommand, inProcess } from "../../../engine";
import { serveProvider } from "../../../simulator/server/server";
import type { Served } from "../../../simulator";
import { normaliseState } from "../../support/normaliseState";
import { installKit } from "../plugin/kit";
import { ThingCloud } from "../thingProvider";
import { nothing } from "./things";
import type { Act, Deployment, Program, Seen, Verb } from "./behaviour";

export type Engine = "rehearsal" | "pulumi";

export class Place {
  readonly cloud = new ThingCloud();
  private program: Program = nothing;

  private constructor(
    private readonly folder: string,
    private readonly cli: PulumiCommand | undefined,
    private served: Served | undefined,
  ) {}

  /** The Pulumi home: plugins are installed there. */
  private get home(): string {
    return join(this.folder, "home");
  }

  static async open(cli?: PulumiCommand): Promise<Place> {
    const place = new Place(await mkdtemp(join(tmpdir(), "pan-life-")), cli, undefined);
    await installKit(place.home);
    if (cli !== undefined)
      place.served = await serveProvider({
        package: "test",
        version: "1.2.3",
        factory: place.cloud.factory,
      });
    return place;
  }

  async close(): Promise<void> {
    await this.served?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private command(engine: Engine): PulumiCommand {
    if (engine === "rehearsal")
      return createRehearsalCommand({
        providers: { test: this.cloud.factory },
        installedProviders: ["kit"],
      });
    if (this.cli === undefined) throw new Error("no Pulumi CLI was given");
    return this.cli;
  }

  /** The program from now on. */
  play(program: Program): void {
    this.program = program;
  }

  /** The stack with the present program. */
  async stack(engine: Engine, on = "life/dev"): Promise<Stack> {
    const program = this.program as PulumiFn;
    const [projectName = "", stackName = ""] = on.split("/");
    const workDir = join(this.folder, projectName);
    await mkdir(workDir, { recursive: true });
    return LocalWorkspace.createOrSelectStack(
      {
        stackName,
        projectName,
        program: engine === "pulumi" ? program : inProcess(program),
      },
      {
        workDir,
        envVars: {
          PULUMI_HOME: this.home,
          PULUMI_BACKEND_URL: `file://${this.folder}`,
          PULUMI_CONFIG_PASSPHRASE: "life",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          ...(this.served && { PULUMI_DEBUG_PROVIDERS: `test:${this.served.port}` }),
        },
        pulumiCommand: this.command(engine),
      },
    );
  }

  private async edit(edits: NonNullable<Act["edits"]>): Promise<void> {
    const file = join(this.folder, ".pulumi", "stacks", "life", "dev.json");
    const { checkpoint, ...rest } = JSON.parse(await readFile(file, "utf8")) as {
      readonly checkpoint: { readonly latest: Deployment };
    };
    const latest = edits(checkpoint.latest);
    const tainted = latest.resources?.some((one) => one.taint === true);
    const format = tainted ? { version: 4, features: ["taint"] } : {};
    await writeFile(
      file,
      JSON.stringify({ ...rest, ...format, checkpoint: { ...checkpoint, latest } }),
    );
  }

  async act(engine: Engine, act: Act): Promise<Seen> {
    this.program = act.program ?? this.program;
    act.before?.(this.cloud);
    this.cloud.calls.length = 0;
    const events: EngineEvent[] = [];
    const stack = await this.stack(engine, act.on);
    if (act.edits) await this.edit(act.edits);
    if (act.config) await stack.setAllConfig(plain(act.config), true);
    const error = await run(stack, act.verb ?? "up", {
      ...act.options,
      onEvent: (event: EngineEvent) => void events.push(event),
    });
    // Read by ours whoever wrote it: each of the CLI's commands is a process of its own.
    const reader = await this.stack("rehearsal", act.on);
    const { deployment } = (await reader.exportStack()) as {
      deployment: Parameters<typeof normaliseState>[0];
    };
    const outputs = await reader.outputs();
    return {
      steps: stepsOf(events),
      calls: [...this.cloud.calls],
      error,
      outputs: Object.fromEntries(Object.entries(outputs).map(([key, one]) => [key, one.value])),
      resources: new Map(
        (deployment.resources ?? []).map((one) => [nameOf(String(one.urn)), one] as const),
      ),
      state: freshNames(normaliseState(deployment)),
      messages: messagesOf(events),
      diffs: diffsOf(events),
      keys: keysOf(events),
      changes: changesOf(events),
    };
  }
}

async function run(stack: Stack, verb: Verb, options: object): Promise<string | undefined> {
  try {
    await stack[verb](options);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const plain = (config: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }]));

const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

const isGiven = (type: string, name: string): boolean =>
  type === "pulumi:pulumi:Stack" ||
  (type.startsWith("pulumi:providers:") && name.startsWith("default"));

/** Every step that does something, sorted; the stack itself and default providers come and go with the rest. */
function stepsOf(events: readonly EngineEvent[]): readonly string[] {
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .filter(({ op, type, urn }) => op !== "same" && !isGiven(type, nameOf(urn)))
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`)
    .sort();
}

/** What the program prints is its own. */
const messagesOf = (events: readonly EngineEvent[]): string =>
  events
    .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ severity, message }) => `${severity}: ${message}`)
    .join("\n");

function diffsOf(events: readonly EngineEvent[]): readonly string[] {
  return events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .flatMap(({ urn, detailedDiff }) =>
      Object.entries((detailedDiff ?? {}) as Record<string, { diffKind?: string }>).map(
        ([path, { diffKind }]) => `${nameOf(urn)}: ${path} ${String(diffKind)}`,
      ),
    )
    .sort();
}

function keysOf(events: readonly EngineEvent[]): readonly string[] {
  const keys = events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .flatMap(({ urn, keys: all }) => (all ?? []).map((key) => `${nameOf(urn)}: ${key}`));
  return [...new Set(keys)].sort();
}

function changesOf(events: readonly EngineEvent[]): Record<string, number> {
  const changes = events.flatMap(({ summaryEvent }) => summaryEvent?.resourceChanges ?? {});
  return Object.fromEntries(Object.entries(changes.at(-1) ?? {}).filter(([, count]) => count > 0));
}

/** What the provider made up, ids apart, is counted over all calls: one engine may ask it more often. */
function freshNames(state: unknown): unknown {
  const text = JSON.stringify(state).replaceAll(/thing-\d+/g, "<fresh>");
  return JSON.parse(text) as unknown;
}

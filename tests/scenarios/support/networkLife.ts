/** A network's life in a simulated AWS of its own: up, up again, changed, down; and what its baseline says. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import {
  simAdvance,
  simDestroy,
  simList,
  simRefresh,
  simShow,
  simUp,
  type RunResult,
  type Step,
} from "../../../automation";
import { rehearseProgram } from "../../../automation/testing";
import { openWorld } from "../../../simulator";

/** A plain object that it answers is its stack's outputs. */
type Program = () => unknown;

export class NetworkLife {
  private constructor(readonly home: string) {}

  static async open(): Promise<NetworkLife> {
    return new NetworkLife(await mkdtemp(join(tmpdir(), "pan-network-")));
  }

  async close(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }

  /** What was done, one line a resource: `create ec2.Subnet main-public-1c`; nothing for what stayed. */
  async up(program: Program, stack?: string): Promise<string[]> {
    const steps: Step[] = [];
    await simUp(targetOf(program, stack), this.options(steps));
    return touched(steps);
  }

  async refresh(program: Program, stack?: string): Promise<string[]> {
    const steps: Step[] = [];
    await simRefresh(targetOf(program, stack), this.options(steps));
    return touched(steps);
  }

  /** The kinds of all things that stand in the simulated AWS. */
  async kinds(): Promise<string[]> {
    return (await simList({ home: this.home })).map(({ kind }) => kind);
  }

  /** What a resource has made in the simulated AWS: its URN, and the thing itself. */
  async show(type: string, name: string): Promise<{ urn: string } & Record<string, unknown>> {
    const { home } = this;
    const found = (await simList({ home })).find(({ urn }) => {
      const [types, own] = urn?.split("::").slice(-2) ?? [];
      return own === name && types?.endsWith(`:${type}`) === true;
    });
    if (found?.urn === undefined) throw new Error(`there is no ${type} ${name}`);
    const [shown] = await simShow(found.id, { home });
    return { ...shown, urn: found.urn };
  }

  /** Whether nothing is left of it in the simulated AWS. */
  async down(program: Program, stack?: string): Promise<boolean> {
    await simDestroy(targetOf(program, stack), this.options([]));
    return this.isEmpty();
  }

  /** @param later what AWS shows for a while is gone by then, such as `1d` */
  async isEmpty(later?: string): Promise<boolean> {
    if (later !== undefined) await simAdvance(later, { home: this.home });
    const world = await openWorld({ folder: join(this.home, "world"), readOnly: true });
    try {
      return world.fingerprint() === (await openWorld()).fingerprint();
    } finally {
      await world.close();
    }
  }

  private options(steps: Step[]) {
    return {
      home: this.home,
      config: { "aws:region": "us-east-1" },
      onProgress: (event: { kind: string; phase?: string; step?: Step }) => {
        if (event.kind === "step" && event.phase === "done" && event.step) steps.push(event.step);
      },
    };
  }
}

/** What the run failed for, in the words of its report. */
export async function failureOf(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => "it succeeded",
    (error: unknown) => JSON.stringify((error as { run?: RunResult }).run ?? String(error)),
  );
}

/** What the baseline finds in a network: `grade rule title`, one line a finding. */
export async function findingsOf(program: Program): Promise<string[]> {
  const { verification } = await rehearseProgram(pulumiFn(program));
  return verification.findings.map(({ grade, rule, title }) => `${grade} ${rule} ${title}`);
}

const pulumiFn =
  (program: Program): PulumiFn =>
  async () => {
    const made: unknown = await program();
    const isPlain = Object.getPrototypeOf(made ?? new Date()) === Object.prototype;
    return isPlain ? (made as Record<string, unknown>) : {};
  };

const targetOf = (program: Program, stackName = "dev") => ({
  program: pulumiFn(program),
  projectName: "network",
  stackName,
});

function touched(steps: readonly Step[]): string[] {
  return steps
    .filter(({ op, type }) => op !== "same" && type.startsWith("aws:"))
    .map(({ op, type, name }) => `${op} ${type.replace(/^aws:(\w+)\/\w+:/, "$1.")} ${name}`)
    .sort();
}

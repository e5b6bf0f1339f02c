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
  type SimulatedOptions,
  type Step,
} from "../../../automation";
import { rehearseProgram } from "../../../automation/testing";
import { collectInto, emptyFingerprint, fingerprintOf, touched } from "./runs";

/** A plain object that it answers is its stack's outputs. */
export type Program = () => unknown;

/** Where it stands, and what the simulated AWS may take unmodelled. */
interface Place extends Pick<SimulatedOptions, "account" | "generic"> {
  readonly region?: string;
}

export class NetworkLife {
  private constructor(
    readonly home: string,
    private readonly place: Place,
  ) {}

  static async open(place: Place = {}): Promise<NetworkLife> {
    return new NetworkLife(await mkdtemp(join(tmpdir(), "pan-network-")), place);
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
    return (await fingerprintOf(this.home)) === (await emptyFingerprint());
  }

  private options(steps: Step[]) {
    const { region = "us-east-1", ...place } = this.place;
    return {
      ...place,
      home: this.home,
      config: { "aws:region": region },
      onProgress: collectInto(steps),
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

export const pulumiFn =
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

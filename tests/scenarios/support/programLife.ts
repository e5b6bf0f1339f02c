/** A program on disk through its life in a simulated AWS of its own, as its user's commands would take it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  simAdvance,
  simDestroy,
  simList,
  simPreview,
  simRefresh,
  simSet,
  simUp,
  type RunResult,
  type Step,
} from "../../../automation";
import { changesOf, collectInto, fingerprintOf, shortType, touched } from "./runs";

const root = join(__dirname, "../../..");

type Config = Readonly<Record<string, unknown>>;
type Verb = typeof simUp;
/** As `--accept` names them. */
export type Accepted = NonNullable<Parameters<typeof simUp>[1]>["accept"];
/** As `sim set` takes them: `{ "tags.Name": … }`. */
export type Settings = Parameters<typeof simSet>[1];

/** What a run did. */
export interface Lived {
  /** Created, updated, replaced, deleted, the same: `6 5 0 0 99`. */
  readonly changes: string;
  /** One line a resource, sorted: `create ec2.Subnet main-public-1c`; nothing for what stayed. */
  readonly touched: readonly string[];
  readonly outputs: RunResult["outputs"];
  /** Of `up`: what its rehearsal says of the network. */
  readonly verification: RunResult["verification"];
}

export class ProgramLife {
  private constructor(
    /** `project/stack`. */
    readonly stack: string,
    readonly home: string,
    private readonly before: string,
  ) {}

  /** @param prepare what stands in the account already, made by hand */
  static async open(
    stack: string,
    prepare?: (home: string) => Promise<void>,
  ): Promise<ProgramLife> {
    const home = await mkdtemp(join(tmpdir(), "pan-program-"));
    await prepare?.(home);
    return new ProgramLife(stack, home, await fingerprintOf(home));
  }

  async close(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }

  preview(config?: Config): Promise<Lived> {
    return this.run(simPreview, config);
  }

  up(config?: Config, accept?: Accepted): Promise<Lived> {
    return this.run(simUp, config, accept);
  }

  refresh(config?: Config): Promise<Lived> {
    return this.run(simRefresh, config);
  }

  destroy(): Promise<Lived> {
    return this.run(simDestroy);
  }

  /** A person changes one thing by hand: `ec2.Route`, `main-public`, `{ gatewayId: … }`. */
  async drift(type: string, name: string, settings: Settings): Promise<void> {
    const { home } = this;
    const found = (await simList({ home })).find(({ urn }) => {
      const [types, own] = urn?.split("::").slice(-2) ?? [];
      return own === name && shortType(types?.split("$").at(-1) ?? "") === type;
    });
    if (found?.urn === undefined) throw new Error(`there is no ${type} ${name}`);
    await simSet(found.urn, settings, { home });
  }

  /** Whether the account is as it was before the stack's first run. */
  async isAsBefore(later?: string): Promise<boolean> {
    if (later !== undefined) await simAdvance(later, { home: this.home });
    return (await fingerprintOf(this.home)) === this.before;
  }

  private async run(verb: Verb, config?: Config, accept?: Accepted): Promise<Lived> {
    const steps: Step[] = [];
    const result = await verb(this.stack, {
      cwd: root,
      home: this.home,
      config,
      accept,
      onProgress: collectInto(steps),
    });
    const { outputs, verification } = result;
    return {
      changes: changesOf(result),
      touched: touched(steps),
      outputs,
      verification,
    };
  }
}

/** A configuration, planned and applied until nothing is left to try. */
import { asTheyStand, unordered, without, type Configuration } from "./configuration";
import type { Run, Workspace } from "./workspace";

interface Message {
  readonly type?: string;
  readonly diagnostic?: Diagnostic;
  readonly hook?: { readonly resource: { readonly addr: string } };
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly snippet?: { readonly context?: string };
}

export interface Said extends Pick<Diagnostic, "summary" | "detail"> {
  /** Of the resource that it is about. */
  readonly address: string;
}

export interface Applied {
  /** Terraform's addresses. */
  readonly made: ReadonlySet<string>;
  readonly errors: readonly Said[];
}

export class Rollout implements Applied {
  readonly made = new Set<string>();
  readonly errors: Said[] = [];
  /** What is there already, whole or not. */
  private standing: ReadonlySet<string> = new Set();

  constructor(
    private readonly workspace: Pick<Workspace, "run" | "standing" | "untaint" | "write">,
    private readonly provider: Readonly<Record<string, unknown>>,
  ) {}

  /**
   * What only waited for something that failed is not held up by it in the next go. What failed after it was made stands,
   * for those that refer to it; what was not made is left out with them.
   */
  async run(configuration: Configuration): Promise<Applied> {
    for (let rest = configuration; ;) {
      rest = await this.plan(rest);
      if (this.targets(rest).length === 0) return this;
      const failed = await this.go();
      if (failed.length === 0) return this;
      this.standing = await this.workspace.standing();
      for (const one of failed) if (this.standing.has(one)) await this.workspace.untaint(one);
      const gone = new Set(failed.filter((one) => !this.standing.has(one)));
      rest = asTheyStand(without(unordered(rest), gone), this.standing);
      await this.write(rest);
    }
  }

  /** Plans all that can be planned, and leaves out the rest: one resource that is refused stops a whole plan. */
  private async plan(configuration: Configuration): Promise<Configuration> {
    for (let rest = configuration; ;) {
      const targets = this.targets(rest);
      if (targets.length === 0) return rest;
      // The first time it is all of them.
      const wanted = this.standing.size === 0 ? [] : targets.map((one) => `-target=${one}`);
      const args = ["-json", "-refresh=false", "-out=plan", ...wanted];
      const run = await this.workspace.run("plan", ...args);
      const errors = errorsOf(messages(run));
      if (errors.length === 0 && run.code === 0) return rest;
      if (errors.length === 0) throw new Error(`terraform plan: ${run.stderr}${run.stdout}`);
      // What stands was planned once.
      this.errors.push(...errors.filter(({ address }) => !this.standing.has(address)));
      rest = without(rest, new Set(errors.map(({ address }) => address)));
      await this.write(rest);
    }
  }

  /** @returns what failed */
  private async go(): Promise<readonly string[]> {
    const run = await this.workspace.run("apply", "-json", "-parallelism=30", "plan");
    expectAlive(run);
    const said = messages(run);
    for (const { type, hook } of said)
      if (type === "apply_complete" && hook !== undefined) this.made.add(hook.resource.addr);
    const errors = errorsOf(said);
    this.errors.push(...errors);
    return errors.map(({ address }) => address);
  }

  /** What is still to be made. */
  private targets({ addresses }: Configuration): readonly string[] {
    return [...addresses.keys()].filter((address) => !this.standing.has(address));
  }

  private async write({ resource }: Configuration): Promise<void> {
    await this.workspace.write({ provider: this.provider, resource });
  }
}

/** The provider is one process for all: where it ends, what it was busy with is not judged. @throws with where it ended */
function expectAlive({ stdout, stderr }: Run): void {
  if (!stdout.includes("Plugin did not respond")) return;
  const [at = "a place that it does not name"] = /internal\/service\/\w+\.\w+/.exec(stderr) ?? [];
  throw new Error(`the provider crashed in ${at}: leave out what makes it`);
}

const messages = ({ stdout }: Run): Message[] =>
  stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Message);

/** Terraform names the resource of an error in one place or another. @throws for one that is about none */
const errorsOf = (all: readonly Message[]): Said[] =>
  all.flatMap(({ diagnostic }) => {
    if (diagnostic?.severity !== "error") return [];
    const { summary, detail, snippet } = diagnostic;
    const address = diagnostic.address ?? snippet?.context?.replace(/^resource\./, "");
    if (address === undefined) throw new Error(`terraform: ${summary}: ${detail ?? ""}`);
    return [{ summary, detail, address }];
  });

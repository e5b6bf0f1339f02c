/** What a registration means for the resource that stands in the state: the same, an update, or a replacement. */
import type { DiffResult } from "../../provider";
import type { ResourceState } from "../../resourceState";
import { withoutSealed } from "../../sealedSecrets";
import { splitProviderReference } from "../../urn";
import { hasUnknown, mapValue, unwrapSecret, valuesEqual } from "../../values";
import { EngineError } from "../../errors";
import {
  compare,
  providerReplaces,
  replacementFor,
  replaces,
  withReplaceOnChanges,
} from "./diffing";
import type { Goal } from "../goal/goal";
import type { ConfiguredProvider } from "../providers/providers";
import type { Run } from "../run";

/** A registration that met a resource of the state. */
export interface Change {
  readonly goal: Goal;
  /** As it is to be, its inputs checked. */
  readonly state: ResourceState;
  readonly old: ResourceState;
  readonly provider: ConfiguredProvider | undefined;
}

export interface Verdict {
  readonly kind: "same" | "update" | "replace";
  readonly difference: DiffResult;
}

/** What this run already knows of others. */
export interface Knowledge {
  /** URNs replaced in this run. */
  readonly replaced: ReadonlySet<string>;
  /** The URN that a resource has now which the state had under this one. */
  readonly renamed: (urn: string) => string | undefined;
  readonly find: (urn: string) => Promise<ResourceState> | undefined;
}

export class Differences {
  /** By the two references: many resources change their provider together. */
  private readonly providerChanges = new Map<string, Promise<boolean>>();

  constructor(
    private readonly run: Run,
    private readonly knowledge: Knowledge,
  ) {}

  async judge(change: Change): Promise<Verdict> {
    const { goal, old } = change;
    const incomplete = old.initErrors.length > 0;
    const found = await this.of(change);
    const difference = withReplaceOnChanges(found, goal.replaceOnChanges, incomplete);
    const differs = difference.changes === true;
    if (old.pendingReplacement || (differs && replaces(difference)))
      return { kind: "replace", difference };
    return { kind: differs || incomplete ? "update" : "same", difference };
  }

  private async of(change: Change): Promise<DiffResult> {
    const { goal, state, old, provider } = change;
    const key = await this.forcing(change);
    if (key !== undefined) return replacementFor(key);
    const { ignoreChanges } = goal;
    const difference = await compare(this.run, {
      old: { ...old, urn: state.urn, type: state.type },
      inputs: state.inputs,
      ignoreChanges,
      provider,
    });
    return this.run.hasSealedSecrets ? withoutSealed(difference, old) : difference;
  }

  /** The option, or the provider, because of which the resource is replaced whatever its properties are. */
  private async forcing({ state, old }: Change): Promise<string | undefined> {
    const { replaced } = this.knowledge;
    if (this.isTriggered(state, old)) return "replacementTrigger";
    if (isToBeReplaced(this.run, state.urn, old)) return "id";
    if (state.replaceWith.some((urn) => replaced.has(urn))) return "replaceWith";
    if (state.deletedWith !== "" && replaced.has(state.deletedWith)) return "deletedWith";
    return (await this.providerChanged(state, old)) ? "provider" : undefined;
  }

  private isTriggered(state: ResourceState, old: ResourceState): boolean {
    const [now, before] = [state.replacementTrigger ?? null, old.replacementTrigger ?? null];
    if (now === null && before === null) return false;
    if (!this.run.dryRun && hasUnknown(now))
      throw new EngineError(`replacement trigger contains unknowns for ${state.urn}`);
    if (hasUnknown(now) || hasUnknown(before)) return true;
    if (now === null || before === null) return false;
    return !valuesEqual(mapValue(now, unwrapSecret), mapValue(before, unwrapSecret));
  }

  private async providerChanged(state: ResourceState, old: ResourceState): Promise<boolean> {
    if (old.provider === state.provider) return false;
    if (old.provider === "" || state.provider === "") return true;
    const key = `${old.provider} ${state.provider}`;
    let changed = this.providerChanges.get(key);
    if (changed === undefined) {
      changed = this.askProvider(old.provider, state.provider);
      this.providerChanges.set(key, changed);
    }
    return changed;
  }

  private async askProvider(before: string, after: string): Promise<boolean> {
    const [beforeUrn, afterUrn] = [before, after].map((one) => splitProviderReference(one).urn) as [
      string,
      string,
    ];
    if (this.knowledge.renamed(beforeUrn) === afterUrn) return false;
    const olds = this.run.olds.get(beforeUrn)?.inputs ?? {};
    const news = (await this.knowledge.find(afterUrn))?.inputs ?? {};
    return providerReplaces(await this.run.providers.get(after), afterUrn, olds, news);
  }
}

/** `--replace`, or marked in the state by `pulumi state taint`. */
export function isToBeReplaced(run: Run, urn: string, old: ResourceState | undefined): boolean {
  return run.selection.replacements.names(urn) || old?.rest.taint === true;
}

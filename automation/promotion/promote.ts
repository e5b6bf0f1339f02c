/**
 * From one environment to the next: what was deployed to `from` is rehearsed from the state of `to`, shown, approved where
 * the environment demands it, deployed, and on failure rolled back.
 */
import { readFile } from "node:fs/promises";
import { DriverError, OperationFailedError, UsageError } from "../errors";
import { Repository } from "../project/git";
import { findSubject, type Subject } from "../project/subject";
import { passGate } from "../runs/gate";
import type { ProgressEvent, RunResult, Step } from "../types";
import { approvalOf } from "./approval";
import { digestOf } from "./digest";
import type { Lane, StateResource } from "./lane";
import {
  PromotionError,
  type PlannedPromotion,
  type PromoteOptions,
  type Promotion,
} from "./promotion";
import { rollBack, whyNot } from "./rollback";
import { lastGood, promotable, type GoodDeployment } from "./updates";

/** Asks a person; throws where the answer is no. Undefined: there is nobody to be asked. */
export type Ask = ((planned: PlannedPromotion) => Promise<void>) | undefined;

interface Promoting {
  readonly lane: Lane;
  readonly repository: Repository;
  readonly from: Subject;
  readonly to: OnDisk;
  readonly commit: string;
  /** What a failed deployment goes back to. */
  readonly good: GoodDeployment | undefined;
  readonly options: PromoteOptions;
}

type OnDisk = Subject & { readonly folder: string; readonly stackFile: string };

/** @throws PromotionError where it was planned and not carried out, another DriverError before that */
export async function promote(
  project: string,
  options: PromoteOptions,
  { laneOf, ask }: { laneOf: (to: Subject) => Promise<Lane> | Lane; ask: Ask },
): Promise<Promotion> {
  const promoting = await prepare(project, options, laneOf);
  const { planned, before } = await plan(promoting);
  const { approve } = options;
  options.onPlanned?.(planned);
  if (approve !== undefined && approve !== planned.digest)
    throw new PromotionError(
      `nothing was changed: ${approve} was approved, and the plan is ${planned.digest}: look at it, and approve it anew`,
      { ...planned, result: "awaitsApproval" },
      2,
    );
  if (isUnchanged(planned.rehearsal)) return { ...planned, result: "unchanged" };
  if (approve === undefined) await approved(promoting, planned, ask);
  return deploy(promoting, planned, before);
}

async function prepare(
  project: string,
  options: PromoteOptions,
  laneOf: (to: Subject) => Promise<Lane> | Lane,
): Promise<Promoting> {
  if (options.from === options.to)
    throw new UsageError(`a stack is promoted to another, got --from and --to ${options.from}`);
  const { cwd } = options;
  const at = { ...(cwd !== undefined && { cwd }) };
  const from = await findSubject(`${project}/${options.from}`, at);
  const to = onDisk(await findSubject(`${project}/${options.to}`, at));
  const repository = await Repository.of(to.folder);
  const changed = await repository.changedFiles();
  if (changed.length > 0)
    throw new DriverError(
      `nothing was changed: a promotion is of a commit, and ${listed(changed)} differ: commit, deploy to ${from.name}, then promote`,
    );
  const lane = await laneOf(to);
  const commit = await repository.head();
  const source = promotable(from.name, await lane.updates(from));
  if (source.commit !== commit)
    throw new DriverError(
      `nothing was changed: ${from.name} was last deployed from ${source.commit.slice(0, 12)}, and ${commit.slice(0, 12)} is ` +
        `checked out: \`git checkout ${source.commit.slice(0, 12)}\`, or deploy to ${from.name} first`,
    );
  const good = lastGood(await lane.updates(to));
  return { lane, repository, from, to, commit, good, options };
}

function onDisk(subject: Subject): OnDisk {
  const { folder, stackFile } = subject;
  if (folder === undefined || stackFile === undefined)
    throw new UsageError("a promotion is of a project on disk, with a stack file");
  return { ...subject, folder, stackFile };
}

async function plan({
  lane,
  repository,
  from,
  to,
  commit,
  good,
  options,
}: Promoting): Promise<{ planned: PlannedPromotion; before: readonly StateResource[] }> {
  const steps: Step[] = [];
  const onProgress = (event: ProgressEvent): void => {
    if (event.kind === "step" && event.phase === "done") steps.push(event.step);
  };
  const approval = await approvalOf(to.stack, to.stackFile);
  const before = await lane.resources(to);
  const { result, ...deployed } = await lane.rehearse(to, onProgress);
  const rehearsal = await passGate(result, deployed, options.accept);
  const noRollback =
    good === undefined
      ? `${to.name} has no good deployment of a commit to go back to`
      : await whyNot(repository, good.commit);
  const [tree, config] = await Promise.all([
    repository.tree(commit),
    readFile(to.stackFile, "utf8"),
  ]);
  const { verification } = rehearsal;
  const planned: PlannedPromotion = {
    version: 1,
    cloud: lane.cloud,
    project: to.project.name,
    from: from.stack,
    to: to.stack,
    commit,
    digest: digestOf({ stack: to.name, steps, tree, config, resources: before, verification }),
    approval,
    rehearsal,
    rollbackTo: noRollback === undefined ? good?.commit : undefined,
    noRollback,
  };
  return { planned, before };
}

/** By a person, who has taken time: the plan is made again, and is to be the same. */
async function approved(promoting: Promoting, planned: PlannedPromotion, ask: Ask): Promise<void> {
  const { lane, to } = promoting;
  if (planned.approval === "none" && lane.cloud === "simulated") return;
  if (ask === undefined)
    throw new PromotionError(
      `nothing was changed: ${to.name} waits for approval; who approves this plan deploys it by --approve ${planned.digest}`,
      { ...planned, result: "awaitsApproval" },
      2,
    );
  await ask(planned);
  const again = (await plan(promoting)).planned;
  if (again.digest !== planned.digest)
    throw new PromotionError(
      `nothing was changed: ${planned.digest} was approved, and the plan is ${again.digest} by now: look at it, and approve it anew`,
      { ...again, result: "awaitsApproval" },
      2,
    );
}

async function deploy(
  { lane, repository, to, good, options }: Promoting,
  planned: PlannedPromotion,
  before: readonly StateResource[],
): Promise<Promotion> {
  const { accept = [], onProgress, signal } = options;
  try {
    const deployment = await lane.up(to.name, { cwd: to.folder, accept, onProgress, signal });
    return { ...planned, result: "deployed", deployment };
  } catch (error) {
    if (!(error instanceof OperationFailedError)) throw error;
    const deployment = error.run;
    const failed = `the deployment to ${to.name} ${deployment.result}: ${error.message.split("\n")[0] ?? ""}`;
    // Whoever stops it wants it to stand still.
    if (deployment.result === "cancelled")
      throw new PromotionError(`${failed}\nnothing was rolled back: what was deployed stands`, {
        ...planned,
        result: "failed",
        deployment,
      });
    if (good === undefined || planned.noRollback !== undefined)
      throw new PromotionError(
        `${failed}\nnothing was rolled back: ${planned.noRollback ?? ""}; what was deployed stands: mend it and promote again, or destroy it`,
        { ...planned, result: "failed", deployment },
      );
    const rollback = await rollBack({ lane, repository, subject: to, good, before, onProgress });
    const isBack = rollback.run?.result === "succeeded";
    const back = isBack
      ? `rolled back to ${good.commit.slice(0, 12)}`
      : `not rolled back to ${good.commit.slice(0, 12)}`;
    throw new PromotionError([failed, back, ...rollback.notRolledBack].join("\n"), {
      ...planned,
      result: isBack ? "rolledBack" : "failed",
      deployment,
      rollback,
    });
  }
}

function isUnchanged({ changes }: RunResult): boolean {
  return changes.create + changes.update + changes.replace + changes.delete === 0;
}

function listed(files: readonly string[]): string {
  const shown = files.slice(0, 3).join(", ");
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
}

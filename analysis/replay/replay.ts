/**
 * A run gone through again, one step at a time: what held before and holds afterwards may not hold
 * on the way. A state on the way is one that some order allowed by the dependencies can pass through;
 * where there are too many of them, those of the order in which it was done are looked at, and that
 * is said.
 */
import { judgeIntents, type Intent, type Verdict } from "../intents";
import { readNetwork, type Network } from "../model";
import { compileNetwork } from "../reachability";
import { isChange, predecessors, stateAfter, type Run, type Step } from "./steps";

/** An intent that does not hold on the way. */
export interface Gap {
  readonly intent: Intent;
  /** The first state that was found in which it does not hold: after these steps. */
  readonly after: readonly Step[];
  /** The step that brings it about. */
  readonly step: Step;
  readonly sentence: string;
  /** Whether it happens in the order in which the run was done, or only in another one. */
  readonly inThisOrder: boolean;
}

export interface Replay {
  readonly gaps: readonly Gap[];
  /** How many states were looked at. */
  readonly states: number;
  readonly orders: "all" | "this order only";
}

export interface ReplayRequest extends Run {
  readonly intents: readonly Intent[];
  /** More states than these are not looked at. @default 400 */
  readonly limit?: number;
}

export function replay(request: ReplayRequest): Replay {
  const steps = request.steps.filter(isChange);
  const kept = lasting(request);
  if (kept.length === 0 || steps.length === 0) return { gaps: [], states: 0, orders: "all" };
  const run: Run = { before: request.before, after: request.after, steps };
  const telling = tellingSteps(run);
  const every = everyState(run, telling, request.limit ?? 400);
  const linear = telling.map((_, count) => telling.slice(0, count + 1));
  const states = [...linear.map(asKey), ...(every ?? [])];
  const looked = new Set<string>();
  const gaps = new Map<string, Gap>();
  for (const [index, key] of states.entries()) {
    if (looked.has(key)) continue;
    looked.add(key);
    const done = key.split(",").map(Number);
    for (const verdict of failing(run, steps, done, kept))
      if (!gaps.has(verdict.intent.key))
        gaps.set(verdict.intent.key, gap(steps, done, verdict, index < linear.length));
  }
  return {
    gaps: [...gaps.values()],
    states: looked.size,
    orders: every === undefined ? "this order only" : "all",
  };
}

const asKey = (done: readonly number[]): string => [...done].sort((a, b) => a - b).join(",");

/** Intents that hold at both ends: those alone can be broken on the way. */
function lasting({ before, after, intents }: ReplayRequest): Intent[] {
  const holding = (resources: ReplayRequest["before"]): Set<string> =>
    new Set(
      judgeIntents(intents, compileNetwork(readNetwork(resources)))
        .filter(({ status }) => status === "holds")
        .map(({ intent }) => intent.key),
    );
  if (before.length === 0) return [];
  const [was, is] = [holding(before), holding(after)];
  return intents.filter(({ key }) => was.has(key) && is.has(key));
}

/** The steps after which the network is another than before them. */
function tellingSteps(run: Run): number[] {
  let network = JSON.stringify(readNetwork(run.before));
  return run.steps.flatMap((_, index) => {
    const next = JSON.stringify(readNetwork(stateAfter(run, run.steps.slice(0, index + 1))));
    const tells = next !== network;
    network = next;
    return tells ? [index] : [];
  });
}

/**
 * Each set of telling steps that can have been done while the others are not; undefined where there
 * are more than `limit`.
 */
function everyState(run: Run, telling: readonly number[], limit: number): string[] | undefined {
  const direct = predecessors(run);
  const needed = new Map<number, readonly number[]>(
    telling.map((step) => [
      step,
      telling.filter((one) => one !== step && reaches(direct, step, one)),
    ]),
  );
  const found = new Set<string>();
  const waiting: number[][] = [[]];
  for (let done = waiting.pop(); done !== undefined; done = waiting.pop())
    for (const step of telling) {
      if (done.includes(step) || !(needed.get(step) ?? []).every(isIn(done))) continue;
      const next = [...done, step];
      const key = asKey(next);
      if (found.has(key)) continue;
      if (found.size >= limit) return undefined;
      found.add(key);
      waiting.push(next);
    }
  return [...found];
}

const isIn =
  (done: readonly number[]) =>
  (step: number): boolean =>
    done.includes(step);

function reaches(direct: readonly ReadonlySet<number>[], step: number, target: number): boolean {
  const seen = new Set<number>();
  const waiting = [step];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
    for (const before of direct[one] ?? []) {
      if (before === target) return true;
      if (seen.has(before)) continue;
      seen.add(before);
      waiting.push(before);
    }
  return false;
}

function failing(
  run: Run,
  steps: readonly Step[],
  done: readonly number[],
  intents: readonly Intent[],
): Verdict[] {
  // What the other steps do is not seen in the network, whenever they are done.
  const state = stateAfter(
    run,
    steps.filter((_, index) => done.includes(index)),
  );
  const network = withBlackHoles(readNetwork(state), deletedIn(run, state));
  return judgeIntents(intents, compileNetwork(network)).filter(({ status }) => status === "fails");
}

/** URNs and ids of what stood before and stands no more. */
function deletedIn(run: Run, state: Run["before"]): ReadonlySet<string> {
  const standing = new Set(state.flatMap(({ urn, id }) => [urn, id ?? urn]));
  const gone = run.before.flatMap(({ urn, id }) => [urn, id ?? urn]);
  return new Set(gone.filter((one) => !standing.has(one)));
}

/** A route to what has been deleted is a black hole, as AWS shows it; nothing is missing there. */
function withBlackHoles(network: Network, deleted: ReadonlySet<string>): Network {
  return {
    ...network,
    routeTables: network.routeTables.map((table) => ({
      ...table,
      routes: table.routes.map((route) =>
        deleted.has(route.target.key)
          ? { ...route, target: { ...route.target, gone: true } }
          : route,
      ),
    })),
  };
}

function gap(
  steps: readonly Step[],
  done: readonly number[],
  { intent, sentence }: Verdict,
  inThisOrder: boolean,
): Gap {
  const after = done.flatMap((index) => steps[index] ?? []);
  const step = after.at(-1) ?? { operation: "same", urn: "" };
  return { intent, after, step, sentence, inThisOrder };
}

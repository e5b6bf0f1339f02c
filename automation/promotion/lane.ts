/** Where a promotion takes place: on the simulated AWS that is kept, or on AWS through the Pulumi CLI. */
import { join } from "node:path";
import type { Gate } from "../../analysis";
import { keptHistory } from "../home/history";
import { homeName, openHome, readCheckpoint } from "../home/home";
import type { Subject } from "../project/subject";
import type { Deployed } from "../runs/gate";
import type { Cloud, EngineName, ProgressEvent, RunResult } from "../types";
import { readUpdate, type Update } from "./updates";

type OnProgress = (event: ProgressEvent) => void;

export interface Lane {
  readonly cloud: Cloud;
  readonly verb: "promote" | "sim promote";
  /** Newest first. */
  updates(subject: Subject): Promise<readonly Update[]>;
  /** As the stack's state has them; none for a stack that is new. */
  resources(subject: Subject): Promise<readonly StateResource[]>;
  /** The deployment on a copy or a throw-away simulated AWS, from the stack's state, not judged. */
  rehearse(subject: Subject, onProgress: OnProgress): Promise<Deployed & { result: RunResult }>;
  up(target: string, how: UpHow): Promise<RunResult>;
}

export type StateResource = Readonly<Record<string, unknown>>;

export interface UpHow {
  readonly cwd: string;
  /** Configuration beside the stack file's. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly accept: readonly Gate[];
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SimulatedPlace {
  /** Where it is kept. @default - `.pulumi-aws-network` beside the outermost project */
  readonly home?: string | undefined;
  /** What deploys; the rehearsal is ours. @default "rehearsal" */
  readonly engine?: EngineName | undefined;
}

export async function simulatedLane(subject: Subject, place: SimulatedPlace): Promise<Lane> {
  const home = await openHome(place.home ?? join(subject.root, homeName));
  const at = { home: home.folder };
  return {
    cloud: "simulated",
    verb: "sim promote",
    updates: async ({ project, stack }) =>
      (await keptHistory(home, { project: project.name, stack })).map(readUpdate),
    resources: async ({ project, stack }) => {
      const checkpoint = await readCheckpoint(home, { project: project.name, stack });
      return (checkpoint?.latest?.resources ?? []) as StateResource[];
    },
    rehearse: async ({ name, folder }, onProgress) => {
      const { rehearseKept } = await import("../runs/simulated");
      return rehearseKept(name, { ...at, cwd: folder ?? subject.root, onProgress });
    },
    up: async (target, how) => {
      const { simulate } = await import("../runs/simulated");
      return simulate("up", target, { ...at, engine: place.engine, ...how });
    },
  };
}

export function realLane(): Lane {
  return {
    cloud: "aws",
    verb: "promote",
    updates: async (subject) => {
      const { historyOf } = await import("../runs/real");
      return (await historyOf(subject)).map(readUpdate);
    },
    resources: async (subject) => {
      const { exportedState } = await import("../runs/real");
      const state = JSON.parse((await exportedState(subject)) ?? "{}") as {
        readonly deployment?: { readonly resources?: readonly StateResource[] };
      };
      return state.deployment?.resources ?? [];
    },
    rehearse: async ({ name, folder }, onProgress) => {
      const { rehearseFromState } = await import("../runs/rehearsedUp");
      return rehearseFromState(name, { cwd: folder, onProgress });
    },
    up: async (target, { cwd, config, onProgress, signal }) => {
      const { runReal } = await import("../runs/real");
      return runReal("up", target, { cwd, config, onProgress, signal });
    },
  };
}

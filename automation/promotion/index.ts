/** Promotion, on either lane. */
import { realLane, simulatedLane, type SimulatedPlace } from "./lane";
import { promote as promoteOn, type Ask } from "./promote";
import type { PromoteOptions, Promotion } from "./promotion";

export type SimPromoteOptions = PromoteOptions & SimulatedPlace;

export const promote = (project: string, options: PromoteOptions, ask?: Ask): Promise<Promotion> =>
  promoteOn(project, options, { laneOf: realLane, ask });

export const simPromote = (
  project: string,
  options: SimPromoteOptions,
  ask?: Ask,
): Promise<Promotion> =>
  promoteOn(project, options, { laneOf: (to) => simulatedLane(to, options), ask });

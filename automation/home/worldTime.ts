/** The kept simulated AWS's clock, and the faults that are asked of it. */
import { UsageError } from "../errors";
import { changing, looking, type WorldOptions } from "./keptWorld";
import type { Fault } from "../../simulator";

export interface Clock {
  /** Since the world began, on its own clock. */
  readonly seconds: number;
}

/** What is on its way arrives, what lingers goes. @param duration `90s`, `5m`, `36h`, `7d` */
export async function simAdvance(duration: string, options: WorldOptions = {}): Promise<Clock> {
  const seconds = secondsOf(duration);
  return changing("sim advance", options, async (world) => {
    await world.advance(seconds);
    return { seconds: world.clock };
  });
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(duration: string): number {
  const found = /^(\d+(?:\.\d+)?)([smhd])$/.exec(duration);
  const unit = units[found?.[2] ?? ""];
  if (found === null || unit === undefined)
    throw new UsageError(`"${duration}" is no duration: give one such as 90s, 5m, 36h or 7d`);
  return Number(found[1]) * unit;
}

/** The next calls that match go wrong. */
export function simFault(fault: Fault, options: WorldOptions = {}): Promise<readonly Fault[]> {
  return changing("sim fault", options, async (world) => {
    try {
      await world.addFault(fault);
    } catch (error) {
      throw new UsageError((error as Error).message);
    }
    return world.faults;
  });
}

export const simFaults = (options: WorldOptions = {}): Promise<readonly Fault[]> =>
  looking("sim fault", options, (world) => world.faults);

export function simClearFaults(options: WorldOptions = {}): Promise<readonly Fault[]> {
  return changing("sim fault", options, async (world) => {
    await world.clearFaults();
    return world.faults;
  });
}

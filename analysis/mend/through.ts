/** Packets that get through and should not: what is to be closed. */
import type { Intent } from "../intents/intent";
import type { Fault } from "../intents/fault";
import type { Atlas } from "../reachability/atlas";
import type { Arrival } from "../reachability/trip";

export interface Through {
  readonly atlas: Atlas;
  readonly intent: Intent;
  readonly fault: Fault;
  readonly arrivals: readonly Arrival[];
}

/** The simulated AWS: a world, served as a Pulumi provider for `aws:*`, in process or over gRPC. */
import { World, type WorldOptions } from "./world/world";

export type { Entity } from "./world/entity";
export { World } from "./world/world";
export type { FoundResource, ListedObject, Operation, WorldOptions } from "./world/world";
export type { Action } from "./durations";
export { defaultQuotas, type QuotaName, type Quotas } from "./quotas";
export {
  addByHand,
  changeByHand,
  removeByHand,
  DriftError,
  type DriftChanges,
  type Drifted,
} from "./drift/drift";
export { faultEffects, type Fault, type FaultEffect } from "./world/faults";
export { primeDescribed, type PrimedDescribed } from "./priming/described/prime";
export { primeWorld, type Primed, type Standing } from "./priming/prime";
export type { StateResource } from "./priming/state";
export type { AskedLookup, KnownAnswers } from "./provider/known";
export { Refusal } from "./provider/refusal";
export { unmodelledMessage } from "./provider/unmodelled";
export { modelledLookups, modelledTypes } from "./services/registry";
export { awsxProvider } from "./awsx/awsxProvider";
export { serveAwsx } from "./server/awsxServer";
export type { Served } from "./server/listen";
export { serveWorld } from "./server/server";
export type {
  CheckFailure,
  DiffResult,
  Provider,
  ProviderFactory,
  Value,
  ValueMap,
} from "./protocol";

/** Opens the world kept in a folder, or makes one in memory. */
export const openWorld = (options: WorldOptions = {}): Promise<World> => World.open(options);

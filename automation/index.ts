/**
 * The driver as functions: what the command line does, returning data and printing nothing. Every run is about
 * `"project/stack"` of a project on disk, or about a program in this process. A run that does not succeed rejects with
 * an {@link OperationFailedError} that carries its report; bad input rejects with another {@link DriverError}.
 *
 * The verb is the boundary: {@link rehearse} and the `sim…` functions never use a credential, the others are Pulumi's own.
 */
import { runReal } from "./runs/real";
import { upRehearsed } from "./runs/rehearsedUp";
import { simulate } from "./runs/simulated";
import type { KeptOptions, RealOptions, RunResult, Target } from "./types";

export { rehearse } from "./runs/simulated";
export { promote, simPromote, type SimPromoteOptions } from "./promotion";
export {
  PromotionError,
  type PlannedPromotion,
  type PromoteOptions,
  type Promotion,
  type Rollback,
} from "./promotion/promotion";
export { verify, type VerifyOptions } from "./verification/verify";
export { listStacks as stacks, type StackSummary } from "./runs/real";
export { simAdd, simRemove, simSet, type PlaceOptions } from "./home/byHand";
export { simPrime } from "./home/prime";
export { simList, simReset, simShow, type WorldOptions } from "./home/keptWorld";
export { simRestore, simSnapshot, simSnapshots } from "./home/snapshots";
export { simAdvance, simClearFaults, simFault, simFaults, type Clock } from "./home/worldTime";
export * from "./errors";
export type {
  Changes,
  Cloud,
  Diagnostic,
  EngineName,
  InlineProgram,
  KeptOptions,
  ProgressEvent,
  RealOptions,
  RehearseOptions,
  RunOptions,
  RunResult,
  SimulatedOptions,
  Step,
  Target,
} from "./types";

type SimulatedVerb = (target?: Target, options?: KeptOptions) => Promise<RunResult>;
type RealVerb = (target?: Target, options?: RealOptions) => Promise<RunResult>;

/** Deploys to the kept simulated AWS, after a rehearsal on a copy: what AWS would refuse changes nothing. */
export const simUp: SimulatedVerb = (target, options = {}) => simulate("up", target, options);
/** What {@link simUp} would change. */
export const simPreview: SimulatedVerb = (target, options = {}) =>
  simulate("preview", target, options);
/** Takes what the kept simulated AWS says into the state. */
export const simRefresh: SimulatedVerb = (target, options = {}) =>
  simulate("refresh", target, options);
/** Deletes the stack's resources from the kept simulated AWS. */
export const simDestroy: SimulatedVerb = (target, options = {}) =>
  simulate("destroy", target, options);
/** The outputs of the stack as it was last deployed to the kept simulated AWS. */
export const simOutputs: SimulatedVerb = (target, options = {}) =>
  simulate("outputs", target, options);

/** Deploys to AWS, after a rehearsal from the stack's state. Needs the Pulumi CLI and credentials. */
export const up: RealVerb = (target, options = {}) => upRehearsed(target, options);
/** What {@link up} would change. Needs the Pulumi CLI and credentials. */
export const preview: RealVerb = (target, options = {}) => runReal("preview", target, options);
/** Takes what AWS says into the state. Needs the Pulumi CLI and credentials. */
export const refresh: RealVerb = (target, options = {}) => runReal("refresh", target, options);
/** Deletes the stack's resources from AWS. Needs the Pulumi CLI and credentials. */
export const destroy: RealVerb = (target, options = {}) => runReal("destroy", target, options);
/** The stack's outputs. Needs the Pulumi CLI. */
export const outputs: RealVerb = (target, options = {}) => runReal("outputs", target, options);

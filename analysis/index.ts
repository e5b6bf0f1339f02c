/**
 * What a network lets reach what, and whether that is what was meant: as functions over plain data.
 * Resources of a state, a rehearsal or a preview, or what `aws ec2 describe-…` prints, become a
 * network; the network and its intents are judged; and the answer is shown.
 */
export {
  joinStates,
  readDescribed,
  readNetwork,
  readStackState,
  type Network,
  type ResourceRecord,
  type StackState,
} from "./model";
export { compileNetwork, type Outcome, type PlaceName, type Verifier } from "./reachability";
export {
  changedIntents,
  judgeIntents,
  readIntentFile,
  readIntents,
  type Intent,
  type IntentChanges,
  type IntentRecord,
  type Verdict,
  type WeakenedIntent,
} from "./intents";
export {
  baselineRules,
  findProblems,
  type BaselineRule,
  type Finding,
  type FoundComponent,
  type FoundPacket,
  type Grade,
} from "./baseline";
export {
  compareNetworks,
  matrix,
  type Change,
  type Difference,
  type Matrix,
  type MatrixCell,
  type MatrixClass,
  movedAssociations,
  type MovedAssociation,
} from "./difference";
export {
  applyChange,
  describeChange,
  mend,
  type Change as NetworkChange,
  type Mending,
  type Mendings,
} from "./mend";
export {
  isChange,
  replay,
  stateAfter,
  type Gap,
  type Replay,
  type ReplayRequest,
  type Run,
  type Step,
} from "./replay";
export {
  exitCode,
  gateFailures,
  gates,
  headline,
  packetText,
  pathText,
  toMarkdown,
  toSarif,
  verifyNetwork,
  type Before,
  type Gate,
  type GateFailures,
  type IntentVerdict,
  type SarifOptions,
  type Verification,
  type VerificationRequest,
} from "./verification";

export { replay, type Gap, type Replay, type ReplayRequest } from "./replay";
export { isChange, stateAfter, type Run, type Step } from "./steps";

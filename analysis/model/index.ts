/** The analysis model: the network as plain data, and its readers. */
export type * from "./network";
export type { ResourceRecord } from "./records/resourceRecord";
export { readNetwork } from "./readNetwork";
export { readStackState, type StackState } from "./states/exportFile";
export { joinStates } from "./states/joinStates";
export { readDescribed } from "./described/readDescribed";

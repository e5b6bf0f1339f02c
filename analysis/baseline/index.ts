/** What is wrong with a network without being asked. */
export type { Finding, FoundComponent, FoundPacket, Grade } from "./finding";
export { findProblems } from "./findProblems";
export type { BaselineRule } from "./rule";
export { baselineRules } from "./rules";

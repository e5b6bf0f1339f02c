export { readIntents, type Intent, type IntentRecord, type Waiver } from "./intent";
export { judgeIntents } from "./judge";
export type { Component, Evidence, ShownPacket, Status, Verdict } from "./verdict";

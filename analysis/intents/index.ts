export { changedIntents, type IntentChanges, type WeakenedIntent } from "./changedIntents";
export { readIntents, type Intent, type IntentRecord, type Waiver } from "./intent";
export { readIntentFile } from "./intentFile";
export { judgeIntents } from "./judge";
export type { Component, Evidence, ShownPacket, Status, Verdict } from "./verdict";

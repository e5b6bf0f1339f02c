export { Intents } from "./intents";
export { Expect, Via } from "./intentsArgs";
export type { IntentSpec, IntentsArgs, IntentWaiver } from "./intentsArgs";

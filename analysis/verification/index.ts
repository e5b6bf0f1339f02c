export { exitCode, gateFailures, gates, type Gate, type GateFailures } from "./exitCode";
export { headline } from "./reports/headline";
export { toMarkdown } from "./reports/markdown";
export { packetText, pathText } from "./reports/path";
export { toSarif, type SarifOptions } from "./reports/sarif";
export { verifyNetwork, type Before, type VerificationRequest } from "./verifyNetwork";
export type { IntentVerdict, Verification } from "./verification";

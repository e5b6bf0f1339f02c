export { FlowLogs } from "./flowLogs";
export type { FlowLogsArgs, FlowLogsSpec } from "./flowLogsArgs";
export { planFlowLogs } from "./flowLogsPlan";

export { FlowLogs } from "./flowLogs";
export { FlowLogTraffic } from "./flowLogsArgs";
export { FlowLogFileFormat } from "./flowLogsLayout";
export type { FlowLogsLayout } from "./flowLogsLayout";
export type {
  FlowLogsArgs,
  FlowLogsBucketSpec,
  FlowLogSpec,
  FlowLogsSpec,
  FlowLogSubnets,
} from "./flowLogsArgs";
export { planFlowLogs } from "./flowLogsPlan";
export { FlowLogsTable } from "./flowLogsTable";
export type { FlowLogsTableArgs, FlowLogsTableSpec } from "./flowLogsTableArgs";
export { NetworkAlarms } from "./networkAlarms";
export type { NetworkAlarmsArgs } from "./networkAlarmsArgs";
export { NetworkDashboard } from "./networkDashboard";
export type { NetworkDashboardArgs } from "./networkDashboardArgs";
export { FleetMonitoring } from "./fleetMonitoring";
export type {
  FleetMonitoringArgs,
  FleetThresholds,
  MonitoredLoadBalancer,
} from "./fleetMonitoringArgs";
export { LogGroups } from "./logGroups";
export type { LogGroupsArgs } from "./logGroupsArgs";
export { NotificationTopic } from "./notificationTopic";
export type { NotificationTopicArgs } from "./notificationTopicArgs";

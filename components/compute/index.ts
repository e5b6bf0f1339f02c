export { LambdaFunction } from "./lambdaFunction";
export type { LambdaFunctionArgs } from "./lambdaFunctionArgs";
export { AutoScalingFleet } from "./autoScalingFleet";
export type {
  AutoScalingFleetArgs,
  FleetCapacity,
  FleetSchedule,
  FleetSpot,
  FleetVolume,
} from "./autoScalingFleetArgs";
export { InstanceRole } from "./instanceRole";
export type { AgentPermissions, BucketPermissions, InstanceRoleArgs } from "./instanceRoleArgs";
export { instanceUserData, OperatingSystem } from "./instanceUserData";
export type { InstanceSetup } from "./instanceUserData";

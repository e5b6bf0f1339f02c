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
export { Bastion } from "./bastion";
export type { BastionArgs } from "./bastionArgs";
export { InstanceRole } from "./instanceRole";
export type { AgentPermissions, BucketPermissions, InstanceRoleArgs } from "./instanceRoleArgs";
export { instanceUserData, OperatingSystem } from "./instanceUserData";
export type { InstanceSetup } from "./instanceUserData";
export { QueueConsumer } from "./queueConsumer";
export type { QueueConsumerArgs } from "./queueConsumerArgs";
export type { RolePermission } from "./rolePermissions";
export { StateMachine } from "./stateMachine";
export { StateMachineType } from "./stateMachineArgs";
export type { StateMachineArgs } from "./stateMachineArgs";

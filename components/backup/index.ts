export { BackupPlan } from "./backupPlan";
export type { BackupCopy, BackupPlanArgs, BackupRule, BackupTag } from "./backupPlanArgs";
export { SnapshotPolicy } from "./snapshotPolicy";
export type { SnapshotPolicyArgs } from "./snapshotPolicyArgs";

export { exported } from "./exported";
export { findVpc, InvalidLookupError } from "./findVpc";
export { vpcOfStack } from "./stackNetwork";
export type { ExistingVpc } from "./existingVpc";
export type { ExistingVpcArgs } from "./existingVpcArgs";
export { VpcRecord } from "./vpcRecord";
export type { VpcRecordArgs } from "./vpcRecordArgs";

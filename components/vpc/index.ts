export { Vpc } from "./vpc";
export { RouteTableStrategy } from "./vpcArgs";
export type { SubnetSpec } from "./subnetSpec";
export type { VpcArgs } from "./vpcArgs";

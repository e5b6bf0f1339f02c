export { Vpc } from "./vpc";
export { RouteTableStrategy } from "./vpcArgs";
export type { SubnetSpec, VpcArgs } from "./vpcArgs";

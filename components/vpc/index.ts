export { Vpc } from "./vpc";
export { RouteTableStrategy } from "./vpcArgs";
export { SubnetIpv6 } from "./subnetSpec";
export type { SubnetSpec } from "./subnetSpec";
export type { VpcArgs } from "./vpcArgs";

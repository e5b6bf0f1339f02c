export { BlockPublicAccess } from "./blockPublicAccess";
export { BlockPublicAccessExclusionMode, BlockPublicAccessMode } from "./blockPublicAccessArgs";
export type { BlockPublicAccessArgs, BlockPublicAccessExclusion } from "./blockPublicAccessArgs";
export type { DhcpOptionsSpec } from "./dhcpOptions";
export { Vpc } from "./vpc";
export { RouteTableStrategy } from "./vpcArgs";
export { SubnetIpv6 } from "./subnetSpec";
export type { SubnetSpec } from "./subnetSpec";
export type { VpcArgs } from "./vpcArgs";

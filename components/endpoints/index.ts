export { VpcEndpoints } from "./vpcEndpoints";
export type { VpcEndpointsArgs, VpcEndpointsSpec } from "./vpcEndpointsArgs";
export { planVpcEndpoints } from "./vpcEndpointsPlan";

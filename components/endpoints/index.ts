export { VpcEndpoints } from "./vpcEndpoints";
export { DataPerimeterException } from "./dataPerimeterArgs";
export type { DataPerimeterSpec } from "./dataPerimeterArgs";
export { EndpointBundle } from "./endpointBundles";
export { EndpointDnsRecordIpType, EndpointIpAddressType } from "./vpcEndpointsArgs";
export type { EndpointDnsSpec, VpcEndpointsArgs, VpcEndpointsSpec } from "./vpcEndpointsArgs";
export { planVpcEndpoints } from "./vpcEndpointsPlan";

export { NatGateways } from "./natGateways";
export { NatConnectivityType, NatGatewayStrategy } from "./natGatewaysArgs";
export type { NatGatewaysArgs, NatGatewaysSpec } from "./natGatewaysArgs";
export { planNatGateways } from "./natGatewaysPlan";
export { NatInstances } from "./natInstances";
export type { NatInstancesArgs, NatInstancesSpec } from "./natInstancesArgs";

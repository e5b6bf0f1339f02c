export { NatGateways } from "./natGateways";
export { NatGatewayStrategy } from "./natGatewaysArgs";
export type { NatGatewaysArgs, NatGatewaysSpec } from "./natGatewaysArgs";
export { planNatGateways } from "./natGatewaysPlan";

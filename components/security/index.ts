export { PortPreset } from "./portPresets";
export { SecurityGroups } from "./securityGroups";
export type { SecurityGroupFlow, SecurityGroupsArgs } from "./securityGroupsArgs";
export { SecurityGroupFlows } from "./securityGroupFlows";
export type { SecurityGroupFlowsArgs } from "./securityGroupFlowsArgs";
export { NetworkAcls } from "./networkAcls";
export { NetworkAclClients } from "./networkAclsArgs";
export type { NetworkAclFlow, NetworkAclsArgs, NetworkAclSecurityGroups } from "./networkAclsArgs";

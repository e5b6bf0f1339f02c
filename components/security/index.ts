export { SecurityGroups } from "./securityGroups";
export type { SecurityGroupFlow, SecurityGroupsArgs } from "./securityGroupsArgs";
export { NetworkAcls } from "./networkAcls";
export { NetworkAclClients } from "./networkAclsArgs";
export type { NetworkAclFlow, NetworkAclsArgs } from "./networkAclsArgs";

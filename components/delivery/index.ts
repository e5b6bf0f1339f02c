export { AliasRecord } from "./aliasRecord";
export type { AliasRecordArgs, AliasTarget } from "./aliasRecordArgs";
export { Distribution } from "./distribution";
export type { DistributionArgs } from "./distributionArgs";
export { LoadBalancer } from "./loadBalancer";
export type { LoadBalancerArgs, RequiredHeader, TargetHealthCheck } from "./loadBalancerArgs";
export { WebAcl } from "./webAcl";
export { WebAclScope } from "./webAclArgs";
export type { WebAclArgs } from "./webAclArgs";

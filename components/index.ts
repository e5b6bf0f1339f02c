/** What programs import: AWS networks as Pulumi components. */
export {
  AddedTiers,
  BlockPublicAccess,
  BlockPublicAccessExclusionMode,
  BlockPublicAccessMode,
  RouteTableStrategy,
  SubnetIpv6,
  Vpc,
} from "./vpc";
export type {
  AddedTiersArgs,
  BlockPublicAccessArgs,
  BlockPublicAccessExclusion,
  DhcpOptionsSpec,
  SubnetSpec,
  VpcArgs,
} from "./vpc";
export { InvalidLookupError } from "./existing";
export type { ExistingVpc, ExistingVpcArgs } from "./existing";
export { NatConnectivityType, NatGateways, NatGatewayStrategy, NatInstances } from "./nat";
export type { NatGatewaysArgs, NatGatewaysSpec, NatInstancesArgs, NatInstancesSpec } from "./nat";
export { VpcEndpoints } from "./endpoints";
export type { VpcEndpointsArgs, VpcEndpointsSpec } from "./endpoints";
export {
  NetworkAclClients,
  NetworkAcls,
  PortPreset,
  SecurityGroupFlows,
  SecurityGroups,
} from "./security";
export type {
  NetworkAclFlow,
  NetworkAclsArgs,
  NetworkAclSecurityGroups,
  SecurityGroupFlow,
  SecurityGroupFlowsArgs,
  SecurityGroupsArgs,
} from "./security";
export {
  FlowLogFileFormat,
  FlowLogs,
  FlowLogsTable,
  FlowLogTraffic,
  NetworkAlarms,
  NetworkDashboard,
} from "./observability";
export type {
  FlowLogsArgs,
  FlowLogsBucketSpec,
  FlowLogsLayout,
  FlowLogSpec,
  FlowLogsSpec,
  FlowLogsTableArgs,
  FlowLogsTableSpec,
  FlowLogSubnets,
  NetworkAlarmsArgs,
  NetworkDashboardArgs,
} from "./observability";
export { CacheEngine, DatabaseAvailability, PostgresDatabase, RedisCache } from "./data";
export type { PostgresDatabaseArgs, RedisCacheArgs } from "./data";
export { LambdaFunction } from "./compute";
export type { LambdaFunctionArgs } from "./compute";
export {
  PeeringMesh,
  PeeringRole,
  VpcPeering,
  VpcPeeringAccepter,
  VpcPeeringOptions,
  VpcPeeringRequest,
} from "./peering";
export type {
  MeshConnection,
  MeshNetwork,
  PeeringMeshArgs,
  PeeringRequestAttributes,
  PeeringSide,
  PeerVpc,
  VpcPeeringAccepterArgs,
  VpcPeeringArgs,
  VpcPeeringOptionsArgs,
  VpcPeeringRequestArgs,
} from "./peering";
export { PrivateHostedZone, PrivateZoneAssociations } from "./dns";
export type { PrivateHostedZoneArgs, PrivateZoneAssociationsArgs, ZoneVpc } from "./dns";
export { Expect, Intents, Via } from "./intents";
export type { IntentSpec, IntentsArgs, IntentWaiver } from "./intents";
export { layouts } from "../net";
export { InvalidArgumentsError, SubnetType } from "./network";
export type { Naming, VpcAttributes } from "./network";

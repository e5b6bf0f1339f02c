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
export { InvalidLookupError, VpcRecord } from "./existing";
export type {
  AwsxTier,
  AwsxVpc,
  AwsxVpcArgs,
  ExistingVpc,
  ExistingVpcArgs,
  VpcRecordArgs,
} from "./existing";
export { NatConnectivityType, NatGateways, NatGatewayStrategy, NatInstances } from "./nat";
export type { NatGatewaysArgs, NatGatewaysSpec, NatInstancesArgs, NatInstancesSpec } from "./nat";
export {
  DataPerimeterException,
  EndpointBundle,
  EndpointDnsRecordIpType,
  EndpointIpAddressType,
  VpcEndpoints,
} from "./endpoints";
export type {
  DataPerimeterSpec,
  EndpointDnsSpec,
  VpcEndpointsArgs,
  VpcEndpointsSpec,
} from "./endpoints";
export {
  EncryptionKey,
  EncryptionKeyUser,
  NetworkAclClients,
  NetworkAcls,
  PortPreset,
  SecurityGroupFlows,
  SecurityGroups,
} from "./security";
export type {
  EncryptionKeyArgs,
  NetworkAclFlow,
  NetworkAclsArgs,
  NetworkAclSecurityGroups,
  SecurityGroupFlow,
  SecurityGroupFlowsArgs,
  SecurityGroupsArgs,
} from "./security";
export {
  FleetMonitoring,
  FlowLogFileFormat,
  FlowLogs,
  FlowLogsTable,
  FlowLogTraffic,
  LogGroups,
  NetworkAlarms,
  NetworkDashboard,
  NotificationTopic,
} from "./observability";
export type {
  FleetMonitoringArgs,
  FleetThresholds,
  FlowLogsArgs,
  FlowLogsBucketSpec,
  FlowLogsLayout,
  FlowLogSpec,
  FlowLogsSpec,
  FlowLogsTableArgs,
  FlowLogsTableSpec,
  FlowLogSubnets,
  LogGroupsArgs,
  MonitoredLoadBalancer,
  NetworkAlarmsArgs,
  NetworkDashboardArgs,
  NotificationTopicArgs,
} from "./observability";
export {
  CacheEngine,
  DatabaseAvailability,
  DocumentTable,
  MessageQueue,
  PostgresDatabase,
  PrivateBucket,
  RedisCache,
  TableKeyType,
} from "./data";
export type {
  BucketLifecycle,
  DocumentTableArgs,
  LoadBalancerLogs,
  MessageQueueArgs,
  PostgresDatabaseArgs,
  PrivateBucketArgs,
  RedisCacheArgs,
  TableKey,
} from "./data";
export {
  AutoScalingFleet,
  Bastion,
  InstanceRole,
  instanceUserData,
  LambdaFunction,
  OperatingSystem,
  QueueConsumer,
  StateMachine,
  StateMachineType,
} from "./compute";
export type {
  AgentPermissions,
  AutoScalingFleetArgs,
  BastionArgs,
  BucketPermissions,
  FleetCapacity,
  FleetSchedule,
  FleetSpot,
  FleetVolume,
  InstanceRoleArgs,
  InstanceSetup,
  LambdaFunctionArgs,
  QueueConsumerArgs,
  RolePermission,
  StateMachineArgs,
} from "./compute";
export {
  AliasRecord,
  Distribution,
  HttpMethod,
  LoadBalancer,
  RestApi,
  SecondFactor,
  UserPool,
  WebAcl,
  WebAclScope,
} from "./delivery";
export type {
  AliasRecordArgs,
  AliasTarget,
  ApiRoute,
  ApiThrottle,
  DistributionArgs,
  LoadBalancerArgs,
  RequiredHeader,
  RestApiArgs,
  TargetHealthCheck,
  UserPoolArgs,
  WebAclArgs,
} from "./delivery";
export { BackupPlan, SnapshotPolicy } from "./backup";
export type {
  BackupCopy,
  BackupPlanArgs,
  BackupRule,
  BackupTag,
  SnapshotPolicyArgs,
} from "./backup";
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

/** A maker for each resource type that the cases create. */
import { makerOf } from "./case";

export const vpc = makerOf("aws:ec2/vpc:Vpc");
export const subnet = makerOf("aws:ec2/subnet:Subnet");
export const internetGateway = makerOf("aws:ec2/internetGateway:InternetGateway");
export const gatewayAttachment = makerOf(
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
);
export const routeTable = makerOf("aws:ec2/routeTable:RouteTable");
export const route = makerOf("aws:ec2/route:Route");
export const tableAssociation = makerOf("aws:ec2/routeTableAssociation:RouteTableAssociation");
export const mainTableAssociation = makerOf(
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
);
export const elasticIp = makerOf("aws:ec2/eip:Eip");
export const natGateway = makerOf("aws:ec2/natGateway:NatGateway");
export const securityGroup = makerOf("aws:ec2/securityGroup:SecurityGroup");
export const ingressRule = makerOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
export const egressRule = makerOf("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
export const networkAcl = makerOf("aws:ec2/networkAcl:NetworkAcl");
export const networkAclRule = makerOf("aws:ec2/networkAclRule:NetworkAclRule");
export const networkAclAssociation = makerOf("aws:ec2/networkAclAssociation:NetworkAclAssociation");
export const vpcEndpoint = makerOf("aws:ec2/vpcEndpoint:VpcEndpoint");
export const flowLog = makerOf("aws:ec2/flowLog:FlowLog");
export const logGroup = makerOf("aws:cloudwatch/logGroup:LogGroup");
export const role = makerOf("aws:iam/role:Role");
export const rolePolicy = makerOf("aws:iam/rolePolicy:RolePolicy");
export const loadBalancer = makerOf("aws:lb/loadBalancer:LoadBalancer");
export const targetGroup = makerOf("aws:lb/targetGroup:TargetGroup");
export const listener = makerOf("aws:lb/listener:Listener");
export const listenerRule = makerOf("aws:lb/listenerRule:ListenerRule");
export const key = makerOf("aws:kms/key:Key");
export const keyAlias = makerOf("aws:kms/alias:Alias");
export const blockAssociation = makerOf(
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
);
export const egressOnlyGateway = makerOf(
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
);
export const dhcpOptions = makerOf("aws:ec2/vpcDhcpOptions:VpcDhcpOptions");
export const dhcpAssociation = makerOf(
  "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
);
export const peering = makerOf("aws:ec2/vpcPeeringConnection:VpcPeeringConnection");
export const peeringAccepter = makerOf(
  "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
);
export const peeringOptions = makerOf("aws:ec2/peeringConnectionOptions:PeeringConnectionOptions");
export const prefixList = makerOf("aws:ec2/managedPrefixList:ManagedPrefixList");
export const networkInterface = makerOf("aws:ec2/networkInterface:NetworkInterface");
export const policy = makerOf("aws:iam/policy:Policy");
export const policyAttachment = makerOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
export const instanceProfile = makerOf("aws:iam/instanceProfile:InstanceProfile");
export const queue = makerOf("aws:sqs/queue:Queue");
export const lambdaFunction = makerOf("aws:lambda/function:Function");
export const lambdaAlias = makerOf("aws:lambda/alias:Alias");
export const lambdaPermission = makerOf("aws:lambda/permission:Permission");
export const eventSource = makerOf("aws:lambda/eventSourceMapping:EventSourceMapping");
export const dbSubnetGroup = makerOf("aws:rds/subnetGroup:SubnetGroup");
export const dbInstance = makerOf("aws:rds/instance:Instance");
export const dbParameterGroup = makerOf("aws:rds/parameterGroup:ParameterGroup");
export const table = makerOf("aws:dynamodb/table:Table");
export const repository = makerOf("aws:ecr/repository:Repository");
export const secret = makerOf("aws:secretsmanager/secret:Secret");
export const secretVersion = makerOf("aws:secretsmanager/secretVersion:SecretVersion");
export const topic = makerOf("aws:sns/topic:Topic");
export const subscription = makerOf("aws:sns/topicSubscription:TopicSubscription");
export const parameter = makerOf("aws:ssm/parameter:Parameter");
export const stateMachine = makerOf("aws:sfn/stateMachine:StateMachine");
export const instance = makerOf("aws:ec2/instance:Instance");
export const launchTemplate = makerOf("aws:ec2/launchTemplate:LaunchTemplate");
export const keyPair = makerOf("aws:ec2/keyPair:KeyPair");
export const volume = makerOf("aws:ebs/volume:Volume");
export const volumeAttachment = makerOf("aws:ec2/volumeAttachment:VolumeAttachment");
export const bucket = makerOf("aws:s3/bucket:Bucket");
export const bucketPolicy = makerOf("aws:s3/bucketPolicy:BucketPolicy");
export const publicAccessBlock = makerOf("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
export const ownership = makerOf("aws:s3/bucketOwnershipControls:BucketOwnershipControls");
export const bucketAcl = makerOf("aws:s3/bucketAcl:BucketAcl");
export const bucketVersioning = makerOf("aws:s3/bucketVersioning:BucketVersioning");
export const bucketObject = makerOf("aws:s3/bucketObjectv2:BucketObjectv2");
export const bucketLifecycle = makerOf(
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
);
export const zone = makerOf("aws:route53/zone:Zone");
export const zoneAssociation = makerOf("aws:route53/zoneAssociation:ZoneAssociation");
export const record = makerOf("aws:route53/record:Record");
export const cluster = makerOf("aws:ecs/cluster:Cluster");
export const taskDefinition = makerOf("aws:ecs/taskDefinition:TaskDefinition");
export const ecsService = makerOf("aws:ecs/service:Service");
export const metricAlarm = makerOf("aws:cloudwatch/metricAlarm:MetricAlarm");
export const dashboard = makerOf("aws:cloudwatch/dashboard:Dashboard");
export const eventRule = makerOf("aws:cloudwatch/eventRule:EventRule");
export const eventTarget = makerOf("aws:cloudwatch/eventTarget:EventTarget");
export const scalingGroup = makerOf("aws:autoscaling/group:Group");
export const scalingPolicy = makerOf("aws:autoscaling/policy:Policy");
export const lifecycleHook = makerOf("aws:autoscaling/lifecycleHook:LifecycleHook");
export const cacheSubnetGroup = makerOf("aws:elasticache/subnetGroup:SubnetGroup");
export const replicationGroup = makerOf("aws:elasticache/replicationGroup:ReplicationGroup");
export const webAcl = makerOf("aws:wafv2/webAcl:WebAcl");
export const ipSet = makerOf("aws:wafv2/ipSet:IpSet");
export const webAclAssociation = makerOf("aws:wafv2/webAclAssociation:WebAclAssociation");
export const userPool = makerOf("aws:cognito/userPool:UserPool");
export const userPoolClient = makerOf("aws:cognito/userPoolClient:UserPoolClient");
export const transitGateway = makerOf("aws:ec2transitgateway/transitGateway:TransitGateway");
export const transitAttachment = makerOf("aws:ec2transitgateway/vpcAttachment:VpcAttachment");
export const transitTable = makerOf("aws:ec2transitgateway/routeTable:RouteTable");
export const transitRoute = makerOf("aws:ec2transitgateway/route:Route");
export const backupVault = makerOf("aws:backup/vault:Vault");
export const backupPlan = makerOf("aws:backup/plan:Plan");
export const catalogDatabase = makerOf("aws:glue/catalogDatabase:CatalogDatabase");
export const catalogTable = makerOf("aws:glue/catalogTable:CatalogTable");
export const restApi = makerOf("aws:apigateway/restApi:RestApi");
export const restResource = makerOf("aws:apigateway/resource:Resource");
export const restMethod = makerOf("aws:apigateway/method:Method");
export const restMethodResponse = makerOf("aws:apigateway/methodResponse:MethodResponse");
export const restIntegration = makerOf("aws:apigateway/integration:Integration");
export const restIntegrationResponse = makerOf(
  "aws:apigateway/integrationResponse:IntegrationResponse",
);
export const restDeployment = makerOf("aws:apigateway/deployment:Deployment");
export const restStage = makerOf("aws:apigateway/stage:Stage");
export const restAuthorizer = makerOf("aws:apigateway/authorizer:Authorizer");
export const httpApi = makerOf("aws:apigatewayv2/api:Api");
export const httpIntegration = makerOf("aws:apigatewayv2/integration:Integration");
export const httpRoute = makerOf("aws:apigatewayv2/route:Route");
export const httpStage = makerOf("aws:apigatewayv2/stage:Stage");
export const httpAuthorizer = makerOf("aws:apigatewayv2/authorizer:Authorizer");
export const httpVpcLink = makerOf("aws:apigatewayv2/vpcLink:VpcLink");
export const distribution = makerOf("aws:cloudfront/distribution:Distribution");
export const originAccessControl = makerOf(
  "aws:cloudfront/originAccessControl:OriginAccessControl",
);
export const workgroup = makerOf("aws:athena/workgroup:Workgroup");
export const namedQuery = makerOf("aws:athena/namedQuery:NamedQuery");
export const snapshotPolicy = makerOf("aws:dlm/lifecyclePolicy:LifecyclePolicy");
export const certificate = makerOf("aws:acm/certificate:Certificate");
export const webAclLogging = makerOf(
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
);
export const userPoolDomain = makerOf("aws:cognito/userPoolDomain:UserPoolDomain");
export const resourceServer = makerOf("aws:cognito/resourceServer:ResourceServer");
export const backupSelection = makerOf("aws:backup/selection:Selection");
export const backupVaultPolicy = makerOf("aws:backup/vaultPolicy:VaultPolicy");
export const backupVaultLock = makerOf("aws:backup/vaultLockConfiguration:VaultLockConfiguration");
export const zoneAuthorization = makerOf(
  "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization",
);

/** Pages of AWS's documentation that more than one case cites, by what they are about. */
const docs = "https://docs.aws.amazon.com";
const vpcGuide = `${docs}/vpc/latest/userguide`;
const privateLink = `${docs}/vpc/latest/privatelink`;

/** An action of the EC2 API. */
export const ec2Api = (action: string): string =>
  `${docs}/AWSEC2/latest/APIReference/API_${action}.html`;

/** An action of the IAM API. */
export const iamApi = (action: string): string =>
  `${docs}/IAM/latest/APIReference/API_${action}.html`;

/** An action of the CloudWatch Logs API. */
export const logsApi = (action: string): string =>
  `${docs}/AmazonCloudWatchLogs/latest/APIReference/API_${action}.html`;

/** An action of the API of load balancers. */
export const elbApi = (action: string): string =>
  `${docs}/elasticloadbalancing/latest/APIReference/API_${action}.html`;

/** An action of the KMS API. */
export const kmsApi = (action: string): string =>
  `${docs}/kms/latest/APIReference/API_${action}.html`;

/** An action of the SQS API. */
export const sqsApi = (action: string): string =>
  `${docs}/AWSSimpleQueueService/latest/APIReference/API_${action}.html`;

/** An action of the Lambda API. */
export const lambdaApi = (action: string): string => `${docs}/lambda/latest/api/API_${action}.html`;

/** An action of the RDS API. */
export const rdsApi = (action: string): string =>
  `${docs}/AmazonRDS/latest/APIReference/API_${action}.html`;

/** An action of the DynamoDB API. */
export const dynamoApi = (action: string): string =>
  `${docs}/amazondynamodb/latest/APIReference/API_${action}.html`;

/** An action of the SNS API. */
export const snsApi = (action: string): string => `${docs}/sns/latest/api/API_${action}.html`;

/** An action of the Secrets Manager API. */
export const secretsApi = (action: string): string =>
  `${docs}/secretsmanager/latest/apireference/API_${action}.html`;

/** An action of the Systems Manager API. */
export const ssmApi = (action: string): string =>
  `${docs}/systems-manager/latest/APIReference/API_${action}.html`;

/** An action of the Step Functions API. */
export const sfnApi = (action: string): string =>
  `${docs}/step-functions/latest/apireference/API_${action}.html`;

/** An action of the API of container registries. */
export const ecrApi = (action: string): string =>
  `${docs}/AmazonECR/latest/APIReference/API_${action}.html`;

/** An action of the S3 API. */
export const s3Api = (action: string): string => `${docs}/AmazonS3/latest/API/API_${action}.html`;

/** An action of the Route 53 API. */
export const route53Api = (action: string): string =>
  `${docs}/Route53/latest/APIReference/API_${action}.html`;

/** An action of the ECS API. */
export const ecsApi = (action: string): string =>
  `${docs}/AmazonECS/latest/APIReference/API_${action}.html`;

/** An action of the CloudWatch API. */
export const cloudWatchApi = (action: string): string =>
  `${docs}/AmazonCloudWatch/latest/APIReference/API_${action}.html`;

/** An action of the EventBridge API. */
export const eventsApi = (action: string): string =>
  `${docs}/eventbridge/latest/APIReference/API_${action}.html`;

/** An action of the Auto Scaling API. */
export const scalingApi = (action: string): string =>
  `${docs}/autoscaling/ec2/APIReference/API_${action}.html`;

/** An action of the ElastiCache API. */
export const cacheApi = (action: string): string =>
  `${docs}/AmazonElastiCache/latest/APIReference/API_${action}.html`;

/** An action of the WAF API. */
export const wafApi = (action: string): string =>
  `${docs}/waf/latest/APIReference/API_${action}.html`;

/** An action of the Cognito API. */
export const cognitoApi = (action: string): string =>
  `${docs}/cognito-user-identity-pools/latest/APIReference/API_${action}.html`;

/** An action of the Backup API. */
export const backupApi = (action: string): string =>
  `${docs}/aws-backup/latest/devguide/API_${action}.html`;

/** An action of API Gateway's API: REST APIs. */
export const restApi = (action: string): string =>
  `${docs}/apigateway/latest/api/API_${action}.html`;

/** A part of API Gateway's second API: HTTP and WebSocket APIs. */
export const httpApi = (part: string): string =>
  `${docs}/apigatewayv2/latest/api-reference/${part}.html`;

/** An action of the CloudFront API. */
export const cloudFrontApi = (action: string): string =>
  `${docs}/cloudfront/latest/APIReference/API_${action}.html`;

/** An action of the Athena API. */
export const athenaApi = (action: string): string =>
  `${docs}/athena/latest/APIReference/API_${action}.html`;

/** An action of the API of Data Lifecycle Manager. */
export const dlmApi = (action: string): string =>
  `${docs}/dlm/latest/APIReference/API_${action}.html`;

/** An action of the API of Certificate Manager. */
export const acmApi = (action: string): string =>
  `${docs}/acm/latest/APIReference/API_${action}.html`;

/** Databases and tables of the Glue API. */
export const glueApi = (part: "databases" | "tables"): string =>
  `${docs}/glue/latest/dg/aws-glue-api-catalog-${part}.html`;

export const pages = {
  ec2Errors: `${docs}/AWSEC2/latest/APIReference/errors-overview.html`,
  ec2Tags: `${docs}/AWSEC2/latest/UserGuide/Using_Tags.html`,
  elasticIps: `${docs}/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html`,
  vpcQuotas: `${vpcGuide}/amazon-vpc-limits.html`,
  vpcBlocks: `${vpcGuide}/vpc-cidr-blocks.html`,
  vpcDelete: `${vpcGuide}/delete-vpc.html`,
  vpcDns: `${vpcGuide}/AmazonDNS-concepts.html`,
  subnetSizes: `${vpcGuide}/subnet-sizing.html`,
  subnets: `${vpcGuide}/configure-subnets.html`,
  routeTables: `${vpcGuide}/RouteTables.html`,
  subnetRouteTables: `${vpcGuide}/subnet-route-tables.html`,
  gatewayRouteTables: `${vpcGuide}/gateway-route-tables.html`,
  internetGateways: `${vpcGuide}/VPC_Internet_Gateway.html`,
  egressOnlyGateways: `${vpcGuide}/egress-only-internet-gateway.html`,
  natGateways: `${vpcGuide}/vpc-nat-gateway.html`,
  natGatewayBasics: `${vpcGuide}/nat-gateway-basics.html`,
  natGatewayFailures: `${vpcGuide}/nat-gateway-troubleshooting.html`,
  regionalNatGateways: `${vpcGuide}/nat-gateways-regional.html`,
  securityGroups: `${vpcGuide}/creating-security-groups.html`,
  securityGroupRules: `${vpcGuide}/security-group-rules.html`,
  networkAcls: `${vpcGuide}/vpc-network-acls.html`,
  networkAclRules: `${vpcGuide}/nacl-rules.html`,
  flowLogs: `${vpcGuide}/flow-logs.html`,
  dhcpOptions: `${vpcGuide}/VPC_DHCP_Options.html`,
  prefixLists: `${vpcGuide}/managed-prefix-lists.html`,
  gatewayEndpoints: `${privateLink}/gateway-endpoints.html`,
  interfaceEndpoints: `${privateLink}/create-interface-endpoint.html`,
  endpointServices: `${privateLink}/aws-services-privatelink-support.html`,
  endpointQuotas: `${privateLink}/vpc-limits-endpoints.html`,
  peering: `${docs}/vpc/latest/peering/vpc-peering-basics.html`,
  peeringRoutes: `${docs}/vpc/latest/peering/vpc-peering-routing.html`,
  peeringGroups: `${docs}/vpc/latest/peering/vpc-peering-security-groups.html`,
  lambdaInVpc: `${docs}/lambda/latest/dg/configuration-vpc.html`,
  lambdaConcurrency: `${docs}/lambda/latest/dg/configuration-concurrency.html`,
  lambdaQueues: `${docs}/lambda/latest/dg/services-sqs-configure.html`,
  lambdaQuotas: `${docs}/lambda/latest/dg/gettingstarted-limits.html`,
  lambdaRoles: `${docs}/lambda/latest/dg/lambda-intro-execution-role.html`,
  dbInVpc: `${docs}/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  dbParameterGroups: `${docs}/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html`,
  dbDeletion: `${docs}/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html`,
  bucketNames: `${docs}/AmazonS3/latest/userguide/bucketnamingrules.html`,
  bucketPublicAccess: `${docs}/AmazonS3/latest/userguide/access-control-block-public-access.html`,
  bucketOwnership: `${docs}/AmazonS3/latest/userguide/about-object-ownership.html`,
  objectKeys: `${docs}/AmazonS3/latest/userguide/object-keys.html`,
  bucketLifecycles: `${docs}/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html`,
  s3Errors: `${docs}/AmazonS3/latest/API/ErrorResponses.html`,
  dnsRecords: `${docs}/Route53/latest/DeveloperGuide/ResourceRecordTypes.html`,
  fargateSizes: `${docs}/AmazonECS/latest/developerguide/fargate-tasks-services.html`,
  restProxies: `${docs}/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html`,
  httpRoutes: `${docs}/apigateway/latest/developerguide/http-api-develop-routes.html`,
  distributionNames: `${docs}/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html`,
  distributionCertificates: `${docs}/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html`,
  certificateQuotas: `${docs}/acm/latest/userguide/acm-limits.html`,
  certificateNames: `${docs}/acm/latest/userguide/acm-public-certificates.html`,
  webAclCapacity: `${docs}/waf/latest/developerguide/aws-waf-capacity-units.html`,
  webAclIpSets: `${docs}/waf/latest/developerguide/waf-ip-set-creating.html`,
  webAclLogs: `${docs}/waf/latest/developerguide/logging-cw-logs.html`,
  signInDomains: `${docs}/cognito/latest/developerguide/cognito-user-pools-assign-domain-prefix.html`,
  signInFactors: `${docs}/cognito/latest/developerguide/user-pool-settings-mfa.html`,
  stateMachines: `${docs}/step-functions/latest/dg/statemachine-structure.html`,
  states: `${docs}/step-functions/latest/dg/concepts-states.html`,
  stateErrors: `${docs}/step-functions/latest/dg/concepts-error-handling.html`,
  stateChoices: `${docs}/step-functions/latest/dg/state-choice.html`,
  stateWaits: `${docs}/step-functions/latest/dg/state-wait.html`,
  stateBranches: `${docs}/step-functions/latest/dg/state-parallel.html`,
  stateLogs: `${docs}/step-functions/latest/dg/cw-logs.html`,
  stateIntegrations: `${docs}/step-functions/latest/dg/connect-to-resource.html`,
  vaultLocks: `${docs}/aws-backup/latest/devguide/vault-lock.html`,
  backupPlans: `${docs}/aws-backup/latest/devguide/creating-a-backup-plan.html`,
  peeringAccept: `${docs}/vpc/latest/peering/accept-vpc-peering-connection.html`,
  zonesOfOthers: `${docs}/Route53/latest/DeveloperGuide/hosted-zone-private-associate-vpcs-different-accounts.html`,
  ec2Places: `${docs}/AWSEC2/latest/UserGuide/resources.html`,
  iamPassing: `${docs}/IAM/latest/UserGuide/id_roles_use_passrole.html`,
  iamPlaces: `${docs}/IAM/latest/UserGuide/introduction.html`,
  iamQuotas: `${docs}/IAM/latest/UserGuide/reference_iam-quotas.html`,
  iamPolicies: `${docs}/IAM/latest/UserGuide/reference_policies_grammar.html`,
} as const;
